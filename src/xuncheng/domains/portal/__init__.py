"""The citizens' portal: reporting without an account, following what became of it, saying how it went."""
