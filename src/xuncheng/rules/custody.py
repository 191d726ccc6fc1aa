"""Custody of seized and confiscated goods (暂扣罚没物品), as tables: what is kept, which act leads where, what a place holds.

No act charges the keeping to the party: it never falls on him (行政强制法第二十六条第三款).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from xuncheng.rules.legal import Basis, RuleError, Text
from xuncheng.rules.procedure.model import Refusal

COERCION = "行政强制法"
PENALTY = "行政处罚法"
DISPOSAL = "罚没财物管理办法"

KEEPING_COST = Text(
    "物品保管费用由行政机关承担，不向当事人收取（行政强制法第二十六条第三款）。",
    "Keeping is paid by the agency and never by the party (Administrative Coercion Law, art. 26(3)).",
)


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of goods and the unit in which it is counted."""

    label: Text
    unit: Text


CATEGORIES = {
    "tricycle": Category(Text("三轮车", "tricycle"), Text("辆", "pcs")),
    "e_bike": Category(Text("电动自行车", "electric bicycle"), Text("辆", "pcs")),
    "small_tractor": Category(Text("小型拖拉机、农用车", "small tractor"), Text("辆", "pcs")),
    "muck_truck": Category(Text("渣土运输车", "muck truck"), Text("辆", "pcs")),
    "billboard": Category(Text("广告牌匾", "billboard"), Text("块", "pcs")),
    "table": Category(Text("桌椅货架", "tables and racks"), Text("张", "pcs")),
    "box": Category(Text("箱装物品", "boxed goods"), Text("箱", "boxes")),
    "food": Category(Text("食品、鲜活物品", "food and live goods"), Text("箱", "boxes")),
    "other": Category(Text("其他物品", "other goods"), Text("件", "pcs")),
}

PLACE_KINDS = {
    "shelf": Text("货架", "shelf"),
    "yard": Text("场地", "yard"),
    "cold": Text("冷库", "cold room"),
}

STATES = {
    "held": Text("暂扣保管", "held"),
    "early": Text("待先行处置", "early disposal approved"),
    "sold_early": Text("已变卖、价款留存", "sold early, proceeds kept"),
    "confiscated": Text("已没收待处理", "confiscated, to be disposed of"),
    "returned": Text("已退还", "returned"),
    "auctioned": Text("已拍卖", "auctioned"),
    "destroyed": Text("已销毁", "destroyed"),
    "handed_over": Text("已移交", "handed over"),
}

PRESENT = ("held", "early", "confiscated")
"""States in which the thing itself is in the warehouse."""

OPEN = (*PRESENT, "sold_early")
"""States in which something is still owed: the thing, or its proceeds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Holding:
    """One thing as the table sees it. What the law says of it comes from its measure and from the case's decision."""

    state: str
    placed: bool = False
    perishable: bool = False
    lifted: bool = False  # the measure under which it is held was lifted or ended
    over: bool = False  # the term of that measure is over
    handled: str = ""  # what the decision on seized objects says becomes of it: "", destroyed, transferred
    decided: bool = False  # the case was decided, or ended without a decision
    confiscating: bool = False  # the decision confiscates goods


