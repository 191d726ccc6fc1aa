"""What former systems held (历史数据): tables taken in by a mapping, with where each row came from."""
