"""The same business in two streets, so that whoever belongs to one can look for what belongs to the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from tests.domains import devices, road
from tests.domains.collection import bank
from tests.domains.custody import store
from tests.domains.road import File
from tests.domains.town import HOUSE, Person, Street, Town, multiply
from tests.domains.uploads import begin_upload, picture, upload
from tests.gateways.field.phone import Phone
from tests.server.api.patrolling import patrolled
from tests.server.api.samples import MAPPING, WHSEC
from uuid_utils.compat import uuid7

from xuncheng.domains.collection.models import LineDifference
from xuncheng.domains.equipment.models import Terminal
from xuncheng.domains.intake.models import Report
from xuncheng.domains.legacy.jobs import work_on
from xuncheng.domains.monitoring.models import Device
from xuncheng.foundation.exports.making import make_next
from xuncheng.foundation.files.models import Upload
from xuncheng.foundation.messages.models import Notification
from xuncheng.foundation.people.models import Grant
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading, set_scope
from xuncheng.gateways.exchange.models import Received
from xuncheng.gateways.field.models import FieldAct
from xuncheng.gateways.webhooks.models import Delivery, Subscription
from xuncheng.gateways.webhooks.taking import take

OWNED = (
    "measure", "measure_item",
    "report", "task", "case", "party", "document", "evidence", "officer", "user", "team", "organisation", "grant", "token", "device",
    "item", "warehouse", "place", "stocktake", "bank", "bankfile", "difference", "charge",
    "lawfirm", "lawyer", "contract", "advice", "supervision", "batch", "export", "filter", "subscription", "delivery", "tableimport",
    "old_record", "terminal", "fieldact", "duty", "roster", "route", "route_point", "consent",
)  # fmt: skip
"""Kinds of things that belong to one street."""


@dataclass(frozen=True)
class Business:
    """What there is in one street: keys by what they are of, and the words that nobody elsewhere may read."""

    street: Street
    given: dict[str, Any]
    files: dict[str, str]
    words: frozenset[str]


def fill(town: Town, street: Street) -> Business:
    """Reports, cases, files and a notification of one street, by the hands of its officers."""
    sign = f"{street.area.name}之事"
    officer = street.officers[0]
    photo = upload(officer, f"{sign}.png", picture())
    report = road.dispatch(town, street)
    officer.does("report.handle", report, outcome=f"{sign}已处置", files=[photo])
    waiting = road.submit(town, street, f"{sign}：夜间施工噪声")
    joint = road.dispatch(town, street)
    joined = {"work": f"{sign}，请配合清运。", "organisations": [street.organisation.pk]}
    town.dispatcher.does("report.join", joint, **joined)
    (task,) = officer.get(f"/reports/{joint}")["tasks"]
    sent = {"code": f"sender-{street.area.code}", "name": "全响应平台", "source": "response"}
    sender = town.admin.does("sender.register", **sent)["result"]
    number = "11010519491231002X" if street is town.a else "110105194912310134"
    person = road.party(street, f"{sign}当事人", identity=number, phone="13800138000")
    closed = road.ordinary(town, street, "archive", party=person)
    neighbour = road.party(street, f"{sign}邻人")
    running = File(town, street, party=neighbour, opened={"summary": f"{sign}案情。"}).go(
        road.ORDINARY, "serve_notice"
    )
    record = next(one for one in running.page()["documents"] if one["signatories"])
    street.officers[1].does("document.countersign", running.key, document=record["id"])
    opponent = road.party(street, f"{sign}听证人")
    heard = File(town, street, party=opponent, penalty={"kinds": ["fine"], "amount": "4000.00"})
    heard.go(road.ORDINARY, "serve_notice").act(officer, "hearing.request")
    goods = _goods(town, street, sign) | collected(town, street, sign)
    unread = Notification.objects.create(
        recipient=officer.user,
        event=running.key,
        title_zh=sign,
        title_en=sign,
        body_zh=sign,
        body_en=sign,
        link="",
        at=town.clock.now,
    )
    unfinished = begin_upload(officer, f"{sign}.png", len(picture()))
    legal = counsel(town, street, sign) | {"supervision": supervised(town, street, sign)}
    today = town.clock.today
    town.reviewer.does(
        "remedy.lodge",
        closed.key,
        kind="reconsideration",
        applicant=f"{sign}当事人",
        lodged_on=today,
        received_by_us=today,
    )
    page = closed.page()
    with reading(HOUSE):
        numbers = [Report.objects.get(pk=key).number for key in (report, waiting, joint)]
        grant = Grant.objects.get(user=officer.user)
        device = Device.objects.get(pk=devices.add(town, street))
    document = page["documents"][0]
    measure = preserved(running, sign)
    given = {
        "measure": measure, "measure_item": seized(running, sign),
        "task": task["id"], "sender": sender,
        "report": report, "case": running.key, "party": person, "document": running.results["notice.give"],
        "evidence": running.results["inspection.record"], "officer": officer.key, "user": street.officers[1].key,
        "team": str(street.team.pk), "able_team": str(street.team.pk),
        "organisation": str(street.organisation.pk), "area": str(street.area.pk),
        "jurisdiction": str(street.area.pk), "act": "report.submit",
        "matter": town.matters["SR-010"], "role": str(town.roles["clerk"].pk), "grant": str(grant.pk),
        "device": str(device.pk),
        "token": officer.get("/tokens")["items"][0]["id"], "street": street.area.code, "path": street.area.path, **street.point,
        **legal,
    }  # fmt: skip
    given["hand_down"] = town.reviewer.does(
        "power.hand_down", document="示政发〔2026〕9号", title="下放决定", authority="示范市人民政府", decided_on="2026-01-05",
        begins="2026-01-05", organisations=[str(street.organisation.pk)], matters=[town.matters["HW-009"]],
    )["result"]  # fmt: skip
    given["client"] = town.admin.does(
        "client.register", name="示例办公系统", redirect_uris="https://oa.example.invalid/callback"
    )["result"]
    asked = {"id": str(uuid7()), "on": running.key}
    batch = officer.does("batch.ask", act="case.archive", lines=[asked])["result"]
    export = officer.does("export.ask", listing="reports", title=f"{sign}台账", format="csv")["result"]
    make_next()
    kept = {"listing": "reports", "name": f"{sign}超期", "query": {"urgency": "overdue"}, "shared": True}
    kept_filter = officer.does("filter.save", **kept)["result"]
    hooked = subscribed(town, street, sign)
    exchanged(town, street, sign, report, sender)
    on_the_road = offline(town, officer, sign, photo)
    brought = imported(town, street, sign)
    walked = patrolled(town, street, sign)
    given |= (
        goods
        | hooked
        | brought
        | on_the_road
        | walked
        | {"photo": photo, "batch": batch, "export": export, "filter": kept_filter}
    )
    files = goods | legal | hooked | brought | on_the_road | walked | {
        "photo": photo, "bundle": page["bundle"]["id"], "document": document["id"], "case": closed.key, "upload": unfinished,
        "notification": str(unread.pk), "batch": batch, "export": export, "waiting": waiting, "device": given["device"],
    }  # fmt: skip
    files |= {kind: given[kind] for kind in ("user", "grant", "token", "organisation", "team")}
    secret = {
        sign,
        *numbers,
        device.number,
        page["number"],
        running.page()["number"],
        heard.page()["number"],
        *(o.user.name for o in street.officers),
    }
    secret_files = frozenset(files.values())
    files["role"], files["client"] = given["role"], given["client"]
    keys = {key for kind, key in given.items() if kind in OWNED}
    return Business(street, given, files, frozenset(secret | keys | secret_files | {document["number"]}))


def _goods(town: Town, street: Street, sign: str) -> dict[str, str]:
    """A thing at its place in a warehouse of the street, and a stock-taking that goes on."""
    keeper = store.keeper(town)
    warehouse = store.warehouse(keeper, street.area.path, f"{sign}库房")
    place = store.place(keeper, warehouse)
    item = store.receive(keeper, warehouse, store.decided(town, street), name=f"{sign}三轮车")
    keeper.does("item.place", item, place=place)
    stocktake = keeper.does("stocktake.open", warehouse=warehouse)["result"]
    return {"warehouse": warehouse, "place": place, "item": item, "stocktake": stocktake}


def collected(town: Town, street: Street, sign: str) -> dict[str, str]:
    """A bank with a file that pays a fee in part, a difference that is open, and money that an officer still holds."""
    clerk, day = bank.clerk(town), town.clock.today
    key, code = bank.register(clerk, street.area.path, f"{sign}银行")
    charge = bank.charge(clerk, street.area.path, debtor=f"{sign}公司", due_on=day)
    number = clerk.get(f"/charges/{charge}")["number"]
    lines = (bank.line(number, "200", f"{sign}公司", day=day), bank.line("无此编号", "50", sign, day=day))
    file = bank.take(clerk, bank.content(code, *lines, day=day))
    clerk.does("bank.remit", key, through=day, amount="200", voucher=f"GK-{code}")
    clerk.does("bankday.close", key, day=day, remarks=f"{sign}有差异。")
    with reading(HOUSE):
        found = LineDifference.objects.get(line__file=file, kind="unknown_number")
    spot = road.simple(town, street, "lodge")
    spot.act(spot.officer, "fine.pay", amount="50", way="on_the_spot", receipt=road.receipt())
    return {"bank": key, "bankfile": file, "charge": charge, "difference": str(found.pk)}


def counsel(town: Town, street: Street, sign: str) -> dict[str, Any]:
    """What the legal section has of the street: a firm with its lawyer, a contract, a question."""
    path, code = street.area.path, street.area.code
    term = {"since": "2026-01-01", "until": "2026-12-31"}
    firm = town.reviewer.does(
        "lawfirm.register", name=f"{sign}律所", licence=f"LF-{code}", area_path=path, **term
    )["result"]
    lawyer = town.reviewer.does("lawyer.register", firm, name=f"{sign}律师", licence=f"LW-{code}")["result"]
    contract = town.head.does(
        "contract.submit", title=f"{sign}合同", counterparty="示范印刷厂", amount="1000", area_path=path
    )
    advice = street.officers[0].does(
        "advice.ask", title=f"{sign}咨询", question="如何认定占道面积。", area_path=path
    )
    return {"lawfirm": firm, "lawyer": lawyer, "contract": contract["result"], "advice": advice["result"]}


def supervised(town: Town, street: Street, sign: str) -> str:
    """A paper of supervision on the street; its key."""
    done = town.reviewer.does(
        "supervision.receive", kind="urging", number=f"督{street.area.code}", sender="示范区司法局", subject=sign,
        received_on=town.clock.today, reply_by=town.clock.today, area_path=street.area.path,
    )  # fmt: skip
    return str(done["result"])


def exchanged(town: Town, street: Street, sign: str, report: str, sender: str) -> str:
    """A report that its sender urges, and a message of a platform that was refused; the key of the message."""
    town.dispatcher.does("report.urge", report, text=f"{sign}再次来电催办")
    with transaction.atomic():
        set_scope(HOUSE)
        row = Received(
            sender_id=sender, kind="urge", number=f"{sign}工单", result="refused", field="number", reason_zh=sign, reason_en=sign,
            at=town.clock.now, area_path=street.area.path,
        )  # fmt: skip
        Received.objects.bulk_create([row])
    return str(row.pk)


def offline(town: Town, person: Person, sign: str, *photos: str) -> dict[str, str]:
    """The phone of an officer, and what he did on it that was refused."""
    phone = Phone(town, person)
    phone.does("report.submit", text=f"{sign}：占道", source="moon", files=list(photos), **town.a.point)
    (result,) = phone.sends()["results"]
    return {"terminal": phone.key, "fieldact": result["kept"]}


def more_offline(road: dict[str, str], times: int) -> None:
    """More phones, and more that was refused on the first."""
    with reading(HOUSE):
        terminal, act = Terminal.objects.get(pk=road["terminal"]), FieldAct.objects.get(pk=road["fieldact"])
    multiply(terminal, times)
    multiply(act, times, seq=lambda at: at + 2)


def subscribed(town: Town, street: Street, sign: str) -> dict[str, str]:
    """A system that hears of reports in the street, and one that it has yet to be sent."""
    given = {"name": f"{sign}平台", "owner": street.officers[0].key, "url": "http://127.0.0.1:9/events"}
    subscription = town.admin.does(
        "webhook.subscribe", events="report.*", secret=WHSEC, area_path=street.area.path, **given
    )["result"]
    report = road.submit(town, street)
    with transaction.atomic():
        set_scope(HOUSE)
        take(list(TrailEntry.objects.filter(chain=report)))
        delivery = Delivery.objects.get(subscription=subscription, chain=report)
    return {"subscription": subscription, "delivery": str(delivery.pk)}


def more_subscribed(hooked: dict[str, str], times: int) -> None:
    """More subscriptions, and more deliveries of the first."""
    with reading(HOUSE):
        row, delivery = (
            Subscription.objects.get(pk=hooked["subscription"]),
            Delivery.objects.get(pk=hooked["delivery"]),
        )
    multiply(row, times)
    multiply(delivery, times, seq=lambda at: at + 2)


def preserved(file: File, sign: str) -> str:
    """A preservation of the case with one object in its list, given back since; its key."""
    key = file.act(file.officer, "preservation.propose", reason=f"{sign}证据可能灭失。", objects="货物三箱")[
        "result"
    ]
    file.act(file.town.head, "preservation.approve", preservation=key, approved=True, opinion="同意。")
    item = {"name": "货物", "kind": "商品", "quantity": "3", "unit": "箱", "condition": "完好"}
    file.act(
        file.officer, "evidence.preserve", preservation=key, items=[item], delivered=True, keeping="原地加封保存", **file.team
    )  # fmt: skip
    file.act(
        file.officer, "preservation.release", preservation=key, reasons="已固定证据。", receiver="刘示范"
    )
    return str(key)


def seized(file: File, sign: str) -> str:
    """An object that was seized in the case and lies in no warehouse yet; its key."""
    key = file.act(
        file.officer, "seizure.propose", kind="seize", reason=f"{sign}货物可能被转移。", objects="货物三箱"
    )["result"]
    file.act(file.town.head, "seizure.approve", seizure=key, approved=True, opinion="同意。")
    item = {"name": f"{sign}货物", "kind": "商品", "quantity": "3", "unit": "箱", "condition": "完好"}
    file.act(
        file.officer, "seizure.carry_out", seizure=key, items=[item], delivered=True, keeping="库房", present="party", heard=True,
        statement="无", course="逐件清点。", related=True, **file.team,
    )  # fmt: skip
    found = file.officer.get(f"/cases/{file.key}/measures")
    return str(next(one for one in found if one["id"] == key)["items"][0]["id"])


def state() -> tuple[int, ...]:
    """Numbers that change with anything that anybody does."""
    with reading(HOUSE):
        unread = Notification.objects.filter(read_at=None).count()
        return TrailEntry.objects.count(), Upload.objects.count(), unread


def leaked(response: Any, words: frozenset[str]) -> Iterator[str]:
    """The words of the other street that an answer holds, in its headers or its body."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    text = content.decode(errors="replace") + str(dict(response.headers))
    return (word for word in words if word in text)


