"""Taking in tables of former systems: what a mapping says, and how the cells of a row become values."""
