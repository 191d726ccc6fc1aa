"""A phone as a test holds it: it registers, keeps a queue of acts, and sends what it is told to."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.domains.town import Person, Town, on_paper
from uuid_utils.compat import uuid7

Act = dict[str, Any]


@dataclass
class Phone:
    """A terminal of one officer. `wrong_by` is how much later its clock is than the right one."""

    town: Town
    person: Person
    version: str = "1.0.0"
    wrong_by: timedelta = timedelta(0)
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    key: str = ""
    queue: list[Act] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.key = self.key or self.register()

    def register(self) -> str:
        """Register as its officer's terminal."""
        proof = hashlib.sha256(self.secret.encode()).hexdigest()
        given = {"platform": "Android 15 / Chrome 143", "version": self.version, "proof": proof}
        done = self.person.does("terminal.register", name=f"{self.person.user.name}的手机", **given)
        return str(done["result"])

    @property
    def pk(self) -> UUID:
        """Its key as the database has it."""
        return UUID(self.key)

    @property
    def headers(self) -> dict[str, str]:
        """What it says of itself with each call."""
        return {"X-Terminal": f"{self.key}.{self.secret}", "X-App-Version": self.version}

    def does(self, name: str, on: Any = None, /, *, after: Any = (), where: Any = None, **given: Any) -> Act:
        """Do an act without a network: it stands in the queue."""
        act: Act = {
            "seq": len(self.queue) + 1, "id": str(uuid7()), "name": name, "at": (self.town.clock.now + self.wrong_by).isoformat(),
            "input": on_paper(name, given),
        }  # fmt: skip
        if on is not None:
            act["on"] = on
        if where:
            act["place"] = where
        if after:
            act["after"] = [one["id"] for one in after]
        self.queue.append(act)
        return act

    def sends(self, acts: list[Act] | None = None, **body: Any) -> Any:
        """Send acts, or the whole queue; anything but 200 fails the test."""
        response = self.posts(acts, **body)
        assert response.status_code == 200, response.content.decode()
        return response.json()

    def posts(self, acts: list[Act] | None = None, **body: Any) -> Any:
        """Send acts, or the whole queue."""
        now = (self.town.clock.now + self.wrong_by).isoformat()
        sent = {"format": 1, "sent_at": now, "acts": self.queue if acts is None else acts} | body
        return self.calls("POST", "/sync", sent)

    def states(self, acts: list[Act] | None = None) -> list[str]:
        """Send, and say what became of each act."""
        return [one["state"] for one in self.sends(acts)["results"]]

    def calls(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """One call of the app."""
        named = {name.replace("-", "_"): value for name, value in (self.headers | headers).items()}
        return self.person.call(method, f"/api/v1{path}", body, **named)

    def asks(self, path: str) -> Any:
        """The JSON at a path; anything but 200 fails the test."""
        response = self.calls("GET", path)
        assert response.status_code == 200, response.content.decode()
        return response.json()


def of(act: Act, take: str = "") -> Act:
    """What points to an earlier act."""
    return {"$act": act["id"]} | ({"take": take} if take else {})
