"""Who has yet to sign the documents of a case, and why somebody cannot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from xuncheng.domains.cases.models import Case
from xuncheng.domains.documents.queries import Document, Signatory, unsigned
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.possible import acts_out
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure.guards import law

COUNTERSIGN = "document.countersign"
BASIS = (Basis("行政处罚法", "42(1);52(2)"), Basis("行政强制法", "18()(8);51(1)(4)"))
"""Two officers enforce, and each of them signs."""


def signatory_of(document: Document, person: UUID | None) -> Signatory | None:
    """The person as one who is to sign the document, or has."""
    return next((one for one in document.signatories.all() if one.officer_id == person), None)


def not_asked(*, named: bool) -> Refused:
    """Why somebody whom the document does not wait for may not sign it; `named` is who issued it and signed it then."""
    if named:
        return _signed_already()
    return Refused(
        "not_named",
        Text(
            "您不是该文书所列、应当签名的执法人员",
            "You are not an officer whom this document names to sign it",
        ),
        basis=BASIS,
    )


def _signed_already() -> Refused:
    return Refused(
        "signed_already",
        Text("您已在该文书上签名", "You signed this document already"),
        basis=BASIS,
    )


def why_not(case: Case, one: Signatory, corrections: Sequence[Document], on: date) -> Refused | None:
    """Why an officer may not sign on that day what waits for him; `corrections` are the documents that correct it.

    Codes: `archived`, `signed_already`, `document_corrected`, `uncertified`, each with its article.
    """
    refusals = (
        (
            case.facts.archived,
            Refused("archived", Text("案件已归档", "The case is archived"), basis=law("47")),
        ),
        (getattr(one, "signature", None) is not None, _signed_already()),
        (bool(corrections), _corrected(corrections)),
        (not one.officer.certified(on), _UNCERTIFIED),
    )
    return next((refused for applies, refused in refusals if applies), None)


def _corrected(corrections: Sequence[Document]) -> Refused:
    by = "、".join(one.number for one in corrections)
    return Refused(
        "document_corrected",
        Text(f"该文书已由{by}补正，不再签名", f"It was corrected by {by}: it is signed no more"),
        basis=law("75(2)"),
    )


_UNCERTIFIED = Refused(
    "uncertified", Text("您的执法证件不在有效期内", "Your certificate is not valid on this day"), basis=law("42(1)")
)  # fmt: skip


def signatures_out(
    case: Case, viewer: Viewer, document: Document, file: Iterable[Document]
) -> dict[str, Any]:
    """Who signs a document besides whoever issued it, since when, and whether the viewer may now."""
    own = signatory_of(document, viewer.id)
    obstacles: dict[str, Refused | None] = {}
    if own and not getattr(own, "signature", None):
        corrections = [one for one in file if one.corrects_id == document.pk]
        obstacles[COUNTERSIGN] = why_not(case, own, corrections, today())
    return {
        "signatories": [
            {"id": one.officer_id, "name": one.officer.user.name, "signed_at": _since(one)} for one in document.signatories.all()
        ],
        "countersign": next(iter(acts_out(viewer, obstacles, case.area_path, obstacles)), None),
    }  # fmt: skip


def _since(one: Signatory) -> Any:
    signature = getattr(one, "signature", None)
    return signature.made_at if signature else None


def missing_words(file: Iterable[Document]) -> Iterable[Text]:
    """Which documents lack whose signatures, in one sentence; none where none does."""
    found = [
        (one.title, "、".join(who.officer.user.name for who in missing)) for one, missing in unsigned(file)
    ]
    if found:
        yield Text(
            "文书尚缺执法人员签名：" + "，".join(f"{title}（{names}）" for title, names in found),
            "Signatures of officers are missing: "
            + ", ".join(f"{title} ({names})" for title, names in found),
        )
