"""Reports, from the first notice to the answer given to the reporter."""
