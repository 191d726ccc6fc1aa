"""`xuncheng walkthrough`: cases from report to archived bundle, and what the law forbids, all through HTTP."""

from __future__ import annotations

from pathlib import Path

import httpx
from rich.console import Console

from xuncheng.server.walkthrough.bundles import check_bundles
from xuncheng.server.walkthrough.every import walk_all
from xuncheng.server.walkthrough.ordinary import ordinary_case
from xuncheng.server.walkthrough.person import Surprise
from xuncheng.server.walkthrough.refusals import forbidden_case
from xuncheng.server.walkthrough.scene import Scene
from xuncheng.server.walkthrough.simple import simple_case
from xuncheng.server.walkthrough.telling import Telling

__all__ = ["walk", "walk_all"]


def walk(url: str, keep: Path | None, console: Console) -> bool:
    """Walk through a running platform with the demo's sign-ins, printing each act; may be done again and again.

    `keep` is a folder for the bundles. False, with what was expected and what came instead, at the first surprise.
    """
    told = Telling(console)
    try:
        scene = Scene.enter(url.rstrip("/"), told)
        archived = [simple_case(scene), ordinary_case(scene)]
        forbidden_case(scene)
        check_bundles(scene, archived, keep)
    except httpx.ConnectError:
        told.failed(f"{url} 没有应答，请先运行 make run / nothing answers there: start it by make run")
        return False
    except (Surprise, httpx.HTTPError) as surprise:
        told.failed(f"{type(surprise).__name__}: {surprise}")
        return False
    told.passed()
    return True
