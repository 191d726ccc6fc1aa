"""Who is told that a case waits for him."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

import orjson

from xuncheng.domains.cases.models import Case
from xuncheng.domains.cases.queries import one
from xuncheng.domains.documents.catalogue import KINDS
from xuncheng.domains.documents.queries import waiting_for_signatures
from xuncheng.foundation.messages.subscribers import NotificationDraft, subscriber
from xuncheng.foundation.people.queries import holders_of
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.queries import version_of
from xuncheng.foundation.trail.viewer import program
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.tables import BESIDE, TABLES
from xuncheng.rules.procedure.turns import HANDLER, HEAD, REVIEWER

_READER = program("消息服务", ())
RULES = tuple(rule for table in (*TABLES, *BESIDE) for rule in table.acts)
STEPS = sorted({rule.name for rule in RULES})
SIGNED = sorted({rule.name for rule in RULES if any(KINDS[kind].signers for kind in rule.makes)})
"""Acts that make a document which several officers sign."""

WAITING: dict[str, Callable[[Case], list[UUID]]] = {
    HANDLER: lambda case: [case.handler_id],
    HEAD: lambda case: _others(case, holders_of("case.file", case.area_path)),
    REVIEWER: lambda case: _others(case, holders_of("legality.review", case.area_path)),
}
"""Whom a case waits for, by the role that its procedure names."""


def _others(case: Case, people: list[UUID]) -> list[UUID]:
    """Those who do not investigate the case: who does neither approves nor reviews it."""
    return [person for person in people if person not in (case.handler_id, case.partner_id)]


@subscriber(*STEPS, "case.lapse")
def tell_whose_turn_it_is(entry: TrailEntry) -> Iterable[NotificationDraft]:
    """After each act, tell those for whom the case waits now; whoever acted himself sees it on his screen.

    Where more was done since, the message for the newest act says it.
    """
    case = one(_READER, entry.chain)
    waiting = WAITING.get(case.waits_for)
    rule = case.table.rule(case.next_act)
    if waiting is None or rule is None or entry.seq < version_of(case.pk):
        return []
    people = waiting(case)
    if entry.actor_id in ([*people, case.partner_id] if case.waits_for == HANDLER else people):
        return []
    title = Text(f"{case.number}：待{rule.label.zh}", f"{case.number}: {rule.label.en}")
    body = Text(f"{case.party.name}{case.cause}案", f"{case.party.name}, {case.matter.name_en}")
    return [NotificationDraft(person, title, body, f"/cases/{case.pk}") for person in people]


@subscriber(*SIGNED)
def tell_who_signs(entry: TrailEntry) -> Iterable[NotificationDraft]:
    """Tell the officers whom a new document names besides whoever issued it that it waits for their signatures."""
    made = [one["id"] for one in orjson.loads(entry.output)["documents"] if one["kind"] in KINDS]
    return [
        NotificationDraft(
            asked.officer_id,
            Text(
                f"待您签名：{asked.document.title}",
                f"To be signed by you: {KINDS[asked.document.kind].title.en}",
            ),
            Text(asked.document.number, asked.document.number),
            f"/cases/{entry.chain}?document={asked.document_id}",
        )
        for asked in waiting_for_signatures(made)
    ]
