"""Somebody who works with the platform through HTTP, by a session of his own, as a browser does."""

from __future__ import annotations

import base64
import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx
from uuid_utils.compat import uuid7

from xuncheng.server.walkthrough.telling import Telling

API, SIGN_IN = "/api/v1", "/_allauth/browser/v1"
INTERNAL = "[dim]内部流程[/]"
"""What is told of acts that no statute speaks of."""
_PATIENCE = httpx.Timeout(60.0)
_PIECE = 20_000
"""Bytes of one piece of an upload, so that even a small photograph goes up in several."""


class Surprise(Exception):
    """The platform did something else than it should."""


@dataclass(frozen=True)
class Done:
    """An act that was done: the object acted on, the row that the act made, and its documents by their kind."""

    object: UUID
    result: UUID
    number: str
    stage: str
    documents: Mapping[str, UUID]


class Person:
    """A user of the platform. Everything he does is told."""

    def __init__(self, url: str, username: str, password: str, told: Telling) -> None:
        self.username, self._told = username, told
        self._reach: Callable[[datetime], None] | None = None
        self._http = httpx.Client(base_url=url, timeout=_PATIENCE, headers={"Accept-Language": "zh-CN"})
        self._sign_in(password)
        self.me: dict[str, Any] = self.read("/me")
        self._acts = self._catalogue()

    def in_story(self, told: Telling, reach: Callable[[datetime], None]) -> Person:
        """The same person in another story: what he does is told there, once `reach` has come to its time."""
        same = copy.copy(self)
        same._told, same._reach = told, reach
        return same

    def work_by_token(self, days: int) -> None:
        """Go on by a token of his own instead of the session, which ends after some hours. He must hold `token.issue`."""
        wanted = {"id": str(uuid7()), "user": self.key, "name": "演练 walkthrough", "days": days}
        sent = self._http.post(f"{API}/tokens", json=wanted, headers=self._token())
        secret = self._expect(sent, 200).json()["secret"]
        self._http.headers["Authorization"] = f"Bearer {secret}"
        self._http.cookies.clear()

    @property
    def name(self) -> str:
        """The person's name."""
        return str(self.me["name"])

    @property
    def key(self) -> str:
        """Key of the user, and of the officer that he is."""
        return str(self.me["id"])

    def _sign_in(self, password: str) -> None:
        self._expect(self._http.get(f"{SIGN_IN}/config"), 200)
        given = {"username": self.username, "password": password}
        self._expect(self._http.post(f"{SIGN_IN}/auth/login", json=given, headers=self._token()), 200)

    def _token(self) -> dict[str, str]:
        """What a page sends back of the cookie, so that no other site can act in its name."""
        return {"X-CSRFToken": self._http.cookies.get("csrftoken") or ""}

    def read(self, path: str, **query: str) -> dict[str, Any]:
        """Read one thing of the API."""
        found: dict[str, Any] = self._expect(self._http.get(API + path, params=query), 200).json()
        return found

    def download(self, path: str) -> bytes:
        """Read the bytes of a file."""
        return self._expect(self._http.get(API + path), 200).content

    def do(self, act: str, at: datetime, on: UUID | None = None, **given: Any) -> Done:
        """Do an act that was done at that time; raises `Surprise` if it is refused."""
        response = self._send(act, at, on, given)
        if response.status_code != httpx.codes.OK:
            raise Surprise(f"“{self._label(act)}” {act}：{_problem_of(response)}")
        answer = response.json()
        self._tell(act, at, answer, str(given.get("name", "")))
        thing = answer["object"]
        documents = {row["kind"]: UUID(row["id"]) for row in answer["documents"]}
        return Done(
            UUID(thing["id"]), UUID(answer["result"]), thing["number"] or "", thing["stage"] or "", documents
        )

    def refused(
        self, act: str, at: datetime, code: str, on: UUID | None = None, *, by_law: bool = True, **given: Any
    ) -> None:
        """Try an act that is forbidden, `by_law` with its article; raises `Surprise` if it is done, or refused for another reason."""
        response = self._send(act, at, on, given)
        if response.status_code < 400:
            raise Surprise(f"“{self._label(act)}”应当被拒绝（{code}），却办理成功 / {act} was not refused")
        problem = response.json()
        if problem["code"] != code or by_law != bool(problem["basis"]):
            raise Surprise(f"“{self._label(act)}”应以 {code} 拒绝，实际为 {_problem_of(response)}")
        self._told.refusal(self.name, self._label(act), problem)

    def upload(self, name: str, content: bytes, kind: str) -> str:
        """Upload a file by tus 1.0.0, piece by piece; returns the key by which acts name it."""
        named = (("filename", name), ("filetype", kind))
        metadata = ",".join(f"{field} {base64.b64encode(text.encode()).decode()}" for field, text in named)
        begun = self._tus(
            "POST",
            f"{API}/files/uploads",
            201,
            {"Upload-Length": str(len(content)), "Upload-Metadata": metadata},
        )
        place = begun.headers["Location"]
        for offset in range(0, len(content), _PIECE):
            headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
            self._tus("PATCH", place, 204, headers, content[offset : offset + _PIECE])
        if int(self._tus("HEAD", place, 200, {}).headers["Upload-Offset"]) != len(content):
            raise Surprise(f"上传不完整：{name} / {name} did not arrive whole")
        self._told.note(f"{self.name} 断点续传 {name}（{len(content):,} 字节）")
        return place.rsplit("/", 1)[-1]

    def _tus(
        self, method: str, path: str, status: int, headers: Mapping[str, str], content: bytes = b""
    ) -> httpx.Response:
        sent = {"Tus-Resumable": "1.0.0", **self._token(), **headers}
        return self._expect(self._http.request(method, path, headers=sent, content=content), status)

    def _send(self, act: str, at: datetime, on: UUID | None, given: Mapping[str, Any]) -> httpx.Response:
        frame: dict[str, Any] = {
            "id": str(uuid7()),
            "at": at.isoformat(),
            "device": "演练 walkthrough",
            "input": given,
        }
        if on is not None:
            frame["on"] = str(on)
        if self._reach is not None:
            self._reach(at)
        return self._http.post(f"{API}/acts/{act}", json=frame, headers=self._token())

    def _tell(self, act: str, at: datetime, answer: Mapping[str, Any], name: str) -> None:
        """Tell of the act as its object's own timeline has it: there the procedure of the case names the article."""
        if self._told.brief:
            self._told.act(at, self.name, self._label(act), (), "")
            return
        thing, documents = answer["object"], answer["documents"]
        entry = self._entry(thing, answer["entry"]["seq"]) or self._acts[act]
        basis = "、".join(article["label"] for article in entry["basis"]) or INTERNAL
        made = [f"{row['title']} {row['number']}".strip() for row in documents] or [thing["number"] or name]
        self._told.act(at, self.name, entry["label"]["zh"], made, basis)

    def _entry(self, thing: Mapping[str, Any], seq: int) -> Mapping[str, Any] | None:
        if thing["type"] != "case":
            return None
        timeline: Sequence[Mapping[str, Any]] = self.read(f"/cases/{thing['id']}")["timeline"]
        return next(entry for entry in timeline if entry["seq"] == seq)

    def _catalogue(self) -> dict[str, dict[str, Any]]:
        return {item["name"]: item for item in self.read("/acts")["items"]}

    def _label(self, act: str) -> str:
        if act not in self._acts:  # he was given another role since
            self._acts = self._catalogue()
        return str(self._acts[act]["label"]["zh"])

    def _expect(self, response: httpx.Response, status: int) -> httpx.Response:
        if response.status_code != status:
            request = response.request
            raise Surprise(
                f"{request.method} {request.url.path}：{response.status_code} {response.text[:600]}"
            )
        return response


def _problem_of(response: httpx.Response) -> str:
    """An answer that was not expected, in a line: the code of the problem, what it says, and of which field."""
    try:
        problem = response.json()
        errors = "；".join(f"{error['field']} {error['message_zh']}" for error in problem["errors"])
        return f"{response.status_code} {problem['code']} {problem['title_zh']} {errors}".strip()
    except (ValueError, KeyError):
        return f"{response.status_code} {response.text[:600]}"
