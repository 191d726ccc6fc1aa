"""What `make run` and `make test` need before the program itself can run. Standard library only."""
