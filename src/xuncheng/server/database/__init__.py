"""Django's database backend for PostGIS, with a health check that asks the kernel and not the server."""
