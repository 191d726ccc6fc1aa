"""Money collected by the bank: its daily files, what each line pays, the differences, and what goes to the treasury."""
