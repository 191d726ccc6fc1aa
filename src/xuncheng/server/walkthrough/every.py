"""`xuncheng walkthrough --all`: every course that a case may take, told side by side on a platform whose clock is set."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console

from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.rules.legal import Text
from xuncheng.server.walkthrough.bundles import bundle_of, check
from xuncheng.server.walkthrough.courses import COURSES, Course
from xuncheng.server.walkthrough.person import Person, Surprise
from xuncheng.server.walkthrough.rehearsing import SetClock, rehearsing
from xuncheng.server.walkthrough.scene import Scene
from xuncheng.server.walkthrough.telling import Remembering, Telling, in_columns
from xuncheng.server.walkthrough.timeline import Timeline

BEGIN = datetime(2026, 1, 5, 8, 0, tzinfo=SHANGHAI)
"""When the rehearsal begins: a Monday, so that all of it lies in a year whose working days are known."""
_STORIES_BEGIN_BEFORE = BEGIN + timedelta(days=60)
_TOKEN_DAYS = 366

_COLUMNS: Sequence[dict[str, Any]] = (
    {"width": 2}, {"width": 24}, {"min_width": 40, "ratio": 5}, {"min_width": 28, "ratio": 4}, {"min_width": 24, "ratio": 3},
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What became of one course: what was remembered, the number and end of the case, or what went wrong."""

    course: Course
    story: Remembering
    number: str = ""
    stage: str = ""
    bundle: str = ""
    wrong: str = ""


def walk_all(keep: Path | None, console: Console, only: str = "") -> bool:
    """Go every course, or those whose codes `only` lists, printing a line for each; False if any surprised.

    The platform is one of its own, and gone afterwards. `keep` is a folder for the bundles.
    """
    told = Telling(console)
    courses = [course for course in COURSES if not only or course.code in only.split(",")]
    if not courses:
        told.failed(
            f"没有这样的案件 / no such courses：{only}（{'、'.join(course.code for course in COURSES)}）"
        )
        return False
    try:
        told.chapter(Text("启动演练环境", "Starting a rehearsal"))
        with rehearsing(BEGIN) as (url, set_clock):
            scene = _entered(url, told)
            outcomes = _played(scene, courses, set_clock, keep)
    except (Surprise, httpx.HTTPError) as surprise:
        told.failed(f"{type(surprise).__name__}: {surprise}")
        return False
    return _summed_up(told, console, outcomes)


def _entered(url: str, told: Telling) -> Scene:
    """Everybody signs in, and goes on by a token: in a minute of ours months pass there."""
    scene = Scene.enter(url, told)
    _let_issue_tokens(scene["admin"], [one for one in scene.people.values() if one.username != "admin"])
    for person in scene.people.values():
        person.work_by_token(_TOKEN_DAYS)
    return scene


def _let_issue_tokens(admin: Person, people: Sequence[Person]) -> None:
    """Give each of them a role with which he issues his own token: nobody issues another's, not even the administrator."""
    district = admin.read("/places/areas", kind="district")["items"][0]["id"]
    role = admin.do(
        "role.set",
        BEGIN,
        code="rehearsal",
        label_zh="演练",
        label_en="Rehearsal",
        acts=["token.issue"],
        reads=False,
    )
    for person in people:
        admin.do(
            "grant.give",
            BEGIN,
            user=person.key,
            role=str(role.result),
            area=district,
            since=str(BEGIN.date()),
        )


def _played(scene: Scene, courses: Sequence[Course], set_clock: SetClock, keep: Path | None) -> list[Told]:
    timeline = Timeline(len(courses), set_clock)
    with ThreadPoolExecutor(len(courses)) as threads:
        return list(threads.map(partial(_play, scene, timeline, keep), range(len(courses)), courses))


def _play(scene: Scene, timeline: Timeline, keep: Path | None, place: int, course: Course) -> Told:
    story = Remembering()
    own = scene.in_story(story, course.code, _STORIES_BEGIN_BEFORE, partial(timeline.reach, place))
    try:
        case = course.play(own)
        page = own.archived(case)
        content = bundle_of(own, page, keep)
    except (Surprise, httpx.HTTPError, KeyError) as surprise:
        return Told(course, story, wrong=f"{type(surprise).__name__}: {surprise}")
    finally:
        timeline.leave()
    try:
        check(content)
    except Surprise as surprise:
        return Told(course, story, wrong=str(surprise))
    return Told(course, story, page["number"], page["stage"]["zh"], f"{len(content):,} 字节")


def _summed_up(told: Telling, console: Console, outcomes: Sequence[Told]) -> bool:
    told.chapter(Text("案件、行为、依法拒绝、结果", "Cases, acts, lawful refusals, results"))
    for outcome in outcomes:
        told.acts += outcome.story.acts
        told.refusals += outcome.story.refusals
        console.print(in_columns(_COLUMNS, _cells(outcome)), highlight=False)
    wrong = [outcome.course.code for outcome in outcomes if outcome.wrong]
    if wrong:
        told.failed(f"{'、'.join(wrong)}（{len(wrong)}/{len(outcomes)}）")
        return False
    told.passed()
    return True


def _cells(outcome: Told) -> tuple[str, ...]:
    course, story = outcome.course, outcome.story
    title = f"[bold]{course.title.zh}[/]\n{course.title.en}\n[dim]{course.code}[/]"
    acts = f"{story.acts}：{'→'.join(story.labels)}"
    if outcome.wrong:
        return "[red]✗[/]", title, acts, "\n".join(story.refused), f"[red]{outcome.wrong}[/]"
    ending = f"{outcome.number} {outcome.stage}\n{course.result.zh}\n{course.result.en}"
    result = f"{ending}\n[green]✓[/] 案卷包核验通过 verified（{outcome.bundle}）"
    return "[green]✓[/]", title, acts, "\n".join(story.refused), result
