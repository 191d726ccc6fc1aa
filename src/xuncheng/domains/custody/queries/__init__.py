"""Reading custody: things, warehouses, stock-takings; each by one door."""
