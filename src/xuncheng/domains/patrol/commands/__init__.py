"""What is done around patrols: one function an act."""

from xuncheng.domains.patrol.commands.consenting import consent_to_positions, withdraw_consent
from xuncheng.domains.patrol.commands.looking import look_at_track, see_positions
from xuncheng.domains.patrol.commands.on_duty import begin_duty, end_duty
from xuncheng.domains.patrol.commands.rostering import cancel_roster, set_roster
from xuncheng.domains.patrol.commands.routing import draw_route, retire_route, visit_point

__all__ = [
    "begin_duty",
    "cancel_roster",
    "consent_to_positions",
    "draw_route",
    "end_duty",
    "look_at_track",
    "retire_route",
    "see_positions",
    "set_roster",
    "visit_point",
    "withdraw_consent",
]
