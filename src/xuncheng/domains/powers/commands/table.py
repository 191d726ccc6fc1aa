"""Taking in a table of powers (CSV in UTF-8, a row for each matter): one act for the rows of one decision.

Columns: matter, organisations (codes joined by “|”; `streets` stands for all streets), kinds, document, title, authority,
decided_on, begins, ends. A dry run does it all and undoes it, so that its report is that of the real one.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from pydantic import BaseModel, Field, ValidationError, field_validator

from xuncheng.domains.law.queries import Matter
from xuncheng.domains.powers.commands.handing_down import ALL_KINDS, hand_down
from xuncheng.domains.powers.commands.publishing import publish
from xuncheng.domains.powers.models import Power, PowerList
from xuncheng.foundation.people.models import Organisation, OrganisationKind
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.viewer import Viewer, program
from xuncheng.rules.legal import Text
from xuncheng.rules.powers import PowerKind

IMPORTER = program("权责清单导入", ["power.hand_down"])
STREETS = "streets"
FORBIDDEN = 403


class PowerRow(BaseModel):
    """One row: a matter for some organisations. Raises ValueError naming the cell that cannot be read."""

    matter: str = Field(pattern=r"^[A-Z]{2}-\d{3}$")
    organisations: tuple[str, ...] = Field(min_length=1)
    kinds: tuple[PowerKind, ...] = ()
    document: str = Field(min_length=2, max_length=100)
    title: str = Field(min_length=2, max_length=200)
    authority: str = Field(min_length=2, max_length=100)
    decided_on: date
    begins: date
    ends: date | None = None

    @field_validator("organisations", "kinds", mode="before")
    @classmethod
    def _parts(cls, cell: Any) -> Any:
        return (
            tuple(part.strip() for part in cell.split("|") if part.strip()) if isinstance(cell, str) else cell
        )

    @property
    def decision(self) -> tuple[Any, ...]:
        """All but the matter: rows that agree in it are one act."""
        return tuple(value for name, value in self if name != "matter")


@dataclass(frozen=True, slots=True)
class RowRemark:
    """Why a row was not taken in: its place in the file, a code, a sentence."""

    where: str
    code: str
    message: Text


@dataclass(slots=True)
class PowerImport:
    """What came of a table: rows added and rows known already, decisions recorded, and rows refused with their reasons."""

    added: int = 0
    known: int = 0
    decisions: int = 0
    remarks: list[RowRemark] = field(default_factory=list)


_Rows = dict[tuple[Any, ...], list[tuple[str, PowerRow]]]


def import_powers(
    table: Path, *, actor: Viewer = IMPORTER, until: date = date.max, dry_run: bool = False
) -> PowerImport:
    """Take in a table of powers. Doing it again changes nothing. Rows decided after `until` are left for later.

    Raises FileNotFoundError, UnicodeDecodeError, and `Refused` if the actor may not.
    """
    report = PowerImport()
    with table.open(encoding="utf-8-sig", newline="") as lines:
        found = _read(csv.DictReader(lines), table.name, until, report)
    world = _World()
    # For real each act is a transaction of its own, as ever; a dry run is one that is undone.
    with transaction.atomic() if dry_run else nullcontext():
        for rows in found.values():
            _take_in(rows, world, report, actor)
        if dry_run:
            transaction.set_rollback(True)
    return report


def _read(lines: csv.DictReader[str], name: str, until: date, report: PowerImport) -> _Rows:
    gathered: _Rows = defaultdict(list)
    for number, cells in enumerate(lines, start=2):
        where = f"{name}:{number}"
        try:
            row = PowerRow.model_validate(
                {key: cell.strip() for key, cell in cells.items() if key and cell and cell.strip()}
            )
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            cell = ".".join(map(str, first["loc"]))
            report.remarks.append(
                RowRemark(where, "row_unreadable", Text(f"{cell}：{first['msg']}", f"{cell}: {first['msg']}"))
            )
            continue
        if row.decided_on <= until:
            gathered[row.decision].append((where, row))
    return gathered


class _World:
    """What rows refer to, read once: organisations and matters by code."""

    def __init__(self) -> None:
        self.offices = {one.code: one for one in Organisation.objects.all()}
        self.matters = {one.code: one for one in Matter.objects.defer("tokens")}
        self.streets = [one for one in self.offices.values() if one.kind == OrganisationKind.STREET]

    def organisations(self, row: PowerRow) -> list[Organisation]:
        """The organisations that a row names. Raises KeyError for a code that there is not."""
        named = [self.streets if code == STREETS else [self.offices[code]] for code in row.organisations]
        return list({one.pk: one for some in named for one in some}.values())


def _take_in(rows: list[tuple[str, PowerRow]], world: _World, report: PowerImport, actor: Viewer) -> None:
    first = rows[0][1]
    try:
        offices = world.organisations(first)
    except KeyError as lost:
        told = Text(f"没有代码为{lost.args[0]}的机构", f"No organisation has the code {lost.args[0]}")
        report.remarks += [RowRemark(where, "no_organisation", told) for where, _ in rows]
        return
    known = _known(first, offices)
    fresh = [
        (where, row)
        for where, row in rows
        if not _is_known(row, offices, known, world.matters, report, where)
    ]
    if not fresh:
        return
    kinds = list(first.kinds) or [PowerKind(kind) for kind in ALL_KINDS]
    try:
        hand_down(
            Deed(actor), document=first.document, title=first.title, authority=first.authority, decided_on=first.decided_on,
            begins=first.begins, organisations=offices, matters=[world.matters[row.matter] for _, row in fresh], kinds=kinds,
            ends=first.ends,
        )  # fmt: skip
    except Refused as wrong:
        if wrong.status == FORBIDDEN:
            raise
        message = wrong.errors[0].message if wrong.errors else wrong.message
        report.remarks += [RowRemark(where, wrong.code, message) for where, _ in fresh]
        return
    report.added += len(fresh)
    report.decisions += 1


def _known(row: PowerRow, offices: list[Organisation]) -> Mapping[str, int]:
    """Of each matter how many of these organisations hold it since that day by that decision."""
    found = Power.objects.filter(
        organisation__in=offices, begins=row.begins, hand_down__document=row.document
    )
    held: dict[str, set[UUID]] = defaultdict(set)
    for code, office in found.values_list("matter_code", "organisation_id"):
        held[code].add(office)
    return {code: len(some) for code, some in held.items()}


def _is_known(
    row: PowerRow, offices: list[Organisation], known: Mapping[str, int], matters: Mapping[str, Matter], report: PowerImport, where: str
) -> bool:  # fmt: skip
    """Whether nothing is left to do for a row: it is there already, or it cannot be taken in, which is reported."""
    if row.matter not in matters:
        told = Text(f"没有编号为{row.matter}的执法事项", f"No matter has the code {row.matter}")
        report.remarks.append(RowRemark(where, "no_matter", told))
        return True
    if known.get(row.matter) == len(offices):
        report.known += 1
        return True
    return False


class ListRow(BaseModel):
    """One published version in a table: when it was published, its title, the number of its document."""

    published_on: date
    title: str = Field(min_length=2, max_length=200)
    document: str = Field(min_length=2, max_length=100)


def import_history(powers: Path, lists: Path, *, actor: Viewer) -> None:
    """Take in decisions and publish the lists that followed them, each in its turn. What is there already is passed over.

    Raises FileNotFoundError, ValueError for a row that cannot be read, and `Refused`.
    """
    with lists.open(encoding="utf-8-sig", newline="") as lines:
        rows = sorted(
            (ListRow.model_validate(row) for row in csv.DictReader(lines)), key=lambda row: row.published_on
        )
    known = set(PowerList.objects.values_list("published_on", flat=True))
    for row in rows:
        report = import_powers(powers, actor=actor, until=row.published_on)
        if report.remarks:
            raise ValueError("; ".join(f"{one.where} {one.message.zh}" for one in report.remarks))
        if row.published_on not in known:
            publish(Deed(actor), title=row.title, document=row.document, published_on=row.published_on)