@dataclass(frozen=True, slots=True)
class Condition:
    """What an act asks of the thing besides its state."""

    code: str
    holds: Callable[[Holding], bool]
    message: Text
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One act on a thing: from which states, each with the state it leads to; its basis; what else it asks."""

    label: Text
    leads: Mapping[str, str]
    basis: tuple[Basis, ...]
    asks: tuple[Condition, ...] = ()


def _staying() -> dict[str, str]:
    return {state: state for state in PRESENT}


_NOT_PLACED = Condition(
    "item_placed", lambda one: not one.placed,
    Text("物品已在库位上，请办理移位", "It lies at a place already: move it"),
)  # fmt: skip
_PLACED = Condition(
    "item_not_placed", lambda one: one.placed, Text("物品尚未上架，请先办理入位", "It lies at no place yet: place it first")
)  # fmt: skip
_CONFISCATED = Condition(
    "not_confiscated", lambda one: one.confiscating,
    Text("处罚决定没有没收该物品，不得按罚没物品处理", "No decision confiscates it"),
    (Basis(COERCION, "27"), Basis(PENALTY, "9()(3)")),
)  # fmt: skip
_FREE = Condition(
    "not_returnable", lambda one: not one.confiscating and (one.lifted or one.decided),
    Text(
        "扣押尚未解除，或者物品已决定没收，不能退还：请先作出解除决定",
        "The seizure was not lifted, or the goods are confiscated: nothing is returned before a decision lifts it",
    ),
    (Basis(COERCION, "27;28"),),
)  # fmt: skip
_PERISHABLE = Condition(
    "not_perishable", lambda one: one.perishable,
    Text("只有鲜活物品或者其他不易保管的物品可以先行处置", "Only perishables may be disposed of before a decision"),
    (Basis(COERCION, "28(2)"),),
)  # fmt: skip
_UNDECIDED = Condition(
    "already_decided", lambda one: not (one.lifted or one.confiscating),
    Text("已作出解除或者没收决定，应当按决定处理", "A decision on it was made: it is dealt with by that"),
    (Basis(COERCION, "27;28"),),
)  # fmt: skip

_IN_TERM = Condition(
    "seizure_term_over", lambda one: not one.over,
    Text("查封、扣押期限已经届满，应当解除并退还", "The term of the seizure is over: it is lifted, and the thing returned"),
    (Basis(COERCION, "25(1);28(1)(4)"),),
)  # fmt: skip


def _seized_only(outcome: str) -> Condition:
    """A seized thing goes this way only where the decision on it says so; what was confiscated or approved needs none."""
    return Condition(
        "not_so_decided", lambda one: one.state != "held" or one.handled == outcome,
        Text("对扣押的物品没有作出这样的处理决定", "No decision on the seized thing says so"), (Basis(COERCION, "21;27"),),
    )  # fmt: skip


STEPS = {
    "item.place": Step(Text("入位上架", "Place"), _staying(), (Basis(COERCION, "26(1)"),), (_NOT_PLACED,)),
    "item.move": Step(Text("移位", "Move"), _staying(), (Basis(COERCION, "26(1)"),), (_PLACED,)),
    "item.confiscate": Step(
        Text("标记没收", "Mark as confiscated"),
        {"held": "confiscated", "early": "confiscated", "sold_early": "auctioned"},
        (Basis(COERCION, "27"), Basis(PENALTY, "9()(3);74(1)")),
        (_CONFISCATED,),
    ),
    "item.return": Step(
        Text("退还物品", "Return to the owner"), {"held": "returned", "early": "returned"}, (Basis(COERCION, "28"),), (_FREE,)
    ),
    "item.approve_early": Step(
        Text("批准先行处置", "Approve early disposal"), {"held": "early"}, (Basis(COERCION, "28(2)"),), (_PERISHABLE, _UNDECIDED, _IN_TERM)
    ),
    "item.auction": Step(
        Text("拍卖、变卖", "Auction or sell"),
        {"confiscated": "auctioned", "early": "sold_early"},
        (Basis(PENALTY, "74(1)"), Basis(COERCION, "28(2)")),
    ),
    "item.destroy": Step(
        Text("销毁", "Destroy"), {"held": "destroyed", "confiscated": "destroyed", "early": "destroyed"}, (Basis(PENALTY, "74(1)"),),
        (_seized_only("destroyed"),),
    ),
    "item.hand_over": Step(
        Text("移交有关部门", "Hand over"), {"held": "handed_over", "confiscated": "handed_over"}, (Basis(PENALTY, "74(1)"),),
        (_seized_only("transferred"),),
    ),
    "item.return_proceeds": Step(
        Text("退还变卖款", "Return the proceeds"), {"sold_early": "returned"}, (Basis(COERCION, "28(2)"),), (_FREE,)
    ),
}  # fmt: skip
"""Every act on a thing once it was taken in, in the order in which screens offer them."""


def refusal(act: str, one: Holding) -> Refusal | None:
    """Why the act is not possible on the thing as it stands; None: it is."""
    step = STEPS[act]
    if one.state not in step.leads:
        message = Text(
            f"物品状态为“{STATES[one.state].zh}”，不能办理“{step.label.zh}”",
            f"It is “{STATES[one.state].en}”: “{step.label.en}” is not possible",
        )
        return Refusal("item_state", message, step.basis)
    return next(
        (Refusal(ask.code, ask.message, ask.basis or step.basis) for ask in step.asks if not ask.holds(one)),
        None,
    )


def start(*, seized: bool, confiscating: bool) -> str:
    """The state in which a thing is taken in.

    Raises `RuleError` (`no_title`): nothing is kept that neither a measure seized nor a decision confiscated.
    """
    if seized:
        return "held"
    if confiscating:
        return "confiscated"
    raise RuleError(
        "no_title",
        Text(
            "没有扣押决定、也没有没收决定的物品不得收存", "Nothing is kept that was neither seized nor confiscated"
        ),
        basis=(Basis(COERCION, "18;24"), Basis(PENALTY, "74(1)")),
    )  # fmt: skip


def check_disposers(
    disposers: Collection[str], witnesses: Collection[str], investigators: Collection[str]
) -> None:
    """What a disposal asks of the people at it.

    Two persons at least, a witness at least, and nobody who investigated the case: enforcement, custody and disposal
    are posts apart (罚没财物管理办法第四条). Raises `RuleError` naming the field.
    """
    if len(set(disposers)) < 2:
        raise RuleError(
            "too_few_disposers", Text("处理罚没物品应当不少于两人", "At least two persons dispose of goods"),
            field="officers", basis=(Basis(PENALTY, "74(1)"),),
        )  # fmt: skip
    if not any(name.strip() for name in witnesses):
        raise RuleError(
            "no_witness", Text("处理罚没物品应当有见证人", "A disposal has a witness"),
            field="witnesses", basis=(Basis(PENALTY, "74(1)"),),
        )  # fmt: skip
    if set(disposers) & set(investigators):
        raise RuleError(
            "posts_apart", Text("承办本案的执法人员不得处理本案罚没物品", "Who investigated the case does not dispose of its goods"),
            field="officers", basis=(Basis(DISPOSAL, "4"),),
        )  # fmt: skip


def filling(capacity: Mapping[str, int], stored: Iterable[tuple[str, int]]) -> Fraction:
    """How full a place is: 1 is full. `capacity` says for each category how many of it alone fill the place.

    What lies there of a category that the place no longer takes fills it.
    """
    return sum(
        (
            Fraction(quantity, capacity[category]) if capacity.get(category) else Fraction(1)
            for category, quantity in stored
        ),
        Fraction(0),
    )


def check_room(
    place: str, capacity: Mapping[str, int], stored: Iterable[tuple[str, int]], category: str, quantity: int
) -> None:
    """Whether so many more fit into the place. Raises `RuleError` (`category_not_taken`, `place_full`) with a sentence."""
    kind = CATEGORIES[category]
    if not capacity.get(category):
        raise RuleError(
            "category_not_taken", Text(f"库位{place}不存放{kind.label.zh}", f"Place {place} takes no {kind.label.en}"),
            field="place", basis=(Basis(COERCION, "26(1)"),),
        )  # fmt: skip
    free = 1 - filling(capacity, stored)
    room = max(0, int(free * capacity[category]))
    if quantity > room:
        raise RuleError(
            "place_full",
            Text(
                f"库位{place}已满：还能放{room}{kind.unit.zh}{kind.label.zh}，放不下{quantity}{kind.unit.zh}",
                f"Place {place} is full: there is room for {room} {kind.label.en}, not for {quantity}",
            ),
            field="place", basis=(Basis(COERCION, "26(1)"),),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What a stock-taking came to, as label codes in order."""

    expected: tuple[str, ...]
    found: tuple[str, ...]
    missing: tuple[str, ...]
    surplus: tuple[str, ...]


