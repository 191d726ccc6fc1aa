"""What the bureau does, one package each."""
