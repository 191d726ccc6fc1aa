"""`xuncheng demo`: the demo locality, loaded once, by commands alone.

Every act of it has an id that follows from what it is, so that a loading that was killed is simply taken up
again: what was done is answered by the trail and not done twice. The sign-ins get their passwords last:
nobody can sign in before the demo is whole, and whether they can says that it is.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import uuid5

from django.conf import settings
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from xuncheng.domains.intake.jobs.learning import learn_each_night
from xuncheng.domains.law.commands import import_benchmarks, import_laws, import_matters
from xuncheng.domains.powers.commands import import_history
from xuncheng.foundation.files.models import Blob
from xuncheng.foundation.files.store import read_bytes
from xuncheng.foundation.places.models import Area
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.sealing import seal_due
from xuncheng.foundation.trail.viewer import program
from xuncheng.rules.legal import Text
from xuncheng.server.demo.collecting import collect
from xuncheng.server.demo.generate.plan import read_rows, scripts
from xuncheng.server.demo.generate.script import DEMO, play
from xuncheng.server.demo.generate.town import read_town
from xuncheng.server.demo.hands import in_a_hurry, processes
from xuncheng.server.demo.mesh import build_mesh
from xuncheng.server.demo.staff import Builder, doors_are_open, open_doors
from xuncheng.server.legacy import import_once
from xuncheng.server.trouble import Trouble

HOUSE = program("示范数据", REGISTER.keys())
"""In whose name areas, staff, matters and laws are entered."""

NEWS = timedelta(days=5)
"""How long people of the demo have not looked at their messages."""

Tell = Callable[[float], None]
"""Told how much of a phase is done, from 0 to 1."""


def load_demo(console: Console, *, bare: bool = False) -> None:
    """Load the demo locality with a progress bar; do nothing where it is loaded.

    A `bare` one has areas, staff, matters and sign-ins, and neither statutes nor any business.

    Raises `Trouble` in a database that holds something else.
    """
    if is_loaded():
        console.print("示范数据已载入 / the demo is loaded")
        return
    _check_empty()
    _check_files()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
    )
    with in_a_hurry(), Progress(*columns, console=console, refresh_per_second=4) as progress:
        tasks = [
            (progress.add_task(f"{name.zh} {name.en}", total=1.0, start=False), phase)
            for name, phase in (BARE if bare else PHASES)
        ]
        for task, phase in tasks:
            progress.start_task(task)
            phase(_teller(progress, task))
            progress.update(task, completed=1.0)


def is_loaded() -> bool:
    """Whether the whole demo is in this database."""
    return doors_are_open(settings.LOCALITY_DIR)


def _check_empty() -> None:
    if Area.objects.exists() and _begun_at() is None:
        raise Trouble(
            "数据库中已有其他区域的数据，不能载入示范数据。",
            "The database holds areas of its own: no demo is loaded into it.",
        )


def _check_files() -> None:
    """What a former loading has stored is there whole: it did not wait for the disk, and the machine may have failed."""
    if not all(_whole(sha256) for sha256 in _kept()):
        raise Trouble(
            "上次载入中断时有文件没有写到磁盘。请删除数据目录 var 后重新载入。",
            "Files of an interrupted loading never reached the disk. Remove the folder var and load anew.",
        )


def _kept() -> list[str]:
    with reading(HOUSE):
        return list(Blob.objects.values_list("sha256", flat=True))


def _whole(sha256: str) -> bool:
    try:
        return hashlib.sha256(read_bytes(sha256)).hexdigest() == sha256
    except FileNotFoundError:
        return False


def _begun_at() -> datetime | None:
    """When the demo's loading began: its first act is the import of the district."""
    with reading(HOUSE):
        first = TrailEntry.objects.filter(act_id=uuid5(DEMO, "areas/1")).first()
    return first.at if first else None


def _teller(progress: Progress, task: TaskID) -> Tell:
    return lambda done: progress.update(task, completed=done)


