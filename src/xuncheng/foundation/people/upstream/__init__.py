"""Signing in by somebody else's provider, such as the district's (上级统一身份认证): OpenID Connect client."""
