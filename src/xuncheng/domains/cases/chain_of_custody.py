"""Who had each item of evidence when, and what was done with it (证据保管链), told from the trail alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from django.db.models import Q

from xuncheng.domains.cases.models import Case, Evidence
from xuncheng.foundation.people.models import Officer
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.schemas import words
from xuncheng.rules.legal import Text

COLLECTED = Text("取得", "Collected")
REDACT = "evidence.redact"

TOUCHED = {
    "evidence.review": Text("审查", "Reviewed"),
    "record.review": Text("审核监控记录", "Record reviewed"),
    REDACT: Text("制作遮挡副本（原件未动）", "Redacted copy made (original untouched)"),
}
"""Acts that look at an item, and leave it where it is."""

PASSED_ON = {
    "recusal.decide": Text("人员回避，移交接替人员", "Handed to the officer who replaces one"),
    "case.archive": Text("入卷归档", "Filed in the archive"),
    "transfer.deliver": Text("移交公安机关", "Handed to the police"),
    "case.hand_over": Text("移送有管辖权的机关", "Handed to the competent authority"),
    "transfer.return": Text("移送案件退回", "The transferred case came back"),
}
"""Acts by which the items of a case come into other hands."""

_ARCHIVE = Text("案卷（归档）", "the archived file")
_POLICE = Text("公安机关", "the police")
_AUTHORITY = Text("受移送机关", "the other authority")
_HOLDERS = {"case.archive": _ARCHIVE, "transfer.deliver": _POLICE, "case.hand_over": _AUTHORITY}


@dataclass(frozen=True, slots=True)
class Custody:
    """What the trail holds on the evidence of one case: entries by their chain, and the names of officers."""

    case: Sequence[TrailEntry]
    items: Mapping[UUID, Sequence[TrailEntry]]
    names: Mapping[str, str]


def custody_of(case: Case, items: Iterable[Evidence]) -> Custody:
    """Read it for the page of a case, in one query and one more for names. Asked inside `reading`."""
    keys = [item.pk for item in items]
    wanted = Q(chain=case.pk, name__in=[*TOUCHED, *PASSED_ON]) | Q(chain__in=keys)
    entries = list(TrailEntry.objects.filter(wanted).order_by("at", "seq"))
    own: dict[UUID, list[TrailEntry]] = {key: [] for key in keys}
    for entry in entries:
        if entry.chain in own:
            own[entry.chain].append(entry)
    return Custody([entry for entry in entries if entry.chain == case.pk], own, _names(entries))


def _names(entries: Iterable[TrailEntry]) -> dict[str, str]:
    """The names of the officers who replaced others."""
    keys = {str(_given(entry)["replacement"]) for entry in entries if entry.name == "recusal.decide"}
    # lint: own door: the entries came through their door, and these are the officers they name
    found = Officer.objects.filter(pk__in=keys).select_related("user") if keys else ()
    return {str(officer.pk): officer.user.name for officer in found}


def chain_of(item: Evidence, custody: Custody) -> Iterator[dict[str, Any]]:
    """The stations of one item, oldest first: when, what, by whom, and in whose hands it is from then on."""
    team = "、".join(officer.user.name for officer in item.officers.all())
    holder = Text(team, team)
    yield _station(item.collected_at, COLLECTED, team, holder)
    later = [entry for entry in custody.case if entry.at >= item.collected_at]
    for entry in sorted([*later, *custody.items[item.pk]], key=lambda one: one.at):
        holder = _holder(entry, holder, team, custody.names)
        label = TOUCHED.get(entry.name) or PASSED_ON.get(entry.name)
        if label:
            yield _station(entry.at, label, entry.actor_name, holder)


def _holder(entry: TrailEntry, before: Text, team: str, names: Mapping[str, str]) -> Text:
    """In whose hands the item is after an entry: the new officer's, another's, or still the same."""
    if entry.name == "recusal.decide":
        name = names.get(str(_given(entry).get("replacement")), "")
        return Text(name, name) if name else before
    if entry.name == "transfer.return":
        return Text(team, team)
    return _HOLDERS.get(entry.name, before)


def _given(entry: TrailEntry) -> dict[str, Any]:
    given: dict[str, Any] = orjson.loads(entry.input)
    return given


def _station(at: Any, label: Text, by: str, holder: Text) -> dict[str, Any]:
    return {"at": at, "label": words(label), "by": by, "holder": words(holder)}