def _deeds(phase: str) -> Callable[[], Deed]:
    """The program's deeds of one phase, each with the id of its place."""
    numbers = itertools.count(1)
    return lambda: Deed(HOUSE, id=uuid5(DEMO, f"{phase}/{next(numbers)}"))


def _areas(_tell: Tell) -> None:
    build_mesh(settings.LOCALITY, settings.LOCALITY_DIR, _deeds("areas"))


def _staff(_tell: Tell) -> None:
    Builder(settings.LOCALITY_DIR, _deeds("staff")).build()


def _matters(tell: Tell) -> None:
    import_matters(settings.LOCALITY_DIR / "matters.csv", lambda done, total, _: tell(done / total), HOUSE)


def _benchmarks(tell: Tell) -> None:
    table = settings.LOCALITY_DIR / "discretion.csv"
    import_benchmarks(table, lambda done, total, _: tell(done / total), HOUSE)


def _powers(_tell: Tell) -> None:
    folder = settings.LOCALITY_DIR
    import_history(folder / "powers.csv", folder / "power_lists.csv", actor=HOUSE)


def _laws(tell: Tell) -> None:
    import_laws(settings.LOCALITY_DIR / "laws", lambda done, total, _: tell(done / total), HOUSE)


def _business(tell: Tell) -> None:
    """Two years of reports and cases, up to the day on which the loading began."""
    now = _begun_at() or timezone.now()
    rows = read_rows(settings.LOCALITY_DIR)
    first = max(row.age[1] for row in rows)

    def reached(at: datetime) -> None:
        tell(1 - (now - at).total_seconds() / 86_400 / first)

    with processes() as hands:
        play(scripts(read_town(), rows, now), now, reached, hands)


def _forget_old_news(before: datetime) -> None:
    """Whoever was to hear of it has heard of it by now: only what is recent is passed on when the worker starts."""
    with reading(HOUSE), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM messages_outbox o USING trail_entry e"
            " WHERE e.chain = o.chain AND e.seq = o.seq AND e.at < %s",
            [before],
        )


def _money(_tell: Tell) -> None:
    """What the bank collected: files, differences, reconciled days."""
    now = _begun_at() or timezone.now()
    collect(now)
    _forget_old_news(now - NEWS)


def _legacy(_tell: Tell) -> None:
    """Tables of the systems before this one, each by its mapping."""
    for mapping in sorted((settings.LOCALITY_DIR / "imports").glob("*.toml")):
        import_once(mapping.with_suffix(".csv"), mapping)


def _seals(_tell: Tell) -> None:
    """Each day that is over gets its seal, as the worker would have given it."""
    seal_due()


def _learning(_tell: Tell) -> None:
    """The worker learns from the judgements as soon as it starts, instead of in its first night."""
    with suppress(AlreadyEnqueued):
        app.configure_task(learn_each_night.name, queueing_lock="intake.learn").defer(timestamp=0)


def _doors(_tell: Tell) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
    open_doors(settings.LOCALITY_DIR, _deeds("doors"))


PHASES: tuple[tuple[Text, Callable[[Tell], None]], ...] = (
    (Text("区域网格", "areas"), _areas),
    (Text("机构人员", "staff"), _staff),
    (Text("执法事项", "matters"), _matters),
    (Text("裁量基准", "benchmarks"), _benchmarks),
    (Text("权责清单", "power lists"), _powers),
    (Text("法律法规", "statutes"), _laws),
    (Text("案源案件", "reports and cases"), _business),
    (Text("代收款项", "collected money"), _money),
    (Text("历史档案", "historic records"), _legacy),
    (Text("每日封存", "daily seals"), _seals),
    (Text("判定学习", "lessons to learn"), _learning),
    (Text("登录账号", "sign-ins"), _doors),
)

BARE = tuple(phase for phase in PHASES if phase[1] in (_areas, _staff, _matters, _powers, _doors))
