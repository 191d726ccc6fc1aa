"""The review queue (法制审核): cases that wait for the legal section, with what led there and what was said before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from django.db.models import OuterRef, Q, QuerySet, Subquery

from xuncheng.domains.cases.deadlines import readable_by as readable_deadlines
from xuncheng.domains.cases.queries import LISTED, Case
from xuncheng.domains.cases.queries import readable_by as readable_cases
from xuncheng.domains.remedies.queries.remedies import urgent
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.queries import entries_by_chain, newest_by_chain
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.turns import REVIEWER

REVIEW = "legality.review"
SORTINGS = {"due": Sorting("section_due", descending=False), "-due": Sorting("section_due", descending=True)}
TASKS = (REVIEW, "hearing.hold", "hearing.report", "record.review", "remedy.forward", "remedy.reply")
"""Acts for which a case waits with the legal section."""

CLOCKS = (
    "decision", "decision_extended_once", "decision_extended_twice", "hearing_day", "monitoring_review", "forwarding", "reply",
    "reply_simple", "court_reply",
)  # fmt: skip
"""The periods in which these acts are to be done: for a review the one for the decision, of which the review is a part."""

TRIGGERS: dict[str, tuple[Text, Callable[[Facts], bool]]] = {
    "grave": (Text("案件情况疑难复杂", "complex or major"), lambda f: f.grave),
    "public_interest": (Text("涉及重大公共利益", "major public interest"), lambda f: f.public_interest),
    "heard": (Text("直接关系重大权益且经过听证", "major interests, after a hearing"), lambda f: f.heard),
}
"""What makes a legality review due (行政处罚法第五十八条第一款), by the names of the facts."""


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """What the queue is narrowed by; empty values narrow nothing. `again`: reviewed before and not passed."""

    task: str = ""
    trigger: str = ""
    again: bool | None = None
    street: str = ""
    handler: UUID | None = None
    urgency: str = ""
    q: str = ""


def waiting(viewer: Viewer, wanted: ReviewFilter) -> QuerySet[Case]:
    """Readable cases that wait for the legal section and fit the filter, with what the queue shows of them.

    `section_due` and `section_clock` are the section's period that ends first, whatever else runs in the case.
    """
    ours = readable_deadlines(viewer).filter(case=OuterRef("pk"), clock__in=CLOCKS)
    first = ours.order_by("due_on", "clock")
    found = readable_cases(viewer).filter(waits_for=REVIEWER).only(*LISTED, "partner", "facts_json")
    found = found.annotate(
        section_due=Subquery(first.values("due_on")[:1]), section_clock=Subquery(first.values("clock")[:1])
    )
    exact = {"next_act": wanted.task, "street": wanted.street, "handler": wanted.handler}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if wanted.trigger in TRIGGERS:
        found = found.filter(next_act=REVIEW, facts_json__contains={wanted.trigger: True})
    if wanted.again is not None:
        failed = Q(next_act=REVIEW, facts_json__contains={"review": "failed"})
        found = found.filter(failed if wanted.again else ~failed)
    if wanted.q:
        found = found.filter(
            Q(number__contains=wanted.q) | Q(party__name__contains=wanted.q) | Q(cause__contains=wanted.q)
        )
    return urgent(found, "section_due", wanted.urgency)


@dataclass(frozen=True, slots=True)
class Background:
    """Of each case of a page: the last step before it came to the section, and the reviews done so far, oldest first."""

    sent: dict[UUID, dict[str, Any]]
    opinions: dict[UUID, list[dict[str, Any]]]


def background(cases: Iterable[Case]) -> Background:
    """What the trails of these cases say, in two queries. The cases came through their door."""
    keys = [case.pk for case in cases]
    opinions = defaultdict[UUID, list[dict[str, Any]]](list)
    for entry in entries_by_chain(keys, REVIEW):
        given = orjson.loads(entry["input"])
        opinions[entry["chain"]].append(
            {
                "at": entry["at"], "reviewer": entry["actor_name"], "passed": given["passed"], "opinion": given["opinion"],
                "faults": list((given.get("faults") or {}).values()),
            }
        )  # fmt: skip
    return Background(newest_by_chain(keys, besides=REVIEW), opinions)