def reckon(expected: Collection[str], scanned: Collection[str]) -> Reckoning:
    """Compare what ought to be there with what was scanned."""
    ought, seen = set(expected), set(scanned)
    return Reckoning(
        tuple(sorted(ought)),
        tuple(sorted(ought & seen)),
        tuple(sorted(ought - seen)),
        tuple(sorted(seen - ought)),
    )


def label_code(year: int, serial: int) -> str:
    """The code on the label of a thing: year, serial and two check digits (ISO/IEC 7064 MOD 97-10), 26-000123-46."""
    digits = f"{year % 100:02}{serial:06}"
    return f"{digits[:2]}-{digits[2:]}-{98 - int(digits) * 100 % 97:02}"


def read_label(scanned: str) -> str:
    """The label code in what a scanner or a person entered: the code with or without hyphens, or the label's whole link.

    Raises `RuleError` (`label_unreadable`) where the check digits do not fit.
    """
    digits = scanned.strip().rstrip("/").rpartition("/")[2].replace("-", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) >= 10 and int(digits) % 97 == 1):
        raise RuleError(
            "label_unreadable",
            Text(f"“{scanned.strip()[:60]}”不是有效的标签号", f"“{scanned.strip()[:60]}” is no label code"),
            field="codes",
        )
    return f"{digits[:2]}-{digits[2:-2]}-{digits[-2:]}"
