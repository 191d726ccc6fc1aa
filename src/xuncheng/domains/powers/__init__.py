"""Which organisation holds which matters (权责清单), by which decision, since when: versioned, published, locked."""
