"""The road of a report (案源): where it comes from, its steps, its limits, and the explorer that proves that each has an end."""
