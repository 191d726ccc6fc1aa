"""Agreeing that one's positions are kept on duty, and withdrawing that (个人信息保护法第十三、十四、十五、四十七条)."""

from __future__ import annotations

from django.db import connection

from xuncheng.domains.patrol.commands.shared import gone_from_the_map, myself
from xuncheng.domains.patrol.models import PositionConsent
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.legal import Basis, Text

CONSENT = (Basis("个人信息保护法", "13;14"),)
WITHDRAWAL = (Basis("个人信息保护法", "15;47"),)

_FORGET = "DELETE FROM patrol_position WHERE person_id = %s"


@act("position.consent", Text("同意在岗定位", "Agree to positions on duty"), basis=CONSENT)
def consent_to_positions(deed: Deed) -> PositionConsent:
    """Agree that one's own positions are kept while on duty, for dispatching and supervision of patrols.

    Nobody needs to: who does not agree is on duty without positions. From the act on they are kept, also in a duty that goes on.
    Raises `Refused` (`consented_already`).
    """
    person = myself(deed)
    if PositionConsent.objects.filter(person=person, withdrawn_at=None).exists():
        raise Refused(
            "consented_already", Text("您已同意在岗定位", "You agreed to positions on duty already")
        )
    return PositionConsent.objects.create(
        id=deed.id, person=person, given_at=deed.at, area_path=person.area_path
    )


@act(
    "position.withdraw",
    Text("撤回在岗定位同意", "Withdraw the consent to positions"),
    on="consent",
    basis=WITHDRAWAL,
)
def withdraw_consent(deed: Deed, consent: PositionConsent) -> PositionConsent:
    """Withdraw one's own consent: from now on no position is kept, and all that were kept are deleted at once.

    What was done on duty (visits, reports) stays in the trail: it rests on the duty, not on the consent.
    Raises `Refused`: `not_yours`, `consent_withdrawn`.
    """
    if consent.person_id != deed.actor.id:
        raise Refused(
            "not_yours", Text("只能由本人办理", "Only the person himself may do this"), 403, WITHDRAWAL
        )
    if consent.withdrawn_at:
        raise Refused("consent_withdrawn", Text("同意已撤回", "The consent was withdrawn already"))
    consent.withdrawn_at = deed.received_at
    consent.save(update_fields=["withdrawn_at"])
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [consent.person_id])
        deed.outputs["positions"] = cursor.rowcount
    gone_from_the_map(deed, consent.person_id)
    return consent
