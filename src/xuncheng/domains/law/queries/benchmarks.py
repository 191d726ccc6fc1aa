"""Reading benchmarks (裁量基准): which bands of a matter are in force on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from xuncheng.domains.law.models import Benchmark, Matter


def benchmark_in_force(matter: Matter, on: date) -> Benchmark | None:
    """The benchmark of the matter on that day; None where none was published."""
    begun = Q(effective_from=None) | Q(effective_from__lte=on)
    lasting = Q(effective_until=None) | Q(effective_until__gte=on)
    return matter.benchmarks.filter(begun, lasting).first()
