"""What publication may never do, stated apart from its table."""

from __future__ import annotations

from xuncheng.rules.procedure.beside.publication.state import Publication
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.invariants import Step, never

ACTS = ("publication.publish", "publication.exempt", "publication.withdraw")
UNDOING = ("remedy.decide", "decision.revoke")
OTHER = {"changed", "mediated"}
FALLEN = {"revoked", "void", "redone", "redone_procedure", "unlawful"}
MOVING = {*ACTS, *UNDOING, "decision.make", "document.serve"}
NONE = Publication()


def _one(f: Facts) -> Publication:
    return f.publications[0] if f.publications else NONE


def _served(s: Step) -> bool:
    announced = s.before.due("announcement") is None or s.over("announcement")
    return s.before.decided is not None and s.before.decision_served and announced


def _shown_for_a_time(s: Step) -> bool:
    kind = "_grave" if s.before.grave else ""
    least, most = (s.timer(f"publication_{which}{kind}", s.now) for which in ("least", "most"))
    return bool(least <= s.given["shown_until"] <= most)


def _due(s: Step) -> bool:
    """A decision waits for its publication, in its time."""
    one = _one(s.after)
    return one.state == "waiting" and one.due("publication") == s.timer("publication", s.now)


def _later(s: Step) -> bool:
    """An announcement moves the time to its end; any other way of service leaves it."""
    before, after, ends = _one(s.before), _one(s.after), s.after.due("announcement")
    if before.state != "waiting" or ends is None:
        return before == after
    moved = after.due("publication") == s.timer("publication", ends)
    return moved and after.state == "waiting" and after.recalled == before.recalled


def _outcome(s: Step) -> str:
    return str(s.given["outcome"]) if s.act == "remedy.decide" else "revoked"


def _undone(s: Step) -> bool:
    """What was published and is not so any more waits to be withdrawn, in three days; what is changed, to be published anew."""
    before, after, outcome = _one(s.before), _one(s.after), _outcome(s)
    if outcome not in OTHER | FALLEN:
        return before == after
    return _called_back(s, before, after) and _goes_on(before, after, outcome)


def _called_back(s: Step, before: Publication, after: Publication) -> bool:
    if before.state != "published":
        return (after.recalled, after.due("publication_withdrawal")) == (
            before.recalled,
            before.due("publication_withdrawal"),
        )
    since = s.given["decided_on"] if s.act == "remedy.decide" else s.now
    return after.recalled and after.due("publication_withdrawal") == s.timer("publication_withdrawal", since)


def _goes_on(before: Publication, after: Publication, outcome: str) -> bool:
    kept = "exempt" if before.state == "exempt" else "waiting" if before.state else ""
    state = kept if outcome in OTHER else ""
    return after.state == state and (after.due("publication") is not None) == (state == "waiting")


def _came_to(s: Step, state: str) -> bool:
    before, after = _one(s.before), _one(s.after)
    same = (after.recalled, after.due("publication_withdrawal")) == (
        before.recalled,
        before.due("publication_withdrawal"),
    )
    return before.state == "waiting" and after.state == state and after.due("publication") is None and same


def _withdrawn(s: Step) -> bool:
    before, after = _one(s.before), _one(s.after)
    same = (after.state, after.due("publication")) == (before.state, before.due("publication"))
    return before.recalled and not after.recalled and after.due("publication_withdrawal") is None and same


def _head(s: Step) -> bool:
    return "head" in s.who.roles and s.who.id not in s.before.investigators | s.before.recused


PUBLICATION_INVARIANTS = (
    never("I-52", "决定送达后方可公示", "published only once it is served", _served, "publication.publish"),
    never("I-52a", "公示有期限", "shown for a time within its bounds", _shown_for_a_time, "publication.publish"),
    never("I-52b", "未成年人的处罚决定不公示", "no decision on a minor is published",
          lambda s: s.before.party == "organisation" or s.before.age == "adult", "publication.publish"),
    never("I-52c", "公示前核对秘密和隐私", "checked for secrets and privacy before it is published", lambda s: s.given["checked"],
          "publication.publish"),
    never("I-52d", "不公示有法定情形和理由", "not published only on a ground and for reasons",
          lambda s: s.given["ground"] in {"no_influence", "minor", "secret", "privacy"} and bool(s.given["reasons"]),
          "publication.exempt"),
    never("I-53", "变更、撤销、确认违法或者无效的，三日内撤回公示", "what was changed or fell is called back at once, within three days",
          _undone, *UNDOING),
    never("I-53a", "撤回后方可再次公示", "what was published before is withdrawn first", lambda s: not _one(s.before).recalled,
          "publication.publish"),
    never("I-53b", "撤回以应当撤回为前提，并了结撤回期限", "only what is called back is withdrawn, and its time ends", _withdrawn,
          "publication.withdraw"),
    never("I-53c", "撤回公开说明理由", "a withdrawal is explained", lambda s: bool(s.given["explanation"]), "publication.withdraw"),
    never("I-57p", "未公示、未撤回的不结案", "not closed before it is published or exempt, and withdrawn once it fell",
          lambda s: _one(s.before).state != "waiting" and not _one(s.before).recalled, "case.close"),
    never("P-1", "作出处罚即待公示", "a penalty waits to be published from its decision on", _due, "decision.make"),
    never("P-2", "公告送达的自期满起算", "the time of what is announced runs from the end of the announcement", _later, "document.serve"),
    never("P-3", "公示了结待公示事项", "publishing settles it", lambda s: _came_to(s, "published"), "publication.publish"),
    never("P-4", "不予公示了结待公示事项", "so does the decision not to publish", lambda s: _came_to(s, "exempt"), "publication.exempt"),
    never("P-5", "由负责人公示、撤回", "the head publishes, exempts and withdraws", _head, *ACTS),
    never("P-6", "仅因公示行为和决定变动", "only these acts and what becomes of the decision change it",
          lambda s: s.act in MOVING or s.same("publications")),
)  # fmt: skip
