"""What an officer needs of his area without a network: the sources, and how they are pulled piece by piece."""
