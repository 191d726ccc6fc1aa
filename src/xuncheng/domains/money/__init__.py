"""The books: what parties owe, what was received, and where it lies, by double entry."""
