"""Sealing and seizure (查封、扣押), the coercive measures of a case. Administrative Coercion Law, art. 16 to 28."""
