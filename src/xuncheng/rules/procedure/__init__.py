"""The statutory procedures as tables of acts, and the explorer that proves what they guarantee."""
