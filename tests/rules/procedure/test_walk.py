"""The walk: small tables on which every state can be counted by hand, and what it finds when they are wrong."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from tests.rules.procedure.small import ADULT, ARCHIVE, OPEN, OVER, PUNISH, act, universe, walked

from xuncheng.rules.procedure import steps
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.invariants import Step, never
from xuncheng.rules.procedure.memory import State, changed
from xuncheng.rules.procedure.universe import AHEAD, TIME, Drop, Universe, allowed_steps, lapses
from xuncheng.rules.procedure.walk import Walk
from xuncheng.rules.procedure.watch import DroppedFact, Mark, row_of
from xuncheng.rules.procedure.worlds import ANNA, UNIVERSES


def found(walk: Walk) -> dict[str, tuple[str, ...]]:
    return {violation.code: violation.path for violation in walk.violations}


def test_every_state_is_reached_once_and_open_facts_only_part_where_looked_at() -> None:
    walk = walked(universe(OPEN, PUNISH, ARCHIVE))
    # Not begun, its period running, over, or over and archived: each for anybody, and for an adult punished
    assert len(walk.links) == 8
    assert walk.violations == ()
    ages = {walk.coding.read(state)["age"] for state in walk.links}
    assert ages == {Mark.OPEN, "adult"}


def test_a_broken_invariant_is_found_on_the_shortest_way() -> None:
    no_punishment = never("T-1", "不处罚", "no punishment", lambda s: not s.after.closed)
    walk = walked(universe(OPEN, PUNISH, ARCHIVE, invariants=(no_punishment,)))
    assert found(walk) == {"T-1": ("punish",)}
    late = never(
        "T-2", "不得先罚后归档", "no archiving of the punished", lambda s: not s.before.closed, "archive"
    )
    walk = walked(universe(OPEN, PUNISH, ARCHIVE, invariants=(late,)))
    assert len(found(walk)["T-2"]) == 4


def test_a_case_that_cannot_end_is_found() -> None:
    assert found(walked(universe(OPEN, PUNISH))) == {"E-1": ("open",)}


def test_an_end_that_is_open_only_to_some_is_none() -> None:
    # Given an archive for adults alone: the child's case never ends
    some = replace(ARCHIVE, requires=(OVER, ADULT, steps.NOT_ARCHIVED))
    assert found(walked(universe(OPEN, some))) == {"E-1": ("open",)}


def test_what_is_offered_in_vain_is_found() -> None:
    signed = replace(act("sign", told=True), inputs=("signed",), checks=(steps.SIGNED,))
    walk = walked(universe(OPEN, ARCHIVE, signed, domains={"signed": lambda _: (False,)}))
    assert set(found(walk)) == {"O-1"}


def test_dropping_what_is_still_looked_at_is_an_error() -> None:
    early = Drop(lambda f: f.proposed, ("age",))
    with pytest.raises(DroppedFact, match="age"):
        walked(universe(OPEN, PUNISH, ARCHIVE, drops=(early,)))


def test_dropping_what_nobody_looks_at_merges_states() -> None:
    whole = walked(universe(OPEN, act("tell", told=True), ARCHIVE))
    late = Drop(lambda f: f.archived, ("told",))
    merged = walked(universe(OPEN, act("tell", told=True), ARCHIVE, drops=(late,)))
    assert len(merged.links) < len(whole.links)
    assert merged.violations == whole.violations == ()


# --- the walk covers every real case --------------------------------------------------------------------


@pytest.mark.parametrize("table", UNIVERSES)
def test_whatever_a_plain_case_does_the_walk_does_too(table: str) -> None:
    # Given plain facts, of which nothing is open or dropped, on a random way
    tried = UNIVERSES[table]()
    walk = Walk(tried)
    start = next(iter(walk.links))
    for seed in range(40):
        chance = Random(seed)  # noqa: S311 # a game, not a secret
        world = {name: chance.choice(values) for name, values in tried.choices.items()}
        facts, state = tried.start.but(**world), start
        for _ in range(60):
            name, ways = chance.choice([way for way in ways_on(tried, facts) if way[1]])
            facts = chance.choice(ways).after
            # Then the walk knows a step of the same name to a state that says the same
            state = following(walk, state, name, facts)


def ways_on(tried: Universe, facts: Facts) -> Iterator[tuple[str, list[Step]]]:
    yield (
        TIME.name,
        list(lapses(TIME, facts, tried))
        or [Step(facts, TIME.name, ANNA, {}, facts, AHEAD, lambda *_: AHEAD)],
    )
    for rule in tried.procedure.acts:
        yield rule.name, list(allowed_steps(rule, facts, tried))


def following(walk: Walk, state: State, act: str, facts: Facts) -> State:
    if agree(walk, state, facts):
        return state
    outcome = dict(walk.onward(state))[act]
    later = [changed(state, change) for change in (*outcome.changes, *outcome.parted)]
    return next(one for one in later if agree(walk, one, facts))


def agree(walk: Walk, state: State, facts: Facts) -> bool:
    """Whether a state says of a case what is so, as far as it says anything."""
    row = row_of(facts)
    return all(
        isinstance(value, Mark) or row[column] == value for column, value in walk.coding.read(state).items()
    )
