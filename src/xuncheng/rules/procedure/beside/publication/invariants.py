"""What publication may never do, stated apart from its table."""

from __future__ import annotations

from datetime import date

from xuncheng.rules.procedure.beside.publication.state import Publication
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.invariants import Step, never

PUBLISHING = ("publication.publish", "publication.publish_order")
EXEMPTING = ("publication.exempt", "publication.exempt_order")
UPDATING = ("publication.update", "publication.update_order")
ACTS = (*PUBLISHING, *EXEMPTING, *UPDATING, "publication.shorten", "publication.withdraw")
UNDOING = ("remedy.decide", "decision.revoke")
OTHER = {"changed", "mediated"}
FALLEN = {"revoked", "void", "redone", "redone_procedure"}
MOVING = {
    *ACTS, *UNDOING, "decision.make", "document.serve", "decision.correct", "document.correct", "duty.impose", "duty.contest_end",
    "enforcement.end",
}  # fmt: skip
NONE = Publication()
OF_ORDER = ("order", "publication_order", "order_outdated", "publication_order_update")
BACK = ("recalled", "publication_withdrawal")
STATES = ("state", "order", "recalled", "outdated", "order_outdated")
CLOCKS = (
    "publication",
    "publication_order",
    "publication_withdrawal",
    "publication_update",
    "publication_order_update",
    "publication_least",
)


def _one(f: Facts) -> Publication:
    return f.publications[0] if f.publications else NONE


def _rest_same(s: Step, *but: str) -> bool:
    """Whether nothing of the publication changed besides what is named, states or periods."""
    before, after = _one(s.before), _one(s.after)
    states = all(getattr(before, name) == getattr(after, name) for name in STATES if name not in but)
    return states and all(before.due(clock) == after.due(clock) for clock in CLOCKS if clock not in but)


def _served(s: Step) -> bool:
    announced = s.before.due("announcement") is None or s.over("announcement")
    return s.before.decided is not None and s.before.decision_served and announced


def _order_served(s: Step) -> bool:
    duties = s.before.demolitions
    return bool(duties) and duties[-1].state in {
        "served",
        "decided",
        "scheduled",
        "performed",
        "done",
        "ended",
    }


def _shown_for_a_time(s: Step) -> bool:
    kind = "_grave" if s.before.grave else ""
    least, most = (s.timer(f"publication_{which}{kind}", s.now) for which in ("least", "most"))
    return bool(least <= s.given["shown_until"] <= most)


def _due(s: Step) -> bool:
    """A decision waits for its publication, in its time."""
    one = _one(s.after)
    waits = one.state == "waiting" and one.due("publication") == s.timer("publication", s.now)
    return waits and _rest_same(s, "state", "publication")


def _order_due(s: Step) -> bool:
    """So does an order to demolish; one that it replaces is called back."""
    before, one = _one(s.before), _one(s.after)
    waits = one.order == "waiting" and one.due("publication_order") == s.timer("publication_order", s.now)
    gone = not one.order_outdated and one.due("publication_order_update") is None
    return (
        waits
        and gone
        and _recalled(s, before.order == "published", s.now)
        and _rest_same(s, *OF_ORDER, *BACK)
    )


def _later(s: Step) -> bool:
    """An announcement moves the time to its end; any other way of service leaves it."""
    before, after, ends = _one(s.before), _one(s.after), s.after.due("announcement")
    if before.state != "waiting" or ends is None:
        return before == after
    moved = after.due("publication") == s.timer("publication", ends)
    return moved and after.state == "waiting" and _rest_same(s, "publication")


def _outcome(s: Step) -> str:
    return str(s.given["outcome"]) if s.act == "remedy.decide" else "revoked"


def _undone(s: Step) -> bool:
    """What was published and is not so any more waits to be withdrawn, in three days; what is changed, to be published anew."""
    before, after, outcome = _one(s.before), _one(s.after), _outcome(s)
    if outcome not in OTHER | FALLEN | {"unlawful"}:
        return before == after
    followed = (
        not after.outdated and after.due("publication_update") is after.due("publication_least") is None
    )
    since: date = s.given["decided_on"] if s.act == "remedy.decide" else s.now
    gone = before.state == "published" or (outcome in FALLEN and before.order == "published")
    return (
        followed
        and _recalled(s, gone, since)
        and _goes_on(before, after, outcome)
        and _order_goes(s, outcome in FALLEN)
    )


