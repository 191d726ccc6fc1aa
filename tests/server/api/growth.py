"""One of everything, and then fifty more: what a query loop would show itself on."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from tests.domains import devices, road
from tests.domains.custody import store
from tests.domains.road import File
from tests.domains.town import HOUSE, MATTERS, Hiring, Person, Street, Town, multiply, one_act
from tests.domains.uploads import picture, upload
from tests.server.api.patrolling import more_patrols, walked_by
from tests.server.api.world import (
    collected,
    counsel,
    exchanged,
    handed_down,
    imported,
    more_offline,
    more_subscribed,
    offline,
    preserved,
    seized,
    subscribed,
    supervised,
)
from uuid_utils.compat import uuid7

from xuncheng.domains.cases.commands.booking import ledger_of
from xuncheng.domains.cases.models import Case, Hearing, Payment
from xuncheng.domains.collection.commands.shared import ledger_of_charge
from xuncheng.domains.collection.models import Allocation, BankFile, Charge, LineDifference
from xuncheng.domains.custody.models import (
    CustodyItem,
    Handover,
    Measure,
    MeasureItem,
    Placement,
    Stocktake,
    StocktakeLine,
)
from xuncheng.domains.intake.models import FollowUp, Report, Sender, Task
from xuncheng.domains.law.commands import LawFile, MatterRow, import_statute, set_matter
from xuncheng.domains.law.models import Matter
from xuncheng.domains.legacy.models import OldRecord, RowFault, TableImport
from xuncheng.domains.money.commands import post
from xuncheng.domains.monitoring.models import Device
from xuncheng.domains.powers.models import HandDown, Power, PowerLine, PowerList
from xuncheng.domains.publication.models import Publication
from xuncheng.domains.remedies.models import Advice, Contract, Engagement, Lawyer, Remedy, Supervision
from xuncheng.domains.subjects.models import Party
from xuncheng.foundation.batches.models import Batch, Line
from xuncheng.foundation.exports.making import make_next
from xuncheng.foundation.exports.models import Export
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.messages.models import Notification
from xuncheng.foundation.people.commands import (
    add_organisation,
    add_team,
    add_user,
    give_grant,
    register_client,
    set_role,
)
from xuncheng.foundation.people.models import Organisation, OrganisationKind, TeamKind
from xuncheng.foundation.places.commands import AreaFile, add_address, import_areas
from xuncheng.foundation.places.models import Area
from xuncheng.foundation.places.taking_in import AreaRow
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.scope import reading
from xuncheng.gateways.exchange.models import Received

MORE = 50
LEGAL: dict[str, Any] = {
    "lawyer": Lawyer, "contract": Contract, "advice": Advice, "supervision": Supervision,
}  # fmt: skip


class Growth:
    """Grows everything that lists and pages show, as one reader sees it."""

    def __init__(self, town: Town, street: Street, reader: Person) -> None:
        self.town, self.street, self.reader = town, street, reader
        self.report = road.dispatch(town, street)
        self._together()
        self.file = File(town, street).go(road.ORDINARY, "file")
        self.photo = self._inspect(0)
        self.measure = preserved(self.file, "甲")
        self.seized = seized(self.file, "甲")
        self.device = devices.add(town, street)
        self.store = self._store()
        self.collected = collected(town, street, "甲")
        self._people(0)
        self._law(0)
        self._places(0)
        self._messages(1)
        self._payments(1)
        self._files(1)
        self._legal()
        heard = File(town, street, penalty={"kinds": ["fine"], "amount": "4000.00"})
        heard.go(road.ORDINARY, "serve_notice").act(town.officer, "hearing.request")
        self.heard = heard.key
        asked = {"id": str(uuid7()), "on": self.file.key}
        self.batch = self.file.officer.does("batch.ask", act="case.archive", lines=[asked])["result"]
        self.export = reader.does("export.ask", listing="reports", format="csv")["result"]
        make_next()
        self.road = offline(town, reader, "甲处")
        self.hooked = subscribed(town, street, "甲处")
        self.powers = handed_down(town, street)
        self.brought = imported(town, street, "甲")
        self.walked = walked_by(town, street, reader)

    def _together(self) -> None:
        """Somebody joins in handling the report, another one is merged into it, and a platform sends reports."""
        dispatcher = self.town.dispatcher
        dispatcher.does("report.join", self.report, work="请配合清运。", organisations=[self.town.bureau.pk])
        self.double = road.submit(self.town, self.street)
        dispatcher.does("report.merge", self.double, lead=self.report, reason="同一问题。")
        sent = {"code": "response", "name": "甲街道全响应平台", "source": "response"}
        self.sender = self.town.admin.does("sender.register", **sent)["result"]
        self.received = exchanged(self.town, self.street, "甲处", self.report, self.sender)

    def _more_together(self) -> None:
        with reading(HOUSE):
            task, double = Task.objects.get(report=self.report), Report.objects.get(pk=self.double)
            sender = Sender.objects.get(pk=self.sender)
            urge = FollowUp.objects.get(report=self.report)
            received = Received.objects.get(pk=self.received)
        multiply(task, MORE, state=lambda _: "done", ended_at=lambda _: task.ordered_at)
        multiply(double, MORE, number=lambda at: f"RD-{at}")
        multiply(urge, MORE)
        multiply(received, MORE)
        multiply(sender, MORE, code=lambda at: f"response-{at}")

    def _legal(self) -> None:
        """What the legal section has: on a case of its own, whose remedy waits for an answer."""
        town, street = self.town, self.street
        contested = File(town, street).go(road.ORDINARY, "serve_decision")
        today = town.clock.today
        town.reviewer.does(
            "remedy.lodge",
            contested.key,
            kind="reconsideration",
            applicant="刘示范",
            lodged_on=today,
            received_by_us=today,
        )
        self.legal = counsel(town, street, "甲处") | {"supervision": supervised(town, street, "甲处")}
        self.contested = contested.key
        self._published()

    def _published(self) -> None:
        """A decision that is shown with a redacted photo."""
        town = self.town
        file = File(town, self.street, photos=[upload(town.officer, "公示.png", picture())])
        file.go(road.ORDINARY, "serve_decision")
        area = {"left": 0, "top": 0, "width": 9, "height": 9}
        given = {"photo": file.photos[0], "areas": [area], "reason": "路人面部"}
        copy = town.officer.does("evidence.redact", file.results["inspection.record"], **given)["result"]
        road.publish(file, photos=[copy])
        self.shown = file.key
        with reading(HOUSE):
            row = Publication.objects.get(case=self.shown)
        self.publication, self.shown_photo = str(row.pk), row.photos[0]["sha256"]

    def _more_legal(self) -> None:
        with reading(HOUSE):
            remedy = Remedy.objects.get(case=self.contested)
            case = Case.objects.get(pk=self.contested)
            rows = [model.objects.get(pk=self.legal[name]) for name, model in LEGAL.items()]
        multiply(remedy, MORE, key=lambda at: at + 2)
        multiply(case, MORE, number=lambda at: f"L-{at}")
        self._more_published()
        self._more_firms()
        for row in rows:
            unlike = {"licence": lambda at: f"L{at}"} if hasattr(row, "licence") else {}
            multiply(row, MORE, **unlike)

    def _more_firms(self) -> None:
        """More firms, each with its term, and more terms of the first."""
        with reading(HOUSE):
            term = Engagement.objects.select_related("firm").get(firm=self.legal["lawfirm"])
        firms = multiply(term.firm, MORE, licence=lambda at: f"F{at}")
        multiply(term, MORE, firm_id=lambda at: firms[at].pk)
        multiply(term, MORE, since=lambda at: date(2030 + at, 1, 1), until=lambda at: date(2030 + at, 12, 31))

    def _more_published(self) -> None:
        """Decisions of other cases that are shown, and more of the one case that are not."""
        with reading(HOUSE):
            row = Publication.objects.select_related("document").get(pk=self.publication)
            case = Case.objects.get(pk=self.shown)
        cases = multiply(case, MORE, number=lambda at: f"P-{at}")
        decisions = multiply(
            row.document, MORE, subject_id=lambda at: cases[at].pk, number=lambda at: f"PD-{at}"
        )
        multiply(row, MORE, case_id=lambda at: cases[at].pk, document_id=lambda at: decisions[at].pk)
        why = {"state": lambda _: "exempt", "ground": lambda _: "secret", "reasons": lambda _: "涉密。"}
        multiply(row, MORE, account=lambda _: "", **why)

    def grow(self) -> None:
        """Fifty more of each."""
        with reading(HOUSE):
            report, case = Report.objects.get(pk=self.report), Case.objects.get(pk=self.file.key)
            party = Party.objects.get(pk=self.file.party)
            device = Device.objects.get(pk=self.device)
        multiply(report, MORE, number=lambda at: f"R-{at}")
        self._more_together()
        multiply(case, MORE, number=lambda at: f"C-{at}")
        multiply(party, MORE)
        multiply(device, MORE, number=lambda at: f"D-{at}")
        for at in range(1, MORE + 1):
            self._inspect(at)
            self._people(at)
            self._law(at)
            self._places(at)
        self._measures(MORE)
        self._goods(MORE)
        self._collected(MORE)
        self._messages(MORE)
        self._payments(MORE)
        self._files(MORE)
        self._more_legal()
        with reading(HOUSE):
            hearing = Hearing.objects.get(case=self.heard)
        multiply(hearing, MORE)
        self._batches()
        more_subscribed(self.hooked, MORE)
        more_offline(self.road, MORE)
        self._more_powers()
        self._imports()
        more_patrols(self.town, self.street, self.walked, self.reader, MORE)

    def _more_powers(self) -> None:
        """More decisions, lists of days to come, and by the one decision more matters and more offices."""
        with reading(HOUSE):
            decision = HandDown.objects.get(pk=self.powers["decision"])
            power = Power.objects.filter(hand_down=decision).order_by("matter_code")[0]
            listed = PowerList.objects.get(pk=self.powers["list"])
            line = PowerLine.objects.filter(power_list=listed).order_by("matter_code")[0]
            matters = list(Matter.objects.filter(code__startswith="ZZ-").order_by("code")[:MORE])
            offices = list(Organisation.objects.filter(name__startswith="科室").order_by("code")[:MORE])
        multiply(decision, MORE, document=lambda at: f"示政发〔2025〕{at}号")
        days = {"published_on": lambda at: date(2027, 1, 1) + timedelta(days=at)}
        multiply(listed, MORE, number=lambda at: at + 10, **days)
        codes = {"matter_code": lambda at: matters[at].code}
        multiply(power, MORE, matter_id=lambda at: matters[at].pk, **codes)
        multiply(power, MORE, organisation_id=lambda at: offices[at].pk)
        multiply(line, MORE, **codes)

    def _imports(self) -> None:
        """More imports, more wrong rows of the first, and more records that it brought."""
        with reading(HOUSE):
            source = TableImport.objects.get(pk=self.brought["tableimport"])
            fault = RowFault.objects.filter(source=source)[0]
            record = OldRecord.objects.get(pk=self.brought["old_record"])
        multiply(source, MORE)
        multiply(fault, MORE, row=lambda at: at + 10)
        multiply(record, MORE, number=lambda at: f"旧{at}")

    def _batches(self) -> None:
        """More batches, and more lines of the first; more exports."""
        with reading(HOUSE):
            row = Batch.objects.get(pk=self.batch)
            line, export = Line.objects.get(batch=row), Export.objects.get(pk=self.export)
        multiply(row, MORE)
        multiply(line, MORE, place=lambda at: at + 2)
        multiply(export, MORE)

    def _measures(self, times: int) -> None:
        """More measures of the case, and a longer list of the first."""
        with reading(HOUSE):
            measure = Measure.objects.get(pk=self.measure)
            item, taken = MeasureItem.objects.get(measure=measure), MeasureItem.objects.get(pk=self.seized)
        multiply(measure, times, key=lambda at: at + 2)
        multiply(item, times, position=lambda at: at + 2)
        multiply(taken, times, position=lambda at: at + 2)

    def _inspect(self, at: int) -> str:
        """A record with its document, its evidence and a photo on the case, which the reader is to sign too; the key of the photo."""
        self.town.clock.pass_by(seconds=1)
        photo = upload(self.file.officer, f"{at}.png", picture())
        started = self.town.clock.now - timedelta(minutes=1)
        self.file.act(
            self.file.officer, "inspection.record", findings="现场占道。", started_at=started, files=[photo],
            officers=[self.file.officer.key, self.reader.key], certificates_shown=True,
        )  # fmt: skip
        return photo

    def _people(self, at: int) -> None:
        """An office with its team, and an officer of it, who has a token and two roles."""
        town, area = self.town, self.street.area
        office = add_organisation(
            Deed(HOUSE), OrganisationKind.DEPARTMENT, f"o{at}", f"科室{at}", f"科{at}", area, town.bureau
        )
        team = add_team(Deed(HOUSE), office, TeamKind.ENFORCEMENT, f"t{at}", f"执法队{at}", area)
        person = Hiring(town.bureau, town.district, town.roles).person(f"u{at}", f"队员{at}", "officer", team)
        give_grant(Deed(HOUSE), person.user, town.roles["clerk"], area, town.clock.today)
        give_grant(Deed(HOUSE), self.reader.user, town.roles["clerk"], area, town.clock.today)
        add_team(Deed(HOUSE), self.street.organisation, TeamKind.ENFORCEMENT, f"s{at}", f"分队{at}", area)
        client = register_client(Deed(HOUSE), f"系统{at}", "https://oa.example.invalid/callback")
        self.client = str(client.pk)
        add_user(Deed(HOUSE), f"m{at}", f"协管{at}", team=self.street.team)
        set_role(Deed(HOUSE), f"role-{at:02}", f"角色{at}", f"role {at}", ["report.submit"])

    def _law(self, at: int) -> None:
        set_matter(Deed(HOUSE), MatterRow(**MATTERS[0] | {"code": f"ZZ-{at:03}"}))
        articles = "\n\n".join(f"第{n}条 禁止占道经营。" for n in "一二三四五")
        text = (
            f"# 试验条例{at}\n\n2020年1月1日公布\n\n<!-- INFO END -->\n\n## 第一章　总　　则\n\n{articles}\n"
        )
        import_statute(Deed(HOUSE), LawFile(path=f"试验条例{at}.md", text=text))

    def _places(self, at: int) -> None:
        row = AreaRow(code=f"110199{at + 100}", name=f"街道{at}")
        import_areas(Deed(HOUSE), AreaFile(name="测试.geojson", kind=Area.Kind.STREET, rows=[row]))
        add_address(Deed(HOUSE), f"示范路{at}号", self.street.point["lon"], self.street.point["lat"])

    def _store(self) -> dict[str, str]:
        """A thing at its place, and a stock-taking that goes on."""
        keeper = store.keeper(self.town)
        warehouse = store.warehouse(keeper, self.street.area.path)
        place = store.place(keeper, warehouse)
        item = store.receive(keeper, warehouse, store.decided(self.town, self.street))
        keeper.does("item.place", item, place=place)
        stocktake = keeper.does("stocktake.open", warehouse=warehouse)["result"]
        return {"warehouse": warehouse, "item": item, "stocktake": stocktake}

    def _goods(self, times: int) -> None:
        """More of everything in the warehouse, and a longer history of the one thing."""
        with reading(HOUSE):
            item = CustodyItem.objects.get(pk=self.store["item"])
            warehouse, stocktake = item.warehouse, Stocktake.objects.get(pk=self.store["stocktake"])
            place, line = item.place, StocktakeLine.objects.get(stocktake=stocktake)
            stay, handover = Placement.objects.get(item=item), Handover.objects.get(item=item)
            photo = StoredFile.objects.filter(attached_to=item.pk).first()
        multiply(warehouse, times, code=lambda at: f"X-{at}")
        multiply(place, times, code=lambda at: f"X-{at}", row=lambda at: at + 2)
        more = multiply(item, times, number=lambda at: f"X-{at}", label=lambda at: f"X-{at}")
        began = stay.during.lower
        multiply(
            stay, times,
            during=lambda at: DateTimeTZRange(began - timedelta(days=at + 2), began - timedelta(days=at + 1)),
        )  # fmt: skip
        multiply(handover, times)
        multiply(photo, times)
        multiply(stocktake, times, number=lambda at: f"X-{at}")
        multiply(line, times, label=lambda at: more[at].label, item_id=lambda at: more[at].pk)

    def _collected(self, times: int) -> None:
        """More banks, files, lines that differ, fees and money in officers' hands; more that moved on the one fee."""
        with reading(HOUSE):
            file = BankFile.objects.get(pk=self.collected["bankfile"])
            charge = Charge.objects.get(pk=self.collected["charge"])
            found = LineDifference.objects.get(pk=self.collected["difference"])
            bank, line, paid = file.bank, found.line, Allocation.objects.get(line__file=file)
            case = Case.objects.get(pk=self.file.key)
        multiply(bank, times, code=lambda at: f"X-{at}")
        multiply(
            file, times, number=lambda at: f"X-{at}", batch=lambda at: at + 500, sha256=lambda at: f"{at}"
        )
        lines = multiply(line, times, serial=lambda at: f"X-{at}")
        multiply(found, times, line_id=lambda at: lines[at].pk)
        multiply(paid, times, line_id=lambda at: lines[at].pk)
        multiply(paid, times, line_id=lambda _: line.pk)
        charges = multiply(charge, times, number=lambda at: f"X-{at}")
        cases = multiply(case, times, number=lambda at: f"S-{at}")
        with one_act():
            for more in charges:
                post(Deed(HOUSE), ledger_of_charge(more), "compensation.assessed", Decimal(9))
                post(Deed(HOUSE), ledger_of_charge(charge), "compensation.waived", Decimal(1))
            for more in cases:
                post(Deed(HOUSE), ledger_of(more), "fine.decided", Decimal(9))
                post(Deed(HOUSE), ledger_of(more), "fine.paid_officer", Decimal(9))

    def _messages(self, times: int) -> None:
        Notification.objects.bulk_create(
            Notification(
                recipient=self.reader.user, event=uuid7(), title_zh="甲", title_en="a", at=self.town.clock.now
            )
            for _ in range(times)
        )

    def _payments(self, times: int) -> None:
        about = {"way": "bank", "payer": "刘示范", "paid_on": self.town.clock.today}
        one = Payment(case_id=self.file.key, area_path=self.street.area.path, amount=1, **about)
        multiply(one, times, receipt=lambda at: f"{road.receipt()}-{at}")

    def _files(self, times: int) -> None:
        """Files that hang on the report."""
        with reading(HOUSE):
            row = StoredFile.objects.get(pk=self.photo)
        multiply(row, times, attached_type=lambda _: "report", attached_to=lambda _: self.report)
