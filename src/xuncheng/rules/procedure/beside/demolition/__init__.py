"""Forced demolition of illegal structures (强制拆除). Administrative Coercion Law, art. 34 to 44."""
