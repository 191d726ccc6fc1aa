"""As whom the portal acts: the user “公众”, with the role of the same name alone, whatever else he were given."""

from __future__ import annotations

from dataclasses import replace

from xuncheng.foundation.people.viewers import viewer_named
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.viewer import Viewer, program
from xuncheng.rules.legal import Text

USERNAME = ROLE = "public"
ACTS = frozenset({"report.submit", "report.rate"})
"""All that the public may do, also if the role should hold more."""

DOORKEEPER = program("公众门户", ("portal.look",))
"""The part of the program that records who asked with which code, and shows what the code opens."""


PARTY = program("公众门户", ("statement.submit", "hearing.request"))
"""The part of the program by which the party of a case acts, once number and check code have opened it to him."""


def public() -> Viewer:
    """The user whom the portal acts as. Raises `Refused` (`portal_closed`) where the bureau has none, or switched him off."""
    found = viewer_named(USERNAME)
    grants = tuple(
        replace(grant, acts=grant.acts & ACTS, reads=False)
        for grant in (found.grants if found else ())
        if grant.role == ROLE
    )
    if found is None or not grants:
        raise Refused(
            "portal_closed",
            Text("本单位尚未开通网上反映，请拨打服务电话", "Reporting on line is not open here: please call"),
            status=404,
        )
    return replace(found, grants=grants)


def is_open() -> bool:
    """Whether citizens may report here."""
    try:
        public()
    except Refused:
        return False
    return True
