"""One act is one transaction: permission, version, body, trail entry and event, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError, connection

from xuncheng.domains.intake.commands import reject_report, submit_report, verify_report
from xuncheng.domains.intake.models import Report
from xuncheng.foundation.messages.models import OutboxEvent
from xuncheng.foundation.people.models import Team, User
from xuncheng.foundation.trail.chain import START, entry_hash
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.models import TrailEntry, TrailHead
from xuncheng.foundation.trail.queries import lines_of, version_of
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import EVERYWHERE, Grant, Viewer, program

ViewerOf = Callable[..., Viewer]
ALL = program("测试", ())


def refusal(do: Callable[[], Any]) -> Refused:
    with pytest.raises(Refused) as refused:
        do()
    return refused.value


def entries(**which: Any) -> list[TrailEntry]:
    with reading(ALL):
        return list(TrailEntry.objects.filter(**which).order_by("chain", "seq"))


def name_of(team: Team) -> str:
    return Team.objects.get(pk=team.pk).name


# --- the entry ----------------------------------------------------------------------------------------------


def test_an_act_leaves_its_row_its_entry_and_its_event(house: Viewer, street_a: Any, acts: Any) -> None:
    deed = Deed(house, device="手台7", place=(116.3670001, 39.94))
    acts.rename(deed, street_a.team, "一队", secret="口令123")
    (entry,) = entries(act_id=deed.id)
    assert name_of(street_a.team) == "一队"
    assert (entry.chain, entry.seq, entry.chain_type) == (street_a.team.pk, 2, "team")
    assert (entry.name, entry.actor_id, entry.actor_name) == ("team.rename", None, "测试")
    assert (entry.area_path, entry.device, entry.place) == ("110199.001.", "手台7", "116.3670001,39.9400000")
    assert entry.input == '{"name":"一队","secret":"•••"}'
    assert entry.output == f'{{"documents":[],"result":"{street_a.team.pk}"}}'
    assert OutboxEvent.objects.filter(chain=entry.chain, seq=2, name="team.rename").exists()
    assert deed.entry is not None
    assert (deed.entry.seq, deed.entry.hash) == (2, bytes(entry.hash).hex())


def test_the_hash_is_the_one_that_python_computes(house: Viewer, street_a: Any, acts: Any) -> None:
    for name in ("一队", "二“队”\n\\", "三队 ✓"):
        acts.rename(Deed(house), street_a.team, name)
    prev = START
    for line in lines_of(street_a.team.pk):
        digest = line.pop("hash")
        assert line["prev"] == prev.hex()
        assert entry_hash([str(text) for text in line.values()]).hex() == digest
        prev = bytes.fromhex(digest)
    head = TrailHead.objects.get(chain=street_a.team.pk)
    assert (head.seq, bytes(head.hash)) == (4, prev)
    assert version_of(street_a.team.pk) == 4


def test_who_acted_and_on_what_kind_of_thing_is_hashed_too(
    officer: User, viewer_of: ViewerOf, street_a: Any, acts: Any
) -> None:
    acts.rename(Deed(viewer_of("team.rename", user=officer)), street_a.team, "一队")
    line = lines_of(street_a.team.pk)[-1]
    assert line["chain"] == f"team/{street_a.team.pk}"
    assert line["actor"] == f"{officer.pk} 李明"


def test_no_name_from_outside_can_shift_the_borders_of_the_hashed_texts(
    house: Viewer, street_a: Any, acts: Any
) -> None:
    acts.rename(Deed(house, device="手台\x1f7"), street_a.team, "一\x1f队")
    line = lines_of(street_a.team.pk)[-1]
    assert line["device"] == "手台 7"
    assert not any("\x1f" in str(text) for text in line.values())


def test_what_was_done_offline_keeps_both_times(house: Viewer, street_a: Any, acts: Any) -> None:
    done, heard = datetime(2026, 11, 19, 15, 59, tzinfo=UTC), datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
    deed = Deed(house, at=done, received_at=heard)
    acts.rename(deed, street_a.team, "一队")
    (entry,) = entries(act_id=deed.id)
    assert (entry.at, entry.received_at) == (done, heard)
    assert deed.day == date(2026, 11, 19)


def test_an_act_that_follows_has_its_own_entry_in_its_own_chain(
    house: Viewer, street_a: Any, street_b: Any, acts: Any
) -> None:
    deed = Deed(house)
    acts.rename_both(deed, street_a.team, street_b.team, "联队")
    own, followed = entries(name="team.rename_both"), entries(name="team.rename")
    assert [(entry.chain, entry.act_id) for entry in own] == [(street_a.team.pk, deed.id)]
    assert [entry.chain for entry in followed] == [street_b.team.pk]
    assert followed[0].act_id == deed.following("team.rename", street_b.team.pk).id
    assert followed[0].at == own[0].at
    assert name_of(street_b.team) == "联队"


def test_an_act_that_follows_needs_no_grant_of_its_own(
    viewer_of: ViewerOf, street_a: Any, street_b: Any, acts: Any
) -> None:
    head = viewer_of("team.rename_both", path=street_a.area.path)
    acts.rename_both(Deed(head), street_a.team, street_b.team, "联队")
    assert name_of(street_b.team) == "联队"


# --- the same act id ----------------------------------------------------------------------------------------


def test_the_same_act_twice_starts_one_thing_and_answers_the_same(officer: User, viewer_of: ViewerOf) -> None:
    citizen = viewer_of("report.submit", user=officer)
    first, second = Deed(citizen), Deed(citizen)
    second.id = first.id
    report = submit_report(first, "占道经营，影响通行")
    again = submit_report(second, "占道经营，影响通行")
    assert (again.pk, again.number) == (report.pk, report.number)
    assert second.replayed
    assert second.entry == first.entry
    assert Report.objects.count() == 1
    assert len(entries(name="report.submit")) == 1


def test_the_same_act_twice_on_one_object_is_done_once(house: Viewer, street_a: Any, acts: Any) -> None:
    first, second = Deed(house), Deed(house, expected=1)
    second.id = first.id
    acts.rename(first, street_a.team, "一队")
    acts.rename(second, street_a.team, "一队")
    assert second.replayed
    assert version_of(street_a.team.pk) == 2


def test_a_repeated_act_is_answered_though_the_object_has_moved_on(
    officer: User, viewer_of: ViewerOf
) -> None:
    clerk = viewer_of("report.submit", "report.verify", "report.reject", user=officer)
    report = submit_report(Deed(clerk), "占道经营，影响通行")
    first, again = Deed(clerk), Deed(clerk)
    again.id = first.id
    verify_report(first, report)
    reject_report(Deed(clerk), report, "重复反映")
    verify_report(again, report)
    assert again.entry == first.entry
    assert Report.objects.get(pk=report.pk).status == "rejected"


@pytest.mark.django_db(transaction=True)
def test_the_same_act_at_the_same_time_is_done_once(officer: User, viewer_of: ViewerOf) -> None:
    citizen = viewer_of("report.submit", user=officer)
    act_id = uuid4()

    def submit(_n: int) -> tuple[Any, bool]:
        try:
            deed = Deed(citizen, id=act_id)
            return submit_report(deed, "占道经营，影响通行").number, deed.replayed
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(submit, range(6)))
    with reading(ALL):
        assert Report.objects.count() == 1
    assert len({number for number, _ in answers}) == 1
    assert [replayed for _, replayed in answers].count(False) == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_act_at_the_same_time_on_one_object_is_done_once(
    house: Viewer, street_a: Any, acts: Any
) -> None:
    act_id = uuid4()

    def rename(_n: int) -> bool:
        try:
            deed = Deed(house, id=act_id)
            acts.rename(deed, street_a.team, "一队")
            return deed.replayed
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        replayed = list(threads.map(rename, range(6)))
    assert sorted(replayed) == [False, *[True] * 5]
    assert version_of(street_a.team.pk) == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_saw_the_same_version_one_acts_and_the_others_are_told(
    house: Viewer, street_a: Any, acts: Any
) -> None:
    def rename(number: int) -> str:
        try:
            acts.rename(Deed(house, expected=1), street_a.team, f"{number}队")
            return "done"
        except Refused as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        assert sorted(threads.map(rename, range(6))) == ["done", *["stale"] * 5]
    assert version_of(street_a.team.pk) == 2


def test_an_act_id_serves_no_other_act(house: Viewer, street_a: Any, street_b: Any, acts: Any) -> None:
    deed = Deed(house)
    acts.rename(deed, street_a.team, "一队")
    other_act = refusal(
        lambda: acts.rename_both(Deed(house, id=deed.id), street_a.team, street_b.team, "二队")
    )
    other_object = refusal(lambda: acts.rename(Deed(house, id=deed.id), street_b.team, "二队"))
    assert (other_act.code, other_act.status) == ("act_id_used", 409)
    assert other_object.code == "act_id_used"
    assert (name_of(street_a.team), name_of(street_b.team)) == ("一队", "乙街道执法队")


def test_an_act_id_serves_nobody_else(house: Viewer, viewer_of: ViewerOf, street_a: Any, acts: Any) -> None:
    deed = Deed(house)
    acts.rename(deed, street_a.team, "一队")
    stranger = viewer_of("team.rename")
    assert (
        refusal(lambda: acts.rename(Deed(stranger, id=deed.id), street_a.team, "一队")).code == "act_id_used"
    )


# --- refusals -----------------------------------------------------------------------------------------------


def test_a_stale_version_is_refused_and_says_both_versions(house: Viewer, street_a: Any, acts: Any) -> None:
    acts.rename(Deed(house, expected=1), street_a.team, "一队")
    stale = refusal(lambda: acts.rename(Deed(house, expected=1), street_a.team, "二队"))
    assert (stale.code, stale.status) == ("stale", 412)
    assert "第1版" in stale.message.zh
    assert "第2版" in stale.message.zh
    assert name_of(street_a.team) == "一队"


@pytest.mark.parametrize(
    "granted",
    [
        {"acts": ["report.verify"]},
        {"acts": ["team.rename"], "path": "110199.002."},
        {"acts": ["team.rename"], "path": "110199.001.003."},
        {"acts": ["team.rename"], "since": date(2026, 11, 21)},
        {"acts": ["team.rename"], "until": date(2026, 11, 19)},
    ],
    ids=["another act", "another street", "only below", "not yet", "no more"],
)
def test_an_act_needs_a_grant_of_it_there_and_then(
    granted: dict[str, Any], viewer_of: ViewerOf, street_a: Any, acts: Any
) -> None:
    viewer = viewer_of(*granted.pop("acts"), **granted)
    at = datetime(2026, 11, 20, 4, tzinfo=UTC)
    refused = refusal(lambda: acts.rename(Deed(viewer, at=at), street_a.team, "一队"))
    assert (refused.code, refused.status) == ("no_grant", 403)
    assert name_of(street_a.team) == "甲街道执法队"


def test_a_grant_covers_its_first_and_its_last_day_in_china(
    viewer_of: ViewerOf, street_a: Any, acts: Any
) -> None:
    day = date(2026, 11, 20)
    viewer = viewer_of("team.rename", path="110199.001.", since=day, until=day)
    midnight = datetime(2026, 11, 19, 16, tzinfo=UTC)
    for at in (midnight, midnight + timedelta(hours=23, minutes=59)):
        acts.rename(Deed(viewer, at=at), street_a.team, "一队")
    for at in (midnight - timedelta(seconds=1), midnight + timedelta(days=1)):
        assert (
            refusal(lambda at=at: acts.rename(Deed(viewer, at=at), street_a.team, "二队")).code == "no_grant"
        )


def test_starting_something_is_allowed_only_where_it_comes_to_lie(officer: User, viewer_of: ViewerOf) -> None:
    elsewhere = viewer_of("report.submit", path="110199.002.", user=officer)
    refused = refusal(lambda: submit_report(Deed(elsewhere), "占道经营，影响通行"))
    assert refused.code == "no_grant"
    assert not Report.objects.exists()


def test_a_refusal_leaves_nothing_behind(house: Viewer, street_a: Any, acts: Any) -> None:
    before, events = entries(), OutboxEvent.objects.count()
    assert refusal(lambda: acts.rename_and_refuse(Deed(house), street_a.team, "一队")).code == "no"
    assert entries() == before
    assert OutboxEvent.objects.count() == events
    assert name_of(street_a.team) == "甲街道执法队"


def test_what_a_rule_cannot_accept_is_refused_with_its_field(house: Viewer, street_a: Any, acts: Any) -> None:
    refused = refusal(lambda: acts.rename_against_a_rule(Deed(house), street_a.team, "一队"))
    assert (refused.code, refused.status, refused.errors[0].field) == ("bad_name", 422, "name")
    assert name_of(street_a.team) == "甲街道执法队"


def test_an_object_that_is_not_there_or_not_in_scope_is_not_found(viewer_of: ViewerOf, officer: User) -> None:
    clerk = viewer_of("report.submit", "report.verify", user=officer)
    report = submit_report(Deed(clerk), "占道经营，影响通行")
    stranger = viewer_of("report.verify", path="110199.002.")
    for viewer, key in ((clerk, uuid4()), (stranger, report.pk)):
        refused = refusal(lambda viewer=viewer, key=key: verify_report(Deed(viewer), Report(pk=key)))
        assert (refused.code, refused.status) == ("not_found", 404)


@pytest.mark.django_db(transaction=True)
def test_an_act_whose_connection_dies_in_the_middle_leaves_nothing(
    house: Viewer, street_a: Any, acts: Any
) -> None:
    before = entries()
    deed = Deed(house)
    with pytest.raises(OperationalError):
        acts.rename_and_die(deed, street_a.team, "一队")
    assert entries() == before
    assert name_of(street_a.team) == "甲街道执法队"
    acts.rename(Deed(house, id=deed.id), street_a.team, "一队")
    assert name_of(street_a.team) == "一队"


def test_only_one_of_two_overlapping_grants_need_cover_the_act(street_a: Any, acts: Any) -> None:
    grants = (
        Grant("reader", frozenset(), EVERYWHERE),
        Grant("officer", frozenset({"team.rename"}), "110199.001."),
    )
    acts.rename(Deed(Viewer(None, "王芳", grants)), street_a.team, "一队")
    assert name_of(street_a.team) == "一队"
