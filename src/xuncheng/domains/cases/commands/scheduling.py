"""What acts on a case do to the schedule of hearings: a row for each hearing, from the request to its end."""

from __future__ import annotations

from datetime import datetime

from xuncheng.domains.cases.hearings import AHEAD, first_day
from xuncheng.domains.cases.models import Case, Hearing, HearingState
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.deed import Deed


def asked_for(deed: Deed, case: Case) -> None:
    """The party asked for a hearing."""
    _row(case, state=HearingState.REQUESTED, day=first_day(deed.day), requested_on=deed.day)


def set_for(deed: Deed, case: Case, at: datetime, place: str, presider: User, recorder: str) -> None:
    """The party was told of day and place; a hearing that was set before is adjourned by that."""
    open_one = _open(case)
    about = {
        "state": HearingState.SET, "day": at.date(), "starts_at": at, "place": place, "presider": presider, "recorder": recorder,
        "notified_on": deed.day,
    }  # fmt: skip
    if open_one is not None and open_one.state == HearingState.REQUESTED:
        Hearing.objects.filter(pk=open_one.pk).update(**about)
        return
    end(deed, case, HearingState.ADJOURNED)
    _row(case, **about, requested_on=open_one.requested_on if open_one else None)


def preside(case: Case, presider: User) -> None:
    """Another presides over the hearing that is set."""
    Hearing.objects.filter(case=case, state=HearingState.SET).update(presider=presider)


def end(deed: Deed, case: Case, state: HearingState) -> bool:
    """What was still to be held ended so; whether there was any."""
    ended = Hearing.objects.filter(case=case, state__in=AHEAD).update(state=state, ended_on=deed.day)
    return ended > 0


def given_up(deed: Deed, case: Case) -> None:
    """The party gave the hearing up, whether or not he had asked for it."""
    if not end(deed, case, HearingState.WAIVED):
        _row(case, state=HearingState.WAIVED, day=deed.day, ended_on=deed.day)


def _open(case: Case) -> Hearing | None:
    return Hearing.objects.filter(case=case, state__in=AHEAD).order_by("-id").first()


def _row(case: Case, **about: object) -> None:
    Hearing.objects.create(case=case, area_path=case.area_path, **about)
