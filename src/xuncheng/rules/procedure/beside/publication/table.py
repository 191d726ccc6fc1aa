"""The table of publication: a decision is published, or not for a reason; what falls is withdrawn and explained.

So is an order to demolish (北京市城乡规划条例第七十一条第二款). What is shown of a decision or order whose wording was
corrected follows in its place within the same three days; that a correction counts like a change is this table's careful reading of
行政处罚法第四十八条第二款.
Once the party performed, its showing may end early, after the shortest time (信用修复).

It runs beside the ordinary procedure. Decisions made on the spot are not taken to have the social influence for which
行政处罚法第四十八条第一款 asks for publication, and decisions not to penalise are no penalties: neither is published.
"""

from __future__ import annotations

from datetime import date

from xuncheng.rules.legal import Text
from xuncheng.rules.procedure import conditions as c
from xuncheng.rules.procedure import guards as g
from xuncheng.rules.procedure.beside.publication import effects as e
from xuncheng.rules.procedure.beside.publication import guards as p
from xuncheng.rules.procedure.beside.publication.state import LEAST
from xuncheng.rules.procedure.model import ActRule, Procedure

HEAD = (g.BY_HEAD, g.NOT_OWN_CASE, c.NOT_RECUSED)

PUBLICATION = Procedure(
    name="publication",
    label=Text("处罚决定公示", "publication of decisions"),
    version="2021",
    since=date(2021, 7, 15),
    beside=frozenset({"ordinary"}),
    conditions={"case.close": (p.SETTLED, p.WITHDRAWN, p.UP_TO_DATE)},
    following={
        "decision.make": e.decided, "document.serve": e.served, "remedy.decide": e.settled_by_remedy, "decision.revoke": e.revoked,
        "decision.correct": e.corrected, "document.correct": e.document_corrected, "duty.impose": e.order_imposed,
        "duty.contest_end": e.order_contested, "enforcement.end": e.order_ended,
    },
    acts=(
        ActRule(
            "publication.publish", Text("公示处罚决定", "Publish the decision"), p.PUBLISHING, e.changing(e.published),
            requires=(p.WAITS, p.SERVED, p.ANNOUNCED, p.NOT_RECALLED, p.NO_MINOR), by=HEAD,
            checks=(p.CHECKED, p.SHOWN_LONG_ENOUGH, p.NOT_SHOWN_TOO_LONG), inputs=("checked", "shown_until"),
            starts=(LEAST,), makes=("publication_approval",),
        ),
        ActRule(
            "publication.publish_order", Text("公示限期拆除决定", "Publish the order to demolish"), p.ORDERS, e.changing(e.order_published),
            requires=(p.ORDER_WAITS, p.ORDER_SERVED, p.NOT_RECALLED, p.NO_MINOR), by=HEAD,
            checks=(p.CHECKED, p.SHOWN_LONG_ENOUGH, p.NOT_SHOWN_TOO_LONG), inputs=("checked", "shown_until"),
            makes=("publication_approval",),
        ),
        ActRule(
            "publication.exempt", Text("决定不予公示", "Decide not to publish"), p.SECRECY, e.changing(e.exempt),
            requires=(p.WAITS,), by=HEAD, checks=(p.GROUND_KNOWN, p.REASONED), inputs=("ground", "reasons"),
            makes=("publication_approval",),
        ),
        ActRule(
            "publication.exempt_order", Text("决定不予公示限期拆除决定", "Decide not to publish the order to demolish"), p.SECRECY,
            e.changing(e.order_exempt),
            requires=(p.ORDER_WAITS,), by=HEAD, checks=(p.ORDER_GROUND_KNOWN, p.REASONED), inputs=("ground", "reasons"),
            makes=("publication_approval",),
        ),
        ActRule(
            "publication.update", Text("更新公示信息", "Bring what is shown up to date"), p.FOLLOWING, e.changing(e.updated),
            requires=(p.OUTDATED,), by=HEAD, checks=(p.CHECKED,), inputs=("checked",), makes=("publication_approval",),
        ),
        ActRule(
            "publication.update_order", Text("更新公示的限期拆除决定", "Bring the order shown up to date"), p.FOLLOWING,
            e.changing(e.order_updated),
            requires=(p.ORDER_OUTDATED,), by=HEAD, checks=(p.CHECKED,), inputs=("checked",), makes=("publication_approval",),
        ),
        ActRule(
            "publication.shorten", Text("提前终止公示（信用修复）", "End the showing early"), p.CURE, e.changing(e.shortened),
            requires=(p.SHOWN, p.CURED), by=HEAD, checks=(p.NOT_BEFORE_TODAY, p.REASONED), inputs=("shown_until", "reasons"),
            makes=("publication_approval",),
        ),
        ActRule(
            "publication.withdraw", Text("撤回公示信息", "Withdraw what was published"), p.RECALL, e.changing(e.withdrawn),
            requires=(p.RECALLED,), by=HEAD, checks=(p.EXPLAINED,), inputs=("explanation",), makes=("publication_approval",),
        ),
    ),
)  # fmt: skip
