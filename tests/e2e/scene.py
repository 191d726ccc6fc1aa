"""What stands on the desk when the browser tests begin: laws, and reports and cases in different stages.

`play` runs inside the platform's surroundings and only uses commands. The acts lie in the past month.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from xuncheng.domains.cases.models import Case, Evidence
    from xuncheng.domains.intake.models import Report
    from xuncheng.foundation.files.models import StoredFile
    from xuncheng.foundation.trail.deed import Deed

SHANGHAI = ZoneInfo("Asia/Shanghai")
LONG_NAME = "示范区城市综合环境卫生服务保障与再生资源回收利用以及园林绿化养护工程建设管理有限责任公司第一分公司积水潭街道经营部"
FINE = frozenset({"fine"})
AMOUNT = Decimal(600)
ON_PAPER = "本人在纸质文书上签名。"

COMPLAINTS = (
    ("水果摊占用盲道，行人只能走机动车道。", "citizen", "示范路 12 号门前"),
    ("早点摊油烟大，灶台摆到了便道上。", "hotline", "积水潭南街与示范路交叉口西北角"),
    ("便道上堆放建筑垃圾，两天没有清运。", "patrol", "示范胡同 3 号院外墙"),
    ("商户在门外摆放货架和促销音箱。", "citizen", "示范路 88 号"),
    ("绿地内晾晒衣物，拉绳绑在树上。", "patrol", "滨河绿地东段"),
    ("墙面张贴小广告，面积约两平方米。", "superior", "示范小区 5 号楼北侧"),
    ("夜间施工噪声扰民，凌晨仍在作业。", "hotline", "积水潭北里 7 号工地"),
    ("流动车辆售卖蔬菜，占用一条车道。", "media", "示范桥下辅路"),
    ("共享单车堆放堵塞地铁口。", "citizen", "地铁积水潭站 C 口"),
    ("渣土车未苫盖，沿途遗撒。", "transfer", "示范路由北向南"),
    ("店外堆放桌椅，影响盲道通行。", "patrol", "示范路 26 号"),
    ("违规设置户外广告牌，遮挡交通信号灯。", "citizen", "示范路与滨河路交叉口"),
    ("烧烤摊支在公交站后，行人绕行。", "hotline", "积水潭桥公交站"),
    ("建材堆在便道上，占了大半幅路面。", "patrol", "示范路 61 号门前"),
    ("商店把冰柜和货箱摆到盲道上。", "citizen", "示范胡同东口"),
    ("市场外摊位占用消防通道。", "hotline", "示范市场南门"),
    ("餐馆把泔水桶摆在便道上。", "patrol", "示范路 102 号"),
    ("干果摊占用便道，顾客停车堵路。", "citizen", "示范路 45 号门前"),
    ("花店把花架摆到店外三米。", "patrol", "示范路 70 号"),
    ("家具摊在便道上摆卖旧家具。", "hotline", "示范胡同 9 号门前"),
    ("门前便道上立着未经许可的广告灯箱。", "patrol", "示范桥东侧人行道"),
    ("熟食摊占用盲道，路过的人被拍进照片。", "patrol", "示范桥西侧人行道"),
    ("豆制品摊摆在便道上，行人绕行。", "hotline", "示范路 15 号门前"),
    ("糕点摊占用便道，行人绕行。", "patrol", "示范路 33 号门前"),
    ("报刊亭在便道上加摆冰柜和货架。", "hotline", "示范路 35 号门前"),
    ("烤肉店在门外支起烤炉和桌椅。", "citizen", "示范路 36 号门前"),
)
"""What was complained of, by whom, and where."""

FILED_PARTY, OVERDUE_PARTY, REVIEWED_PARTY = "示范粮油店", "示范建材行", "示范烟酒店"
"""The parties of cases: without evidence so far, beyond the limit for the decision, investigated by the reviewer."""

FINED_PARTY, WEIGHED_PARTY, HEARD_PARTY = "示范干果铺", "示范花艺店", "郝示例"
"""The parties of cases: to pay by instalments, under a benchmark, told of a fine for which a hearing is offered."""

SEIZED_PARTY, PICTURED_PARTY = "示范灯箱店", "示范熟食店"
"""The parties of cases that were filed: of a matter that lets things be seized, and one for photos in evidence."""

COUNTERSIGNED_PARTY = "示范糕点铺"
"""The party of a case whose scene was inspected, and whose record waits for the second officer's signature."""

