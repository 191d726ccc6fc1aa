from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from tools.lint.rules.writes import RULE, TECHNICAL

QUERIES = "src/xuncheng/domains/cases/queries.py"
ROOT = Path(__file__).parents[3]

GOOD = """
image.save(out, "WEBP", quality=80)
digest.update(piece)
counts.update({"one": 1})
parts.create(upload.id)
parts.insert(0, upload.id)
router.delete("/files/{key}", summary="Give up an upload")
found = Case.objects.filter(stage="filed").first()
text = "Update the page, or delete from it what is old."
"""

BAD = """
case.save(update_fields=["stage"])  # <<
case.save()  # <<
case.delete()  # <<
Case.objects.filter(pk=key).delete()  # <<
Case.objects.filter(pk=key).update(stage="filed")  # <<
matter.versions.create(fine=None)  # <<
Blob.objects.bulk_create([blob], ignore_conflicts=True)  # <<
Case.objects.bulk_update(cases, ["stage"])  # <<
await Case.objects.acreate(number="1")  # <<
Statute.objects.get_or_create(title="城市市容和环境卫生管理条例")  # <<
insert(item, officers=officers)  # <<
cursor.execute("INSERT INTO cases_case VALUES (%s)", [1])  # <<
cursor.execute("UPDATE cases_case SET stage = %s", [1])  # <<
cursor.execute(f"DELETE FROM {table}")  # <<
"""


def test_reading_and_other_things_of_the_same_name_pass(finds_marked) -> None:
    assert not finds_marked(RULE, QUERIES, GOOD)


def test_a_write_outside_a_command_is_found(finds_marked) -> None:
    assert finds_marked(RULE, QUERIES, BAD)


@pytest.mark.parametrize(
    "path",
    [
        "src/xuncheng/domains/intake/commands.py",
        "src/xuncheng/domains/cases/commands/opening.py",
        "src/xuncheng/domains/cases/migrations/0001_initial.py",
        "tests/domains/cases/test_opening.py",
        *TECHNICAL,
    ],
)
def test_commands_migrations_tests_and_listed_modules_may_write(path: str) -> None:
    assert not RULE.concerns(PurePosixPath(path))


@pytest.mark.parametrize("path", TECHNICAL)
def test_the_table_lists_only_modules_that_are_there(path: str) -> None:
    assert (ROOT / path).is_file()
