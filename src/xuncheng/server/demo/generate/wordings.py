"""How people of the demo put what they report, from the locality's `wordings.toml`: each of them in words of his own."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from xuncheng.server.demo.generate.texts import Topic

_LEFT = {name: f"{{{name}}}" for name in ("place", "day", "clock")}
"""What stays to be filled in with the course's own."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who puts reports of one source: his patterns, and how many per cent of them are put otherwise than plainly."""

    source: str
    plain: Sequence[str]
    shared: int = 0
    vague: int = 0
    aside: int = 0
    slip: int = 0


@dataclass(frozen=True, slots=True)
class Sight:
    """What is said of one matter: by people, by officials, what comes of it, and what is to be done."""

    code: str
    seen: Sequence[str]
    noted: Sequence[str]
    harm: Sequence[str]
    want: Sequence[str]


@dataclass(frozen=True, slots=True)
class Rating:
    """What a share of citizens (`weight`) thinks of an answer: 1 to 5 points, whether the problem is gone, and a few words."""

    weight: int
    score: int
    solved: bool
    words: Sequence[str]


@dataclass(frozen=True)
class Wordings:
    """All of it. `shared` holds by matter what is put alike for several of them, `common` what is said of any."""

    speakers: Mapping[str, Speaker]
    sights: Mapping[str, Sight]
    shared: Mapping[str, Sequence[str]]
    common: Mapping[str, Sequence[str]]
    slips: Mapping[str, str]
    ratings: Sequence[Rating]

    def sentence(self, source: str, topic: Topic, whole: str, chance: Random) -> str:
        """What somebody of the source says about the topic, with its place still to be filled in.

        `whole` is a sentence on it that some say as it stands. The same chance says the same.
        """
        speaker = self.speakers[source]
        pattern = chance.choice(self.common["vague"] if _so(speaker.vague, chance) else speaker.plain)
        parts = {name: chance.choice(self.common[name]) for name in ("since", "please")}
        said = pattern.format(whole=whole, **parts, **self._about(speaker, topic, chance), **_LEFT)
        if _so(speaker.aside, chance):
            said += self._besides(topic, chance)
        return self._slipped(said, chance) if _so(speaker.slip, chance) else said

    def rating(self, chance: Random) -> Rating:
        """What somebody thinks of his answer."""
        return chance.choices(self.ratings, [one.weight for one in self.ratings])[0]

    def _about(self, speaker: Speaker, topic: Topic, chance: Random) -> dict[str, str]:
        """The parts that tell the matter; of those put as of several matters what is seen is told alike by all."""
        sight = self.sights[topic.matter]
        parts = {name: chance.choice(getattr(sight, name)) for name in ("seen", "noted", "harm", "want")}
        alike = self.shared.get(topic.matter)
        if alike and _so(speaker.shared, chance):
            seen = chance.choice(alike)
            return {"seen": seen, "noted": seen, "harm": "影响居民生活", "want": "核实处理"}
        return parts

    def _besides(self, topic: Topic, chance: Random) -> str:
        other = chance.choice([sight for code, sight in self.sights.items() if code != topic.matter])
        return chance.choice(self.common["asides"]).format(other=chance.choice(other.seen))

    def _slipped(self, said: str, chance: Random) -> str:
        """The sentence with one slip of the keyboard, where it has a word that slips."""
        found = [word for word in self.slips if word in said]
        if not found:
            return said
        word = chance.choice(found)
        return said.replace(word, self.slips[word], 1)


def _so(share: int, chance: Random) -> bool:
    return chance.random() * 100 < share


def read_wordings(folder: Path) -> Wordings:
    """Read `wordings.toml` of a locality. Raises TypeError or KeyError for a table that lacks something."""
    data = tomllib.loads((folder / "wordings.toml").read_text(encoding="utf-8"))
    shared: defaultdict[str, list[str]] = defaultdict(list)
    for row in data["shared"]:
        for code in row["codes"]:
            shared[code] += row["seen"]
    return Wordings(
        speakers={row["source"]: Speaker(**row) for row in data["pattern"]},
        sights={row["code"]: Sight(**row) for row in data["matter"]},
        shared=shared, common=data["common"], slips=data["slips"],
        ratings=[Rating(**row) for row in data["rating"]],
    )  # fmt: skip
