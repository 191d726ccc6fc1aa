"""HTTP of the portal: for everybody, whoever is signed in or not. It looks at no session, so none can be abused."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from xuncheng.domains.custody.schemas import WhereOut
from xuncheng.domains.portal import commands, proof, schemas
from xuncheng.domains.portal.door import opened, opened_case, opened_goods
from xuncheng.domains.portal.kinds import KINDS
from xuncheng.domains.portal.party import case_again, case_of_party
from xuncheng.domains.portal.public import DOORKEEPER, PARTY, is_open, public
from xuncheng.domains.portal.queries import progress
from xuncheng.foundation.files import tus
from xuncheng.foundation.files.kinds import MIB, claimed_kind
from xuncheng.foundation.files.uploads import SHARED
from xuncheng.foundation.people.accounts import device_of
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.rates import spend
from xuncheng.foundation.places.models import Area
from xuncheng.foundation.places.queries import areas_of, feature_collection
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.foundation.trail.schemas import words
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.legal import Text

__all__ = ["commands", "router"]

router = Router(tags=["portal"], auth=None)

MOST_FILES, MOST_BYTES = 9, 50 * MIB
PROOF_HEADER = "Xuncheng-Proof"
"""Where an upload, whose body is the file, carries its solved challenge: JSON."""


@router.get("/public/portal", response=schemas.PortalOut, summary="The portal")
def show_portal(request: HttpRequest) -> dict[str, Any]:
    """Whose portal this is, what may be reported, and within which limits."""
    place = settings.LOCALITY
    return {
        "name": words(place.name), "bureau": words(place.bureau), "phone": place.agency["phone"], "open": is_open(),
        "kinds": [{"code": code, "label": words(label)} for code, label in KINDS.items()],
        "map_center": place.map_center, "most_files": MOST_FILES, "most_bytes": min(MOST_BYTES, settings.FILES_MAX_BYTES),
    }  # fmt: skip


@router.get("/public/areas", summary="The streets as GeoJSON")
def show_areas(request: HttpRequest) -> HttpResponse:
    """The boundaries of the streets (RFC 7946), as the map of the portal draws them."""
    content = orjson.dumps(feature_collection(areas_of(Area.Kind.STREET)))
    response = HttpResponse(content, content_type="application/geo+json")
    response["Cache-Control"] = "public, max-age=86400"
    return response


@router.get("/public/challenge", response=schemas.ChallengeOut, summary="A proof-of-work challenge")
def new_challenge(
    request: HttpRequest, purpose: Literal["report", "upload", "follow", "rate", "case", "petition"]
) -> dict[str, Any]:
    """A challenge to solve before what it is for. It serves once, for a quarter of an hour."""
    spend(request, "portal_challenge")
    return proof.challenge(purpose)


@router.post("/public/reports", response=schemas.ReportDone, summary="Report something")
def new_report(request: HttpRequest, given: schemas.ReportIn) -> dict[str, Any]:
    """Do the act `report.submit` for a citizen; the answer alone holds the code with which he follows it."""
    viewer = public()
    spend(request, "portal_report")
    proof.spend(given.proof.model_dump(), "report")
    report, code = commands.report(Deed(viewer, id=given.id, device=device_of(request)), given.told())
    return {"number": report.number, "code": code, "submitted_at": report.submitted_at}


@router.post("/public/reports/progress", response=schemas.ProgressOut, summary="What became of a report")
def show_progress(request: HttpRequest, given: schemas.FollowIn) -> dict[str, Any]:
    """By number and code. Sent as a body, so that no code stands in an address or a log."""
    proof.spend(given.proof.model_dump(), "follow")
    receipt = opened(request, given.number, given.code)
    with reading(DOORKEEPER):
        return progress(receipt)


@router.post("/public/reports/rating", response=schemas.ProgressOut, summary="Rate the answer to a report")
def rate(request: HttpRequest, given: schemas.RateIn) -> dict[str, Any]:
    """Do the act `report.rate` for the reporter."""
    proof.spend(given.proof.model_dump(), "rate")
    receipt = opened(request, given.number, given.code)
    deed = Deed(public(), id=given.id, device=device_of(request))
    commands.rate_report(deed, receipt.report, given.score, given.solved, given.words)
    with reading(DOORKEEPER):
        receipt.refresh_from_db()
        return progress(receipt)


@router.post("/public/cases", response=schemas.PartyCaseOut, summary="The case of a party")
def show_case(request: HttpRequest, given: schemas.CheckIn) -> dict[str, Any]:
    """How a case stands, what is to be paid and where, and what its party may do: by the number of a paper and its check code."""
    proof.spend(given.proof.model_dump(), "case")
    case = opened_case(request, given.number, given.check)
    with reading(DOORKEEPER):
        return case_of_party(case)


@router.post("/public/goods", response=WhereOut, summary="Where are my goods")
def show_goods(request: HttpRequest, given: schemas.CheckIn) -> dict[str, Any]:
    """How the goods of a case stand, where to collect them, what to bring: by the number of the case, or of a thing, and the code."""
    proof.spend(given.proof.model_dump(), "case")
    return opened_goods(request, given.number, given.check)


@router.post(
    "/public/cases/petitions", response=schemas.PartyCaseOut, summary="State something, or ask for a hearing"
)
def petition(request: HttpRequest, given: schemas.PetitionIn) -> dict[str, Any]:
    """Do the act `statement.submit` or `hearing.request` for the party. It came in when it is answered here."""
    spend(request, "portal_petition")
    proof.spend(given.proof.model_dump(), "petition")
    case = opened_case(request, given.number, given.check)
    commands.petition(Deed(PARTY, id=given.id, device=device_of(request)), case, given.said())
    with reading(DOORKEEPER):
        return case_of_party(case_again(case))


@router.post("/public/uploads", summary="Begin an upload for a report")
def begin_upload(request: ViewerRequest) -> HttpResponse:
    """As tus on `/files/uploads`, for pictures and recordings; the header Xuncheng-Proof holds a solved challenge."""
    request.viewer = public()
    spend(request, "portal_upload")
    proof.spend(_proof(request), "upload")
    told = tus.metadata(request)
    kind = claimed_kind(told.get("filename", ""), told.get("filetype", ""))
    if kind is None or not kind.type.startswith(commands.SHOWN_TYPES):
        raise invalid(FieldError("files", Text("只能上传照片或视频", "Only photos and videos can be added")))
    if tus.number(request, "Upload-Length") > MOST_BYTES:
        raise Refused(
            "picture_too_large",
            Text("照片或视频最大50 MiB", "A photo or video may have 50 MiB"),
            status=413,
        )
    return tus.begun(request, SHARED)


def _proof(request: HttpRequest) -> dict[str, Any]:
    try:
        read: dict[str, Any] = schemas.Proof.model_validate_json(
            request.headers.get(PROOF_HEADER, "")
        ).model_dump()
    except ValueError as error:
        raise invalid(
            FieldError("proof", Text("缺少安全校验，请刷新后重试", "The security check is missing: reload"))
        ) from error
    return read


@router.api_operation(["HEAD"], "/public/uploads/{uuid:key}", summary="How far such an upload has come")
def upload_state(request: ViewerRequest, key: UUID) -> HttpResponse:
    """As tus on `/files/uploads`; the key alone, which nobody can guess, opens it."""
    request.viewer = public()
    return tus.state(request, key)


@router.patch("/public/uploads/{uuid:key}", summary="Go on with such an upload")
def upload_more(request: ViewerRequest, key: UUID) -> HttpResponse:
    """As tus on `/files/uploads`."""
    request.viewer = public()
    return tus.append(request, key)


@router.delete("/public/uploads/{uuid:key}", summary="Give up such an upload")
def upload_ended(request: ViewerRequest, key: UUID) -> HttpResponse:
    """As tus on `/files/uploads`."""
    request.viewer = public()
    return tus.terminate(request, key)
