"""Acts on the publication of decisions and orders: published, exempt, brought up to date, shortened, withdrawn.

Administrative Penalty Law, art. 48 and 50.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.db.models import QuerySet

from xuncheng.domains.cases.commands.shared import case_act, make, words
from xuncheng.domains.cases.queries import Case, publishable_photos
from xuncheng.domains.documents.queries import Document
from xuncheng.domains.publication import papers
from xuncheng.domains.publication.masked import decision_of, known_to, masked, masked_order, order_of, updated
from xuncheng.domains.publication.models import CONTENT, About, Publication, PublicationState
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.publication.guards import CURE, GROUNDS, ORDER_GROUNDS, SECRECY
from xuncheng.rules.procedure.beside.publication.state import publication_of

Until = Annotated[date, field("公示截止日期", "Shown until", "date")]
Checked = Annotated[
    bool, field("已核对拟公示内容，不含国家秘密、商业秘密和个人隐私", "Checked: no secret, nothing private", "bool")
]  # fmt: skip
Account = Annotated[
    str, field("公示的违法事实（不填则用案情摘要；姓名、号码自动遮蔽）", "Facts to show (left empty: the summary, masked)", "longtext",
               max_length=5000)
]  # fmt: skip
Corrected = Annotated[
    str, field("公示的违法事实（不填则按更正修改公示中的内容；姓名、号码自动遮蔽）",
               "Facts to show (left empty: those shown, as corrected, masked)", "longtext", max_length=5000)
]  # fmt: skip
Photos = Annotated[
    list[StoredFile] | None,
    field("公示的照片（仅限证据照片的遮挡副本）", "Photos to show (redacted copies alone)", "refs", ref="redacted", max_length=20),
]  # fmt: skip
Opinion = Annotated[str, words("审批意见", "Opinion")]


@case_act("publication.publish")
def publish_decision(
    deed: Deed, case: Case, shown_until: Until, checked: Checked, account: Account = "",
    photos: Photos = None, opinion: Opinion = "同意公示。",
) -> Publication:  # fmt: skip
    """Show the decision to everybody, with the party's data masked, until a day (公示).

    Raises `Refused` (`photo_not_publishable`) for a photo that is no redacted copy of accepted evidence of the case.
    """
    row = masked(case, _found(decision_of(case)), account)
    row.photos = _photos(deed, case, photos)
    return _published(deed, row, shown_until, opinion)


@case_act("publication.publish_order")
def publish_order(
    deed: Deed, case: Case, shown_until: Until, checked: Checked, account: Account = "",
    photos: Photos = None, opinion: Opinion = "同意公示。",
) -> Publication:  # fmt: skip
    """Show the order to demolish in the same way. 北京市城乡规划条例第七十一条第二款. Raises `Refused` (`photo_not_publishable`)."""
    row = masked_order(case, _found(order_of(case)), account)
    row.photos = _photos(deed, case, photos)
    return _published(deed, row, shown_until, opinion)


@case_act("publication.exempt")
def exempt_decision(
    deed: Deed, case: Case,
    ground: Annotated[str, field("不予公示的情形", "Ground", "choice", choices=GROUNDS)],
    reasons: Annotated[str, words("不予公示的理由", "Reasons")],
    opinion: Opinion = "同意不予公示。",
) -> Publication:  # fmt: skip
    """Decide that the decision is not shown, on a ground and for written reasons (不予公示)."""
    return _exempt(deed, masked(case, _found(decision_of(case))), ground, reasons, opinion)


@case_act("publication.exempt_order")
def exempt_order(
    deed: Deed, case: Case,
    ground: Annotated[str, field("不予公示的情形", "Ground", "choice", choices=ORDER_GROUNDS)],
    reasons: Annotated[str, words("不予公示的理由", "Reasons")],
    opinion: Opinion = "同意不予公示。",
) -> Publication:  # fmt: skip
    """Decide the same of the order to demolish, whatever its influence: for a minor's sake, for secrecy or privacy."""
    return _exempt(deed, masked_order(case, _found(order_of(case))), ground, reasons, opinion)


@case_act("publication.update")
def update_publication(
    deed: Deed, case: Case, checked: Checked, account: Corrected = "", photos: Photos = None,
    opinion: Opinion = "同意更新公示信息。",
) -> Publication:  # fmt: skip
    """Let what is shown follow the correction of its decision (更新公示信息). Within three working days.

    The photos are those to be shown from now on. Raises `Refused` (`photo_not_publishable`).
    """
    return _updated(deed, _shown(case).get(about=About.DECISION), account, photos, opinion)


@case_act("publication.update_order")
def update_order(
    deed: Deed, case: Case, checked: Checked, account: Corrected = "", photos: Photos = None,
    opinion: Opinion = "同意更新公示信息。",
) -> Publication:  # fmt: skip
    """Let what is shown of an order to demolish follow its correction, in the same way and time.

    Raises `Refused` (`photo_not_publishable`).
    """
    return _updated(deed, _shown(case).get(about=About.ORDER), account, photos, opinion)


