"""Tell other systems that a user is gone from here, as often as a delivery of an event is tried."""

from __future__ import annotations

import asyncio
import logging
import random
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from allauth.idp.oidc.models import Token
from django.utils import timezone
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from xuncheng.foundation.people.administration.queries import clients_readable_by
from xuncheng.foundation.people.oidc.gone import WORK
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program
from xuncheng.gateways.backchannel.token import logout_token
from xuncheng.gateways.webhooks.posting import Answer, client, post
from xuncheng.rules.delivering import wait_after
from xuncheng.rules.reachable import receiver_of

TELLER = program("统一登录", ["client.register"])
"""Finds where a system wants to be told. It does nothing."""

_HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": "Xuncheng-Backchannel/1"}
_log = logging.getLogger(__name__)


class NotTold(Exception):
    """A system did not take it."""


class Waits(BaseRetryStrategy):
    """The waits between attempts are those of events (`rules/delivering.py`): eight attempts, the last after a day."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """When to try again; None where it was tried often enough."""
        wait = wait_after(job.attempts + 1, random.random())  # noqa: S311 - spreads those who failed together
        if wait is None:
            _log.error("system %s was not told of a logout: %s", job.task_kwargs["system"], exception)
            return None
        return RetryDecision(retry_in={"seconds": round(wait.total_seconds())})


@app.task(name=WORK, retry=Waits(), pass_context=False)
def tell(user: str, system: str, since: str) -> None:
    """Tell one system of one user, unless it wants none of it or he is back there since. Raises `NotTold`."""
    with reading(TELLER):
        running = clients_readable_by(TELLER).filter(client_id=system, ended_at=None)
        address = running.values_list("backchannel_uri", flat=True).first()
    if not address or _is_back(UUID(user), system, datetime.fromisoformat(since)):
        return
    answer = asyncio.run(_sent(address, logout_token(system, user, timezone.now())))
    if answer.error:
        raise NotTold(answer.error)


def _is_back(user: UUID, system: str, since: datetime) -> bool:
    """Whether he signed in there again after he went: what was to be ended has ended, and the new session is none of it."""
    back: bool = Token.objects.filter(user_id=user, client_id=system, created_at__gt=since).exists()
    return back


async def _sent(address: str, token: str) -> Answer:
    """What the system answers. Its address is looked at as that of any receiver: no redirects, nothing that may not be called."""
    async with client() as http:
        return await post(http, receiver_of(address), _HEADERS, urlencode({"logout_token": token}).encode())
