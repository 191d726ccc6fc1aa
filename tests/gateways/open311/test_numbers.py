"""The same number of the same sender is the same request, however often and from wherever it comes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from tests.domains.town import HOUSE, Hiring, Person, Town, entries
from tests.gateways.open311.conftest import issued, key_of
from tests.gateways.open311.door import Caller, Form, report_of

from xuncheng.domains.intake.commands import register_sender, retire_sender
from xuncheng.domains.intake.queries import readable_by
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.scope import reading


def test_once_more_is_the_same_request(neighbour: Caller, litter: Form) -> None:
    form = litter | {"external_id": "LS-2026-0001"}
    number = neighbour.does(form)
    before = entries()
    assert neighbour.does(form) == number
    assert neighbour.does(form | {"description": "补充：还没有清理"}) == number
    assert entries() == before
    report = report_of(number)
    assert (report.sender.code, report.sender_number) == ("linshi", "LS-2026-0001")
    assert (report.source, report.open_to_all) == ("open311", True)


def test_of_another_sender_it_is_another(neighbour: Caller, other: Caller, litter: Form) -> None:
    form = litter | {"external_id": "LS-2026-0002"}
    assert neighbour.does(form) != other.does(form)


def test_without_one_each_post_is_a_request(neighbour: Caller, litter: Form) -> None:
    assert neighbour.does(litter) != neighbour.does(litter)


def test_with_another_key_of_the_same_sender(neighbour: Caller, city: Person, litter: Form) -> None:
    form = litter | {"external_id": "LS-2026-0003"}
    assert issued(city).does(form) == neighbour.does(form)


def test_who_is_not_registered_has_no_numbers(town: Town, litter: Form) -> None:
    form = litter | {"external_id": "LS-2026-0005"}
    before = entries()
    (said,) = Caller(key_of(town.citizen)).refused(form, lang="en")
    assert said.startswith("external_id: You are not registered as a sender")
    assert entries() == before


def test_nor_who_was_retired(town: Town, litter: Form) -> None:
    gone = register_sender(Deed(HOUSE), "jiu-app", "旧平台", "open311")
    person = Hiring(town.bureau, town.district, town.roles).person("jiu-app", "旧平台", "citizen")
    program = Caller(key_of(person))
    program.does(litter | {"external_id": "J-1"})
    retire_sender(Deed(HOUSE), gone)
    program.refused(litter | {"external_id": "J-2"})
    program.does(litter)


def test_in_the_same_moment(neighbour: Caller, litter: Form) -> None:
    """Given eight posts of one number at once, then there is one report, and all are answered with its number."""
    form = litter | {"external_id": "LS-2026-0004"}

    def send(_: int) -> str:
        try:
            return Caller(neighbour.key).does(form)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        numbers = set(threads.map(send, range(8)))
    assert len(numbers) == 1
    with reading(HOUSE):
        assert readable_by(HOUSE).filter(sender_number="LS-2026-0004").count() == 1
