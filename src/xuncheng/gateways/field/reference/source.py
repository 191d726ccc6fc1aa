"""What a source of reference data is: where its rows come from, how changes of it are found, and how it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

M = TypeVar("M", bound=Model)
Item = dict[str, Any]
Changed = Mapping[str, Set[UUID]]
"""The objects on which something was done, by their kind in the trail."""


@dataclass(frozen=True, slots=True)
class Officer:
    """For whom the data are: the viewer, and where he works."""

    viewer: Viewer
    team: UUID | None
    organisation: UUID | None
    parent: UUID | None


def _nothing_more(_: Officer, __: Changed) -> set[UUID]:
    return set()


@dataclass(frozen=True, slots=True)
class Source(Generic[M]):
    """One kind of data.

    `own` is what the trail calls its rows, `types` all that changes it. A `whole` one is sent anew as a whole when anything of those
    changed, of the others only the rows. `also` says which rows change with others. Of sources that do not fit into the budget those with
    the highest `priority` number are left out first.
    """

    kind: str
    label: Text
    priority: int
    found: Callable[[Officer], QuerySet[M]]
    shown: Callable[[Officer, Sequence[M]], list[Item]]
    own: str = ""
    types: frozenset[str] = frozenset()
    also: Callable[[Officer, Changed], set[UUID]] = _nothing_more

    @property
    def whole(self) -> bool:
        """Whether it is sent as a whole."""
        return not self.own

    @property
    def watched(self) -> frozenset[str]:
        """What the trail calls all that changes it."""
        return self.types | ({self.own} if self.own else frozenset())