def _recalled(s: Step, gone: bool, since: date) -> bool:
    """What is gone of what was shown is called back in its time; otherwise nothing is."""
    after = _one(s.after)
    if not gone:
        return after.recalled == _one(s.before).recalled and after.due("publication_withdrawal") == _one(
            s.before
        ).due("publication_withdrawal")
    return after.recalled and after.due("publication_withdrawal") == s.timer("publication_withdrawal", since)


def _goes_on(before: Publication, after: Publication, outcome: str) -> bool:
    kept = "exempt" if before.state == "exempt" else "waiting" if before.state else ""
    state = kept if outcome in OTHER else ""
    return after.state == state and (after.due("publication") is not None) == (state == "waiting")


def _order_goes(s: Step, gone: bool) -> bool:
    """An order that is gone is nothing to publish; another stays as it was."""
    before, after = _one(s.before), _one(s.after)
    if not gone:
        return _of_order(before) == _of_order(after)
    return _of_order(after) == ("", None, False, None)


def _of_order(one: Publication) -> tuple[object, ...]:
    return one.order, one.due("publication_order"), one.order_outdated, one.due("publication_order_update")


def _contested(s: Step) -> bool:
    """An order that did not stand is gone."""
    if s.given["upheld"]:
        return _one(s.before) == _one(s.after)
    gone = _one(s.before).order == "published"
    same = _rest_same(s, *OF_ORDER, *BACK)
    return same and _recalled(s, gone, s.now) and _order_goes(s, gone=True)


def _never_served(s: Step) -> bool:
    """Once enforcement ended, an order that was never served is nothing to publish; any other stays as it was."""
    gone = _one(s.before).order == "waiting" and s.before.demolitions[-1].state == "imposed"
    return _rest_same(s, "order", "publication_order") and _order_goes(s, gone)


def _outdated(s: Step) -> bool:
    """What is shown of a corrected decision, or order, follows in three days; nothing else is moved."""
    before, after, order = _one(s.before), _one(s.after), s.act == "document.correct"
    shown = before.order if order else before.state
    if shown != "published" or (order and s.given["document"] != "demolition_order"):
        return before == after
    flag, clock = OF_UPDATE[order]
    due = after.due(clock) == s.timer(clock, s.now)
    return bool(getattr(after, flag)) and due and _rest_same(s, flag, clock)


OF_UPDATE = (("outdated", "publication_update"), ("order_outdated", "publication_order_update"))


def _updated(s: Step) -> bool:
    flag, clock = OF_UPDATE[s.act == "publication.update_order"]
    over = not getattr(_one(s.after), flag) and _one(s.after).due(clock) is None
    return bool(getattr(_one(s.before), flag)) and over and _rest_same(s, flag, clock)


def _came_to(s: Step, state: str) -> bool:
    before, after = _one(s.before), _one(s.after)
    came = before.state == "waiting" and after.state == state and after.due("publication") is None
    return came and _rest_same(s, "state", "publication", "publication_least")


def _least_runs(s: Step) -> bool:
    kind = "publication_least_grave" if s.before.grave else "publication_least"
    return _one(s.after).due("publication_least") == s.timer(kind, s.now)


def _order_came_to(s: Step, state: str) -> bool:
    before, after = _one(s.before), _one(s.after)
    came = before.order == "waiting" and after.order == state and after.due("publication_order") is None
    return came and _rest_same(s, "order", "publication_order")


def _withdrawn(s: Step) -> bool:
    """Its time ends, and nothing else of what is shown is touched."""
    after = _one(s.after)
    over = not after.recalled and after.due("publication_withdrawal") is None
    return _one(s.before).recalled and over and _rest_same(s, "recalled", "publication_withdrawal")


def _cured(s: Step) -> bool:
    """Long shown, all performed by the party, and no fine that somebody else let go."""
    f, one = s.before, _one(s.before)
    long_shown = (
        one.state == "published" and (day := one.due("publication_least")) is not None and day < s.now
    )
    paid = f.decision_served and f.owed <= 0 and (f.late_fee is not None or not f.paid_late)
    settled = all(d.state not in {"imposed", "served", "decided", "scheduled"} for d in f.demolitions)
    return (
        long_shown
        and paid
        and settled
        and f.correction in {"", "met"}
        and not any(one.ended for one in f.executions)
    )


def _shortened(s: Step) -> bool:
    later = s.given["shown_until"] >= s.now and bool(s.given["reasons"])
    return later and _one(s.after).due("publication_least") is None and _rest_same(s, "publication_least")


def _settled(s: Step) -> bool:
    one = _one(s.before)
    return "waiting" not in {one.state, one.order} and not (
        one.recalled or one.outdated or one.order_outdated
    )


