"""Settings of the sign-in: allauth behind our own screens, Argon2, lock-out, second factor, session list."""

from __future__ import annotations

import os

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["xuncheng.foundation.people.passwords.Argon2"]

# Failed sign-ins are counted in the database: all threads and processes see them, a restart keeps them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_attempt",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

# Behind a reverse proxy, how many of them append to X-Forwarded-For; 0 trusts no such header.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("XUNCHENG_TRUSTED_PROXIES", "0"))

LOCKED_SECONDS = 15 * 60
ACCOUNT_ADAPTER = "xuncheng.foundation.people.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # e-mail addresses are notes on a user, not keys to his account
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {
    # A bureau may sit behind one address, so an address may fail more often than one account.
    "login": "120/m/ip",
    "login_failed": f"60/m/ip,5/{LOCKED_SECONDS}s/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    # A program that provisions users (gateways/scim): wrong tokens of an address, good ones are not counted
    "wrong_token": "60/m/ip",
    # The portal. Many phones may share one address of their network.
    "portal_challenge": "120/m/ip",
    "portal_report": "20/h/ip,60/d/ip",
    "portal_upload": "40/h/ip",
    "portal_follow": "30/m/ip",
    "portal_petition": "20/h/ip",
    "portal_failed": f"60/m/ip,5/{LOCKED_SECONDS}s/key",
}

MFA_ADAPTER = "xuncheng.foundation.people.accounts.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "巡城 Xuncheng"
MFA_TOTP_TOLERANCE = 1

USERSESSIONS_ADAPTER = "xuncheng.foundation.people.accounts.SessionsAdapter"
USERSESSIONS_TRACK_ACTIVITY = False  # a write on every request would cost more than it tells

HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)

LOGIN_URL = "/sign-in"  # the desk's page; it goes back to what asked for it
SOCIALACCOUNT_ADAPTER = "xuncheng.foundation.people.upstream.adapter.UpstreamAdapter"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5  # a provider that does not answer holds up nobody who has a password
IDP_OIDC_ADAPTER = "xuncheng.foundation.people.oidc.adapter.OidcAdapter"
IDP_OIDC_REFRESH_TOKEN_EXPIRES_IN = 12 * 3600  # as long as a session
IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN = 10 * 60
IDP_OIDC_RP_INITIATED_LOGOUT_ASKS_FOR_OP_LOGOUT = (
    False  # asked all the same where the hint is not of this user
)
