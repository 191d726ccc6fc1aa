"""The judgements of reports as the trail tells of them, with the words that were judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from uuid import UUID

import orjson

from xuncheng.domains.intake.queries import readable_by
from xuncheng.domains.law.queries import matters_readable_by
from xuncheng.foundation.trail.days import midnight
from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.foundation.trail.queries import entries_named
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.reporting.learning import Judgement
from xuncheng.rules.reporting.wordings import wording

JUDGED, SENT_BACK = "report.judge", "report.correct"
MOST = 200_000
"""How many acts are learnt from, the newest."""
_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class History:
    """The acts in the order in which they were done; of each report its words, and what these share with their repetitions."""

    judgements: list[Judgement]
    texts: Mapping[UUID, str]
    wordings: Mapping[UUID, str]


def read_history(viewer: Viewer, until: date) -> History:
    """What was judged before that day, as far as the viewer sees it."""
    with reading(viewer):
        codes = {str(key): code for key, code in matters_readable_by(viewer).values_list("pk", "code")}
        rows = entries_named((JUDGED, SENT_BACK), midnight(until)).values_list(
            "chain", "at", "name", "input"
        )[:MOST]
        judgements = [
            Judgement(chain, at.astimezone(SHANGHAI).date(), _matter(name, given, codes))
            for chain, at, name, given in rows
        ]
        judgements.reverse()
        said = list(_said(viewer, {one.report for one in judgements}))
    texts = {key: text for key, text, _ in said}
    wordings = {key: wording(text, address) for key, text, address in said}
    return History([one for one in judgements if one.report in texts], texts, wordings)


def _matter(name: str, given: str, codes: Mapping[str, str]) -> str | None:
    return codes.get(orjson.loads(given)["matter"]) if name == JUDGED else None


def _said(viewer: Viewer, reports: Iterable[UUID]) -> Iterator[tuple[UUID, str, str]]:
    keys = iter(sorted(reports))
    while some := list(islice(keys, _AT_ONCE)):
        yield from readable_by(viewer).filter(pk__in=some).values_list("pk", "text", "address")
