"""Publication of penalty decisions, and their withdrawal once they fell or were changed (公示)."""
