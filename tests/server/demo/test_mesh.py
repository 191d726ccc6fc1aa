import random
from collections import Counter
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from xuncheng.foundation.places.models import Address, Area, AreaImport
from xuncheng.foundation.places.queries import grid_at, search_addresses
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.viewer import program
from xuncheng.server.demo.mesh import MeshReport, build_mesh, draw_mesh

pytestmark = pytest.mark.django_db

HOUSE = program("演示数据", {"area.import", "address.add"})

# Parents whose children together are not as large as they are, to a square decimetre in a hectare
UNEVEN = """
SELECT p.name, p.area_m2, c.m2 FROM places_area p
  JOIN (SELECT parent_id, sum(area_m2) AS m2 FROM places_area GROUP BY parent_id) c ON c.parent_id = p.id
 WHERE abs(p.area_m2 - c.m2) > p.area_m2 * 1e-6
"""


@pytest.fixture(scope="module")
def mesh(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[MeshReport]:
    """The mesh, drawn once for all checks, in a transaction that is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_mesh(settings.LOCALITY, settings.LOCALITY_DIR, lambda: Deed(HOUSE))
        transaction.set_rollback(True)


def test_there_are_fifteen_streets_with_ten_to_twenty_parts_on_each_level(mesh: MeshReport) -> None:
    assert mesh.areas[Area.Kind.STREET] == 15
    assert 3000 <= mesh.areas[Area.Kind.GRID] <= 5000
    children = Counter(Area.objects.exclude(kind__in=["district", "street"]).values_list("parent", flat=True))
    assert 10 <= min(children.values()) <= max(children.values()) <= 20


def test_no_level_has_gaps_or_overlaps(mesh: MeshReport) -> None:
    with connection.cursor() as cursor:
        cursor.execute(UNEVEN)
        assert cursor.fetchall() == []
    assert [done.notes for done in AreaImport.objects.all()] == [[], [], [], []]


def test_areas_have_the_size_of_a_real_district(mesh: MeshReport) -> None:
    district = Area.objects.get(kind=Area.Kind.DISTRICT)
    assert 45e6 < (district.area_m2 or 0) < 55e6
    grids = sorted(Area.objects.filter(kind=Area.Kind.GRID).values_list("area_m2", flat=True))
    assert 8_000 < grids[0] < grids[len(grids) // 2] < 16_000 < grids[-1] < 25_000


def test_names_are_given_once(mesh: MeshReport) -> None:
    names = list(Area.objects.values_list("name", flat=True))
    assert len(names) == len(set(names))


def test_every_point_of_the_district_lies_in_a_grid(mesh: MeshReport) -> None:
    chance = random.Random(7)  # noqa: S311 - a sample, no secret
    for _ in range(200):
        hit = grid_at(116.366 + chance.uniform(-0.02, 0.02), 39.913 + chance.uniform(-0.03, 0.03))
        assert hit is not None
        assert [area.kind for area in hit.line] == ["district", "street", "community", "grid"]


def test_real_public_places_lie_in_grids_and_are_found(mesh: MeshReport) -> None:
    assert mesh.addresses >= 80
    assert all(
        len(path) == len("110199.003.002.0005.")
        for path in Address.objects.values_list("area_path", flat=True)
    )
    assert [address.name for address in search_addresses("白塔")] == ["妙应寺白塔"]


def test_the_same_program_draws_the_same_mesh(mesh: MeshReport) -> None:
    drawn = draw_mesh(settings.LOCALITY, settings.LOCALITY_DIR)
    assert drawn == draw_mesh(settings.LOCALITY, settings.LOCALITY_DIR)
