"""What a platform is told of its work orders: taken in, how far, sent back, result. Subscriptions carry it (gateways/webhooks)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from xuncheng.domains.intake.queries import readable_by, senders
from xuncheng.foundation.people.models import User
from xuncheng.foundation.people.queries import users_readable_by
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.gateways.exchange import outbox
from xuncheng.gateways.exchange.taking_in import READER, SOURCES
from xuncheng.gateways.webhooks.forms import Form, add_form
from xuncheng.gateways.webhooks.queries import Subscription
from xuncheng.rules.delivering import WORK_ORDER, WORK_ORDER_FILE
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.exchange import TOLD, WORDS_IN
from xuncheng.rules.reporting.road import STATUSES


def _check(owner: User, _url: str) -> None:
    """Refuse an owner who is no sender that exchanges work orders."""
    if not senders(READER).filter(code=owner.username, source__in=SOURCES, retired_at=None).exists():
        words = Text(
            "该用户没有登记为交换工单的来件单位：其用户名应当是来件单位的代码",
            "This user is not registered as a sender that exchanges work orders: his user name is the sender's code",
        )
        raise invalid(FieldError("owner", words))


def _check_folder(owner: User, url: str) -> None:
    _check(owner, url)
    outbox.check(owner.username, url)


def _wanted(subscription: Subscription, entries: Sequence[TrailEntry]) -> Sequence[TrailEntry]:
    """The acts that the platform is told of, on reports that it sent."""
    told = [entry for entry in entries if entry.name in TOLD]
    if not told:
        return []
    chains = {entry.chain for entry in told}
    platform = users_readable_by(READER).filter(pk=subscription.owner_id).values("username")
    its_own = readable_by(READER).filter(pk__in=chains, sender__code__in=platform)
    keys = set(its_own.values_list("pk", flat=True))
    return [entry for entry in told if entry.chain in keys]


def _body(subscription: Subscription, entry: TrailEntry) -> bytes | None:
    """The message about an act. The words are those of the act itself, whatever became of the report since."""
    report = readable_by(READER).select_related("sender").filter(pk=entry.chain).first()
    if report is None or report.sender is None or report.sender.code != subscription.owner.username:
        return None
    said = orjson.loads(entry.input).get(WORDS_IN.get(entry.name, ""), "")
    stage = str(orjson.loads(entry.output).get("stage") or report.status)
    message: dict[str, Any] = {
        "id": str(entry.act_id), "kind": TOLD[entry.name], "number": report.sender_number, "our_number": report.number,
        "sequence": entry.seq, "at": entry.at.isoformat(), "stage": {"code": stage, "label": STATUSES[stage].zh},
        "text": said, "due_at": report.sender_due_at.isoformat() if report.sender_due_at else None,
    }  # fmt: skip
    return orjson.dumps(message, option=orjson.OPT_INDENT_2)


add_form(WORK_ORDER, Form(_check, _wanted, _body))
add_form(WORK_ORDER_FILE, Form(_check_folder, _wanted, _body, drop=outbox.drop))
