"""What the field app does without a network: its clock, the order of its acts, what they point to, its versions."""
