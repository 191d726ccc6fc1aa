"""Areas, grids and addresses."""