STATING_PARTY, OWING_PARTY = "舒示例", "示范烤肉店"
"""Parties on the portal: one who was told of a fine lately and states his defence, one who has yet to pay."""

TO_REVIEW_PARTY, CONTESTED_PARTY = "示范农贸市场", "示范小吃店"
"""The parties of cases for the legal section: to be reviewed, and with a decision that is contested."""

PUBLISHED_PARTY = "示范豆腐坊"
"""The party of a decision to publish."""


@dataclass
class Scene:
    """The people of one street, and a clock that each act moves on by a minute.

    In a `pictured` case the inspection brings a photo, of which there is a redacted copy.
    """

    clock: datetime
    amount: Decimal = AMOUNT
    pictured: bool = False

    def by(self, username: str) -> Deed:
        """A deed of somebody, at the scene's time."""
        from xuncheng.foundation.people.models import User
        from xuncheng.foundation.people.viewers import viewer_of
        from xuncheng.foundation.trail.deed import Deed

        self.clock += timedelta(minutes=1)
        viewer = viewer_of(User.objects.get(username=username).pk)
        return Deed(actor=viewer, at=self.clock, received_at=self.clock)

    def officers(self, *usernames: str) -> list[Any]:
        """Officers by name, or the two who act together."""
        from xuncheng.foundation.people.models import Officer

        wanted = usernames or ("officer-a", "officer-a2")
        return list(
            Officer.objects.filter(user__username__in=wanted)
            .select_related("user")
            .order_by("user__username")
        )

    def report(self, number: int) -> Report:
        """Somebody complains; the places lie in the officers' street."""
        from xuncheng.domains.intake.commands import submit_report

        text, source, address = COMPLAINTS[number]
        point = self.officers()[0].user.team.area.geometry.point_on_surface
        shift = 0.0002 * (number - len(COMPLAINTS) / 2)
        return submit_report(
            self.by("citizen"), text=text, source=source, address=address, lon=point.x + shift, lat=point.y,
            reporter_name="王女士", reporter_phone="13800000000",
        )  # fmt: skip

    def judged(self, report: Report, matter: str = "SR-010") -> None:
        """The command centre verifies and judges."""
        from xuncheng.domains.intake.commands import judge_report, verify_report
        from xuncheng.domains.law.models import Matter

        verify_report(self.by("dispatcher"), report, remarks="照片清楚，情况属实。")
        judge_report(self.by("dispatcher"), report, matter=Matter.objects.get(code=matter))

    def dispatched(self, report: Report, matter: str = "SR-010") -> None:
        """And sends it to the team."""
        from xuncheng.domains.intake.commands import dispatch_report

        self.judged(report, matter)
        dispatch_report(self.by("dispatcher"), report, team=self.officers()[0].user.team)

    def proposed(
        self, number: int, party: str, *usernames: str, kind: str = "organisation", matter: str = "SR-010", **facts: bool
    ) -> Case:  # fmt: skip
        """A case is proposed from a report, to be investigated by these officers."""
        from xuncheng.domains.cases.commands.opening import propose_case
        from xuncheng.domains.law.models import Matter
        from xuncheng.domains.subjects.commands import register_party

        report = self.report(number)
        self.dispatched(report, matter)
        registered = register_party(
            self.by("officer-a"), kind=kind, name=party, area_path=report.area_path,
            address=report.address, phone="13900000000",
        )  # fmt: skip
        return propose_case(
            self.by("officer-a"), report=report, matter=Matter.objects.get(code=matter), party=registered,
            officers=self.officers(*usernames), summary=report.text, place=report.address,
            happened_on=self.clock.date(), **facts,
        )  # fmt: skip

    def filed(self, case: Case) -> None:
        """The head files the case."""
        from xuncheng.domains.cases.commands.opening import file_case

        file_case(self.by("head"), case)

    def inspected(self, case: Case) -> None:
        """The place is inspected and the evidence reviewed."""
        from xuncheng.domains.cases.commands.investigating import record_inspection, review_evidence

        photos = self.photos()
        evidence = record_inspection(
            self.by("officer-a"), case, officers=self.officers(), certificates_shown=True,
            findings="现场摆放货架两组，占用盲道约三平方米。", started_at=self.clock - timedelta(minutes=30),
            refusal=ON_PAPER, files=photos,
        )  # fmt: skip
        self.redacted(evidence, photos)
        review_evidence(self.by("officer-a"), case, accepted=[evidence])

    def photos(self) -> list[StoredFile]:
        """What was photographed at the place, if anything."""
        from xuncheng.server.demo.generate.photographs import take_photograph

        if not self.pictured:
            return []
        return [take_photograph(self.by("officer-a"), "goods", 1, "示范路", "现场照片")]

    def redacted(self, evidence: Evidence, photos: list[StoredFile]) -> None:
        """A copy of each photo, without a face."""
        from xuncheng.domains.cases.commands.redacting import Area, redact_evidence

        face = Area(left=8, top=8, width=64, height=64)
        for photo in photos:
            redact_evidence(self.by("officer-a"), evidence, photo=photo, areas=[face], reason="遮挡路人面部")

    def concluded(self, case: Case) -> None:
        """The party is ordered to correct, and the investigation concluded."""
        from xuncheng.domains.cases.commands.investigating import (
            conclude_investigation,
            order_correction,
            recheck_correction,
        )

        until = (self.clock + timedelta(days=1)).date()
        order_correction(
            self.by("officer-a"), case, requirement="立即清理便道。", until=until, delivered=True
        )
        self.clock += timedelta(days=2)
        recheck_correction(
            self.by("officer-a"),
            case,
            officers=self.officers(),
            corrected=True,
            findings="已清理。",
            began=self.clock - timedelta(minutes=10),
            ended=self.clock,
            refusal=ON_PAPER,
        )
        conclude_investigation(
            self.by("officer-a"),
            case,
            course="现场检查一次。",
            established="占道经营事实清楚。",
            proposal="罚款 600 元。",
        )

    def notified(self, case: Case) -> None:
        """The party is told what is meant to be decided."""
        from xuncheng.domains.cases.commands.rights import give_notice
        from xuncheng.domains.cases.commands.serving import serve_document

        notice = give_notice(
            self.by("officer-a"), case, kinds=FINE, amount=self.amount, reasons="初次违法，情节一般。"
        )
        serve_document(
            self.by("officer-a"), case, document=notice, way="direct", receiver=case.party.name,
            received_on=self.clock.date(), refusal=ON_PAPER,
        )  # fmt: skip

    def decided(self, case: Case) -> None:
        """The head decides after the period, and the decision is served."""
        from xuncheng.domains.cases.commands.deciding import decide
        from xuncheng.domains.cases.commands.serving import serve_document

        self.clock += timedelta(days=9)
        decision = decide(self.by("head"), case, kinds=FINE, amount=self.amount)
        serve_document(
            self.by("officer-a"), case, document=decision, way="direct", receiver=case.party.name,
            received_on=self.clock.date(), refusal=ON_PAPER,
        )  # fmt: skip

    def archived(self, case: Case) -> None:
        """The decision is published, the fine is paid, the case closed and archived."""
        from xuncheng.domains.cases.commands.closing import archive_case, close_case
        from xuncheng.domains.cases.commands.performing import pay_fine
        from xuncheng.domains.publication.commands import publish_decision

        until = self.clock.date() + timedelta(days=182)
        publish_decision(self.by("head"), case, shown_until=until, checked=True)
        pay_fine(self.by("officer-a"), case, amount=AMOUNT, way="bank", receipt="SF2026000900")
        close_case(self.by("head"), case)
        archive_case(self.by("officer-a"), case)


