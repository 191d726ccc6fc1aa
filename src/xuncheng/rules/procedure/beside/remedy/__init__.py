"""Remedies against a decision (行政复议, 行政诉讼) and its correction by the agency itself."""
