"""What the acts on cases share: their labels from the tables, their common inputs, and issuing a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any, ParamSpec, TypeVar

import orjson
from django.db.models import Model
from pydantic import AwareDatetime, Field

from xuncheng.domains.cases.models import Case
from xuncheng.domains.documents.commands import issue
from xuncheng.domains.documents.drawn import excuse, pad, signed
from xuncheng.domains.documents.queries import Document
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.people.models import Officer
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.penalty import Factor, PenaltyKind
from xuncheng.rules.procedure.tables import BESIDE, TABLES

Fields = dict[str, Any]
_MINUTE = timedelta(minutes=1)
P = ParamSpec("P")
R = TypeVar("R", bound=Model)

KINDS = {kind.value: kind.label for kind in PenaltyKind if kind != PenaltyKind.DETENTION}
GROUNDS = {
    "": Text("无", "none"),
    "lighter": Text("从轻处罚", "lighter"),
    "reduced": Text("减轻处罚", "reduced"),
}

Team = Annotated[
    list[Officer],
    field("执法人员（不少于两名）", "Officers (at least two)", "refs", ref="officer", min_length=1),
]
CertificatesShown = Annotated[bool, field("已出示执法证件", "Certificates shown", "bool")]
StartedAt = Annotated[AwareDatetime, field("开始时间", "Started at", "datetime")]
Began = Annotated[AwareDatetime, field("开始时间", "Began at", "datetime")]
Ended = Annotated[AwareDatetime, field("结束时间", "Ended at", "datetime")]
Place = Annotated[str, field("地点", "Place", "text", max_length=200)]
Spot = Annotated[
    tuple[Annotated[float, Field(ge=-180, le=180)], Annotated[float, Field(ge=-90, le=90)]] | None,
    field("取证位置（经度、纬度）", "Where it was taken (longitude, latitude)", "point"),
]
Drawn = Annotated[list[StoredFile], pad("当事人", "the party")]
Refusal = Annotated[str, excuse("当事人", "the party")]
Witness = Annotated[str, field("见证人", "Witness", "text", max_length=50)]
DrawnByWitness = Annotated[list[StoredFile], pad("见证人", "the witness")]
WitnessRefusal = Annotated[str, excuse("见证人", "the witness")]
Files = Annotated[list[StoredFile], field("照片和附件", "Photos and files", "files", max_length=50)]
Kinds = Annotated[
    frozenset[str], field("处罚种类", "Kinds of penalty", "choices", choices=KINDS, min_length=1)
]
Amount = Annotated[
    Decimal, field("罚款金额（元）", "Fine (CNY)", "money", ge=0, max_digits=14, decimal_places=2)
]
Ground = Annotated[str, field("从轻、减轻情形", "Ground for a lighter penalty", "choice", choices=GROUNDS)]


CHOSEN = {
    factor.value: Text(
        f"{'从轻' if factor.lightens else '从重'}：{factor.label.zh}（{factor.basis.label}）",
        f"{'Lighter' if factor.lightens else 'Heavier'}: {factor.label.en}",
    )
    for factor in Factor
    if factor is not Factor.MINOR
}
"""The circumstances that officers choose; that the party is a minor the register says."""

Factors = Annotated[
    frozenset[Factor],
    field("裁量情节（从轻、从重）", "Circumstances that lighten or aggravate", "choices", choices=CHOSEN),
]
Departure = Annotated[
    str, field("超出裁量幅度的理由", "Why the fine leaves the band", "longtext", max_length=1000)
]


def words(zh: str, en: str) -> Any:
    """A paragraph that goes into a document and must say something."""
    return field(zh, en, "longtext", min_length=2, max_length=5000)


def case_act(
    name: str,
    *,
    on: str | None = "case",
    makes: tuple[str, ...] = (),
    first: Callable[[Deed, Any], None] | None = None,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """`@act` for a row of the procedure tables: the label, the basis and the documents come from there.

    Where both procedures have the act, it is called as in the ordinary one; the page of a case tells its
    acts by its own table. `makes` are documents that the act makes where there is occasion, `first` is done before the table judges.
    """
    rules = [rule for table in (*reversed(TABLES), *BESIDE) if (rule := table.rule(name))]
    made = tuple(dict.fromkeys((*(kind for rule in rules for kind in rule.makes), *makes)))
    return act(name, rules[0].label, on=on, basis=rules[0].basis, makes=made, first=first)


def check_start(deed: Deed, started_at: datetime, name: str = "started_at") -> None:
    """Refuse a start that lies ahead of the act that records it; `name` is the field it was entered in."""
    if started_at > deed.at:
        raise invalid(FieldError(name, Text("开始时间不能晚于现在", "It cannot have started later than now")))


def check_span(deed: Deed, began: datetime, ended: datetime) -> None:
    """Refuse what lasted no whole minute, or had not ended before the act that records it: a record says its true beginning and end."""
    if ended > deed.at:
        raise invalid(
            FieldError("ended", Text("结束时间不能晚于现在", "It cannot have ended later than now"))
        )
    if ended - began < _MINUTE:
        raise invalid(
            FieldError(
                "ended", Text("结束时间应当晚于开始时间", "It ended after it began, by a minute at least")
            )
        )


def make(
    deed: Deed, case: Case, kind: str, data: Mapping[str, Any], *, corrects: Document | None = None
) -> Document:
    """Make one document of the case as part of the deed; `corrects` is the document that it corrects."""
    return issue(deed, kind, "case", case.pk, case.area_path, data, case.number, corrects=corrects)


def party_signed(
    deed: Deed, case: Case, files: list[StoredFile] | None, refusal: str, basis: tuple[Basis, ...], name: str = ""
) -> Fields:  # fmt: skip
    """The signature of the party, or of the named person, as a document has it. Raises `Refused` (`unsigned`)."""
    return signed(deed, case.area_path, name or case.party.name, files, refusal, basis)


def witness_signed(
    deed: Deed, case: Case, witness: str, files: list[StoredFile] | None, refusal: str, basis: tuple[Basis, ...]
) -> Fields | None:  # fmt: skip
    """The signature of the witness; None where nobody is named. Raises `Refused` (`unsigned`)."""
    if files and not witness.strip():
        raise invalid(
            FieldError("witness", Text("见证人签名的，应当填写见证人姓名", "Name the witness who signed"))
        )
    if not witness.strip():
        return None
    return signed(deed, case.area_path, witness.strip(), files, refusal, basis, field="witness_signature")


def done_at(case: Case, *acts: str) -> datetime | None:
    """When one of the acts was last done on the case, by its trail."""
    entry = TrailEntry.objects.filter(chain=case.pk, name__in=acts).order_by("-seq").first()
    return entry.at if entry else None


def given_at(case: Case, *acts: str) -> dict[str, Any]:
    """What was entered when one of the acts was last done on the case, by its trail."""
    entry = TrailEntry.objects.filter(chain=case.pk, name__in=acts).order_by("-seq").first()
    given: dict[str, Any] = orjson.loads(entry.input) if entry else {}
    return given


def signed_at(case: Case, act_name: str) -> Fields | None:
    """The party's signature as it was given when the act was last done on the case, by its trail; None where nobody signs."""
    entry = TrailEntry.objects.filter(chain=case.pk, name=act_name).order_by("-seq").first()
    if entry is None:
        return None
    made, refusal = orjson.loads(entry.output)["documents"], orjson.loads(entry.input).get("refusal")
    digest = next((one["sha256"] for one in made if one["kind"] == "signature"), None)
    return {
        "name": case.party.name, "at": entry.at if digest else None, "refusal": refusal or None, "drawn": digest,
    }  # fmt: skip


def filed_at(case: Case) -> datetime:
    """When the case was filed; before that, when it was opened."""
    return done_at(case, "case.file") or case.opened_at