def _head(s: Step) -> bool:
    return "head" in s.who.roles and s.who.id not in s.before.investigators | s.before.recused


PUBLICATION_INVARIANTS = (
    never("I-52", "决定送达后方可公示", "published only once it is served", _served, "publication.publish"),
    never("I-52a", "公示有期限", "shown for a time within its bounds", _shown_for_a_time, *PUBLISHING),
    never("I-52b", "未成年人的处罚决定不公示", "no decision on a minor is published",
          lambda s: s.before.party == "organisation" or s.before.age == "adult", *PUBLISHING),
    never("I-52c", "公示前核对秘密和隐私", "checked for secrets and privacy before it is published", lambda s: s.given["checked"],
          *PUBLISHING, *UPDATING),
    never("I-52d", "不公示有法定情形和理由", "not published only on a ground and for reasons",
          lambda s: s.given["ground"] in {"no_influence", "minor", "secret", "privacy"} and bool(s.given["reasons"]),
          *EXEMPTING),
    never("I-52e", "限期拆除决定送达后方可公示", "an order to demolish is published only once it is served", _order_served,
          "publication.publish_order"),
    never("I-52f", "限期拆除决定不因影响轻微而不公示", "an order to demolish is published whatever its influence",
          lambda s: s.given["ground"] != "no_influence", "publication.exempt_order"),
    never("I-52g", "满最短公示期且全部履行、改正的，方可提前终止公示", "its showing ends early only after the shortest time, all performed",
          _cured, "publication.shorten"),
    never("I-52h", "提前终止一次，写明理由，不溯及以前", "it ends early once, for reasons, and not before today", _shortened,
          "publication.shorten"),
    never("I-53", "变更、撤销、确认违法或者无效的，三日内撤回公示", "what was changed or fell is called back at once, within three days",
          _undone, *UNDOING),
    never("I-53a", "撤回后方可再次公示", "what was published before is withdrawn first", lambda s: not _one(s.before).recalled,
          *PUBLISHING),
    never("I-53d", "公示的决定书更正的，三日内更新", "what is shown of a corrected decision or order follows within three days", _outdated,
          "decision.correct", "document.correct"),
    never("I-53e", "更新以更正为前提，并了结更新期限", "only what was corrected is brought up to date, and its time ends", _updated,
          *UPDATING),
    never("I-53f", "限期拆除决定不再有效的，三日内撤回公示", "an order that did not stand is called back within three days", _contested,
          "duty.contest_end"),
    never("I-53b", "撤回以应当撤回为前提，并了结撤回期限", "only what is called back is withdrawn, and its time ends", _withdrawn,
          "publication.withdraw"),
    never("I-53c", "撤回公开说明理由", "a withdrawal is explained", lambda s: bool(s.given["explanation"]), "publication.withdraw"),
    never("I-57p", "未公示、未撤回的不结案", "not closed before it is published or exempt, up to date, and withdrawn once it fell",
          _settled, "case.close"),
    never("P-1", "作出处罚即待公示", "a penalty waits to be published from its decision on", _due, "decision.make"),
    never("P-2", "公告送达的自期满起算", "the time of what is announced runs from the end of the announcement", _later, "document.serve"),
    never("P-3", "公示了结待公示事项", "publishing settles it", lambda s: _came_to(s, "published"), "publication.publish"),
    never("P-4", "不予公示了结待公示事项", "so does the decision not to publish", lambda s: _came_to(s, "exempt"), "publication.exempt"),
    never("P-3a", "公示即起算最短公示期", "the shortest time runs from its publication on", _least_runs, "publication.publish"),
    never("P-7", "责令限期拆除即待公示", "an order to demolish waits to be published from its making on", _order_due, "duty.impose"),
    never("P-8", "公示了结待公示的限期拆除决定", "publishing settles the order", lambda s: _order_came_to(s, "published"),
          "publication.publish_order"),
    never("P-9", "不予公示了结待公示的限期拆除决定", "so does the decision not to publish it", lambda s: _order_came_to(s, "exempt"),
          "publication.exempt_order"),
    never("P-10", "未送达即终结执行的，不再公示", "an order whose enforcement ended before its service is not published", _never_served,
          "enforcement.end"),
    never("P-5", "由负责人公示、撤回", "the head publishes, exempts, updates and withdraws", _head, *ACTS),
    never("P-6", "仅因公示行为和决定变动", "only these acts and what becomes of the decision change it",
          lambda s: s.act in MOVING or s.same("publications")),
)  # fmt: skip
