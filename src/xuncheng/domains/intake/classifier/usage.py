"""How often the classifier's proposals were taken, counted from the acts: each judgement's entry tells what was proposed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from xuncheng.domains.intake.classifier.history import JUDGED

COUNTED = timedelta(days=90)
"""How far back is counted."""

_SQL = """
SELECT (told->>'version')::int, count(*), count(*) FILTER (WHERE (told->>'taken')::boolean),
       count(*) FILTER (WHERE (told->>'agreed')::boolean)
FROM (SELECT output::jsonb->'proposed' AS told FROM trail_entry WHERE name = %s AND at >= %s AND output LIKE '%%"proposed"%%') AS entry
GROUP BY 1 ORDER BY 1 DESC
"""


@dataclass(frozen=True, slots=True)
class Use:
    """What became of the proposals of one version: `taken` by a press, `agreed` with in all, the others overruled."""

    version: int
    proposed: int
    taken: int
    agreed: int

    @property
    def overruled(self) -> int:
        """How often another matter was chosen."""
        return self.proposed - self.agreed


def uses() -> list[Use]:
    """The use of each version, the newest first, by the judgements that are in scope. To be asked inside `reading`."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [JUDGED, timezone.now() - COUNTED])
        return [Use(*row) for row in cursor.fetchall()]
