"""How long the database takes to say in which grid a point lies.

The mesh of the demo is made as fine as real boundaries are, with a corner every twenty metres, and stands a second
time beside itself as a neighbouring district, so that there are over 5,000 polygons. Each point is asked for under
EXPLAIN ANALYZE: what counts is PostgreSQL's own execution time.
"""

from __future__ import annotations

from random import Random
from statistics import median
from typing import Any, LiteralString

import psycopg
from bench.database import Database
from bench.measurement import Figures, Measurement, Tell, p95

from xuncheng.server.cluster import Role

POINTS = 2000
MOST_MILLISECONDS = 0.2

_WARM = 100

_FINER = "UPDATE places_area SET geometry = ST_Multi(ST_Segmentize(geometry, 0.0002))"

# Keys and codes of the neighbour follow from those of the district: 110199 becomes 990199.
_NEIGHBOUR = """
INSERT INTO places_area (id, kind, code, short_code, name, path, geometry, area_m2, source, parent_id)
SELECT md5(id::text)::uuid, kind, '99' || substr(code, 3), short_code, name, '99' || substr(path, 3),
       ST_Translate(geometry, 0, -1), area_m2, source, md5(parent_id::text)::uuid FROM places_area
"""

_CODES = "SELECT code FROM places_area ORDER BY code"

_DISTRICTS = """
SELECT ST_XMin(geometry), ST_YMin(geometry), ST_XMax(geometry), ST_YMax(geometry) FROM places_area WHERE kind = 'district'
"""

_AT: LiteralString = "SELECT place_area_path(%s, %s)"
_BY_CODE: LiteralString = "SELECT path FROM places_area WHERE code = %s"


def measure(database: Database, tell: Tell) -> Figures:
    """Ask for points all over both districts, and for areas by their code, in turn."""
    tell("a finer mesh, and a neighbouring district")
    _furnish(database)
    tell(f"{POINTS:,} points")
    with psycopg.connect(database.dsn(Role.APP)) as connection:
        polygons = connection.execute(_CODES).rowcount
        asked = _ask(connection)
    at, by_code = ([times[column] for times in asked] for column in (0, 1))
    figure = Measurement(
        f"point to grid over {polygons:,} polygons, p95", p95(at), "ms", p95(at) / p95(by_code),
        f"an area by its code: {p95(by_code):.3f} ms", f"< {MOST_MILLISECONDS} ms", p95(at) < MOST_MILLISECONDS,
    )  # fmt: skip
    return Figures(
        [figure], f"The median is {median(at):.3f} ms; the longest of {POINTS:,} took {max(at):.2f} ms."
    )


def _furnish(database: Database) -> None:
    """No trigger is asked: nothing here is an act."""
    with psycopg.connect(database.dsn(Role.SUPERUSER), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(_FINER)
        connection.execute(_NEIGHBOUR)
        connection.execute("VACUUM FULL ANALYZE places_area")


def _ask(connection: psycopg.Connection[Any]) -> list[tuple[float, float]]:
    """Milliseconds for a point and for a code, for each turn."""
    chance = Random(1)  # noqa: S311 # which points are asked for is no secret
    districts = connection.execute(_DISTRICTS).fetchall()
    codes = [code for (code,) in connection.execute(_CODES)]
    asked = []
    for _ in range(_WARM + POINTS):
        west, south, east, north = chance.choice(districts)
        point = (chance.uniform(west, east), chance.uniform(south, north))
        asked.append(
            (_execution(connection, _AT, point), _execution(connection, _BY_CODE, (chance.choice(codes),)))
        )
    return asked[_WARM:]


def _execution(
    connection: psycopg.Connection[Any], statement: LiteralString, given: tuple[object, ...]
) -> float:
    """PostgreSQL's execution time of a statement, in milliseconds."""
    row = connection.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", given).fetchone()
    assert row is not None
    milliseconds: float = row[0][0]["Execution Time"]
    return milliseconds
