"""What happens around cases without anybody asking: periods run out, and whoever is next is told."""

from xuncheng.domains.cases.jobs.lapses import note_lapses, note_lapses_now
from xuncheng.domains.cases.jobs.notices import tell_whose_turn_it_is
from xuncheng.domains.cases.jobs.warnings import warn_of_deadlines, warn_of_deadlines_now

__all__ = [
    "note_lapses", "note_lapses_now", "tell_whose_turn_it_is", "warn_of_deadlines", "warn_of_deadlines_now",
]  # fmt: skip
