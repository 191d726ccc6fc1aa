"""`python -m tools.lint [paths]`: print the findings, and end with 1 if there are any."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tools.lint.checking import PLACES, ROOT, files, report


def main() -> int:
    """Check the paths of the command line, or the whole repository."""
    parser = argparse.ArgumentParser(prog="python -m tools.lint", description="The house's own lint.")
    parser.add_argument("paths", nargs="*", type=Path, default=[ROOT / place for place in PLACES])
    given: list[Path] = parser.parse_args().paths
    strange = [path for path in given if not path.exists() or not path.resolve().is_relative_to(ROOT)]
    if strange:
        parser.error(f"not in this repository: {', '.join(map(str, strange))}")
    lines = [line for path in files(path.resolve() for path in given) for line in report(path)]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
