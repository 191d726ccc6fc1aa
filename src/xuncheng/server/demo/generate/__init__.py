"""Two years of the demo bureau's business: people's scripts, played by commands alone in the order of time."""
