"""What each row of a procedure table allows, found out once and remembered.

A state is a row of characters, one for each fact and each period. What a row of the table leads to from a state
rests on the facts it looks at (see `watch`); it is worked out for one state, and serves every other state
that agrees in those facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.invariants import Invariant, Step
from xuncheng.rules.procedure.model import ActRule
from xuncheng.rules.procedure.universe import DOABLE, Universe, allowed_steps, offered_in_vain
from xuncheng.rules.procedure.watch import COLUMNS, Mark, OpenFact, WatchedFacts

State = str
Change = tuple[tuple[int, int], ...]
"""Which places of a state become which number."""

Row = Mapping[str, Any]
"""Facts by column."""
Steps = Callable[[ActRule, Facts, Universe], Iterator[Step]]
"""Every way in which a row of the table may be done."""


class Coding:
    """How facts are written as a row of characters: each column numbers its values as they turn up."""

    def __init__(self) -> None:
        self._values: list[list[Any]] = [[] for _ in COLUMNS]
        self._numbers: list[dict[Any, int]] = [{} for _ in COLUMNS]
        self.place = {column: place for place, column in enumerate(COLUMNS)}

    def number(self, place: int, value: Any) -> int:
        """The number of a value in its column."""
        numbers = self._numbers[place]
        if value not in numbers:
            numbers[value] = len(numbers)
            self._values[place].append(value)
        return numbers[value]

    def value(self, place: int, number: int) -> Any:
        """What a number stands for in its column."""
        return self._values[place][number]

    def numbers(self, row: Row) -> dict[int, int]:
        """Some columns as places and their numbers."""
        return {(place := self.place[column]): self.number(place, value) for column, value in row.items()}

    def write(self, row: Row) -> State:
        """A whole row by column as a state."""
        return "".join(chr(self.number(place, row[column])) for place, column in enumerate(COLUMNS))

    def read(self, state: State) -> dict[str, Any]:
        """A state by column."""
        return {
            column: values[ord(code)]
            for column, values, code in zip(COLUMNS, self._values, state, strict=True)
        }


@dataclass(frozen=True)
class Outcome:
    """What one act leads to from all states that agree in what it looked at.

    `changes` are open to every case in such a state; `parted` only to those in which facts, open so far, have
    the values that the change settles. `broken` are the invariants that some step did not keep.
    """

    steps: int = 0
    changes: tuple[Change, ...] = ()
    parted: tuple[Change, ...] = ()
    broken: tuple[Invariant, ...] = ()

    @cached_property
    def written(self) -> frozenset[tuple[int, int]]:
        """Which numbers any of the changes writes at which places."""
        return frozenset(chain.from_iterable((*self.changes, *self.parted)))


NOTHING = Outcome()
OFFERED_IN_VAIN = Outcome(broken=(DOABLE,))


START = chr(0)


class Question:
    """One look at a fact: which place of the state, and what follows from each number that stands there."""

    __slots__ = ("answers", "place")

    def __init__(self, place: int) -> None:
        self.place = place
        self.answers: dict[str, Question | Outcome] = {}


class Memory:
    """One row of the table, and all that was found out about it: a tree of questions, in the order of looking.

    Guards and effects are pure functions, so what is looked at next follows from what was seen so far: one
    path down the tree serves all states that agree in what stands on it.
    """

    def __init__(
        self, rule: ActRule, universe: Universe, coding: Coding, steps: Steps = allowed_steps
    ) -> None:
        self.rule = rule
        self._universe, self._coding, self._steps = universe, coding, steps
        self._asked = [i for i in universe.invariants if not i.acts or rule.name in i.acts]
        self._drops = tuple(
            (drop.when, coding.numbers(dict.fromkeys(drop.facts, Mark.DROPPED))) for drop in universe.drops
        )
        self._root = Question(place=0)

    def outcome(self, state: State) -> Outcome:
        """What the act leads to from the state."""
        node = self._root.answers.get(START)
        while isinstance(node, Question):
            node = node.answers.get(state[node.place])
        return self._find_out(state) if node is None else node

    def _find_out(self, state: State) -> Outcome:
        looked: dict[str, None] = {}
        outcome = self._tried(self._coding.read(state), {}, looked)
        question, number = self._root, START
        for column in looked:
            place = self._coding.place[column]
            next_one = question.answers.setdefault(number, Question(place))
            if not isinstance(next_one, Question) or next_one.place != place:
                raise RuntimeError(f"{self.rule.name} answers by something else than the facts")
            question, number = next_one, state[place]
        question.answers[number] = outcome
        return outcome

    def _tried(self, row: Row, settled: Row, looked: dict[str, None]) -> Outcome:
        """Try the act; where it looks at an open fact, try it with each value of that fact."""
        try:
            return self._try(WatchedFacts.of({**row, **settled}, looked), settled)
        except OpenFact as fact:
            values = self._universe.choices[fact.column]
            return _together(self._tried(row, {**settled, fact.column: value}, looked) for value in values)

    def _try(self, facts: WatchedFacts, settled: Row) -> Outcome:
        steps = 0
        changes: dict[Change, None] = {}
        broken: dict[str, Invariant] = {}
        for step in self._steps(self.rule, facts, self._universe):
            steps += 1
            broken |= {one.code: one for one in self._asked if not one.holds(step)}
            changes[self._written(step.after, settled)] = None
        if steps == 0:
            return OFFERED_IN_VAIN if offered_in_vain(self.rule, facts, self._universe) else NOTHING
        return Outcome(steps, tuple(changes), broken=tuple(broken.values()))

    def _written(self, after: Facts, settled: Row) -> Change:
        changes = after.changes if isinstance(after, WatchedFacts) else {}
        written = self._coding.numbers({**settled, **changes})
        for when, dropped in self._drops:
            if when(after):
                written |= dropped
        return tuple(written.items())


def _together(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcomes for the values of an open fact as one."""
    parts = [outcome for outcome in outcomes if outcome is not NOTHING]
    if not parts:
        return NOTHING
    broken = {invariant.code: invariant for part in parts for invariant in part.broken}
    changes = tuple(change for part in parts for change in (*part.changes, *part.parted))
    return Outcome(sum(part.steps for part in parts), (), changes, tuple(broken.values()))


def changed(state: State, change: Change) -> State:
    """The state after a change."""
    row = list(state)
    for place, code in change:
        row[place] = chr(code)
    return "".join(row)
