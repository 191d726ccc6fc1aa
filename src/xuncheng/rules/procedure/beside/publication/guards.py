"""What the law asks before a decision is published, before it is not, and before a case with one closes."""

from __future__ import annotations

from datetime import date

from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.masking import publishable
from xuncheng.rules.procedure.beside.demolition.state import OPEN
from xuncheng.rules.procedure.beside.execution.state import ended
from xuncheng.rules.procedure.beside.publication.effects import least
from xuncheng.rules.procedure.beside.publication.state import (
    LEAST,
    order_outdated,
    order_waiting,
    outdated,
    publication_of,
    recalled,
    waiting,
)
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.guards import APL, entered, fact, law
from xuncheng.rules.procedure.model import Guard, Situation

GROUNDS = {
    "no_influence": Text("不具有一定社会影响", "of no social influence"),
    "minor": Text("当事人是未成年人", "the party is a minor"),
    "secret": Text(
        "涉及国家秘密或者商业秘密，不能分割处理", "state or business secrets that cannot be taken out"
    ),
    "privacy": Text("涉及个人隐私，遮蔽后仍可识别", "privacy that masking does not keep"),
}
"""Why a decision may stay unpublished (行政处罚法第四十八条第一款、第五十条)."""

PUBLISHING = law("48(1)")
SECRECY = law("48(1);50")
RECALL = (Basis(APL, "48(2)"), Basis(APL, "85"))
ORDERS = (Basis("北京市城乡规划条例", "71(2)"), *SECRECY)
FOLLOWING = (Basis(APL, "48(2)"), Basis(APL, "75(2)"))
CURE = (*PUBLISHING, Basis("北京市优化营商环境条例", "73"))
ORDER_GROUNDS = {name: label for name, label in GROUNDS.items() if name != "no_influence"}
"""The same for an order to demolish: its publication does not depend on its influence."""


def _announced(f: Facts, now: date) -> bool:
    return f.due("announcement") is None or f.lapsed("announcement", now)


WAITS = fact(
    "nothing_to_publish", lambda f: waiting(f.publications),
    Text("没有待公示的处罚决定", "No decision waits to be published"), PUBLISHING, Text("待公示的处罚决定", "a decision to publish"),
)  # fmt: skip
SERVED = fact(
    "published_before_service", lambda f: f.decision_served,
    Text("处罚决定尚未送达，不得公示", "The decision was not served yet"), law("48(1);61(1)"),
    Text("送达处罚决定", "service of the decision"),
)  # fmt: skip
ANNOUNCED = Guard(
    "published_during_announcement", lambda s: _announced(s.facts, s.now),
    Text("公告送达期限尚未届满，决定视为未送达，不得公示", "The announcement of the decision still runs: it is not served yet"),
    (*law("48(1)"), Basis("民事诉讼法", "95")), Text("公告期满", "the end of the announcement"),
)  # fmt: skip
NOT_RECALLED = fact(
    "withdrawal_first", lambda f: not recalled(f.publications),
    Text("原公示信息尚未撤回，应当先撤回并说明理由", "What was published before must be withdrawn first"), RECALL,
    Text("撤回原公示信息", "its withdrawal"),
)  # fmt: skip
NO_MINOR = fact(
    "minor_published", lambda f: publishable(f.party, f.age),
    Text("当事人是未成年人，其处罚决定不得公示", "A decision on a minor is not published"), SECRECY,
)  # fmt: skip
CHECKED = entered(
    "masking_unchecked", "checked", bool,
    Text("公示前应当核对拟公示内容，确认不含国家秘密、商业秘密和个人隐私",
         "Somebody must have checked that what is published holds no secret and nothing private"),
    SECRECY,
)  # fmt: skip


def _longest(s: Situation) -> date:
    """The last day on which it may cease to be shown, later where the case is grave."""
    return s.timer("publication_most_grave" if s.facts.grave else "publication_most", s.now)


SHOWN_LONG_ENOUGH = Guard(
    "shown_too_shortly", lambda s: s.given["shown_until"] >= s.timer(least(s.facts), s.now),
    Text("公示期短于规定的最短公示期", "It would be shown for less than the shortest time"), PUBLISHING,
)  # fmt: skip
NOT_SHOWN_TOO_LONG = Guard(
    "shown_too_long", lambda s: s.given["shown_until"] <= _longest(s),
    Text("公示期长于规定的最长公示期", "It would be shown for more than the longest time"), PUBLISHING,
)  # fmt: skip
GROUND_KNOWN = entered(
    "exemption_ground", "ground", lambda ground: ground in GROUNDS,
    Text("请选择不予公示的法定情形", "Choose on what ground it is not published"), SECRECY,
)  # fmt: skip
REASONED = entered(
    "exemption_unreasoned", "reasons", bool, Text("不予公示应当写明理由", "Not to publish needs its written reasons"), PUBLISHING
)  # fmt: skip

