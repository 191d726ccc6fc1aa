"""Prepare this machine and this folder: `python3 scripts/setup.py run`, or `test` with the tools of the tests.

Standard library only. This file alone is kept to what every Python 3 can read, so that a wrong one is told so
in a sentence rather than by a syntax error.
"""

import sys

OLDEST = (3, 11)
NEWEST = (3, 13)


def complaint(version: tuple) -> str:
    """What to say of this version of Python, or an empty text if it will do."""
    if OLDEST <= tuple(version[:2]) <= NEWEST:
        return ""
    found = ".".join(str(part) for part in version[:3])
    return (
        "需要 Python 3.11 至 3.13，当前为 " + found + "。可用 make PYTHON=python3.11 指定。\n"
        "Python 3.11 to 3.13 is needed, this is " + found + ". Name another by make PYTHON=python3.11.\n"
    )


if __name__ == "__main__":
    wrong = complaint(sys.version_info)
    if wrong:
        sys.stderr.write(wrong)
        sys.exit(1)
    from bootstrap.main import main

    sys.exit(main(sys.argv[1:]))
