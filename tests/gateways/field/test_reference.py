"""The data of an officer's area: pulled piece by piece, then what has changed, never more than he may see or the phone may hold."""

from __future__ import annotations

import gzip
from datetime import timedelta
from itertools import count
from typing import Any

import orjson
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.domains import road
from tests.domains.road import File
from tests.domains.town import HOUSE, Hiring, Town, multiply
from tests.gateways.field.phone import Phone

from xuncheng.domains.law.commands import LawFile, import_statute
from xuncheng.domains.subjects.models import Party
from xuncheng.foundation.places.commands import add_address
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.scope import reading
from xuncheng.gateways.field.reference import pulling
from xuncheng.gateways.field.reference.cursor import OLDEST, SETTLING
from xuncheng.gateways.field.reference.sources import SOURCES

pytestmark = pytest.mark.usefixtures("unprinted")
LAW = (
    "# 北京市市容环境卫生条例\n\n2020年1月1日公布\n\n<!-- INFO END -->\n\n"
    "第三十四条 不引用。\n\n第三十五条 不得擅自占用道路。\n\n第五十二条 不得乱扔废弃物。\n"
)


class Cache:
    """What a phone keeps of the pulls, as its database would."""

    def __init__(self, phone: Phone) -> None:
        self.phone, self.cursor = phone, ""
        self.rows: dict[str, dict[str, Any]] = {}
        self.last: dict[str, Any] = {}
        self.pulls = 0

    def pull(self) -> None:
        """Pull until it is complete."""
        complete = False
        while not complete:
            self.last = self.phone.asks(f"/sync/reference?cursor={self.cursor}")
            self.pulls += 1
            complete, self.cursor = self.last["complete"], self.last["cursor"]
            for part in self.last["parts"]:
                kept = self.rows.setdefault(part["kind"], {})
                if part["begin"]:
                    kept.clear()
                kept.update({row["id"]: row for row in part["rows"]})
                for key in part["gone"]:
                    kept.pop(key, None)

    def keys(self, kind: str) -> set[str]:
        return set(self.rows.get(kind, {}))


@pytest.fixture(scope="module")
def filled(town: Town) -> Town:
    """The law that matters cite, a place with a name in each street, and a case that was decided."""
    import_statute(Deed(HOUSE), LawFile(path="条例.md", text=LAW))
    for street in (town.a, town.b):
        add_address(Deed(HOUSE), f"{street.area.name}公园", street.point["lon"], street.point["lat"])
    road.simple(town, town.a, "lodge")
    for street, name in ((town.a, "甲当事人"), (town.b, "乙当事人")):
        road.party(street, name)
    return town


_DAYS = count(1)


@pytest.fixture
def cache(filled: Town, phone: Phone) -> Cache:
    """A phone that has pulled nothing yet, each on a later day: what the test before did has settled."""
    filled.clock.now += timedelta(days=next(_DAYS))
    return Cache(phone)


# --- everything ----------------------------------------------------------------------------------------------


def test_everything_of_the_area_is_pulled_and_nothing_of_another_street(cache: Cache, town: Town) -> None:
    mine, theirs = road.dispatch(town, town.a), road.dispatch(town, town.b)
    case = File(town, town.a, report=mine).go(road.ORDINARY, "inspect")
    cache.pull()
    assert cache.last["left_out"] == []
    assert case.key in cache.keys("cases")
    assert theirs not in cache.keys("reports")
    assert {row["code"] for row in cache.rows["matters"].values()} == {"SR-010", "SR-028", "HW-009", "ST-009"}
    spilling = next(row for row in cache.rows["matters"].values() if row["code"] == "ST-009")
    assert [
        one["fine_max"] for one in sorted(spilling["versions"], key=lambda one: one["effective_from"] or "")
    ] == ["9000.00", "4000.00"]
    assert {row["label"] for row in cache.rows["articles"].values()} == {"第三十五条", "第五十二条"}
    assert {row["name"] for row in cache.rows["people"].values()} == {"张一", "张二"}
    assert {row["code"] for row in cache.rows["areas"].values()} == {"110199001"}
    assert next(iter(cache.rows["areas"].values()))["geometry"]["type"] == "MultiPolygon"
    assert [row["name"] for row in cache.rows["addresses"].values()] == ["甲街道公园"]
    names = {row["name"] for row in cache.rows["parties"].values()}
    assert "甲当事人" in names
    assert "乙当事人" not in names
    fined = [row for row in cache.rows["parties"].values() if row["violations"]]
    assert [row["highest_fine"] for row in fined] == ["50.00"]
    assert "王一" not in orjson.dumps(cache.rows).decode()


