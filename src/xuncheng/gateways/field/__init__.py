"""The door of the field app: its queue of acts, what became of those that were refused, the data of an officer's area."""
