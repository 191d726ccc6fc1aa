"""OpenID Connect provider: other systems of the bureau sign in with the users of this one (统一认证)."""
