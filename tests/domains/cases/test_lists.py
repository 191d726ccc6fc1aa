"""The list of cases by HTTP: what it is searched for."""

from __future__ import annotations

from tests.domains import road
from tests.domains.town import Town


def test_words_of_the_party_or_the_matter(town: Town) -> None:
    file = road.ordinary(town, town.a, "propose", party=road.party(town.a, "官园水果店"))
    other = road.ordinary(town, town.a, "propose", party=road.party(town.a, "王示范"), matter="SR-028")
    for words, found in (("官园水果店", file), ("水果", file), ("烟头", other)):
        assert [row["id"] for row in town.officer.get("/cases", q=words)["items"]] == [found.key]
        assert town.b.officers[0].get("/cases", q=words)["items"] == []


def test_the_number_or_a_part_of_it(town: Town) -> None:
    file = road.ordinary(town, town.a, "propose")
    number = file.page()["number"]
    assert [row["id"] for row in town.officer.get("/cases", q=number)["items"]] == [file.key]
    assert file.key in [row["id"] for row in town.officer.get("/cases", q=number[-3:])["items"]]
