"""What the agency did before about the same party: asked of all its cases, also of those that the actor may not see.

An officer sees his street. Whether an act was filed or fined before, and whether it is the first, is a matter of the whole
agency (行政处罚法第二十五条, 第二十九条, 第三十三条); what comes back is yes or no, and nothing of those cases.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Q

from xuncheng.domains.cases.models import Case
from xuncheng.domains.law.queries import Matter
from xuncheng.domains.subjects.queries import Party
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.scope import set_scope
from xuncheng.foundation.trail.viewer import program
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.filing import bars_filing


@dataclass(frozen=True, slots=True)
class Record:
    """Whether the same act of the party was filed or fined before, and whether the party had done the like.

    It was fined also where that was for another matter that the same act breaches.
    """

    filed: bool
    fined: bool
    offended: bool


def record_of(
    deed: Deed, party: Party, matter: Matter, happened_on: date, besides: UUID | None = None
) -> Record:
    """The record of a party as to a matter, `besides` one case. The same identity number is the same party."""
    together = settings.LOCALITY.concurring(matter.code)
    same = Q(party=party) | Q(party__identity=party.identity) if party.identity else Q(party=party)
    with _of_the_whole_agency(deed):
        found = Case.objects.filter(same, matter__code__in=together).select_related("matter")
        earlier = list(found.exclude(pk=besides) if besides else found)
    alike = [case for case in earlier if case.matter_id == matter.pk]
    return Record(
        filed=any(bars_filing(case.facts) for case in alike if case.happened_on == happened_on),
        fined=any(case.facts.fine for case in earlier if case.happened_on == happened_on),
        offended=any(case.facts.decided is not None or case.facts.unpunished for case in alike),
    )


def one_by_one(party: Party) -> None:
    """Let nobody else decide about the party until this act is done: of two fines at a time neither would see the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"fined {party.identity or party.pk}"])


@contextmanager
def _of_the_whole_agency(deed: Deed) -> Iterator[None]:
    """For a moment the database shows the deed all cases."""
    set_scope(program(_LOOKING.zh, ()), deed.id)
    try:
        yield
    finally:
        set_scope(deed.actor, deed.id)


_LOOKING = Text("核查以往案件", "looking up earlier cases")
