"""Documents are numbered without gaps, also where an act fails after it took its numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

import pytest
from tests.domains import road
from tests.domains.town import Town, entries, pdf_of

from xuncheng.domains.documents import render

pytestmark = pytest.mark.usefixtures("clock", "unprinted")

SERIAL = re.compile(r"〔2026〕第?(\d+)号")


def serials(*pages: dict[str, Any]) -> dict[str, list[int]]:
    """The serial numbers of the documents on some pages, by kind."""
    found: dict[str, list[int]] = defaultdict(list)
    for page in pages:
        for one in page["documents"]:
            found[one["kind"]].append(int(SERIAL.findall(one["number"])[0]))
    return found


def test_what_fails_halfway_leaves_neither_a_document_nor_a_gap(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a decision whose approval is printed and whose letter is not, then nothing of it is there; the next has its numbers."""
    first = road.ordinary(town, town.a, "decide")
    file, before = road.ordinary(town, town.a, "waive"), entries()

    def jam(_: Any, kind: Any, *__: Any) -> bytes:
        if kind.code == "decision":
            raise RuntimeError("the printer jams")
        return pdf_of(kind.title.zh)

    with monkeypatch.context() as patch:
        patch.setattr(render.Renderer, "_compile", jam)
        response = town.head.send("decision.make", file.key, **road.FINE)
    assert (response.status_code, response.json()["code"]) == (500, "internal")
    assert entries() == before
    page = file.page()
    assert (page["stage"]["code"], page["amount"]) == ("notified", None)
    assert {"decision_approval", "decision"}.isdisjoint(one["kind"] for one in page["documents"])

    file.act(town.head, "decision.make", **road.FINE)
    for kind, numbers in serials(first.page(), file.page()).items():
        assert sorted(numbers) == list(range(1, len(numbers) + 1)), kind


def test_the_cases_of_both_streets_share_one_row_of_numbers(town: Town) -> None:
    files = [road.ordinary(town, street, "propose") for street in (town.a, town.b, town.a)]
    numbers = [int(SERIAL.findall(file.page()["number"])[0]) for file in files]
    assert numbers == list(range(numbers[0], numbers[0] + 3))