ROAD = ("filed", "inspected", "concluded", "notified", "decided", "archived")
"""The steps of a case, by the methods of `Scene`."""

CASES = (
    (0, "示范便利店", "archived"),
    (1, "示范早点铺", "decided"),
    (2, "示范五金店", "notified"),
    (3, "示范鲜花店", "concluded"),
    (4, LONG_NAME, "inspected"),
    (5, "示范水果超市", ""),
    (12, FILED_PARTY, "filed"),
)
"""From which complaint, of which party, and how far it has come."""

REPORTS = ("dispatched", "dispatched", "judged", "judged", "", "")
"""How far the other reports have come."""


def play() -> None:
    """Take in the laws, then let a month pass."""
    from django.conf import settings
    from django.utils import timezone

    from xuncheng.domains.cases.jobs import note_lapses
    from xuncheng.domains.law.commands import import_laws

    import_laws(settings.LOCALITY_DIR / "laws")
    today = timezone.now().astimezone(SHANGHAI).replace(hour=9, minute=0, second=0, microsecond=0)
    for hours, (number, party, until) in enumerate(CASES):
        scene = Scene(today - timedelta(days=30, hours=-hours))
        _go(scene, scene.proposed(number, party), until)
    _forbidden(today)
    _legal(today)
    _for_money(today)
    _for_evidence(today)
    lately = Scene(today - timedelta(days=4))
    for number, step in enumerate(REPORTS, start=6):
        lately.clock += timedelta(hours=7)
        report = lately.report(number)
        if step:
            getattr(lately, step)(report)
    note_lapses(timezone.now())