ORDER_WAITS = fact(
    "no_order_to_publish", lambda f: order_waiting(f.publications),
    Text("没有待公示的限期拆除决定", "No order to demolish waits to be published"), ORDERS,
    Text("待公示的限期拆除决定", "an order to publish"),
)  # fmt: skip
ORDER_SERVED = fact(
    "order_published_before_service", lambda f: bool(f.demolitions) and f.demolitions[-1].state != "imposed",
    Text("限期拆除决定尚未送达，不得公示", "The order to demolish was not served yet"), ORDERS,
    Text("送达限期拆除决定", "service of the order"),
)  # fmt: skip
ORDER_GROUND_KNOWN = entered(
    "order_exemption_ground", "ground", lambda ground: ground in ORDER_GROUNDS,
    Text("限期拆除决定应当公示，不予公示的限于未成年人、秘密和隐私",
         "An order to demolish is published but for a minor's sake, for secrecy or privacy"), ORDERS,
)  # fmt: skip
OUTDATED = fact(
    "nothing_to_update", lambda f: outdated(f.publications),
    Text("公示中的决定书没有更正，无需更新", "The decision that is shown was not corrected"), FOLLOWING,
    Text("决定书的更正", "a correction of the decision"),
)  # fmt: skip
ORDER_OUTDATED = fact(
    "no_order_to_update", lambda f: order_outdated(f.publications),
    Text("公示的限期拆除决定没有更正，无需更新", "The order that is shown was not corrected"), FOLLOWING,
    Text("限期拆除决定的更正书", "a correction of the order that is shown"),
)  # fmt: skip


def _shown_long(f: Facts, now: date) -> bool:
    one = publication_of(f.publications)
    return one.state == "published" and one.lapsed(LEAST, now)


def _cured(f: Facts) -> bool:
    """All that the decision asked for was done by the party: paid, late fee and all, corrected, demolished."""
    paid = f.owed <= 0 and not ended(f.executions) and not (f.paid_late and f.late_fee is None)
    return paid and f.correction in ("", "met") and all(one.state not in OPEN for one in f.demolitions)


SHOWN = Guard(
    "shown_not_long_enough", lambda s: _shown_long(s.facts, s.now),
    Text("没有公示中的决定，或者尚未满最短公示期，或者已经提前终止",
         "Nothing is shown, the shortest time is not over, or its end was brought forward already"), CURE,
    Text("公示满最短公示期", "the end of the shortest time"),
)  # fmt: skip
CURED = fact(
    "not_cured", _cured,
    Text("当事人尚未全部履行处罚决定并改正违法行为，不得提前终止公示", "The party has not yet performed and corrected everything"), CURE,
    Text("全部履行并改正", "full performance and correction"),
)  # fmt: skip
NOT_BEFORE_TODAY = Guard(
    "ends_before_today", lambda s: s.given["shown_until"] >= s.now,
    Text("公示截止日期不得早于今天", "Its last day may not lie in the past"), CURE,
)  # fmt: skip
RECALLED = fact(
    "nothing_to_withdraw", lambda f: recalled(f.publications),
    Text("没有应当撤回的公示信息：公示的决定未被变更、撤销、确认违法或者确认无效",
         "Nothing published was changed, revoked, declared unlawful or void"),
    RECALL, Text("变更、撤销、确认违法或者确认无效的结果", "such a result"),
)  # fmt: skip
EXPLAINED = entered(
    "withdrawal_unexplained", "explanation", bool,
    Text("撤回公示信息应当公开说明理由", "A withdrawal is explained in public"), RECALL,
)  # fmt: skip

# --- what is asked of the closing of the case -----------------------------------------------------------------

SETTLED = fact(
    "publication_open", lambda f: not (waiting(f.publications) or order_waiting(f.publications)),
    Text("处罚决定（限期拆除决定）尚未公示，也未依法决定不予公示，不得结案",
         "The decision, or the order to demolish, was neither published nor lawfully exempt from it"),
    PUBLISHING, Text("公示处罚决定，或者决定不予公示", "its publication, or the decision not to publish it"),
)  # fmt: skip
WITHDRAWN = fact(
    "withdrawal_open", lambda f: not recalled(f.publications),
    Text("应当撤回的公示信息尚未撤回，不得结案", "What was published has yet to be withdrawn"), RECALL,
    Text("撤回公示信息", "its withdrawal"),
)  # fmt: skip
UP_TO_DATE = fact(
    "update_open", lambda f: not (outdated(f.publications) or order_outdated(f.publications)),
    Text("决定书已经更正，公示信息尚未更新，不得结案", "What is shown of a corrected decision or order has yet to follow"), FOLLOWING,
    Text("更新公示信息", "its update"),
)  # fmt: skip
