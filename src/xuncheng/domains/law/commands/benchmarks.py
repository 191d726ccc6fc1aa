"""The act `benchmark.set`: the bands (裁量基准) of one matter since one day; and taking in a table of them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, Field, ValidationError, model_validator

from xuncheng.domains.law.commands.folder import IMPORTER, ImportReport, Progress, Remark, unwatched
from xuncheng.domains.law.models import Benchmark, Matter
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import Refused, not_found
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import RuleError, Text
from xuncheng.rules.penalty import Band, FineRule, Measure, Range, Scale, grades

FORBIDDEN = 403
WHOLE = Range(Decimal(0), Decimal(10**9))
"""A range in which every band of fractions lies."""


class BandRow(BaseModel):
    """One band: its step (0 the ordinary one), its name, and its figures (fractions of the range, or yuan)."""

    step: int = Field(ge=-5, le=5)
    name_zh: str = Field(min_length=1, max_length=40)
    name_en: str = Field(min_length=1, max_length=80)
    low: Decimal = Field(ge=0, max_digits=14, decimal_places=4)
    high: Decimal = Field(ge=0, max_digits=14, decimal_places=4)
    scale: Scale = Scale.FRACTION

    def band(self) -> Band:
        """As the penalty rules reckon with it. Raises `RuleError` (`band_inconsistent`)."""
        name = Text(self.name_zh, self.name_en)
        return Band(str(self.step), name, self.low, self.high, self.scale, self.step)


class BenchmarkRow(BaseModel):
    """The benchmark of one matter during one span of days, both included; None leaves that side open.

    `title` is the document it was published in; `confirmed` says that the bureau's legal section checked it against that.
    Raises ValueError where the bands leave a gap, lack the ordinary one, or have figures that make no band.
    """

    matter: str = Field(pattern=r"^[A-Z]{2}-\d{3}$")
    title: str = Field(min_length=1, max_length=200)
    confirmed: bool = False
    effective_from: date | None = None
    effective_until: date | None = None
    bands: list[BandRow] = Field(min_length=1)

    @model_validator(mode="after")
    def _consistent(self) -> BenchmarkRow:
        if self.effective_from and self.effective_until and self.effective_until < self.effective_from:
            raise ValueError("the last day lies before the first")
        try:
            grades((row.band() for row in self.bands), WHOLE)
        except RuleError as error:
            raise ValueError(str(error)) from error
        return self

    def stored(self) -> list[dict[str, Any]]:
        """The bands as they are kept, the lightest first."""
        return [row.model_dump(mode="json") for row in sorted(self.bands, key=lambda row: row.step)]


@act("benchmark.set", Text("维护裁量基准", "Set a benchmark"))
def set_benchmark(
    deed: Deed, row: Annotated[BenchmarkRow, field("裁量基准及其版本", "Benchmark and version", "longtext")]
) -> Benchmark:
    """Add a version of a matter's benchmark; the version before it ends the day before.

    A version that is there already keeps its bands, for cases were weighed by them; only its confirmation and its last day
    can be set again. Bands in yuan must lie within every range that the matter's fine may have: a benchmark narrows what the
    statute allows, never widens it (行政处罚法第三十四条).
    Raises `Refused`: `not_found` for an unknown matter, `benchmark_fixed`, `benchmarks_overlap`; what `grades` raises.
    """
    matter = Matter.objects.select_for_update().filter(code=row.matter).first()
    if matter is None:
        raise not_found(Text(f"事项{row.matter}", f"matter {row.matter}"))
    _check_ranges(matter, row)
    benchmark = matter.benchmarks.filter(effective_from=row.effective_from).first()
    if benchmark is None:
        benchmark = _added(matter, row)
    else:
        _set_again(benchmark, row)
    _check_overlap(matter)
    return benchmark


def _check_ranges(matter: Matter, row: BenchmarkRow) -> None:
    if all(band.scale is Scale.FRACTION for band in row.bands):
        return
    for version in matter.versions.all():
        for allowed in _ranges(version.fine_rule):
            grades((band.band() for band in row.bands), allowed)


def _ranges(rule: FineRule) -> Iterator[Range]:
    """The ranges of a fine in yuan; one per unit or by a value has none before a case is known."""
    for tier in rule.tiers:
        yield Range(tier.low, tier.high) if tier.measure is Measure.AMOUNT else Range(Decimal(0), Decimal(0))


def _added(matter: Matter, row: BenchmarkRow) -> Benchmark:
    begins = row.effective_from
    if begins is not None:
        before = matter.benchmarks.filter(effective_until=None).exclude(effective_from__gte=begins)
        before.update(effective_until=begins - timedelta(days=1))
    added: Benchmark = matter.benchmarks.create(
        title=row.title, confirmed=row.confirmed, effective_from=begins, effective_until=row.effective_until,
        bands=row.stored(),
    )  # fmt: skip
    return added


def _set_again(benchmark: Benchmark, row: BenchmarkRow) -> None:
    if (benchmark.title, benchmark.bands) != (row.title, row.stored()):
        raise Refused(
            "benchmark_fixed",
            Text(
                f"事项{row.matter}的这一版裁量基准已经使用，内容不能改动；请按新的生效日期增加版本",
                f"This version of the benchmark of {row.matter} is in use and fixed; add one with another first day",
            ),
        )
    benchmark.confirmed = row.confirmed
    benchmark.effective_until = row.effective_until or benchmark.effective_until
    benchmark.save(update_fields=["confirmed", "effective_until"])


def _check_overlap(matter: Matter) -> None:
    spans = sorted(
        (one.effective_from or date.min, one.effective_until or date.max) for one in matter.benchmarks.all()
    )
    if any(begins <= ended for (_, ended), (begins, _) in pairwise(spans)):
        raise Refused(
            "benchmarks_overlap",
            Text(
                f"事项{matter.code}的裁量基准有效期相互重叠", f"Benchmarks of {matter.code} overlap in time"
            ),
        )


# --- a table of them ------------------------------------------------------------------------------------

_OF_BENCHMARK = ("matter", "title", "confirmed", "effective_from", "effective_until")
_OF_BAND = ("step", "name_zh", "name_en", "low", "high", "scale")


def import_benchmarks(table: Path, progress: Progress = unwatched, actor: Viewer = IMPORTER) -> ImportReport:
    """Take in a table of bands (CSV in UTF-8, a row for each band). Doing it again changes nothing.

    Rows of one matter with the same first day are one benchmark. What cannot be read, or goes beyond the law, is reported and left
    out. Raises FileNotFoundError, and `Refused` if the actor may not.
    """
    report = ImportReport()
    found = _read(table)
    for done, (where, cells) in enumerate(found.items(), start=1):
        _take_in(where, cells, report, actor)
        progress(done, len(found), where)
    return report


def _read(table: Path) -> dict[str, dict[str, Any]]:
    """The benchmarks of the table, each by where it begins in it."""
    gathered: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    begins: dict[tuple[str, str], str] = {}
    with table.open(encoding="utf-8-sig", newline="") as lines:
        for number, cells in enumerate(csv.DictReader(lines), start=2):
            key = cells["matter"], cells["effective_from"]
            begins.setdefault(key, f"{table.name}:{number}")
            gathered[key].append(
                {name: cell.strip() for name, cell in cells.items() if cell and cell.strip()}
            )
    return {
        begins[key]: {
            **{name: rows[0][name] for name in _OF_BENCHMARK if name in rows[0]},
            "bands": [{name: row[name] for name in _OF_BAND if name in row} for row in rows],
        }
        for key, rows in gathered.items()
    }


def _take_in(where: str, cells: dict[str, Any], report: ImportReport, actor: Viewer) -> None:
    try:
        row = BenchmarkRow.model_validate(cells)
        if _known(row):
            report.known += 1
            return
        set_benchmark(Deed(actor), row)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = ".".join(map(str, first["loc"]))
        reason = Text(f"{name}：{first['msg']}", f"{name}: {first['msg']}")
        report.remarks.append(Remark(where, "row_unreadable", reason, kept=False))
        return
    except Refused as error:
        if error.status == FORBIDDEN:
            raise
        report.remarks.append(Remark(where, error.code, error.message, kept=False))
        return
    report.added += 1


def _known(row: BenchmarkRow) -> bool:
    """A row without a last day says nothing against the one that a following version set."""
    one = Benchmark.objects.filter(matter__code=row.matter, effective_from=row.effective_from).first()
    if one is None or (one.title, one.confirmed, one.bands) != (row.title, row.confirmed, row.stored()):
        return False
    return row.effective_until in (None, one.effective_until)