@case_act("publication.shorten")
def shorten_publication(
    deed: Deed, case: Case, shown_until: Until,
    reasons: Annotated[str, words("提前终止公示的理由", "Why its showing ends early")],
    opinion: Opinion = "同意提前终止公示。",
) -> Publication:  # fmt: skip
    """End the showing of a decision early, once the party performed and corrected everything (信用修复).

    Raises `Refused` (`not_shortened`) for a day that is not earlier than the present last one. 北京市优化营商环境条例第七十三条.
    """
    row = _shown(case).get(about=About.DECISION)
    if row.shown_until is None or shown_until >= row.shown_until:
        raise Refused(
            "not_shortened",
            Text("应当早于现定的公示截止日期", "It must lie before the present last day of its showing"),
            422, CURE, errors=(FieldError("shown_until", Text(f"应当早于{row.shown_until}", f"Before {row.shown_until}")),),
        )  # fmt: skip
    row.shown_until = shown_until
    row.save()
    make(deed, case, "publication_approval", papers.shortening(deed, case, row, reasons.strip(), opinion))
    return row


@case_act("publication.withdraw")
def withdraw_publication(
    deed: Deed, case: Case,
    explanation: Annotated[str, words("撤回理由（向社会公开）", "Why (shown in public)")],
    opinion: Opinion = "同意撤回。",
) -> Publication:  # fmt: skip
    """Take back what is shown of what was changed or fell, and say why in its place (撤回). Within three working days.

    Where the order to demolish fell and the decision stands, the order alone is taken back.
    """
    why = known_to(case).masked(explanation.strip())
    rows = list(_fallen(case))
    for row in rows:
        _emptied(row)
        row.state, row.withdrawn_on, row.explanation = PublicationState.WITHDRAWN, deed.day, why
        row.save()
        make(deed, case, "publication_approval", papers.withdrawing(deed, case, row, opinion))
    return rows[0]


def _published(deed: Deed, row: Publication, until: date, opinion: str) -> Publication:
    row.state, row.day, row.shown_until = PublicationState.PUBLISHED, deed.day, until
    row.save()
    make(deed, row.case, "publication_approval", papers.publishing(deed, row.case, row, opinion))
    return row


def _updated(
    deed: Deed, row: Publication, account: str, photos: list[StoredFile] | None, opinion: str
) -> Publication:
    """What is shown, in its place, as its document was corrected."""
    now = updated(row, row.case, account)
    for name in (*CONTENT, "violated", "basis", "left_out", "amount"):
        setattr(row, name, getattr(now, name))
    row.photos, row.updated_on = _photos(deed, row.case, photos), deed.day
    row.save()
    make(deed, row.case, "publication_approval", papers.updating(deed, row.case, row, opinion))
    return row


def _exempt(deed: Deed, row: Publication, ground: str, reasons: str, opinion: str) -> Publication:
    """What would have been shown, with nothing of it but what case it is of."""
    row.account = row.party = row.credit_code = row.penalty = row.note = ""
    row.violated, row.basis, row.left_out, row.amount = [], [], [], None
    row.state, row.day, row.ground, row.reasons = PublicationState.EXEMPT, deed.day, ground, reasons.strip()
    row.save()
    make(deed, row.case, "publication_approval", papers.exempting(deed, row.case, row, opinion))
    return row


def _shown(case: Case) -> QuerySet[Publication]:
    return Publication.objects.filter(case=case, state=PublicationState.PUBLISHED).order_by("id")


def _fallen(case: Case) -> QuerySet[Publication]:
    """What is still shown of a case although the facts say that it is published no more."""
    one = publication_of(case.facts.publications)
    stand = {About.DECISION: one.state, About.ORDER: one.order}
    return _shown(case).exclude(about__in=[about for about, state in stand.items() if state == "published"])


def _found(document: Document | None) -> Document:
    if document is None:
        raise RuntimeError("something waits to be published of which there is no document")
    return document


def _emptied(row: Publication) -> None:
    """Nothing of the decision is left in the row but its number; the approval in the case file keeps what was shown."""
    for name in CONTENT:
        setattr(row, name, "")
    row.violated, row.basis, row.left_out, row.photos = [], [], [], []
    row.amount = None


def _photos(deed: Deed, case: Case, chosen: list[StoredFile] | None) -> list[dict[str, Any]]:
    """The chosen photos as a row keeps them: only redacted copies of accepted evidence, never an original."""
    lawful = {file.pk for file in publishable_photos(deed.actor, case)} if chosen else set()
    if any(file.pk not in lawful for file in chosen or ()):
        raise Refused(
            "photo_not_publishable",
            Text("只能公示本案已采信证据照片的遮挡副本", "Only redacted copies of accepted photos in evidence are shown"),
            422, SECRECY, errors=(FieldError("photos", Text("请选择遮挡副本", "Choose redacted copies")),),
        )  # fmt: skip
    return [
        {"file": str(file.pk), "name": file.name, "sha256": file.blob_id, "type": file.blob.type, "size": file.blob.size}
        for file in chosen or ()
    ]  # fmt: skip
