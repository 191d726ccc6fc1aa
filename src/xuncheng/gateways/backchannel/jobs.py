"""Tell other systems that a user is gone from here, as often as a delivery of an event is tried."""

from __future__ import annotations

import asyncio
import random
from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from allauth.idp.oidc.models import Token
from django.utils import timezone
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from xuncheng.foundation.people.administration.queries import clients_readable_by
from xuncheng.foundation.people.models import OidcClient
from xuncheng.foundation.people.oidc.gone import WORK
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program
from xuncheng.gateways.backchannel.failing import give_up
from xuncheng.gateways.backchannel.token import logout_token
from xuncheng.gateways.webhooks.posting import Answer, client, post
from xuncheng.rules.delivering import wait_after
from xuncheng.rules.reachable import receiver_of

TELLER = program("统一登录", ["client.register"])
"""Finds where a system wants to be told. It does nothing."""

_HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": "Xuncheng-Backchannel/1"}


class NotTold(Exception):
    """A system did not take it."""


class Waits(BaseRetryStrategy):
    """The waits between attempts are those of events (`rules/delivering.py`): eight attempts, the last after a day."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """When to try again; None where it was tried often enough."""
        wait = _wait_after(job)
        return RetryDecision(retry_in={"seconds": round(wait.total_seconds())}) if wait else None


def _wait_after(job: Job) -> timedelta | None:
    """How long to wait where this attempt of the job fails; None where it is the last."""
    return wait_after(job.attempts + 1, random.random())  # noqa: S311 - spreads those who failed together


@app.task(name=WORK, retry=Waits(), pass_context=True)
def tell(context: JobContext, user: str, system: str, since: str) -> None:
    """Tell one system of one user, unless it wants none of it or he is back there since.

    Raises `NotTold`; where that was the last attempt, the administrators are told.
    """
    client = _listening(system)
    if client is None or _is_back(UUID(user), system, datetime.fromisoformat(since)):
        return
    answer = asyncio.run(_sent(client.backchannel_uri, logout_token(system, user, timezone.now())))
    if not answer.error:
        return
    if _wait_after(context.job) is None:
        give_up(TELLER, client, UUID(user), answer.error, timezone.now())
    raise NotTold(answer.error)


def _listening(system: str) -> OidcClient | None:
    """The system, where it goes on and wants to be told."""
    with reading(TELLER):
        running = clients_readable_by(TELLER).filter(client_id=system, ended_at=None)
        return running.exclude(backchannel_uri="").first()


def _is_back(user: UUID, system: str, since: datetime) -> bool:
    """Whether he signed in there again after he went: what was to be ended has ended, and the new session is none of it."""
    back: bool = Token.objects.filter(user_id=user, client_id=system, created_at__gt=since).exists()
    return back


async def _sent(address: str, token: str) -> Answer:
    """What the system answers. Its address is looked at as that of any receiver: no redirects, nothing that may not be called."""
    async with client() as http:
        return await post(http, receiver_of(address), _HEADERS, urlencode({"logout_token": token}).encode())
