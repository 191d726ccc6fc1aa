"""A walk through every state that a universe can reach.

Facts that are fixed when a case begins stay open until an act looks at them; the walk then goes on with each
of their values. So worlds that no act has told apart yet are walked together, and none is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.memory import NOTHING, Change, Coding, Memory, Outcome, State, changed
from xuncheng.rules.procedure.universe import TIME, Universe, lapses
from xuncheng.rules.procedure.watch import Mark, WatchedFacts, row_of


@dataclass(frozen=True, slots=True)
class Violation:
    """An invariant that does not hold, and the acts that led there."""

    code: str
    says: Text
    path: tuple[str, ...]


ENDS = "E-1"
EVERY_CASE_ENDS = Text("每一案件都能办结归档", "every case can come to its end")


class Walk:
    """A breadth-first walk: the states reached, and how each was reached first."""

    def __init__(self, universe: Universe) -> None:
        self.universe = universe
        self.coding = Coding()
        start = self.coding.write({**row_of(universe.start), **dict.fromkeys(universe.choices, Mark.OPEN)})
        self.links: dict[State, tuple[State, str] | None] = {start: None}
        self.steps = 0
        self._time = Memory(
            TIME, replace(universe, invariants=(), unsure=frozenset({TIME.name})), self.coding, lapses
        )
        self._memories = tuple(Memory(rule, universe, self.coding) for rule in universe.procedure.acts)
        self._origins: dict[State, list[State]] = {start: []}
        self._found: dict[str, Violation] = {}

    @property
    def violations(self) -> tuple[Violation, ...]:
        """What was found, one violation for each invariant."""
        return tuple(self._found.values())

    def run(self, *, first_only: bool = False) -> None:
        """Walk on until no new state turns up, or, with `first_only`, until an invariant is broken."""
        front = list(self.links)
        while front:
            reached: list[State] = []
            for state in front:
                self._go_on(state, reached)
                if first_only and self._found:
                    return
            front = reached
        self._check_endings()

    def path(self, state: State) -> tuple[str, ...]:
        """The acts that led to the state first."""
        acts: list[str] = []
        link = self.links[state]
        while link is not None:
            acts.append(link[1])
            link = self.links[link[0]]
        return tuple(reversed(acts))

    def onward(self, state: State) -> Iterator[tuple[str, Outcome]]:
        """What each act, and the passing of time, lead to from a state."""
        yield TIME.name, self._time.outcome(state)
        for memory in self._memories:
            outcome = memory.outcome(state)
            if outcome is not NOTHING:
                yield memory.rule.name, outcome

    def _go_on(self, state: State, reached: list[State]) -> None:
        for act, outcome in self.onward(state):
            self.steps += outcome.steps if act != TIME.name else 0
            for invariant in outcome.broken:
                self._note(invariant.code, invariant.says, (*self.path(state), act))
            for change in outcome.changes:
                self._origins[self._reach(state, change, act, reached)].append(state)
            for change in outcome.parted:
                self._reach(state, change, act, reached)

    def _reach(self, state: State, change: Change, act: str, reached: list[State]) -> State:
        later = changed(state, change)
        if later not in self.links:
            self.links[later] = (state, act)
            self._origins[later] = []
            reached.append(later)
        return later

    def _note(self, code: str, says: Text, path: tuple[str, ...]) -> None:
        self._found.setdefault(code, Violation(code, says, path))

    def _check_endings(self) -> None:
        """Go back from every end, by acts that no open fact could bar: what is not met on the way cannot end."""
        met = {state for state in self.links if self.universe.ended(self._facts(state))}
        front = met
        while front:
            front = {origin for state in front for origin in self._origins[state]} - met
            met |= front
        for state in self.links:
            if state not in met and self.universe.began(self._facts(state)):
                self._note(ENDS, EVERY_CASE_ENDS, self.path(state))
                return

    def _facts(self, state: State) -> Facts:
        return WatchedFacts.of(self.coding.read(state))
