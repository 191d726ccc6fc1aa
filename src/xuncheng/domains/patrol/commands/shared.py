"""What the acts on patrols share: who acts, and taking somebody off the map."""

from __future__ import annotations

from uuid import UUID

from xuncheng.domains.patrol.models import Duty, Latest
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.legal import Text


def myself(deed: Deed) -> User:
    """The row of whoever acts. Raises `Refused` (`nobody`) for a program, which is on duty nowhere."""
    person = User.objects.filter(pk=deed.actor.id).first() if deed.actor.id else None
    if person is None:
        raise Refused("nobody", Text("该操作只能由人员本人办理", "Only a person may do this"), 403)
    return person


def on_duty(deed: Deed) -> Duty | None:
    """The duty that the actor was on at the time of the act; None where he was on none."""
    begun = Duty.objects.filter(person=deed.actor.id, begun_at__lte=deed.at).order_by("-begun_at").first()
    if begun is None or (begun.ended_at and begun.ended_at <= deed.at):
        return None
    return begun


def gone_from_the_map(deed: Deed, person: UUID) -> None:
    """Forget where somebody was last. The row stays without a point, so that open maps hear of it."""
    Latest.objects.filter(person=person).update(
        point=None, accuracy=None, outside_since=None, received_at=deed.received_at
    )
