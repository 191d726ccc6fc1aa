"""Numbers for people (案号): gap-free per kind, organisation and year."""

from __future__ import annotations

from django.db import connection

_NEXT = """
INSERT INTO people_numbering (kind, holder, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (kind, holder, year) DO UPDATE SET last = people_numbering.last + 1
RETURNING last
"""


def next_number(kind: str, holder: str, year: int) -> int:
    """The next number of this kind for the organisation with the code `holder`: 1, 2, 3 … in each year.

    To be asked inside an act. The counter stays locked until the act is done, so that an act that fails
    leaves no gap; ask as late in the command as can be.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [kind, holder, year])
        number: int = cursor.fetchone()[0]
    return number
