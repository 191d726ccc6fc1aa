"""Consent to electronic service, what a refusal to receive asks for, and the correction of what was issued."""
