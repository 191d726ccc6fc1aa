"""Programs of others read the door over the network: OWSLib, and GDAL where it is installed."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from owslib.ogcapi.features import Features
from tests.domains.town import Town
from tests.gateways.open311.door import Caller, Form

OGRINFO = shutil.which("ogrinfo") or ""


def test_owslib(served: str, town: Town, neighbour: Caller, stall: Form) -> None:
    number = neighbour.does(stall)
    door = Features(served)
    assert any(one.endswith("/conf/core") for one in door.conformance()["conformsTo"])
    assert door.api()["openapi"] == "3.0.3"
    assert door.feature_collections() == ["areas", "reports"]
    assert door.collection("reports")["id"] == "reports"
    lon, lat = town.b.point["lon"], town.b.point["lat"]
    box = [lon - 0.001, lat - 0.001, lon + 0.001, lat + 0.001]
    found = door.collection_items("reports", bbox=box, datetime_="2026-03-01T00:00:00Z/..", limit=1000)
    assert number in [one["id"] for one in found["features"]]
    assert door.collection_item("reports", number)["properties"]["service_code"] == "SR-010"
    (street,) = door.collection_items("areas", bbox=[lon, lat, lon, lat], kind="street")["features"]
    assert street["id"] == "110199002"


@pytest.mark.skipif(not OGRINFO, reason="GDAL's ogrinfo is not installed (apt-get install gdal-bin)")
class TestGdal:
    """GDAL's driver OAPIF, which QGIS and many others read by."""

    def _told(self, *arguments: str) -> str:
        done = subprocess.run([OGRINFO, *arguments], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        assert "ERROR" not in done.stderr, done.stderr
        return done.stdout

    def test_it_finds_the_collections(self, served: str) -> None:
        told = self._told(f"OAPIF:{served}")
        assert "areas" in told
        assert "reports" in told

    def test_it_reads_all_pages(self, served: str, town: Town) -> None:
        """Given pages of two areas, it follows the links to the end."""
        told = self._told("-ro", "-so", "-oo", "PAGE_SIZE=2", f"OAPIF:{served}", "areas")
        assert "Multi Polygon" in told
        assert "WGS 84" in told
        every = self._told("-ro", "-al", "-oo", "PAGE_SIZE=2", f"OAPIF:{served}", "areas")
        assert every.count("OGRFeature(areas)") == int(told.split("Feature Count: ")[1].split()[0])

    def test_it_narrows_by_place(self, served: str, town: Town, neighbour: Caller, stall: Form, litter: Form) -> None:  # fmt: skip
        here, there = neighbour.does(stall), neighbour.does(litter)
        lon, lat = town.b.point["lon"], town.b.point["lat"]
        box = [str(edge) for edge in (lon - 0.001, lat - 0.001, lon + 0.001, lat + 0.001)]
        told = self._told("-ro", "-al", "-spat", *box, f"OAPIF:{served}", "reports")
        assert here in told
        assert there not in told
