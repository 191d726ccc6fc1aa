"""Who acts or looks, and where he may."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from xuncheng.rules.procedure.model import Person

EVERYWHERE = ""
"""The area path that every area lies under."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One role, held in one area for one period.

    `path` is the area's path: the grant covers that area and everything below it. `reads` says whether the
    role sees the business of the area; a citizen's role lets him report there without seeing anything.
    """

    role: str
    acts: frozenset[str]
    path: str
    reads: bool = True
    since: date = date.min
    until: date = date.max

    def covers(self, on: date) -> bool:
        """Whether the grant is in force on that day."""
        return self.since <= on <= self.until


@dataclass(frozen=True, slots=True)
class Limits:
    """What a token opens of its user's rights: whether it reads, which acts it does, in which area (empty: all)."""

    reads: bool
    acts: frozenset[str]
    path: str = EVERYWHERE

    def cut(self, grant: Grant) -> Grant | None:
        """What the token leaves of a grant; None where it lies outside the token's area."""
        inner = max(grant.path, self.path, key=len)
        if not (inner.startswith(grant.path) and inner.startswith(self.path)):
            return None
        return replace(grant, path=inner, acts=grant.acts & self.acts, reads=grant.reads and self.reads)


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person (or program) with what he may do and see; the anonymous viewer has no id and no grants.

    `limits` are set where he comes by a token that does not open all of it; his grants are cut accordingly.
    """

    id: UUID | None
    name: str = ""
    grants: tuple[Grant, ...] = ()
    certified_since: date | None = None
    certified_until: date | None = None
    language: str = "zh"
    limits: Limits | None = None

    def may(self, act: str, path: str, on: date) -> bool:
        """Whether some grant in force covers this act in this area."""
        return any(act in g.acts and g.covers(on) and path.startswith(g.path) for g in self.grants)

    def may_somewhere(self, act: str, on: date) -> bool:
        """Whether some grant in force covers this act in any area."""
        return any(act in g.acts and g.covers(on) for g in self.grants)

    def acts(self, on: date) -> frozenset[str]:
        """All acts that the viewer may do somewhere."""
        return frozenset[str]().union(*(g.acts for g in self.grants if g.covers(on)))

    def roles(self, on: date) -> frozenset[str]:
        """The roles held on that day."""
        return frozenset(g.role for g in self.grants if g.covers(on))

    def scope(self, on: date) -> tuple[str, ...]:
        """The area paths whose business the viewer sees; none covers another."""
        return _outermost(g.path for g in self.grants if g.reads and g.covers(on))

    def reach(self, acts: frozenset[str], on: date) -> tuple[str, ...]:
        """The area paths in which the viewer may do any of these acts; none covers another."""
        return _outermost(g.path for g in self.grants if g.covers(on) and acts & g.acts)

    def certified(self, on: date) -> bool:
        """Whether the person holds an enforcement certificate (执法证) that is valid on that day."""
        if self.certified_since is None or self.certified_until is None:
            return False
        return self.certified_since <= on <= self.certified_until

    def as_fact(self, on: date) -> Person:
        """The viewer as the procedure tables see him."""
        return Person(id=str(self.id or ""), certified=self.certified(on), roles=self.roles(on))


def _outermost(paths: Iterable[str]) -> tuple[str, ...]:
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not any(path.startswith(outer) for outer in kept):
            kept.append(path)
    return tuple(kept)


ANONYMOUS = Viewer(id=None, name="公众")


def program(name: str, acts: Iterable[str]) -> Viewer:
    """The house itself at work: a job or an import, which may do the named acts everywhere."""
    return Viewer(id=None, name=name, grants=(Grant(role="program", acts=frozenset(acts), path=EVERYWHERE),))
