"""The act `matter.set`: what the law says of one matter since one day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Any

from pydantic import BaseModel, Field, field_validator, model_validator

from xuncheng.domains.law import words
from xuncheng.domains.law.commands.naming import name_articles, places
from xuncheng.domains.law.labels import CONDITIONS, DOMAINS
from xuncheng.domains.law.models import CorrectionOrder, Matter, MatterVersion, Verification
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.legal import Basis, RuleError, Text
from xuncheng.rules.penalty import PenaltyKind, parse_fine

Cited = tuple[str, str]
"""A statute and where in it, as `Basis` reads it: (行政处罚法, 57(1)(4))."""

_KIND = re.compile(rf"(?:{'|'.join(PenaltyKind)})(?::(?:{'|'.join(CONDITIONS)}))?")


class MatterRow(BaseModel):
    """One version of one matter. Its days are both included; None leaves that side open.

    `kinds` are penalties (fine, fine:optional, stop_business:serious), `orders` the measures beside them.
    Raises ValueError where a citation, a kind or the fine cannot be read.
    """

    code: str = Field(pattern=r"^[A-Z]{2}-\d{3}$")
    name_zh: str = Field(min_length=1, max_length=100)
    name_en: str = Field(min_length=1, max_length=200)
    domain: str
    effective_from: date | None = None
    effective_until: date | None = None
    violated: list[Cited] = []
    penalised: list[Cited] = []
    kinds: list[str] = []
    orders: list[str] = []
    fine_min: Decimal | None = Field(None, ge=0, max_digits=14, decimal_places=2)
    fine_max: Decimal | None = Field(None, ge=0, max_digits=14, decimal_places=2)
    fine_basis: str = Field(max_length=200)
    subject_zh: str = Field(max_length=80)
    subject_en: str = Field(max_length=80)
    correction_order: CorrectionOrder
    seizure: str = Field("", max_length=200)
    verification: Verification

    @field_validator("domain")
    @classmethod
    def _known_domain(cls, domain: str) -> str:
        if domain not in DOMAINS:
            raise ValueError(f"no such domain: {domain}")
        return domain

    @field_validator("violated", "penalised")
    @classmethod
    def _readable(cls, cited: list[Cited]) -> list[Cited]:
        for statute, article in cited:
            _or_value_error(Basis, statute, article)
        return cited

    @field_validator("kinds")
    @classmethod
    def _known_kinds(cls, kinds: list[str]) -> list[str]:
        if strange := [kind for kind in kinds if not _KIND.fullmatch(kind)]:
            raise ValueError(f"no such penalty: {', '.join(strange)}")
        return kinds

    @model_validator(mode="after")
    def _consistent(self) -> MatterRow:
        if self.effective_from and self.effective_until and self.effective_until < self.effective_from:
            raise ValueError("the last day lies before the first")
        low, high = ("" if amount is None else str(amount) for amount in (self.fine_min, self.fine_max))
        _or_value_error(parse_fine, low, high, self.fine_basis)
        return self

    def of_version(self) -> dict[str, Any]:
        """The values that belong to the version, by the names of its columns."""
        values = self.model_dump(exclude={"code", "name_zh", "name_en", "domain"})
        return values | {name: [list(pair) for pair in values[name]] for name in ("violated", "penalised")}


def _or_value_error(read: Callable[..., object], *given: str) -> None:
    """Errors of the rules are no ValueErrors, but pydantic takes only those."""
    try:
        read(*given)
    except RuleError as error:
        raise ValueError(str(error)) from error


@act("matter.set", Text("维护执法事项", "Set a matter"))
def set_matter(
    deed: Deed, row: Annotated[MatterRow, field("执法事项及其版本", "Matter and version", "longtext")]
) -> Matter:
    """Add a version of a matter, or the matter with its first version; the version before it ends the day before.

    A version that is there already keeps what the law says, for cases are pinned to it; only how far it was
    verified, the matter's names and its last day can be set again.
    Raises `Refused`: `matter_version_fixed`, `matter_versions_overlap`.
    """
    matter = Matter.objects.select_for_update().filter(code=row.code).first() or Matter(code=row.code)
    matter.name_zh, matter.name_en, matter.domain = row.name_zh, row.name_en, row.domain
    matter.tokens = words.vector_text(words.name_vector([row.name_zh, DOMAINS[row.domain].zh]))
    matter.save()
    version = matter.versions.filter(effective_from=row.effective_from).first()
    if version is None:
        _end_the_one_before(matter, row.effective_from)
        matter.versions.create(**row.of_version())
    else:
        _set_again(version, row)
    _check_overlap(matter)
    name_articles(places([*row.violated, *row.penalised]))
    return matter


def _end_the_one_before(matter: Matter, begins: date | None) -> None:
    if begins is not None:
        before = matter.versions.filter(effective_until=None)
        before.exclude(effective_from__gte=begins).update(effective_until=begins - timedelta(days=1))


_MAY_CHANGE = ("verification", "effective_until")


def _set_again(version: MatterVersion, row: MatterRow) -> None:
    values = row.of_version()
    fixed = [
        name for name, value in values.items() if name not in _MAY_CHANGE and getattr(version, name) != value
    ]
    if fixed:
        raise Refused(
            "matter_version_fixed",
            Text(
                f"事项{row.code}的这一版本已经使用，内容（{'、'.join(fixed)}）不能改动；请按新的生效日期增加版本",
                f"This version of {row.code} is in use and fixed ({', '.join(fixed)}); add one with another first day",
            ),
        )
    version.verification = row.verification
    # Where the row names no last day, the one stays that a following version set.
    version.effective_until = row.effective_until or version.effective_until
    version.save(update_fields=_MAY_CHANGE)


def _check_overlap(matter: Matter) -> None:
    spans = sorted(
        (v.effective_from or date.min, v.effective_until or date.max) for v in matter.versions.all()
    )
    if any(begins <= ended for (_, ended), (begins, _) in pairwise(spans)):
        raise Refused(
            "matter_versions_overlap",
            Text(f"事项{matter.code}的有效期相互重叠", f"Versions of {matter.code} overlap in time"),
        )
