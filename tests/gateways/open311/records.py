"""Real requests of real cities, as a sending city would post them: their places are moved into the district by one offset a file.

The files are open data that lie beside the project where somebody has put them (`../shared/data`); nothing depends on them.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from lxml import etree

SHARED = Path(__file__).parents[4] / "shared" / "data"

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """How records of one kind are read: what they say, where, and where in degrees, by the names of their columns."""

    number: str
    says: tuple[str, ...]
    address: str
    lat: str
    lon: str
    rows: Callable[[Path], Iterator[Row]]


def _csv(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _json(path: Path) -> Iterator[Row]:
    yield from json.loads(path.read_text(encoding="utf-8"))


def _xml(path: Path) -> Iterator[Row]:
    for request in etree.parse(str(path)).getroot():
        yield {part.tag: part.text for part in request}


def _fixture(path: Path) -> Iterator[Row]:
    yield from (
        one["fields"]
        for one in json.loads(path.read_text(encoding="utf-8"))
        if one["model"].endswith(".request")
    )


_GEOREPORT = ("service_request_id", ("service_name", "description"), "address", "lat", "long")
_NYC = (
    "Unique Key",
    ("Complaint Type", "Descriptor", "Resolution Description"),
    "Incident Address",
    "Latitude",
    "Longitude",
)
_BOSTON = ("case_enquiry_id", ("case_title", "type", "closure_reason"), "location", "latitude", "longitude")

FILES: Mapping[str, Kind] = {
    "open311/bloomington_requests.json": Kind(*_GEOREPORT, _json),
    "open311/chicago_requests_sample.json": Kind(*_GEOREPORT, _json),
    "open311/chicago_requests_with_notes.json": Kind(*_GEOREPORT, _json),
    "open311/toronto_requests_many.xml": Kind(*_GEOREPORT, _xml),
    "open311/toronto_requests_single.xml": Kind(*_GEOREPORT, _xml),
    "open311/sf_dashboard_fixture.json": Kind(*_GEOREPORT, _fixture),
    "sr311/boston311-100.csv": Kind(*_BOSTON, _csv),
    "sr311/boston311-100-20dupes-random.csv": Kind(*_BOSTON, _csv),
    "sr311/boston311-100-with-nonascii.csv": Kind(*_BOSTON, _csv),
    "sr311/boston311-dmy-100.csv": Kind(*_BOSTON, _csv),
    "sr311/nyc_311_2018_1000.csv": Kind(*_NYC, _csv),
    "sr311/nyc_311_redhook_2016.csv": Kind(*_NYC, _csv),
    "sr311/nyc_311_2012_1000.json": Kind(
        "unique_key", ("complaint_type", "descriptor", "resolution_description"), "incident_address", "latitude", "longitude", _json
    ),
    "sr311/baltimore_311_sample.csv": Kind(
        "ServiceRequestNum", ("SRType", "Outcome"), "Address", "Latitude", "Longitude", _csv
    ),
}  # fmt: skip

MOST = 300
"""Records of a file that are posted."""


def forms(name: str, lon: float, lat: float) -> Iterator[dict[str, Any]]:
    """The records of a file as forms; the middle of all places with a position comes to lie at this point."""
    kind = FILES[name]
    rows = [row for _, row in zip(range(MOST), kind.rows(SHARED / name), strict=False)]
    placed = [(float(row[kind.lat]), float(row[kind.lon])) for row in rows if _has_place(kind, row)]
    north = lat - median(at for at, _ in placed)
    east = lon - median(at for _, at in placed)
    for row in rows:
        words = " / ".join(str(row[column]).strip() for column in kind.says if row.get(column))
        form = {
            "service_code": "SR-028", "external_id": f"{name}#{row[kind.number]}"[-60:], "description": words,
            "address_string": (row.get(kind.address) or "").strip(), "first_name": "示例", "last_name": "王",
        }  # fmt: skip
        if _has_place(kind, row):
            form |= {"lat": float(row[kind.lat]) + north, "long": float(row[kind.lon]) + east}
        yield form


def _has_place(kind: Kind, row: Row) -> bool:
    return row.get(kind.lat) not in (None, "", " ") and row.get(kind.lon) not in (None, "", " ")
