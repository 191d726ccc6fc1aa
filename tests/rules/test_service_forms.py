"""The questions of a service: what fits is kept as it was said, what does not is named; nothing else is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.legal import Text
from xuncheng.rules.service_forms import Attribute, Datatype, OpenDoor, Rate, Service, read_answers

KEYS = {"pavement": Text("人行道", "pavement"), "road": Text("车行道", "road")}
WORDS = Text("问题", "a question")


def ask(datatype: Datatype, *, required: bool = False, asked: bool = True) -> Service:
    """A service that asks one question, X."""
    choices = KEYS if datatype in (Datatype.ONE, Datatype.SEVERAL) else {}
    return Service("S", "M", attributes=(Attribute("X", datatype, WORDS, None, required, asked, choices),))


@pytest.mark.parametrize(
    ("datatype", "answer", "kept"),
    [
        (Datatype.STRING, " 示范商店 ", "示范商店"),
        (Datatype.TEXT, "一行\n又一行", "一行\n又一行"),
        (Datatype.NUMBER, "-12.50", "-12.50"),
        (Datatype.NUMBER, ".5", ".5"),
        (Datatype.DATETIME, "2026-03-02", "2026-03-02"),
        (Datatype.DATETIME, "2026-03-02T08:30:00Z", "2026-03-02T08:30:00Z"),
        (Datatype.ONE, "road", "road"),
        (Datatype.ONE, ["road", ""], "road"),
        (Datatype.SEVERAL, "road", ["road"]),
        (Datatype.SEVERAL, ["road", "pavement", "road"], ["road", "pavement"]),
    ],
)
def test_what_fits_is_kept(datatype: Datatype, answer: str | list[str], kept: str | list[str]) -> None:
    assert read_answers(ask(datatype), {"X": answer}) == ({"X": kept}, ())


@pytest.mark.parametrize(
    ("datatype", "answer"),
    [
        (Datatype.STRING, "一行\n又一行"), (Datatype.STRING, "字" * 501), (Datatype.STRING, ["一", "二"]), (Datatype.TEXT, "字" * 4001),
        (Datatype.NUMBER, "三"), (Datatype.NUMBER, "３"), (Datatype.NUMBER, "1_000"), (Datatype.NUMBER, "NaN"),
        (Datatype.NUMBER, "Infinity"),
        (Datatype.NUMBER, "1e9"), (Datatype.NUMBER, "9" * 41), (Datatype.DATETIME, "昨天"), (Datatype.DATETIME, "2026-02-30"),
        (Datatype.ONE, "roof"), (Datatype.ONE, ["road", "pavement"]), (Datatype.SEVERAL, ["road", "roof"]),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(datatype: Datatype, answer: str | list[str]) -> None:
    kept, faults = read_answers(ask(datatype), {"X": answer})
    assert kept == {}
    assert [fault.code for fault in faults] == ["X"]


@pytest.mark.parametrize("nothing", [{}, {"X": ""}, {"X": "  "}, {"X": []}, {"X": ["", " "]}])
def test_nothing_is_no_answer(nothing: dict[str, str | list[str]]) -> None:
    assert read_answers(ask(Datatype.STRING), nothing) == ({}, ())
    assert [fault.code for fault in read_answers(ask(Datatype.STRING, required=True), nothing)[1]] == ["X"]


def test_what_is_not_asked_takes_no_answer_and_is_never_missing() -> None:
    told = ask(Datatype.STRING, required=True, asked=False)
    assert read_answers(told, {}) == ({}, ())
    assert [fault.code for fault in read_answers(told, {"X": "好"})[1]] == ["X"]


EVERYTHING = Service(
    "S", "M",
    attributes=tuple(
        Attribute(kind.name, kind, WORDS, required=kind is Datatype.ONE, choices=KEYS if kind in (Datatype.ONE, Datatype.SEVERAL) else {})
        for kind in Datatype
    ),
)  # fmt: skip
ANSWERS = st.dictionaries(
    st.sampled_from([*Datatype.__members__, "OTHER"]),
    st.one_of(
        st.text(max_size=20), st.sampled_from([*KEYS, "12.5", "2026-03-02"]), st.lists(st.sampled_from([*KEYS, "", "x"]), max_size=3)
    ),
)  # fmt: skip


@given(ANSWERS)
def test_every_answer_is_kept_or_named_and_never_both(answers: dict[str, str | list[str]]) -> None:
    """Whatever is answered: each answer that says something is kept or is a fault; what is missing is a fault; no more."""
    kept, faults = read_answers(EVERYTHING, answers)
    named = [fault.code for fault in faults]
    said = {
        code
        for code, answer in answers.items()
        if any(one.strip() for one in ([answer] if isinstance(answer, str) else answer))
    }
    assert len(named) == len(set(named))
    assert kept.keys().isdisjoint(named)
    assert kept.keys() | set(named) == said | {"ONE"}


@given(ANSWERS)
def test_what_was_kept_is_taken_again_as_it_is(answers: dict[str, str | list[str]]) -> None:
    kept, _ = read_answers(EVERYTHING, answers)
    again, faults = read_answers(EVERYTHING, kept)
    assert again == kept
    assert [fault.code for fault in faults] == ([] if "ONE" in kept else ["ONE"])


@pytest.mark.parametrize(
    ("source", "service", "shown"),
    [
        ("open311", "S", True),
        ("hotline", "S", False),
        ("open311", "P", False),
        ("open311", "", False),
        ("open311", "X", False),
    ],
)
def test_what_anybody_may_read(source: str, service: str, shown: bool) -> None:
    services = {"S": Service("S", "M"), "P": Service("P", "M", private=True)}
    door = OpenDoor(
        "j", "2026", False, WORDS, WORDS, WORDS, frozenset({"open311"}), False, {"post": Rate(1, 1)}, services
    )
    assert door.shows(source, service) is shown
