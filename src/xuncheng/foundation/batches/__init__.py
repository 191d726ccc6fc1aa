"""Batches (批量办理): one act asked for on many objects in one request, done line by line by the job queue."""
