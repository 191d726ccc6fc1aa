"""Benchmarks: versions in time, what is fixed, what goes beyond the law, and their table."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from xuncheng.domains.law.commands import (
    BenchmarkRow,
    MatterRow,
    import_benchmarks,
    import_matters,
    set_benchmark,
    set_matter,
)
from xuncheng.domains.law.commands.folder import IMPORTER
from xuncheng.domains.law.models import Benchmark, Matter
from xuncheng.domains.law.queries import benchmark_in_force
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused

STALL: dict[str, Any] = {
    "code": "SR-010", "name_zh": "擅自占道摆摊设点", "name_en": "Stalls", "domain": "appearance", "kinds": ["fine"],
    "fine_min": Decimal(500), "fine_max": Decimal(5000), "fine_basis": "per act", "subject_zh": "任何单位和个人", "subject_en": "any",
    "correction_order": "with_penalty", "verification": "yes",
}  # fmt: skip


def bands(*marks: str, scale: str = "fraction") -> list[dict[str, Any]]:
    """Three bands between four marks."""
    names = ((-1, "从轻"), (0, "一般"), (1, "从重"))
    return [
        {"step": step, "name_zh": name, "name_en": "band", "low": low, "high": high, "scale": scale}
        for (step, name), low, high in zip(names, marks, marks[1:], strict=False)
    ]


def put(**values: Any) -> Benchmark:
    given = {"matter": "SR-010", "title": "试验基准", "bands": bands("0", "0.3", "0.7", "1")} | values
    return set_benchmark(Deed(IMPORTER), BenchmarkRow.model_validate(given))


@pytest.fixture
def stall(blank: None) -> Matter:
    """Stalls, fined with 500 to 5,000."""
    return set_matter(Deed(IMPORTER), MatterRow(**STALL))


def test_a_new_version_ends_the_one_before_and_each_day_has_its_own(stall: Matter) -> None:
    old = put()
    new = put(effective_from=date(2026, 1, 1), bands=bands("0", "0.2", "0.6", "1"))
    assert benchmark_in_force(stall, date(2025, 12, 31)) == old
    assert benchmark_in_force(stall, date(2026, 1, 1)) == new
    assert Benchmark.objects.get(pk=old.pk).effective_until == date(2025, 12, 31)


def test_before_the_first_one_there_is_none(stall: Matter) -> None:
    put(effective_from=date(2026, 1, 1))
    assert benchmark_in_force(stall, date(2025, 12, 31)) is None


def test_bands_that_are_in_use_are_fixed_but_can_be_confirmed(stall: Matter) -> None:
    put()
    with pytest.raises(Refused, match="benchmark_fixed"):
        put(bands=bands("0", "0.5", "0.7", "1"))
    assert put(confirmed=True).confirmed


def test_a_band_in_yuan_stays_within_the_law(stall: Matter) -> None:
    put(bands=bands("500", "1000", "3000", "5000", scale="amount"))
    with pytest.raises(Refused, match="band_outside_range"):
        put(effective_from=date(2026, 1, 1), bands=bands("400", "1000", "3000", "5000", scale="amount"))


def test_an_unknown_matter_is_refused(stall: Matter) -> None:
    with pytest.raises(Refused, match="not_found"):
        put(matter="ZZ-999")


def test_the_table_of_the_demo_is_taken_in_once(blank: None) -> None:
    import_matters(settings.LOCALITY_DIR / "matters.csv")
    table = settings.LOCALITY_DIR / "discretion.csv"
    first, second = import_benchmarks(table), import_benchmarks(table)
    assert (first.remarks, first.added) == ([], Benchmark.objects.count())
    assert (second.added, second.known) == (0, first.added)
    assert not Benchmark.objects.filter(confirmed=True).exists()


def test_what_is_unreadable_or_unlawful_is_reported_by_its_line_and_left_out(
    stall: Matter, tmp_path: Path
) -> None:
    head = "matter,title,confirmed,effective_from,effective_until,step,name_zh,name_en,low,high,scale\n"
    table = tmp_path / "bands.csv"
    table.write_text(
        f"{head}SR-010,试验,no,,,1,从重,heavier,0,1,fraction\n"
        "SR-010,试验,no,2026-01-01,,0,一般,ordinary,100,6000,amount\n"
        "ZZ-999,试验,no,,,0,一般,ordinary,0,1,fraction\n",
        encoding="utf-8",
    )
    report = import_benchmarks(table)
    assert [(one.where, one.code) for one in report.remarks] == [
        ("bands.csv:2", "row_unreadable"),
        ("bands.csv:3", "band_outside_range"),
        ("bands.csv:4", "not_found"),
    ]
    assert (report.added, Benchmark.objects.count()) == (0, 0)
