"""Reading what was collected: each table through its door."""
