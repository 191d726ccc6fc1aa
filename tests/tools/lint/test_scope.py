from __future__ import annotations

from pathlib import PurePosixPath

from tools.lint.rules.scope import RULE

GOOD = '''
"""Row-level security reads xuncheng.scope; `reading` sets it."""
with reading(viewer):
    found = list(readable_by(viewer))
'''

BAD = """
cursor.execute("SELECT set_config('role', %s, true)", ["x"])  # <<
cursor.execute("SELECT current_setting('server_version')")  # <<
NAME = "xuncheng.scope"  # <<
"""


def test_reading_through_the_trail_passes(finds_marked) -> None:
    assert not finds_marked(RULE, "src/xuncheng/domains/cases/queries.py", GOOD)


def test_a_setting_made_by_hand_is_found(finds_marked) -> None:
    assert finds_marked(RULE, "src/xuncheng/domains/cases/queries.py", BAD)


def test_the_trail_may_set_the_scope() -> None:
    assert not RULE.concerns(PurePosixPath("src/xuncheng/foundation/trail/scope.py"))
