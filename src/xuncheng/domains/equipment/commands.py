"""What is done to terminals: registering, describing, locking, wiping, retiring. Each function is one act."""

from __future__ import annotations

from typing import Annotated

from xuncheng.domains.equipment import keys
from xuncheng.domains.equipment.models import Terminal
from xuncheng.domains.equipment.using import note_call
from xuncheng.foundation.people.memory import changed
from xuncheng.foundation.people.sessions import end_sessions
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import Refused, refusal_of
from xuncheng.rules.field.terminals import RETIRED, hindrance, moved
from xuncheng.rules.legal import Text

MOST = 20
"""How many terminals one user may have that are not retired."""

Reason = Annotated[str, field("原因", "Reason", "text", min_length=1, max_length=200)]


@act("terminal.register", Text("登记移动终端", "Register a terminal"))
def register_terminal(
    deed: Deed,
    name: Annotated[str, field("终端名称", "Name", "text", min_length=1, max_length=60)],
    platform: Annotated[str, field("系统与浏览器", "Platform", "text", min_length=1, max_length=120)],
    proof: Annotated[str, field("终端凭据摘要（SHA-256）", "SHA-256 of its secret", "hidden", pattern=r"^[0-9a-f]{64}$")],
    version: Annotated[str, field("应用版本", "Version of the app", "text", max_length=20)] = "",
) -> Terminal:  # fmt: skip
    """Register the device on which one has just signed in as one's own terminal. Everybody may, for himself alone.

    The device keeps its secret; the server learns the SHA-256 of it. Refused: a program (`no_terminal_for_programs`), a 21st
    terminal while twenty are in use (`too_many_terminals`).
    """
    if deed.actor.id is None or deed.actor.limits is not None:
        raise Refused(
            "no_terminal_for_programs",
            Text(
                "移动终端由本人登录后登记，程序和受限的令牌不能登记",
                "A terminal is registered by a person who is signed in, not by a program or a limited token",
            ),
            status=403,
        )
    if Terminal.objects.filter(user=deed.actor.id).exclude(state=RETIRED).count() >= MOST:
        raise Refused(
            "too_many_terminals",
            Text(
                f"您已登记{MOST}台终端，请先停用不再使用的终端",
                f"{MOST} terminals are registered for you: have one retired that is no longer used",
            ),
        )
    terminal = Terminal(
        id=deed.id, user_id=deed.actor.id, name=name.strip(), platform=platform.strip(), proof=proof, state_at=deed.at,
        registered_at=deed.received_at,
    )  # fmt: skip
    terminal.save(force_insert=True)
    keys.make(terminal, deed.received_at)
    note_call(terminal.pk, version, deed.received_at)
    return terminal


@act("terminal.describe", Text("登记终端信息", "Describe a terminal"), on="terminal")
def describe_terminal(
    deed: Deed,
    terminal: Terminal,
    asset: Annotated[str, field("资产编号", "Inventory number", "text", max_length=40)] = "",
    sim: Annotated[
        str, field("SIM卡号（号码或ICCID）", "Card (number or ICCID)", "text", max_length=30)
    ] = "",
) -> Terminal:
    """Note the inventory number of a terminal and the card in it."""
    terminal.asset, terminal.sim = asset.strip(), sim.strip()
    terminal.save(update_fields=["asset", "sim"])
    return terminal


@act("terminal.lock", Text("锁定移动终端", "Lock a terminal"), on="terminal")
def lock_terminal(deed: Deed, terminal: Terminal, reason: Reason) -> Terminal:
    """Give a terminal nothing any more: no key, no data; what it still sends is kept and not done. Its user is signed out everywhere.

    Raises `Refused` (`terminal_state`) unless it is in use.
    """
    return _shut(deed, terminal, reason)


@act("terminal.report_lost", Text("报失移动终端", "Report my terminal lost"), on="terminal")
def report_lost(deed: Deed, terminal: Terminal, reason: Reason) -> Terminal:
    """Lock one's own terminal, as whoever has lost it may do at once, without an administrator."""
    if terminal.user_id != deed.actor.id:
        raise Refused(
            "not_your_terminal",
            Text("只能报失本人的终端", "You can only report your own terminal lost"),
            status=403,
        )
    return _shut(deed, terminal, reason)


@act("terminal.unlock", Text("解锁移动终端", "Unlock a terminal"), on="terminal")
def unlock_terminal(deed: Deed, terminal: Terminal, reason: Reason) -> Terminal:
    """Let a terminal in again that was locked or was to be wiped: it gets its key, and sends what it still holds."""
    return _move(deed, terminal, reason)


@act("terminal.wipe", Text("擦除移动终端数据", "Wipe a terminal"), on="terminal")
def wipe_terminal(deed: Deed, terminal: Terminal, reason: Reason) -> Terminal:
    """Have a terminal delete what it caches, as soon as it calls. Till then it is as one that is locked.

    What was not sent stays on it, closed: it can be sent if the terminal is unlocked, until it is retired.
    """
    return _shut(deed, terminal, reason)


@act("terminal.note_wiped", Text("终端报告已擦除", "A terminal reports that it is wiped"), on="terminal")
def note_wiped(deed: Deed, terminal: Terminal) -> Terminal:
    """Note that a terminal has deleted what it cached, as it says itself."""
    return _move(deed, terminal, terminal.reason)


@act("terminal.retire", Text("停用移动终端", "Retire a terminal"), on="terminal")
def retire_terminal(deed: Deed, terminal: Terminal, reason: Reason) -> Terminal:
    """End a terminal for good: its key is destroyed, so that whatever is left on it can be opened by nobody."""
    keys.destroy(terminal)
    return _shut(deed, terminal, reason)


def _shut(deed: Deed, terminal: Terminal, reason: str) -> Terminal:
    """The same, and its user's sessions end: whoever holds the device may hold one of them."""
    _move(deed, terminal, reason)
    end_sessions(terminal.user_id)
    changed(terminal.user_id)
    return terminal


def _move(deed: Deed, terminal: Terminal, reason: str) -> Terminal:
    terminal.state = moved(deed.name, terminal.state)
    terminal.state_at, terminal.reason = deed.at, reason
    terminal.save(update_fields=["state", "state_at", "reason"])
    return terminal


def hindrance_to(act_name: str, terminal: Terminal) -> Refused | None:
    """Why the act cannot be done on the terminal now."""
    found = hindrance(act_name, terminal.state)
    return refusal_of(found) if found else None