def imported(town: Town, street: Street, sign: str) -> dict[str, str]:
    """A table of a former system: of two rows one is taken in, and one is found wrong."""
    keeper = street.officers[1]
    town.grant(keeper, "data_keeper", street.area)
    rows = [
        f"{sign}旧案1号,{sign}旧案,2019-04-02,{street.area.name}",
        f"{sign}旧案2号,{sign}旧案,昨天,{sign}街道",
    ]
    table = upload(keeper, f"{sign}台账.csv", "\n".join(["案号,案由,日期,街道", *rows]).encode())
    key = keeper.does("import.begin", files=[table], mapping=MAPPING.replace("旧台账", f"{sign}旧台账"))[
        "result"
    ]
    work_on(UUID(key))
    keeper.does("import.start", key)
    work_on(UUID(key))
    (record,) = keeper.get("/old-records", source=key)["items"]
    return {"tableimport": key, "old_record": record["id"]}


def handed_down(town: Town, street: Street) -> dict[str, str]:
    """A decision by which the street may enforce all matters, and two published lists, the second with one matter more."""
    *first, last = sorted(town.matters)
    about = {
        "title": "关于下放行政处罚权的决定（示例）", "authority": "示范市人民政府", "decided_on": "2026-01-05",
        "begins": "2026-01-05", "organisations": [str(street.organisation.pk)],
    }  # fmt: skip
    given = {}
    for number, (name, codes) in enumerate({"decision": first, "more": [last]}.items(), start=1):
        matters = [town.matters[code] for code in codes]
        done = town.reviewer.does(
            "power.hand_down", document=f"示政发〔2026〕{number}号", matters=matters, **about
        )
        listed = town.head.does(
            "power.publish", title="权责清单（示例）", document=f"示城管〔2026〕{number}号", published_on=f"2026-01-0{5 + number}"
        )  # fmt: skip
        given |= {name: done["result"], "before" if name == "decision" else "list": listed["result"]}
    return given
