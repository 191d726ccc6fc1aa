"""Every route of the API, and to which kind it belongs: what a stranger, or somebody of elsewhere, gets of it.

A route that is not in this table, or stands here but is gone, fails the tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from xuncheng.server.openapi import document

ANY_KEY = "01920000-0000-7000-8000-000000000000"
"""A key that nothing has."""


class Kind(Enum):
    """What a route gives out."""

    PUBLIC = "anybody may ask"
    REFERENCE = "the same for everybody who is signed in"
    OWN = "only what belongs to the caller himself"
    LIST = "rows of the caller's area"
    OBJECT = "one object of the caller's area"
    REGISTER = "rows of the area that the caller administers"
    ENTRY = "one entry of a register that the caller administers"
    ACT = "does an act"
    PLATFORM = "only for a registered platform: gateways/exchange tests it"
    BATCH = "does several acts"
    PREVIEW = "tries an act"


def routes() -> Iterator[str]:
    """Every method and path of the OpenAPI document, without the prefix."""
    for path, operations in document()["paths"].items():
        yield from (f"{method.upper()} {path.removeprefix('/api/v1')}" for method in operations)


TABLE: dict[str, Kind] = {
    "OPTIONS /files/uploads": Kind.PUBLIC,
    "GET /public/areas": Kind.PUBLIC,
    "GET /public/challenge": Kind.PUBLIC,
    "GET /public/goods": Kind.PUBLIC,
    "GET /public/portal": Kind.PUBLIC,
    "POST /public/cases": Kind.PUBLIC,
    "POST /public/cases/petitions": Kind.PUBLIC,
    "POST /public/reports": Kind.PUBLIC,
    "POST /public/reports/progress": Kind.PUBLIC,
    "POST /public/reports/rating": Kind.PUBLIC,
    "POST /public/uploads": Kind.PUBLIC,
    "HEAD /public/uploads/{key}": Kind.PUBLIC,
    "PATCH /public/uploads/{key}": Kind.PUBLIC,
    "DELETE /public/uploads/{key}": Kind.PUBLIC,
    "GET /public/publications": Kind.PUBLIC,
    "GET /public/publications/feed.atom": Kind.PUBLIC,
    "GET /public/publications/feed.json": Kind.PUBLIC,
    "GET /public/publications/feed.rss": Kind.PUBLIC,
    "GET /public/publications/{key}": Kind.PUBLIC,
    "GET /public/publications/{key}/photos/{sha256}": Kind.PUBLIC,
    "GET /acts": Kind.REFERENCE,
    "GET /laws": Kind.REFERENCE,
    "GET /laws/search": Kind.REFERENCE,
    "GET /laws/{id}": Kind.REFERENCE,
    "GET /locality": Kind.REFERENCE,
    "GET /matters": Kind.REFERENCE,
    "GET /matters/export": Kind.REFERENCE,
    "GET /matters/{code}": Kind.REFERENCE,
    "GET /places/addresses": Kind.REFERENCE,
    "GET /places/areas": Kind.REFERENCE,
    "GET /places/at": Kind.REFERENCE,
    "GET /places/streets": Kind.REFERENCE,
    "GET /senders": Kind.REFERENCE,
    "GET /exchange/work-orders": Kind.PLATFORM,
    "POST /exchange/messages": Kind.PLATFORM,
    "GET /me": Kind.OWN,
    "GET /notifications": Kind.OWN,
    "POST /notifications/read-all": Kind.OWN,
    "POST /files/uploads": Kind.OWN,
    "GET /banks": Kind.LIST,
    "GET /bank-days": Kind.LIST,
    "GET /bank-days/export": Kind.LIST,
    "GET /bank-files": Kind.LIST,
    "GET /bank-files/export": Kind.LIST,
    "GET /charges": Kind.LIST,
    "GET /charges/export": Kind.LIST,
    "GET /differences": Kind.LIST,
    "GET /differences/export": Kind.LIST,
    "GET /movements": Kind.LIST,
    "GET /movements/export": Kind.LIST,
    "GET /receivables": Kind.LIST,
    "GET /receivables/export": Kind.LIST,
    "GET /spot-money": Kind.LIST,
    "GET /batches": Kind.LIST,
    "GET /batches/export": Kind.LIST,
    "GET /batch-lines": Kind.LIST,
    "GET /batch-lines/export": Kind.LIST,
    "GET /cases": Kind.LIST,
    "GET /cases/export": Kind.LIST,
    "GET /devices": Kind.LIST,
    "GET /devices/export": Kind.LIST,
    "GET /goods": Kind.LIST,
    "GET /goods/export": Kind.LIST,
    "GET /goods/seized": Kind.LIST,
    "GET /advice": Kind.LIST,
    "GET /advice/export": Kind.LIST,
    "GET /contracts": Kind.LIST,
    "GET /contracts/export": Kind.LIST,
    "GET /lawyers": Kind.LIST,
    "GET /lawyers/export": Kind.LIST,
    "GET /legality-reviews": Kind.LIST,
    "GET /legality-reviews/export": Kind.LIST,
    "GET /officers": Kind.LIST,
    "GET /remedies": Kind.LIST,
    "GET /remedies/export": Kind.LIST,
    "GET /supervisions": Kind.LIST,
    "GET /supervisions/export": Kind.LIST,
    "GET /publications": Kind.LIST,
    "GET /publications/export": Kind.LIST,
    "GET /publications/waiting": Kind.LIST,
    "GET /publications/waiting/export": Kind.LIST,
    "GET /organisations": Kind.LIST,
    "GET /parties": Kind.LIST,
    "GET /places/storage": Kind.LIST,
    "GET /reports": Kind.LIST,
    "GET /reports/export": Kind.LIST,
    "POST /reports/duplicates": Kind.LIST,
    "GET /stocktakes": Kind.LIST,
    "GET /teams": Kind.LIST,
    "GET /tokens": Kind.LIST,
    "GET /users": Kind.LIST,
    "GET /warehouses": Kind.LIST,
    "GET /exchange-log": Kind.LIST,
    "GET /exchange-log/export": Kind.LIST,
    "GET /webhook-deliveries": Kind.LIST,
    "GET /webhook-deliveries/export": Kind.LIST,
    "GET /webhooks": Kind.LIST,
    "GET /webhooks/export": Kind.LIST,
    "GET /webhooks/{key}": Kind.OBJECT,
    "GET /work": Kind.LIST,
    "GET /work/signatures": Kind.OWN,
    "GET /deadlines": Kind.LIST,
    "GET /deadlines/calendar": Kind.LIST,
    "GET /deadlines/export": Kind.LIST,
    "GET /advice/{key}": Kind.OBJECT,
    "GET /contracts/{key}": Kind.OBJECT,
    "GET /law-firms/{key}": Kind.OBJECT,
    "GET /supervisions/{key}": Kind.OBJECT,
    "GET /bank-files/{key}": Kind.OBJECT,
    "GET /bank-files/{key}/lines": Kind.OBJECT,
    "GET /bank-files/{key}/lines/export": Kind.OBJECT,
    "GET /charges/{key}": Kind.OBJECT,
    "GET /differences/{key}": Kind.OBJECT,
    "GET /batches/{key}": Kind.OBJECT,
    "GET /hearings": Kind.LIST,
    "GET /hearings/calendar": Kind.LIST,
    "GET /hearings/export": Kind.LIST,
    "GET /cases/{key}": Kind.OBJECT,
    "GET /cases/{key}/discretion": Kind.OBJECT,
    "GET /cases/{key}/measures": Kind.OBJECT,
    "GET /cases/{key}/publication": Kind.OBJECT,
    "GET /devices/{key}": Kind.OBJECT,
    "GET /devices/{key}/records": Kind.OBJECT,
    "GET /documents/{key}": Kind.OBJECT,
    "GET /documents/{key}/pdf": Kind.OBJECT,
    "GET /files/{key}": Kind.OBJECT,
    "HEAD /files/{key}": Kind.OBJECT,
    "GET /files/{key}/thumbnail": Kind.OBJECT,
    "HEAD /files/uploads/{key}": Kind.OBJECT,
    "PATCH /files/uploads/{key}": Kind.OBJECT,
    "DELETE /files/uploads/{key}": Kind.OBJECT,
    "POST /files/uploads/{key}": Kind.OBJECT,
    "GET /goods/{key}": Kind.OBJECT,
    "GET /goods/{key}/label.pdf": Kind.OBJECT,
    "GET /goods/{key}/label.png": Kind.OBJECT,
    "GET /goods/{key}/label.svg": Kind.OBJECT,
    "GET /reports/{key}": Kind.OBJECT,
    "GET /reports/{key}/duplicates": Kind.OBJECT,
    "GET /stocktakes/{key}": Kind.OBJECT,
    "GET /warehouses/{key}": Kind.OBJECT,
    "POST /notifications/{notification}/read": Kind.OBJECT,
    "POST /tokens": Kind.OBJECT,
    "GET /act-names": Kind.REFERENCE,
    "GET /user-register": Kind.REGISTER,
    "GET /user-register/export": Kind.REGISTER,
    "GET /grant-register": Kind.REGISTER,
    "GET /grant-register/export": Kind.REGISTER,
    "GET /token-register": Kind.REGISTER,
    "GET /token-register/export": Kind.REGISTER,
    "GET /client-register": Kind.REGISTER,
    "GET /client-register/export": Kind.REGISTER,
    "GET /client-register/{key}": Kind.ENTRY,
    "GET /role-register": Kind.REGISTER,
    "GET /role-register/export": Kind.REGISTER,
    "GET /organisation-register": Kind.REGISTER,
    "GET /organisation-register/export": Kind.REGISTER,
    "GET /team-register": Kind.REGISTER,
    "GET /team-register/export": Kind.REGISTER,
    "GET /user-register/{key}": Kind.ENTRY,
    "GET /grant-register/{key}": Kind.ENTRY,
    "GET /token-register/{key}": Kind.ENTRY,
    "GET /role-register/{key}": Kind.ENTRY,
    "GET /organisation-register/{key}": Kind.ENTRY,
    "GET /team-register/{key}": Kind.ENTRY,
    "POST /acts": Kind.BATCH,
    "POST /acts/{name}": Kind.ACT,
    "POST /acts/{name}/preview": Kind.PREVIEW,
}
"""By method and path below /api/v1; the routes of single acts all stand under `/acts/{name}`."""

ASIDE: dict[str, int] = {
    "_allauth/browser/v1/account/authenticators": 401,
    "_allauth/browser/v1/account/authenticators/recovery-codes": 401,
    "_allauth/browser/v1/account/authenticators/totp": 401,
    "_allauth/browser/v1/account/password/change": 401,
    "_allauth/browser/v1/auth/2fa/authenticate": 401,
    "_allauth/browser/v1/auth/2fa/reauthenticate": 401,
    "_allauth/browser/v1/auth/login": 405,
    "_allauth/browser/v1/auth/reauthenticate": 401,
    "_allauth/browser/v1/auth/session": 401,
    "_allauth/browser/v1/auth/sessions": 401,
    "_allauth/browser/v1/config": 200,
    ".well-known/jwks.json": 200,
    ".well-known/openid-configuration": 200,
    "identity/o/api/device/code": 404,
    "identity/o/api/revoke": 405,
    "identity/o/api/token": 405,
    "identity/o/api/userinfo": 401,
    "identity/o/authorize": 302,
    "identity/o/logout": 302,
    "api/v1/": 404,
    "api/v1/<known:view>": 404,
    "api/v1/openapi.json": 200,
    "api/v1/stream": 401,
    "open311/v2/": 404,
    "open311/v2/discovery.<fmt>": 404,
    "open311/v2/openapi.json": 200,
    "open311/v2/requests.<fmt>": 404,
    "open311/v2/requests/<number>.<fmt>": 404,
    "open311/v2/services.<fmt>": 404,
    "open311/v2/services/<code>.<fmt>": 404,
    "open311/v2/tokens/<token>.<fmt>": 404,
}
"""Paths that the OpenAPI document does not hold, and the status with which each answers a stranger's GET.

Signing in has its own tests (foundation/people/test_accounts.py), and so has the stream (foundation/messages); what
is `known` are the paths of the document once more. The open door has its own document and tests (gateways/open311): here it is
asked for a format that there is not.
"""
