"""Content-addressed files and their resumable upload."""
