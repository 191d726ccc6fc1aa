"""Execution of a fine beside the case: deferral, instalments, agreement, reminder, court, suspension and ending."""
