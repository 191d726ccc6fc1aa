"""What a locality says of its open door is read whole, or refused by name before the program starts."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.conf import settings

from xuncheng.rules.reporting.sources import SOURCES
from xuncheng.rules.service_forms import Datatype, OpenDoor
from xuncheng.server.locality_services import read_door

HEAD = """
jurisdiction_id = "example"
changed = "2026-03-02"
production = true
shown_sources = ["open311"]
tokens = false
contact = { zh = "联系人", en = "contact" }
keys = { zh = "密钥", en = "keys" }
notice = { zh = "告知", en = "notice" }
rates = { post = { most = 1, seconds = 60 } }
"""


def read(folder: Path, words: str) -> OpenDoor:
    path = folder / "open311.toml"
    path.write_text(HEAD + words, encoding="utf-8")
    door = read_door(path)
    assert door is not None
    return door


def test_a_locality_without_the_file_has_no_door(tmp_path: Path) -> None:
    assert read_door(tmp_path / "open311.toml") is None


def test_a_service_is_its_matter_unless_it_names_another(tmp_path: Path) -> None:
    door = read(
        tmp_path,
        '[services.SR-001]\n[services.LITTER]\nmatter = "SR-028"\nzh = "垃圾"\nen = "Litter"\nprivate = true',
    )
    assert [(one.code, one.matter) for one in door.services.values()] == [
        ("SR-001", "SR-001"),
        ("LITTER", "SR-028"),
    ]
    assert door.services["SR-001"].name is None
    assert (str(door.services["LITTER"].name), door.services["LITTER"].private) == ("垃圾", True)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ('[services.X]\nattributes = ["WHERE"]', "services.X: there is no attribute WHERE"),
        ('[services]\n[attributes.A]\ndatatype = "singlevaluelist"\nzh = "问"\nen = "q"', "attributes.A: a list has values"),
        (
            '[services]\n[attributes.A]\ndatatype = "number"\nzh = "问"\nen = "q"\nvalues = { x = { zh = "一", en = "one" } }',
            "attributes.A: a list has values",
        ),
        ('[services]\n[attributes.A]\ndatatype = "colour"\nzh = "问"\nen = "q"', "'colour' is not a valid Datatype"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_named(tmp_path: Path, words: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        read(tmp_path, words)


@pytest.mark.parametrize("missing", ["jurisdiction_id", "contact", "rates"])
def test_what_is_missing_is_named(tmp_path: Path, missing: str) -> None:
    path = tmp_path / "open311.toml"
    lines = [line for line in HEAD.splitlines() if not line.startswith(missing)]
    path.write_text("\n".join(lines) + "\n[services]", encoding="utf-8")
    with pytest.raises(KeyError, match=missing):
        read_door(path)


def test_the_demos_table_names_what_there_is() -> None:
    """Each service stands on a matter of the demo, is described in both languages, and its rates are those that are counted."""
    door = settings.LOCALITY.door
    with (settings.LOCALITY_DIR / "matters.csv").open(encoding="utf-8", newline="") as lines:
        matters = {row["code"] for row in csv.DictReader(lines)}
    assert {one.matter for one in door.services.values()} <= matters
    assert all(one.about and one.about.zh and one.about.en for one in door.services.values())
    assert door.shown_sources <= SOURCES.keys()
    assert door.rates.keys() == {"post", "read", "read_without_key", "wrong_key"}
    asked = {attribute.datatype for one in door.services.values() for attribute in one.attributes}
    assert asked == set(Datatype)
