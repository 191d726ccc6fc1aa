"""What is counted of the work: figures with their definitions, and the stretches of days that they are counted over."""
