"""The law as tables and pure functions: no framework, no database, no clock, no input or output."""
