"""A system never took that somebody is gone: whoever may change its addresses hears of it, once a day for each system."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID, uuid5

from xuncheng.foundation.messages.relay import tell
from xuncheng.foundation.messages.subscribers import NotificationDraft
from xuncheng.foundation.people.models import OidcClient
from xuncheng.foundation.people.queries import holders_of, users_readable_by
from xuncheng.foundation.trail.days import day_of
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.delivering import ATTEMPTS
from xuncheng.rules.legal import Text

_log = logging.getLogger(__name__)


def give_up(teller: Viewer, client: OidcClient, user: UUID, error: str, now: datetime) -> int:
    """Tell the administrators of the system that it was not told of the user, and why; returns how many had not heard of it that day.

    The log names each user, the message the first of the day: a system that is away for long would else fill the inbox.
    """
    _log.error("system %s was not told of a logout of user %s: %s", client.client_id, user, error)
    event = uuid5(client.pk, f"backchannel/{day_of(now)}")
    with reading(teller):
        gone = users_readable_by(teller).filter(pk=user).first()
        words = _body(client, f"{gone.name}（{gone.username}）" if gone else str(user), error)
        title = Text(f"退出通知未送达：{client.name}", f"Not told of a sign-out: {client.name}")
        people = holders_of("client.change", client.area_path)
        drafts = [
            (event, NotificationDraft(person, title, words, f"/admin/clients/{client.pk}"))
            for person in people
        ]
        return tell(drafts, now)


def _body(client: OidcClient, who: str, error: str) -> Text:
    """What happened, and what to do."""
    address = client.backchannel_uri
    return Text(
        f"用户{who}已从本平台退出或者被停用，向“{client.name}”（{address}）通知{ATTEMPTS}次均未成功，最后一次：{error}。"
        f"该用户在该系统的登录可能仍然有效。请核对通知地址（有误的在该系统的页面变更），并请该系统管理员结束该用户的登录。"
        f"当日同一系统的其他用户不再逐一提示，见后台任务日志。",
        f"{who} signed out here or was switched off, and “{client.name}” ({address}) was told "
        f"{ATTEMPTS} times without success; the last time: {error}. "
        f"He may still be signed in there. Check the address, change it on the page of the system where it is wrong, and have "
        f"whoever keeps that system end his session. Of further users that day there is no message: see the log of the worker.",
    )
