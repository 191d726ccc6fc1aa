"""Records of real cities go through the door: each is taken, or refused for a reason that the documentation names."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from django.conf import settings
from tests.domains.town import MIDDLE, NORTH, SOUTH
from tests.gateways.open311.door import Caller, in_json
from tests.gateways.open311.records import FILES, SHARED, forms

from xuncheng.rules.locality import Locality
from xuncheng.rules.service_forms import OpenDoor, Rate

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the files of real cities are not beside the project"
)

FEW = 10
"""Of so few records none need lie in a district as small as this one."""

REASONS = {
    "The place lies outside this district": "outside",
    "address_string: One of lat and long, address_string or address_id is needed": "nowhere",
    "lat: Too small": "not on earth", "lat: Too large": "not on earth",
    "long: Too small": "not on earth", "long: Too large": "not on earth",
}  # fmt: skip
"""Why records are refused, by how the sentence begins: docs/open311.md names them."""


def reason_of(said: str) -> str:
    """The reason of a refusal. Fails for one that is none of them."""
    return next(reason for words, reason in REASONS.items() if said.startswith(words))


@pytest.fixture(autouse=True)
def _no_hurry(locality: Locality, door: OpenDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    rates = dict.fromkeys(door.rates, Rate(100_000, 60))
    monkeypatch.setattr(settings, "LOCALITY", replace(locality, door=replace(door, rates=rates)))


@pytest.mark.parametrize("name", FILES)
def test_every_record_is_taken_or_refused_for_a_reason(neighbour: Caller, name: str) -> None:
    neighbour.language = "en"
    became: Counter[str] = Counter()
    numbers: dict[str, str] = {}
    for form in forms(name, MIDDLE, (SOUTH + NORTH) / 2):
        response = neighbour.send(form)
        if response.status_code == 200:
            (made,) = in_json(response, "posted")
            became["taken"] += 1
            assert (
                numbers.setdefault(form["external_id"], made["service_request_id"])
                == made["service_request_id"]
            )
        else:
            errors = in_json(response, "errors", 400)
            became.update({reason_of(error["description"]) for error in errors})
    assert became["taken"] > 0 or sum(became.values()) < FEW, became
    assert len(set(numbers.values())) == len(numbers)
    shown = in_json(neighbour.get("requests.json", own="true", api_key=neighbour.key), "requests")
    assert {row["service_request_id"] for row in shown} >= set(numbers.values())
