"""A citizen without an account, who does what the page in his browser does."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import orjson
from altcha.v1 import solve_challenge
from django.http import HttpResponse
from tests.domains.town import HOUSE, SINCE, Stranger, Town
from uuid_utils.compat import uuid7

from xuncheng.foundation.people.commands import add_user, give_grant
from xuncheng.foundation.trail.deed import Deed

NONCE = "dGhpcyBpcyAxMjggYml0cw"
SAYS: Mapping[str, Any] = {
    "kind": "occupation",
    "text": "店外占道摆放货物，影响通行",
    "address": "示范路12号",
}


def open_portal(town: Town) -> str:
    """The bureau opens its portal: it adds the user whom that acts as; his key."""
    user = add_user(Deed(HOUSE), "public", "公众")
    give_grant(Deed(HOUSE), user, town.roles["public"], town.district, SINCE)
    return str(user.pk)


def proof(of: Stranger, purpose: str) -> dict[str, Any]:
    """A solved challenge."""
    asked = of.get("/public/challenge", purpose=purpose)
    solution = solve_challenge(asked["challenge"], asked["salt"], asked["algorithm"], asked["maxnumber"])
    assert solution is not None
    return {name: asked[name] for name in ("algorithm", "challenge", "salt", "signature")} | {
        "number": solution.number
    }


def reports(of: Stranger, **given: Any) -> HttpResponse:
    """Send a report."""
    body = {"id": uuid7(), "nonce": NONCE, **SAYS, "proof": proof(of, "report")} | given
    return of.call("POST", "/api/v1/public/reports", body)


def follows(of: Stranger, number: str, code: str, **given: Any) -> HttpResponse:
    """Ask what became of a report."""
    body = {"number": number, "code": code, "proof": proof(of, "follow")} | given
    return of.call("POST", "/api/v1/public/reports/progress", body)


def rates(of: Stranger, number: str, code: str, **given: Any) -> HttpResponse:
    """Say how the answer was."""
    body = {"id": uuid7(), "number": number, "code": code, "score": 4, "proof": proof(of, "rate")} | given
    return of.call("POST", "/api/v1/public/reports/rating", body)


def begins_upload(of: Stranger, name: str, kind: str, length: int, **headers: str) -> HttpResponse:
    """Begin to upload a picture."""
    told = f"filename {base64.b64encode(name.encode()).decode()},filetype {base64.b64encode(kind.encode()).decode()}"
    sent = {
        "Tus_Resumable": "1.0.0", "Upload_Length": str(length), "Upload_Metadata": told,
        "Xuncheng_Proof": orjson.dumps(proof(of, "upload")).decode(),
    }  # fmt: skip
    return of.call("POST", "/api/v1/public/uploads", **(sent | headers))


def uploads(of: Stranger, name: str, content: bytes) -> str:
    """Upload a whole picture; its key."""
    begun = begins_upload(of, name, "image/png", len(content))
    assert begun.status_code == 201, begun.content.decode()
    sent = {"Tus_Resumable": "1.0.0", "Upload_Offset": "0"}
    done = of.call("PATCH", begun["Location"], content, mime="application/offset+octet-stream", **sent)
    assert done.status_code == 204, done.content.decode()
    return begun["Location"].rpartition("/")[2]
