"""What the bank of the demo collected: its agreement, fees that are owed, its daily files with a few differences, reconciled days.

The files tell of the fines that officers entered as paid at the bank, and pay the fees; three lines of them do not fit.
All of it is done by the finance clerk's acts, each with an id of its place, so that doing it again changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from uuid import uuid5

from django.conf import settings

from xuncheng.domains.cases.queries import payments_readable_by
from xuncheng.domains.collection.commands.banks import close_day, register_bank
from xuncheng.domains.collection.commands.charging import assess_charge
from xuncheng.domains.collection.commands.differing import refund_difference
from xuncheng.domains.collection.commands.taking import take_file
from xuncheng.domains.collection.jobs.settling import settle
from xuncheng.domains.collection.queries.differences import readable_by as differences_readable_by
from xuncheng.foundation.people.models import User
from xuncheng.foundation.people.viewers import viewer_of
from xuncheng.foundation.trail.deed import SHANGHAI, Deed
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.server.demo.generate.photographs import take_in
from xuncheng.server.demo.generate.script import DEMO

CODE, NAME = "SF01", "示范银行官园支行"
HEAD = "流水号,缴款编号,缴款人,金额,缴款日期,票据号码,种类"
DAYS = 8
"""On how many days, the last ones on which something was paid, the bank tells of it."""

_OPEN_DAYS = 3
"""The newest of them are yet to be reconciled."""

NOBODYS = "SFQT000099"
"""The receipt of the line whose number nobody has."""

_PAYEE = "示范区市政维护中心"
_DUE = timedelta(days=15)
_AGREED = timedelta(days=400)
_CHARGED = timedelta(days=100)

FEES = (
    ("road_fee", "示范建筑工程公司", "示范路12号门前", "占用人行道40平方米，30日，每平方米每日1元。", "1200"),
    (
        "road_fee",
        "示范装饰公司",
        "示范胡同3号院外",
        "搭设脚手架占用人行道25平方米，20日，每平方米每日1元。",
        "500",
    ),
    (
        "excavation_fee",
        "示范燃气工程公司",
        "示范路与滨河路交叉口",
        "挖掘沥青路面8平方米，按修复费标准计收。",
        "4800",
    ),
    ("green_damage", "示范物流公司", "滨河绿地东段", "车辆驶入绿地，损坏草坪30平方米、灌木6株。", "2600"),
    ("road_damage", "示范运输队", "示范桥下辅路", "车辆超载压坏路缘石9延米、方砖12平方米。", "1980"),
)
"""Kind, who owes it, where, what for, how much."""


@dataclass
class Clerk:
    """The finance clerk at work; each act has the id of its place among his."""

    user: User
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def viewer(self) -> Viewer:
        """What he may see and do."""
        found = viewer_of(self.user.pk)
        if found is None:
            raise RuntimeError("the finance clerk of the demo has no grants")
        return found

    def at(self, moment: datetime) -> Deed:
        """A deed of his of that time."""
        key = uuid5(DEMO, f"collecting/{next(self.numbers)}")
        return Deed(actor=self.viewer, id=key, at=moment, received_at=moment)


@dataclass(frozen=True)
class Line:
    """One payment as a file tells of it."""

    number: str
    payer: str
    amount: Decimal
    receipt: str

    def told(self, serial: str, day: date) -> str:
        """The line of the file."""
        return f"{serial},{self.number},{self.payer},{self.amount:.2f},{day},{self.receipt},缴款"


def collect(now: datetime) -> None:
    """Do all of it, up to the day before `now`."""
    clerk = Clerk(User.objects.get(username="cashier"))
    opened = now - _AGREED
    bank = register_bank(
        clerk.at(opened), code=CODE, name=NAME, account="0000 0000 0000", agreement="示代收〔2025〕1号",
        agreed_on=opened.date(), filed_on=opened.date() + timedelta(days=7), area_path=f"{settings.LOCALITY.area_code}.",
    )  # fmt: skip
    days = _paid(clerk.viewer, now.astimezone(SHANGHAI).date())
    if not days:
        return
    lines = _with_fees(days, _charged(clerk, _morning(min(days)) - _CHARGED))
    for day in sorted(lines):
        _told(clerk, day, lines[day])
    settle()
    _refunded(clerk, now)
    for day in sorted(lines)[:-_OPEN_DAYS]:
        close_day(
            clerk.at(_morning(day + timedelta(days=2))),
            bank,
            day=day,
            remarks="已逐笔核对；有差异的另行处理。",
        )


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9, 30), SHANGHAI)


def _paid(viewer: Viewer, today: date) -> dict[date, list[Line]]:
    """What officers entered as paid at the bank, on the last days on which there was any."""
    found: dict[date, list[Line]] = defaultdict(list)
    with reading(viewer):
        paid = payments_readable_by(viewer).filter(way="bank", paid_on__lt=today).select_related("case")
        newest = sorted(set(paid.values_list("paid_on", flat=True)))[-DAYS:]
        for one in paid.filter(paid_on__in=newest).order_by("paid_on", "receipt"):
            found[one.paid_on].append(Line(one.case.number, one.payer, one.amount, one.receipt))
    return dict(found)


def _charged(clerk: Clerk, moment: datetime) -> list[Line]:
    """Fees and compensations, one each twenty days, as whoever owes them would pay them."""
    found = []
    for step, (kind, debtor, place, grounds, amount) in enumerate(FEES):
        at = moment + timedelta(days=20 * step)
        charge = assess_charge(
            clerk.at(at), kind=kind, debtor=debtor, place=place, grounds=grounds, payee=_PAYEE, amount=Decimal(amount),
            due_on=(at + _DUE).date(),
        )  # fmt: skip
        found.append(Line(charge.number, debtor, charge.amount, f"SFQT{step + 1:06}"))
    return found


def _with_fees(days: dict[date, list[Line]], fees: list[Line]) -> dict[date, list[Line]]:
    """The days' payments, and of fees: one whole, one in part, one by somebody else, one too much; and one under no number."""
    first, *_, last = order = sorted(days)
    whole, part, other, more, _ = fees
    nobody = Line("示城管罚字〔2026〕9999号", "钱示例", Decimal(50), NOBODYS)
    extra = (
        (first, whole), (first, nobody), (order[len(order) // 2], replace(more, amount=more.amount + 100)),
        (last, replace(part, amount=part.amount / 2)), (last, replace(other, payer="示范管线维修队")),
    )  # fmt: skip
    found = {day: list(lines) for day, lines in days.items()}
    for day, line in extra:
        found[day].append(line)
    return found


def _told(clerk: Clerk, day: date, lines: list[Line]) -> None:
    """The bank's file of a day is taken in on the next morning."""
    rows = [line.told(f"L{day:%Y%m%d}{serial:04}", day) for serial, line in enumerate(lines, start=1)]
    total = sum((line.amount for line in lines), Decimal(0))
    text = "\r\n".join([f"XCDS1,{CODE},{day},1", HEAD, *rows, f"合计,{len(rows)},{total:.2f}", ""])
    moment = _morning(day + timedelta(days=1))
    file = take_in(clerk.at(moment), text.encode(), f"{CODE}-{day:%Y%m%d}-1.csv", "text/csv")
    take_file(clerk.at(moment), file=[file])


def _refunded(clerk: Clerk, now: datetime) -> None:
    """What was paid under a number that nobody has goes back to the payer; the other differences wait for somebody."""
    deed = clerk.at(now)
    with reading(clerk.viewer):
        unknown = differences_readable_by(clerk.viewer).filter(line__receipt=NOBODYS).first()
    if unknown:
        refund_difference(deed, unknown, reason="编号有误，缴款人申请退还。", voucher="TK-000001")
