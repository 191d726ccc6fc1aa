"""Assembly: settings, routes, processes and the command line."""
