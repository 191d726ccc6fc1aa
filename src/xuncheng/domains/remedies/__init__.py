"""Remedies against decisions, and the legal section's other work: supervision papers, contracts, advice, lawyers."""
