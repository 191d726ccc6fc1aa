from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from tools.lint.rules.doors import PUBLIC, RULE

QUERIES = "src/xuncheng/domains/cases/queries.py"

GOOD = """
def readable_by(viewer):
    return Case.objects.filter(in_scope(viewer))

def grants_readable_by(viewer):
    return Grant.objects.filter(in_scope(viewer))

def in_file(subject_id):
    return Document.objects.filter(subject_id=subject_id)

def matching(viewer, wanted):
    return readable_by(viewer).filter(stage=wanted.stage)

def payments_of(case):
    # lint: own door: the case came through its door
    return Payment.objects.filter(case=case)

def told(news):
    return news.objects
"""

BAD = """
def matching(wanted):
    return Case.objects.filter(stage=wanted.stage)  # <<

def reached(model, key):
    return model._base_manager.get(pk=key)  # <<

def through_a_module():
    return models.Case.objects.all()  # <<

def evidence_of(case):
    # lint: own door: the case came through its door
    return Evidence.objects.filter(case=case)

def payments_of(case):
    # lint: own door:
    return Payment.objects.filter(case=case)  # <<
"""

API = """
@router.get("/cases")
def readable_by(request):
    return Case.objects.all()  # <<
"""


def test_a_query_starts_from_the_door(finds_marked) -> None:
    assert not finds_marked(RULE, QUERIES, GOOD)


def test_a_side_door_in_queries_is_found(finds_marked) -> None:
    assert finds_marked(RULE, QUERIES, BAD)
    assert finds_marked(RULE, "src/xuncheng/domains/law/queries/search.py", BAD)


@pytest.mark.parametrize("name", ["api", "page", "schemas", "work_api"])
def test_what_shows_rows_has_no_doors_of_its_own(name: str, finds_marked) -> None:
    assert finds_marked(RULE, f"src/xuncheng/domains/cases/{name}.py", API)


@pytest.mark.parametrize("path", ["src/xuncheng/domains/cases/commands/opening.py", *PUBLIC])
def test_commands_and_public_rows_are_no_concern_of_it(path: str) -> None:
    assert not RULE.concerns(PurePosixPath(path))
