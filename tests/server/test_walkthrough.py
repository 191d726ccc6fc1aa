"""The walkthrough against a real platform: `xuncheng up` with the demo's people, one late case, and nothing else."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console
from tests.e2e.platform import PROGRAM, SEED, Platform, running

from xuncheng.server.walkthrough import walk, walk_all
from xuncheng.server.walkthrough.courses import COURSES
from xuncheng.server.walkthrough.person import Person, Surprise
from xuncheng.server.walkthrough.telling import Telling
from xuncheng.server.walkthrough.timeline import Timeline

LATE = """
from django.utils import timezone
from xuncheng.server.demo.generate.plan import Row, scripts
from xuncheng.server.demo.generate.script import play
from xuncheng.server.demo.generate.town import read_town
from xuncheng.server.demo.hands import processes
now = timezone.now()
row = Row("ordinary", 1, (112, 113), halt="decision.make", topics=("SR-010",))
with processes() as hands:
    print(play(scripts(read_town(), [row], now), now, lambda at: None, hands))
"""
"""A case whose limit for the decision is over."""


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """A platform of its own."""
    with running(tmp_path_factory.mktemp("walk") / "var") as started:
        started.run(SEED)
        started.run(LATE)
        yield started


@pytest.fixture(scope="module")
def walked(platform: Platform, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """What the command printed, and the folder in which it kept the bundles."""
    keep = tmp_path_factory.mktemp("bundles") / "kept"
    command = [PROGRAM, "walkthrough", "--url", platform.url, "--keep", str(keep)]
    environment = {**platform.environment, "COLUMNS": "200"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout, keep


def test_two_cases_go_from_report_to_archive_each_act_with_its_article(walked: tuple[str, Path]) -> None:
    told, _ = walked
    for act, article in {
        "当场作出处罚决定": "行政处罚法第五十一条、第五十二条",
        "批准立案": "行政处罚法第五十四条第二款",
        "法制审核": "行政处罚法第五十八条第一款",
        "集体讨论": "行政处罚法第五十七条第二款",
        "作出处罚决定": "行政处罚法第五十七条第一款、第五十九条",
        "归档": "行政处罚法第四十七条",
        "签名确认文书": "行政处罚法第四十二条第一款",
    }.items():
        assert any(f" {act} " in line and article in line for line in told.splitlines()), act


@pytest.mark.parametrize(
    ("code", "article"),
    [
        ("not_notified", "行政处罚法第四十四条、第六十二条"),
        ("investigator_reviews", "行政处罚法第五十八条第一款"),
        ("two_certified_officers", "行政处罚法第四十二条第一款"),
        ("decision_limit_over", "行政处罚法第六十条"),
        ("fine_above_range", "行政处罚法第五条第二款、第三十四条"),
    ],
)
def test_what_the_law_forbids_is_refused_with_its_article(
    walked: tuple[str, Path], code: str, article: str
) -> None:
    told, _ = walked
    assert any(code in line and article in line for line in told.splitlines())


def test_the_bundles_verify_and_show_the_file_that_was_changed(walked: tuple[str, Path]) -> None:
    told, keep = walked
    kept = sorted(keep.glob("*.zip"))
    assert len(kept) == 2
    for path in kept:
        with zipfile.ZipFile(path) as bundle:
            assert {"verify_bundle.py", "manifest.json", "trail.jsonl"} <= set(bundle.namelist())
    named = [line for line in told.splitlines() if "核验失败并指明文件" in line]
    assert len(named) == 2


def test_it_can_be_walked_again(walked: tuple[str, Path], platform: Platform) -> None:
    assert walk(platform.url, None, Console(file=io.StringIO(), width=160))


def test_a_lawful_act_that_should_have_been_refused_is_a_surprise(platform: Platform) -> None:
    told = Telling(Console(file=io.StringIO()))
    officer = Person(platform.url, "officer-a", "xuncheng-demo-2026", told)
    area = officer.me["roles"][0]["area"]["code"]
    given = {"kind": "person", "name": "王示甲", "area_path": f"{area[:6]}.{area[6:]}."}
    with pytest.raises(Surprise, match="应当被拒绝"):
        officer.refused("party.register", datetime.now(UTC) - timedelta(hours=1), "forbidden", **given)


def test_a_refusal_for_another_reason_is_a_surprise(platform: Platform) -> None:
    officer = Person(platform.url, "officer-a", "xuncheng-demo-2026", Telling(Console(file=io.StringIO())))
    with pytest.raises(Surprise, match="invalid_input"):
        officer.refused("party.register", datetime.now(UTC) + timedelta(days=1), "not_notified", kind="x")


def test_without_a_platform_it_fails_with_a_sentence() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{probe.getsockname()[1]}"
    done = subprocess.run(
        [PROGRAM, "walkthrough", "--url", url],
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "未通过 FAILED" in done.stdout
    assert "请先运行 make run" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


@pytest.fixture(scope="module")
def told_of_all(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """What the command printed of every course, and the folder in which it kept the bundles."""
    keep = tmp_path_factory.mktemp("every") / "kept"
    command = [PROGRAM, "walkthrough", "--all", "--keep", str(keep)]
    environment = {**os.environ, "COLUMNS": "240"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout, keep


class TestEveryCourse:
    """`xuncheng walkthrough --all`: each course on a rehearsal of its own."""

    def test_each_course_ends_with_a_bundle_that_verifies(self, told_of_all: tuple[str, Path]) -> None:
        printed, keep = told_of_all
        assert len(COURSES) >= 14
        for course in COURSES:
            assert course.title.zh in printed
            assert course.result.zh in printed
        assert "全部通过 PASSED" in printed
        kept = sorted(keep.glob("*.zip"))
        assert len(kept) == len(COURSES)

    @pytest.mark.parametrize(
        ("code", "article"),
        [
            ("hearing_too_soon", "行政处罚法第六十四条第二项"),
            ("decision_limit_over", "行政处罚法第六十条"),
            ("filed_before", "行政处罚法第二十五条第一款"),
            ("fined_before", "行政处罚法第二十九条"),
            ("principal_waived", "行政强制法第四十二条第一款"),
            ("not_signed", "行政处罚法第六十二条"),
            ("transfer_undecided", "行政处罚法第二十七条第一款"),
            ("violation_untold", "行政处罚法第四十一条第三款"),
            ("remedies_open", "行政强制法第四十四条"),
            ("refund_open", "行政强制法第四十一条"),
            ("withdrawal_open", "行政处罚法第四十八条第二款"),
            ("late_fee_above_fine", "行政处罚法第七十二条第一款第一项"),
            ("no_seizure_approved", "行政强制法第十八条第一项"),
            ("no_sale_approved", "行政强制法第二十八条第二款"),
        ],
    )
    def test_what_the_law_forbids_on_the_way_is_refused(
        self, told_of_all: tuple[str, Path], code: str, article: str
    ) -> None:
        # Then each stands in the columns, folded to their width
        printed = "".join(told_of_all[0].split())
        assert code in printed
        assert article in printed


def test_courses_that_there_are_not_are_named() -> None:
    told = io.StringIO()
    assert not walk_all(None, Console(file=told, width=160), "nothing")
    assert "没有这样的案件" in told.getvalue()


def test_stories_side_by_side_go_on_in_the_order_of_their_times() -> None:
    # Given two stories, each with moments of its own
    set_to: list[datetime] = []
    timeline = Timeline(2, set_to.append)
    at = [datetime(2026, 1, day, tzinfo=UTC) for day in range(1, 7)]
    happened: list[int] = []

    def play(story: int, moments: list[int]) -> None:
        for moment in moments:
            timeline.reach(story, at[moment])
            happened.append(moment)
        timeline.leave()

    # When they are told side by side
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(play, (0, 1), ([0, 3, 4], [1, 2, 5])))
    # Then each moment comes in its order, and the clock goes only forward
    assert happened == [0, 1, 2, 3, 4, 5]
    assert set_to == at
