"""What each document of a case says: the fields of its model, taken from the case and from what was entered."""
