"""The road of a case by HTTP, step by step: a test goes as far as it needs and then tries something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.domains.town import Person, Street, Town

FINE = {"kinds": ["fine"], "amount": "600.00"}
_RECEIPTS = count(1)


def receipt() -> str:
    """The number of a receipt that nobody has entered yet."""
    return f"JA{next(_RECEIPTS):06}"


def submit(town: Town, street: Street, text: str = "店外占道摆放货物，影响通行") -> str:
    """A report from the street; its key."""
    done = street.officers[0].does(
        "report.submit", text=text, source="patrol", address="示范路12号", **street.point
    )
    return done["result"]


def judge(town: Town, street: Street, matter: str = "SR-010") -> str:
    """A report that was verified and judged; its key."""
    report = submit(town, street)
    town.dispatcher.does("report.verify", report)
    town.dispatcher.does("report.judge", report, matter=town.matters[matter])
    return report


def dispatch(town: Town, street: Street, matter: str = "SR-010") -> str:
    """A report that waits for the team of the street; its key."""
    report = judge(town, street, matter)
    town.dispatcher.does("report.dispatch", report, team=street.team.pk)
    return report


def party(street: Street, name: str = "刘示范", **given: Any) -> str:
    """A citizen of the street; his key."""
    words = {"kind": "person", "address": "示范路12号"} | given
    done = street.officers[0].does("party.register", name=name, area_path=street.area.path, **words)
    return done["result"]


@dataclass
class File:
    """A case on its way: who handles it, and the keys of what came of each step."""

    town: Town
    street: Street
    matter: str = "SR-010"
    penalty: dict[str, Any] = field(default_factory=lambda: dict(FINE))
    opened: dict[str, Any] = field(default_factory=dict)
    party: str = ""
    photos: list[str] = field(default_factory=list)
    report: str = ""
    key: str = ""
    results: dict[str, str] = field(default_factory=dict)

    @property
    def officer(self) -> Person:
        """The officer in charge."""
        return self.street.officers[0]

    @property
    def team(self) -> dict[str, Any]:
        """Both officers, with their certificates shown."""
        return {"officers": self.street.both, "certificates_shown": True}

    def act(self, person: Person, name: str, /, **given: Any) -> dict[str, Any]:
        """Do one act on the case."""
        done = person.does(name, self.key, **given)
        self.results[name] = done["result"]
        return done

    def page(self, person: Person | None = None) -> dict[str, Any]:
        """The page of the case."""
        return (person or self.officer).get(f"/cases/{self.key}")

    def go(self, road: Road, until: str) -> File:
        """Go along the road up to and including the named step."""
        for name, step in road.items():
            self.town.clock.pass_by(minutes=5)
            step(self)
            if name == until:
                return self
        raise KeyError(until)


Road = dict[str, Callable[[File], Any]]


def _begin(file: File, act: str, **given: Any) -> None:
    town = file.town
    file.report = file.report or dispatch(town, file.street, file.matter)
    file.party = file.party or party(file.street)
    day = {"happened_on": town.clock.today} if act == "case.propose" else {}
    about = {
        "report": file.report, "matter": town.matters[file.matter], "party": file.party, "place": "示范路12号门前",
        "summary": "当事人在人行道上摆放货物约三平方米。",
    }  # fmt: skip
    done = file.officer.does(act, **about | day | given | file.opened)
    file.key = done["result"]


def _inspect(file: File) -> None:
    started = file.town.clock.now - timedelta(minutes=4)
    file.act(
        file.officer,
        "inspection.record",
        findings="现场摆放货物约三平方米。",
        started_at=started,
        files=file.photos,
        **file.team,
    )


def _review(file: File) -> None:
    file.act(file.officer, "evidence.review", accepted=[file.results["inspection.record"]])


def _order(file: File) -> None:
    file.act(
        file.officer,
        "correction.order",
        requirement="立即清理占道物品",
        until=file.town.clock.today,
        delivered=True,
    )


def lasted(town: Town) -> dict[str, datetime]:
    """When something began and ended that was just done: it took four minutes."""
    return {"began": town.clock.now - timedelta(minutes=4), "ended": town.clock.now}


def _recheck(file: File) -> None:
    file.act(
        file.officer, "correction.recheck", officers=file.street.both, corrected=True, findings="已清理完毕。", **lasted(file.town)
    )  # fmt: skip


def _serve(file: File, of: str) -> None:
    file.act(
        file.officer, "document.serve", document=file.results[of], way="direct", receiver="刘示范",
        received_on=file.town.clock.today,
    )  # fmt: skip


def _pay(file: File) -> None:
    file.act(file.officer, "fine.pay", amount=file.penalty["amount"], way="bank", receipt=receipt())


def publish(file: File, **given: Any) -> None:
    """The head publishes the decision, for half a year."""
    shown = {"shown_until": file.town.clock.today + timedelta(days=182), "checked": True}
    file.act(file.town.head, "publication.publish", **shown | given)


def withdraw(file: File, explanation: str = "该处罚决定已被依法撤销。") -> None:
    """The head takes back what was published, and says why."""
    file.act(file.town.head, "publication.withdraw", explanation=explanation)


ORDINARY: Road = {
    "propose": lambda file: _begin(file, "case.propose", officers=file.street.both),
    "file": lambda file: file.act(file.town.head, "case.file"),
    "inspect": _inspect,
    "review": _review,
    "order": _order,
    "recheck": _recheck,
    "conclude": lambda file: file.act(
        file.officer, "investigation.conclude", course="依法调查。", established="占道经营属实。", proposal="建议罚款六百元。"
    ),
    "notice": lambda file: file.act(file.officer, "notice.give", reasons="情节一般。", **file.penalty),
    "serve_notice": lambda file: _serve(file, "notice.give"),
    "waive": lambda file: file.act(file.officer, "statement.waive", signed=True),
    "decide": lambda file: file.act(file.town.head, "decision.make", **file.penalty),
    "serve_decision": lambda file: _serve(file, "decision.make"),
    "publish": publish,
    "pay": _pay,
    "close": lambda file: file.act(file.town.head, "case.close"),
    "archive": lambda file: file.act(file.officer, "case.archive"),
}  # fmt: skip
"""The ordinary procedure of a case without hearing, review or discussion."""

SIMPLE: Road = {
    "open": lambda file: _begin(file, "case.open", **file.team),
    "inspect": _inspect,
    "review": _review,
    "order": _order,
    "recheck": _recheck,
    "tell": lambda file: file.act(file.officer, "rights.tell", **file.penalty),
    "decide": lambda file: file.act(file.officer, "decision.make", delivered=True, **file.penalty),
    "lodge": lambda file: file.act(file.officer, "decision.lodge"),
    "pay": _pay,
    "close": lambda file: file.act(file.town.head, "case.close"),
    "archive": lambda file: file.act(file.officer, "case.archive"),
}  # fmt: skip
"""The simple procedure."""


def ordinary(town: Town, street: Street, until: str, **about: Any) -> File:
    """An ordinary case that has come so far."""
    return File(town, street, **about).go(ORDINARY, until)


def simple(town: Town, street: Street, until: str, **about: Any) -> File:
    """A simple case that has come so far: litter, and a fine of fifty."""
    given = {"matter": "SR-028", "penalty": {"kinds": ["fine"], "amount": "50.00"}} | about
    return File(town, street, **given).go(SIMPLE, until)


def said(problem: dict[str, Any]) -> tuple[str, int, str, list[str]]:
    """Code, status, articles, and what is missing."""
    articles = "、".join(basis["label"] for basis in problem["basis"])
    return problem["code"], problem["status"], articles, [one["zh"] for one in problem["missing"]]