def test_it_comes_in_pieces_and_goes_on_where_it_was_cut_off(
    cache: Cache, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.pull()
    whole = {kind: cache.keys(kind) for kind in cache.rows}
    monkeypatch.setattr(pulling, "PIECE", 300)
    monkeypatch.setattr(pulling, "ROWS", 2)
    pieces = Cache(cache.phone)
    pieces.pull()
    assert pieces.pulls > 5
    assert {kind: pieces.keys(kind) for kind in pieces.rows} == whole


def test_what_does_not_fit_into_the_budget_is_said_the_least_needed_first(
    cache: Cache, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.pull()
    spent = cache.last["spent"]
    assert cache.last["budget"] == settings.FIELD_BUDGET == 30 * 1024 * 1024
    monkeypatch.setattr(settings, "FIELD_BUDGET", spent - 10)
    small = Cache(cache.phone)
    small.pull()
    assert [one["kind"] for one in small.last["left_out"]] == ["addresses"]
    assert (
        small.last["left_out"][0]["rows"] == len(cache.rows["addresses"]) - len(small.keys("addresses")) == 1
    )
    assert small.last["spent"] <= spent - 10
    monkeypatch.setattr(settings, "FIELD_BUDGET", 10)
    none = Cache(cache.phone)
    none.pull()
    assert sum(len(rows) for rows in none.rows.values()) == 0
    assert {one["kind"] for one in none.last["left_out"]} >= {"matters", "people", "areas", "parties"}
    # Nor is anything left of what a phone that held more had before
    assert not small.keys("addresses")
    # What was left out is not sent piecemeal later
    cache.phone.town.clock.pass_by(hours=1)
    add_address(Deed(HOUSE), "新公园", town.a.point["lon"], town.a.point["lat"])
    monkeypatch.setattr(settings, "FIELD_BUDGET", spent * 2)
    small.pull()
    assert "新公园" not in [row["name"] for row in small.rows["addresses"].values()]


def test_what_is_there_of_a_kind_that_did_not_fit_is_kept_current(
    cache: Cache, town: Town, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a phone that holds the first parties only
    first = road.party(town.a, "甲示例")
    cache.pull()
    parties = sum(len(orjson.dumps(row)) for row in cache.rows["parties"].values())
    later = sum(
        len(orjson.dumps(row))
        for kind in ("structures", "addresses", "records")
        for row in cache.rows[kind].values()
    )
    last = road.party(town.a, "最后示例")
    monkeypatch.setattr(settings, "FIELD_BUDGET", cache.last["spent"] - later + 10)
    part = Cache(cache.phone)
    part.pull()
    assert parties > 0
    assert part.last["left_out"][0]["kind"] == "parties"
    assert first in part.keys("parties")
    assert last not in part.keys("parties")
    # When cases go on against one that it holds, and one that it does not
    monkeypatch.setattr(settings, "FIELD_BUDGET", settings.FIELD_BUDGET * 2)
    clock.pass_by(hours=1)
    for party in (first, last):
        road.simple(town, town.a, "lodge", party=party)
    part.pull()
    # Then it hears of the one
    assert part.rows["parties"][first]["violations"] == 1
    assert last not in part.keys("parties")


# --- changes -------------------------------------------------------------------------------------------------


def judged(town: Town) -> str:
    """A report that the dispatcher took down, and that waits to be dispatched."""
    told = town.dispatcher.does("report.submit", text="夜间施工噪声", source="patrol", **town.a.point)
    key = str(told["result"])
    town.dispatcher.does("report.verify", key)
    town.dispatcher.does("report.judge", key, matter=town.matters["SR-010"])
    return key


def test_what_changed_since_comes_and_what_is_no_longer_his_goes(
    cache: Cache, town: Town, clock: Any
) -> None:
    closed, taken, new = road.dispatch(town, town.a), judged(town), judged(town)
    town.dispatcher.does("report.dispatch", taken, team=str(town.a.team.pk))
    clock.pass_by(minutes=10)
    cache.pull()
    assert {closed, taken} <= cache.keys("reports")
    assert new not in cache.keys("reports")
    # When one is answered, one is taken back from the team, and one comes
    clock.pass_by(minutes=10)
    town.officer.does("report.handle", closed, outcome="已清理")
    town.dispatcher.does("report.check", closed, passed=True, findings="已清理。")
    town.dispatcher.does("report.feedback", closed, answer="已清理。")
    town.dispatcher.does("report.correct", taken, reason="属乙街道")
    town.dispatcher.does("report.dispatch", new, team=str(town.a.team.pk))
    party = road.party(town.a, "新当事人")
    clock.pass_by(minutes=1)
    cache.pull()
    # Then the phone has what a new one would have
    changed = {part["kind"] for part in cache.last["parts"]}
    fresh = Cache(cache.phone)
    fresh.pull()
    for source in SOURCES:
        assert cache.rows.get(source.kind, {}) == fresh.rows.get(source.kind, {}), source.kind
    assert new in cache.keys("reports")
    assert not {closed, taken} & cache.keys("reports")
    assert party in cache.keys("parties")
    assert changed == {"reports", "parties"}


def test_a_source_that_is_sent_as_a_whole_comes_again_when_anything_of_it_changed(
    cache: Cache, town: Town, clock: Any
) -> None:
    cache.pull()
    clock.pass_by(hours=1)
    add_address(Deed(HOUSE), "示范广场", town.a.point["lon"], town.a.point["lat"])
    Hiring(town.bureau, town.district, town.roles).person("a9", "张九", "officer", town.a.team)
    cache.pull()
    assert {part["kind"] for part in cache.last["parts"]} == {"people", "addresses"}
    assert "张九" in [row["name"] for row in cache.rows["people"].values()]
    assert "示范广场" in [row["name"] for row in cache.rows["addresses"].values()]


def test_a_party_changes_with_the_cases_against_him(cache: Cache, town: Town, clock: Any) -> None:
    party = road.party(town.a, "常客示例")
    cache.pull()
    assert cache.rows["parties"][party]["violations"] == 0
    clock.pass_by(hours=1)
    road.simple(town, town.a, "lodge", party=party)
    cache.pull()
    assert cache.rows["parties"][party]["violations"] == 1


def test_acts_that_were_on_their_way_while_it_was_pulled_are_not_missed(
    cache: Cache, town: Town, clock: Any
) -> None:
    """An act that is received before a pull may stand in the database only after it."""
    cache.pull()
    before = clock.now - SETTLING + timedelta(seconds=1)
    now, clock.now = clock.now, before
    late = road.party(town.a, "迟到示例")
    clock.now = now
    cache.pull()
    assert late in cache.keys("parties")


def test_another_area_asks_for_everything_anew(filled: Town, town: Town, clock: Any) -> None:
    phone = Phone(
        town, Hiring(town.bureau, town.district, town.roles).person("a8", "张八", "officer", town.a.team)
    )
    cache = Cache(phone)
    cache.pull()
    town.grant(phone.person, "officer", town.b.area)
    clock.pass_by(minutes=1)
    cache.pull()
    assert (cache.pulls, cache.last["restart"]) == (2, True)
    assert {row["code"] for row in cache.rows["areas"].values()} == {"110199001", "110199002"}


def test_a_cursor_that_is_too_old_or_of_another_form_begins_anew_and_nonsense_is_refused(
    cache: Cache, clock: Any
) -> None:
    cache.pull()
    clock.pass_by(days=OLDEST.days + 1)
    cache.pull()
    assert cache.last["restart"]
    for nonsense in ("x", "eyJmIjoxfQ", "W10"):
        response = cache.phone.calls("GET", f"/sync/reference?cursor={nonsense}")
        assert (response.status_code, response.json()["errors"][0]["field"]) == (422, "cursor")
    assert cache.phone.asks("/sync/reference?cursor=eyJmIjowfQ")["restart"]


def test_very_much_that_changed_is_pulled_anew(
    cache: Cache, town: Town, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.pull()
    clock.pass_by(hours=1)
    road.party(town.a, "一"), road.party(town.a, "二")
    monkeypatch.setattr(pulling, "MOST_CHANGED", 1)
    cache.pull()
    assert cache.last["restart"]


# --- over the line -------------------------------------------------------------------------------------------


def test_it_is_compressed_and_not_sent_again_where_nothing_is_new(cache: Cache, clock: Any) -> None:
    cache.pull()
    clock.pass_by(hours=1)
    path = f"/sync/reference?cursor={cache.cursor}"
    first = cache.phone.calls("GET", path)
    clock.pass_by(hours=1)
    again = cache.phone.calls("GET", path, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    packed = cache.phone.calls("GET", "/sync/reference", **{"Accept-Encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip"
    plain = cache.phone.calls("GET", "/sync/reference")
    assert orjson.loads(gzip.decompress(packed.content)) == plain.json()
    assert len(packed.content) < len(plain.content) / 2


def test_more_rows_ask_the_database_no_more_often(cache: Cache, town: Town, clock: Any) -> None:
    few, cursor = asked(cache.phone, ""), cache.phone.asks("/sync/reference")["cursor"]
    clock.pass_by(minutes=1)
    road.party(town.a, "又一人")
    one = asked(cache.phone, cursor)
    with reading(HOUSE):
        row = Party.objects.filter(area_path=town.a.area.path).first()
    assert row is not None
    multiply(row, 50)
    for at in range(20):
        road.party(town.a, f"第{at}人")
    assert asked(cache.phone, cursor) == one
    assert asked(cache.phone, "") == few


def asked(phone: Phone, cursor: str) -> int:
    path = f"/sync/reference?cursor={cursor}"
    phone.calls("GET", path)
    with CaptureQueriesContext(connection) as found:
        assert phone.calls("GET", path).status_code == 200
    return len(found)
