"""The acts of the portal. Submitting itself is `report.submit`; what is done here goes with it or comes after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from xuncheng.domains.intake.commands import submit_report
from xuncheng.domains.intake.queries import Report
from xuncheng.domains.portal.codes import code_for, digest_of, fits
from xuncheng.domains.portal.kinds import KINDS
from xuncheng.domains.portal.models import Receipt
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
    """Say how satisfied the reporter is with the answer, and whether the problem is gone; once.

    Raises `Refused`: `not_answered_yet`, `rated_already`.
    """
    if report.status != "answered":
        raise Refused("not_answered_yet", Text("尚未答复，答复后可以评价", "Not answered yet: rate it then"))
    changed = Receipt.objects.filter(report=report, rated_at=None).update(
        score=score, solved=solved, words=words, rated_at=deed.at
    )
    if not changed:
        raise Refused(
            "rated_already", Text("已经评价过，或不是网上反映的事项", "Rated before, or not from the portal")
        )
    return report


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
