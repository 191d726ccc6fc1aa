"""The act: permission, lawfulness, transaction and the hash-chained record of what was done."""
