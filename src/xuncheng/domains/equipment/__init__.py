"""What the work is done with: the terminals (移动执法终端) on which the field app runs."""
