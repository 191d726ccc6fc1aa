"""The acts of the portal. Submitting itself is `report.submit`; what is done here goes with it or comes after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from xuncheng.domains.cases.commands.hearing import request_hearing
from xuncheng.domains.cases.commands.rights import submit_statement
from xuncheng.domains.cases.queries import Case
from xuncheng.domains.intake.commands import dispute_report, submit_report
from xuncheng.domains.intake.queries import Report
from xuncheng.domains.portal.codes import code_for, digest_of, fits
from xuncheng.domains.portal.kinds import KINDS
from xuncheng.domains.portal.models import Receipt
from xuncheng.domains.portal.queries import may_dispute, may_rate
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.files.queries import readable_by
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.legal import Text

SHOWN_TYPES = ("image/", "video/")
"""What a citizen may add to his report: pictures and recordings of what he saw."""

RESULTS = {
    "open": Text("查询码正确", "the code was right"),
    "wrong": Text("编号或查询码不正确", "number or code was wrong"),
    "locked": Text("错误次数过多，暂停查询", "locked after too many wrong codes"),
}


SENT = "当事人凭文书编号和查询码在公众门户提交，未手写签名。"
"""Why nobody signed what came in by the portal."""


@dataclass(frozen=True, slots=True)
class Petition:
    """What the party of a case wants, in his words, and who says it: he himself or who acts for him."""

    act: str
    words: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a citizen says: `nonce` is what his browser drew, from which his code follows."""

    nonce: str
    kind: str
    text: str
    address: str
    lon: float | None
    lat: float | None
    name: str
    phone: str
    files: list[UUID]


def report(deed: Deed, told: Told) -> tuple[Report, str]:
    """Submit what a citizen reports; the report, and the code that follows it: only here, and never again.

    Raises `Refused`: `invalid_input` naming `kind`, `address` (neither that nor a point) or `files`.
    """
    _check(told)
    code = code_for(deed.id, told.nonce)
    files = _pictures(deed, told.files)
    deed.afterwards.append(lambda: _follow(deed, told.kind, code))
    done = submit_report(
        deed, text=f"【{KINDS[told.kind].zh}】{told.text}", source="citizen", address=told.address, lon=told.lon, lat=told.lat,
        reporter_name=told.name, reporter_phone=told.phone, files=files,
    )  # fmt: skip
    if deed.replayed and not _is_of(deed, done, code):
        raise Refused(
            "act_id_used",
            Text(
                "此前已以同一编号提交过：请刷新查看", "Something else was sent under this id before: reload"
            ),
        )
    return done, code


@act("report.code", Text("发放查询码", "Give a follow code"), on="report")
def give_code(
    deed: Deed,
    report: Report,
    kind: Annotated[str, field("类别", "Kind", "choice", choices=KINDS)],
    digest: Annotated[str, field("查询码摘要", "Hash of the code", "text", max_length=64, secret=True)],
) -> Report:
    """Follow from submitting on the portal: whoever has the code may follow the report."""
    giver: UUID = deed.actor.id  # type: ignore[assignment] # follows from an act of the user 公众
    Receipt.objects.create(
        report=report, digest=digest, kind=kind, given_by_id=giver, area_path=report.area_path
    )
    return report


@act("report.rate", Text("评价办理结果", "Rate the answer"), on="report")
def rate_report(
    deed: Deed,
    report: Report,
    score: Annotated[int, field("满意度", "How satisfied", "number", ge=1, le=5)],
    solved: Annotated[bool, field("问题已解决", "The problem is solved", "bool")] = True,
    words: Annotated[str, field("意见", "What he says", "longtext", max_length=1000)] = "",
) -> Report:
    """Say how satisfied the reporter is with the answer, and whether the problem is gone; once for each answer.

    Where it is not, what a team has handled is checked again, once. Raises `Refused`: `not_answered_yet`, `rated_already`.
    """
    if report.status != "answered":
        raise Refused("not_answered_yet", Text("尚未答复，答复后可以评价", "Not answered yet: rate it then"))
    receipt = Receipt.objects.filter(report=report).first()
    if receipt is None or not may_rate(report, receipt):
        raise Refused(
            "rated_already", Text("已经评价过，或不是网上反映的事项", "Rated before, or not from the portal")
        )
    again = not solved and may_dispute(report, receipt)
    receipt.score, receipt.solved, receipt.words, receipt.rated_at = score, solved, words, deed.at
    if again:
        receipt.disputed_at = deed.at
        deed.afterwards.append(lambda: _dispute(deed, report))
    receipt.save(update_fields=["score", "solved", "words", "rated_at", "disputed_at"])
    return report


def _dispute(deed: Deed, report: Report) -> None:
    dispute_report(deed.following("report.dispute", report.pk), report.pk)  # type: ignore[arg-type] # by its key, as from outside


def petition(deed: Deed, case: Case, said: Petition) -> None:
    """What the party of a case states in his defence, or his request for a hearing, as if he had handed it in at the counter.

    Raises `Refused` as the procedure table does: before he was told of his rights, after the decision, after the five working days.
    """
    signed = f"{said.words.strip()}\n\n（{said.name.strip()}，联系电话：{said.phone.strip()}）"
    if said.act == "hearing.request":
        request_hearing(deed, case, request=signed, manner="written", refusal=SENT)
    else:
        submit_statement(deed, case, statement=signed)


@act("portal.look", Text("凭码查询", "Look by code"), on="user")
def look(
    deed: Deed,
    user: User,
    result: Annotated[str, field("结果", "Result", "choice", choices=RESULTS)],
    number: Annotated[str, field("编号", "Number", "text", max_length=40)] = "",
) -> User:
    """Record that somebody asked by number and code, at the user whom the portal acts as; of what there is not, no number."""
    return user


def _check(told: Told) -> None:
    wrong = []
    if told.kind not in KINDS:
        wrong.append(FieldError("kind", Text("请选择类别", "Choose what it is about")))
    if not told.address.strip() and (told.lon is None or told.lat is None):
        wrong.append(
            FieldError("address", Text("请填写地址或在图上标出位置", "Enter an address or mark the place"))
        )
    if wrong:
        raise invalid(*wrong)


def _pictures(deed: Deed, keys: list[UUID]) -> list[StoredFile]:
    """The files, all of them the public's own pictures or recordings."""
    if not keys:
        return []
    with reading(deed.actor):
        found = {file.pk: file for file in readable_by(deed.actor).filter(pk__in=keys)}
    files = [found[key] for key in keys if key in found]
    if len(files) < len(keys) or not all(file.blob.type.startswith(SHOWN_TYPES) for file in files):
        raise invalid(FieldError("files", Text("只能上传照片或视频", "Only photos and videos can be added")))
    return files


def _follow(deed: Deed, kind: str, code: str) -> None:
    assert deed.entry is not None  # noqa: S101 - the entry is what this comes after
    chain = deed.entry.chain
    give_code(deed.following("report.code", chain), chain, kind, digest_of(code))  # type: ignore[arg-type] # by its key, as from outside


def _is_of(deed: Deed, report: Report, code: str) -> bool:
    with reading(deed.actor):
        receipt = Receipt.objects.filter(report=report.pk).first()
    return receipt is not None and fits(code, receipt.digest)
