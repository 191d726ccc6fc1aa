"""How far the publication of a case's decision is."""

from __future__ import annotations

from dataclasses import dataclass

from xuncheng.rules.procedure.timed import Timed

PERIOD, WITHDRAWAL = "publication", "publication_withdrawal"
ORDER, UPDATE, LEAST = "publication_order", "publication_update", "publication_least"
ORDER_UPDATE = "publication_order_update"


@dataclass(frozen=True, kw_only=True)
class Publication(Timed):
    """The publication of the decision that stands in a case; a case has one, from its first decision on.

    `state` is waiting (to be published, or not, by the head), published or exempt, and "" where no decision stands that could
    be. `order` says the same of the order to demolish that went with it. `recalled` says that what was published was changed,
    revoked, declared unlawful or void, and waits to be withdrawn; `outdated`, that the wording of a published decision was
    corrected since, so that what is shown waits to follow; `order_outdated`, the same of a published order.
    """

    state: str = ""
    order: str = ""
    recalled: bool = False
    outdated: bool = False
    order_outdated: bool = False


Publications = tuple[Publication, ...]


def publication_of(publications: Publications) -> Publication:
    """The publication of the case: nothing to publish where no decision was made yet."""
    return publications[-1] if publications else Publication()


def waiting(publications: Publications) -> bool:
    """Whether a decision waits to be published, or to be exempt."""
    return publication_of(publications).state == "waiting"


def order_waiting(publications: Publications) -> bool:
    """Whether an order to demolish waits to be published, or to be exempt."""
    return publication_of(publications).order == "waiting"


def outdated(publications: Publications) -> bool:
    """Whether what is shown does not say yet what the decision was corrected to."""
    return publication_of(publications).outdated


def order_outdated(publications: Publications) -> bool:
    """The same of the order to demolish."""
    return publication_of(publications).order_outdated


def recalled(publications: Publications) -> bool:
    """Whether something that was published waits to be withdrawn."""
    return publication_of(publications).recalled
