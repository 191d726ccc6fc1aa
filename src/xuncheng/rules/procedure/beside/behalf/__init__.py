"""Performance on behalf of the party (代履行). Administrative Coercion Law, art. 50 to 52."""
