"""Transfer of a case: to the police where a crime is suspected, or to the authority that has jurisdiction."""
