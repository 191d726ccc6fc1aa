"""The door for users: a system that keeps the accounts of the district provisions them here by SCIM 2.0."""