def _forbidden(today: datetime) -> None:
    """Two cases on which the law forbids the next step: the limit is over, and the reviewer investigated himself."""
    late = Scene(today - timedelta(days=100))
    _go(late, late.proposed(13, OVERDUE_PARTY), "notified")
    own = Scene(today - timedelta(days=28))
    case = own.proposed(14, REVIEWED_PARTY, "officer-a", "reviewer", public_interest=True)
    _go(own, case, "notified")


def _legal(today: datetime) -> None:
    """A case that waits for the legality review, a decision its party may contest, and one to publish."""
    review = Scene(today - timedelta(days=26))
    _go(review, review.proposed(15, TO_REVIEW_PARTY, public_interest=True), "notified")
    contested = Scene(today - timedelta(days=25))
    _go(contested, contested.proposed(16, CONTESTED_PARTY), "decided")
    published = Scene(today - timedelta(days=24), pictured=True)
    _go(published, published.proposed(22, PUBLISHED_PARTY), "decided")


def _for_money(today: datetime) -> None:
    """A fine whose time to pay runs, a benchmark that binds a case, and a fine for which a hearing is offered."""
    fined = Scene(today - timedelta(days=20))
    _go(fined, fined.proposed(17, FINED_PARTY), "decided")
    _benchmark("SR-012")
    weighed = Scene(today - timedelta(days=12))
    _go(weighed, weighed.proposed(18, WEIGHED_PARTY, matter="SR-012"), "concluded")
    heard = Scene(today - timedelta(days=4), amount=Decimal(4000))
    _go(heard, heard.proposed(19, HEARD_PARTY, kind="person"), "notified")
    stating = Scene(today - timedelta(days=3), amount=Decimal(4000))
    _go(stating, stating.proposed(24, STATING_PARTY, kind="person"), "notified")
    owing = Scene(today - timedelta(days=16))
    _go(owing, owing.proposed(25, OWING_PARTY), "decided")


def _for_evidence(today: datetime) -> None:
    """Cases that were filed: one of a matter whose law lets things be seized, one for photos; and one with a record."""
    lately = Scene(today - timedelta(days=3))
    _go(lately, lately.proposed(20, SEIZED_PARTY, matter="SR-014"), "filed")
    _go(lately, lately.proposed(21, PICTURED_PARTY), "filed")
    _go(lately, lately.proposed(23, COUNTERSIGNED_PARTY), "inspected")


def _benchmark(matter: str) -> None:
    """A benchmark of one matter alone: cases of the others stay without."""
    from xuncheng.domains.law.commands import BandRow, BenchmarkRow, set_benchmark
    from xuncheng.foundation.trail.acts import REGISTER
    from xuncheng.foundation.trail.deed import Deed
    from xuncheng.foundation.trail.viewer import program

    marks = (("从轻", "0", "0.05"), ("一般", "0.05", "0.5"), ("从重", "0.5", "1"))
    bands = [
        BandRow(step=step, name_zh=name, name_en="band", low=low, high=high)
        for step, (name, low, high) in enumerate(marks, start=-1)
    ]
    row = BenchmarkRow(matter=matter, title="示范区裁量基准（示范数据）", bands=bands)
    set_benchmark(Deed(program("test", REGISTER)), row)


def _go(scene: Scene, case: Case, until: str) -> None:
    for step in ROAD[: ROAD.index(until) + 1] if until else ():
        getattr(scene, step)(case)
