"""A platform of work orders, as a test needs one: it sends by HTTP and by files, and listens with a real server."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.domains.town import HOUSE, Hiring, Person, Town, pass_on
from tests.gateways.webhooks.receiver import SECRET, Receiver

from xuncheng.domains.intake.commands import register_sender
from xuncheng.domains.intake.queries import Report, readable_by
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.scope import reading
from xuncheng.gateways.exchange.folders import folder_of
from xuncheng.gateways.exchange.inbox import Ran, run_once
from xuncheng.gateways.webhooks.sending import send_due

LATER = 2_000_000_000.0
"""A moment at which every file has long been left alone."""


@dataclass(frozen=True)
class Platform:
    """A platform with its account here."""

    town: Town
    code: str
    person: Person

    @property
    def folder(self) -> Path:
        return folder_of(self.code)

    def order(self, number: str, **given: Any) -> dict[str, Any]:
        """A work order about a stall in street A."""
        return {
            "kind": "work_order", "number": number, "text": "示范路12号门前有人占道摆摊卖水果，影响通行。", "address": "示范路12号",
            "reporter_name": "张示例", "reporter_phone": "13800138000", "due_at": "2026-03-09T18:00:00+08:00", **self.town.a.point,
        } | given  # fmt: skip

    def says(self, message: dict[str, Any]) -> dict[str, Any]:
        """What it is answered; a refusal fails the test."""
        response = self.person.call("POST", "/api/v1/exchange/messages", message)
        assert response.status_code == 200, response.content.decode()
        found: dict[str, Any] = response.json()
        return found

    def refused(self, message: dict[str, Any], status: int = 422) -> dict[str, Any]:
        """The problem that it meets."""
        response = self.person.call("POST", "/api/v1/exchange/messages", message)
        assert response.status_code == status, response.content.decode()
        found: dict[str, Any] = response.json()
        return found

    def report(self, number: str) -> Report:
        """The report of its work order."""
        with reading(HOUSE):
            return readable_by(HOUSE).get(sender__code=self.code, sender_number=number)

    def log(self, **query: Any) -> list[dict[str, Any]]:
        """What the desk sees of its messages, the newest first."""
        rows = self.town.admin.get("/exchange-log", limit=200, **query)["items"]
        return [row for row in rows if row["sender"]["name"] == f"{self.code}平台"]

    def lays_down(self, name: str, content: bytes, *, checked: bool = True, room: str = "inbox") -> Path:
        """A file for us, its checksum beside it."""
        path = self.folder / room / name
        path.write_bytes(content)
        if checked:
            digest = hashlib.sha256(content).hexdigest()
            path.with_name(f"{name}.sha256").write_text(f"{digest}  {name}\n", encoding="utf-8")
        return path

    def reported(self, room: str) -> list[dict[str, str]]:
        """The lines of the one report in a room."""
        (path,) = (self.folder / room).glob("*.report.csv")
        rows = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig")))
        names = ("row", "result", "number", "our_number", "field", "reason", "reason_en")
        return [dict(zip(names, row, strict=True)) for row in list(rows)[1:]]

    def names(self, room: str) -> list[str]:
        return sorted(path.name for path in (self.folder / room).iterdir())

    def told(self) -> list[dict[str, Any]]:
        """What lies in its outbox, in the order in which it was done."""
        found = [json.loads(path.read_bytes()) for path in (self.folder / "outbox").glob("*.json")]
        return sorted(found, key=lambda one: (one["number"], one["sequence"]))


def hire(town: Town, code: str, source: str = "hotline") -> Platform:
    """A platform that is registered, with an account of its own."""
    register_sender(Deed(HOUSE), code, f"{code}平台", source)
    person = Hiring(town.bureau, town.district, town.roles).person(code, f"{code}平台", "platform")
    return Platform(town, code, person)


def listens(platform: Platform, receiver: Receiver, **given: Any) -> str:
    """Let a platform be told by HTTP, or in its folder; the key of its subscription."""
    words = {
        "name": f"{platform.code}回执", "owner": platform.person.key, "url": receiver.url, "events": "report.*", "secret": SECRET,
        "form": "work_order", "area_path": platform.town.district.path,
    } | given  # fmt: skip
    pass_on()
    key: str = platform.town.admin.does("webhook.subscribe", **words)["result"]
    return key


def send() -> int:
    """What the worker does: take what was done, and send what is due."""
    pass_on()
    return send_due()


def look() -> Ran:
    """Look into all folders, long after everything in them was written."""
    return run_once(LATER)


def table(rows: list[list[str]], encoding: str = "utf-8") -> bytes:
    """A table as CSV."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)


def handled(platform: Platform, number: str) -> str:
    """Let the work order be verified, judged, dispatched and handled; the key of its report."""
    town = platform.town
    key = str(platform.report(number).pk)
    town.dispatcher.does("report.verify", key)
    town.dispatcher.does("report.judge", key, matter=town.matters["SR-010"])
    town.dispatcher.does("report.dispatch", key, team=town.a.team.pk)
    town.a.officers[0].does("report.handle", key, outcome="摊主已自行清理，路面恢复")
    return key


def settled(platform: Platform, number: str) -> str:
    """And checked and answered."""
    town = platform.town
    key = handled(platform, number)
    town.dispatcher.does("report.check", key, passed=True, findings="现场已清理干净")
    town.dispatcher.does("report.feedback", key, answer="您反映的占道摊点已清理，感谢监督。")
    return key
