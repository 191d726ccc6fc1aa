"""The door of Open311 GeoReport v2: other cities' and companies' programs report here and follow what becomes of it."""
