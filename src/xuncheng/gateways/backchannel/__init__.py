"""Other systems hear that somebody is gone from here: OpenID Connect Back-Channel Logout 1.0."""
