from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from pydantic import ValidationError

from xuncheng.domains.law.commands import MatterRow, import_laws, import_matters, set_matter
from xuncheng.domains.law.commands.folder import IMPORTER
from xuncheng.domains.law.models import Article, Matter, MatterVersion
from xuncheng.domains.law.queries import choose_matter_version
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.legal import PartyKind
from xuncheng.rules.penalty import PenaltyKind

CODE_BEGINS = date(2026, 8, 15)
BARBECUE: dict[str, Any] = {
    "code": "DQ-009", "name_zh": "露天烧烤或提供场地", "name_en": "Open-air barbecue", "domain": "air",
    "violated": [("大气污染防治法", "81(3)")], "penalised": [("大气污染防治法", "118(3)")],
    "kinds": ["confiscate_goods", "fine"], "fine_min": Decimal(500), "fine_max": Decimal(20000),
    "fine_basis": "per act", "subject_zh": "任何单位和个人", "subject_en": "any",
    "correction_order": "with_penalty", "verification": "yes",
}  # fmt: skip
UNDER_THE_CODE = BARBECUE | {
    "effective_from": CODE_BEGINS, "penalised": [("生态环境法典", "1132(3)")],
    "fine_basis": "500-5000; refusal 5000-20000",
}  # fmt: skip


def put(**values: Any) -> Matter:
    return set_matter(Deed(IMPORTER), MatterRow(**values))


@pytest.fixture
def barbecue(blank: None) -> Matter:
    """Open-air barbecue under the air law, and since 2026-08-15 under the code."""
    put(**BARBECUE)
    return put(**UNDER_THE_CODE)


def test_the_version_before_ends_the_day_before_the_new_one(barbecue: Matter) -> None:
    spans = barbecue.versions.order_by("effective_until").values_list("effective_from", "effective_until")
    assert list(spans) == [(None, date(2026, 8, 14)), (CODE_BEGINS, None)]


def test_a_version_reads_as_the_rules_reckon(barbecue: Matter) -> None:
    version = barbecue.versions.get(effective_from=CODE_BEGINS)
    assert version.penalty_kinds == {PenaltyKind.CONFISCATE_GOODS, PenaltyKind.FINE}
    assert version.penalty_basis[0].label == "生态环境法典第一千一百三十二条第三款"
    assert [tier.high for tier in version.fine_rule.tiers] == [5000, 20000]
    assert version.verified


def test_an_act_before_the_code_takes_the_lighter_new_version(barbecue: Matter) -> None:
    chosen = choose_matter_version(barbecue, date(2026, 7, 1), date(2026, 10, 1), PartyKind.PERSON)
    assert chosen.version.effective_from == CODE_BEGINS
    assert "生态环境法典第一千一百三十二条第三款" in chosen.reason.zh
    assert chosen.certain


def test_an_act_decided_before_the_code_stays_under_the_old_law(barbecue: Matter) -> None:
    chosen = choose_matter_version(barbecue, date(2026, 7, 1), date(2026, 8, 1), PartyKind.PERSON)
    assert chosen.version.effective_until == date(2026, 8, 14)


def test_what_was_not_in_force_cannot_be_punished(blank: None) -> None:
    matter = put(**UNDER_THE_CODE)
    with pytest.raises(Refused, match="matter_not_applicable") as refused:
        choose_matter_version(matter, date(2026, 7, 1), date(2026, 10, 1), PartyKind.PERSON)
    assert refused.value.basis[0].label == "行政处罚法第三十七条"


def test_a_version_in_use_is_fixed_but_can_be_verified(barbecue: Matter) -> None:
    with pytest.raises(Refused, match="matter_version_fixed"):
        put(**UNDER_THE_CODE | {"fine_max": Decimal(30000)})
    put(**UNDER_THE_CODE | {"verification": "penalty_only"})
    assert not barbecue.versions.get(effective_from=CODE_BEGINS).verified


def test_setting_an_older_version_again_does_not_open_its_end(barbecue: Matter) -> None:
    put(**BARBECUE | {"verification": "secondary"})
    assert barbecue.versions.get(effective_from=None).effective_until == date(2026, 8, 14)


def test_versions_may_not_overlap(barbecue: Matter) -> None:
    with pytest.raises(Refused, match="matter_versions_overlap"):
        put(**UNDER_THE_CODE | {"effective_from": date(2020, 1, 1), "effective_until": date(2026, 12, 31)})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "烧烤"),
        ("domain", "politics"),
        ("penalised", [("大气污染防治法", "一一八")]),
        ("kinds", ["imprisonment"]),
        ("kinds", ["fine:sometimes"]),
        ("fine_basis", "about as much as usual"),
        ("effective_until", date(2026, 8, 14)),
    ],
)
def test_a_row_that_cannot_be_read_is_refused(field: str, value: Any) -> None:
    with pytest.raises(ValidationError):
        MatterRow(**UNDER_THE_CODE | {field: value})


def test_articles_bear_the_names_of_the_matters_that_cite_them(
    write: Callable[[str, str], Path], barbecue: Matter
) -> None:
    text = "# 大气污染防治法\n\n<!-- INFO END -->\n\n第八十一条 油烟。\n\n第八十二条 焚烧。\n"
    import_laws(write("大气污染防治法(2018-10-26).md", text))
    named = Article.objects.extra(where=["tokens @@ '''烧烤'':C'::tsquery"])
    assert [article.number for article in named] == [81]
    put(**BARBECUE | {"name_zh": "室外炙烤"})
    assert not named.all().exists()
    assert Article.objects.extra(where=["tokens @@ '''油烟'':D & ''炙烤'':C'::tsquery"]).exists()


def test_the_table_of_the_demo_is_taken_in_once(blank: None) -> None:
    table = settings.LOCALITY_DIR / "matters.csv"
    first, second = import_matters(table), import_matters(table)
    assert (first.added, first.remarks) == (181, [])
    assert (second.added, second.known) == (0, 181)
    assert Matter.objects.count() == 156
    for version in MatterVersion.objects.all():
        assert version.fine_rule.tiers or "fine" not in version.kinds or version.fine_rule.refers_to


def test_rows_that_cannot_be_read_are_reported_by_their_line(blank: None, tmp_path: Path) -> None:
    table = tmp_path / "matters.csv"
    table.write_text("code,name_zh\nXX,残缺\n", encoding="utf-8")
    (remark,) = import_matters(table).remarks
    assert (remark.where, remark.code, remark.kept) == ("matters.csv:2", "row_unreadable", False)
