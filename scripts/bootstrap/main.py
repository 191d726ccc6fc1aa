"""All the steps in their order."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from bootstrap import environment, fonts, machine, web
from bootstrap.console import Trouble, say

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int:
    """Prepare everything. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="scripts/setup.py", description=__doc__)
    parser.add_argument("purpose", choices=["run", "test"], help="test also installs the tools of the tests")
    tests = parser.parse_args(arguments).purpose == "test"
    os.umask(0o022)  # the database's account has to pass through what is made here
    try:
        _prepare(tests=tests)
    except Trouble as trouble:
        sys.stderr.write(f"\n{trouble}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"\n无法完成准备：{error}\nCannot prepare: {error}\n")
        return 1
    except KeyboardInterrupt:
        say("\n已中止 / Interrupted")
        return 130
    return 0


def _prepare(*, tests: bool) -> None:
    machine.check_space(ROOT)
    machine.provide(tests=tests)
    (ROOT / "var").mkdir(exist_ok=True)
    environment.make(ROOT, tests=tests)
    fonts.provide(ROOT / "var" / "fonts")
    with fonts.quickened(ROOT):
        web.build(ROOT)
