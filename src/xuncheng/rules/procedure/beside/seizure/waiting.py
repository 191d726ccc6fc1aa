"""What a sealing or seizure waits for. What may not be kept a day longer presses most."""

from __future__ import annotations

from datetime import date

from xuncheng.rules.procedure.beside.seizure.checks import CLOCK, CONFISCATION, RATIFICATION, TEST
from xuncheng.rules.procedure.beside.seizure.state import Seizure
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.turns import HANDLER, HEAD, Fits, Lines


def _some(*states: str) -> Fits:
    return lambda facts, now: any(one.state in states for one in facts.seizures)


def _going_on(f: Facts) -> bool:
    return not (f.terminated or f.suspended or f.decided or f.unpunished)


def _confiscating(f: Facts) -> bool:
    return f.decided is not None and CONFISCATION in f.decided.kinds


def _is_kept_too_long(one: Seizure, now: date) -> bool:
    return one.state == "failed" or one.lapsed(RATIFICATION, now)


def _to_release(f: Facts, now: date) -> bool:
    """Not approved in time or at all; or the term is over, and no decision confiscates."""
    return any(
        _is_kept_too_long(one, now) or (one.lapsed(CLOCK, now) and not _confiscating(f)) for one in f.seizures
    )


def _to_handle(f: Facts, now: date) -> bool:
    """The case is decided, and the decision takes the objects."""
    return _confiscating(f) and _some("held")(f, now)


def _no_longer_needed(f: Facts, now: date) -> bool:
    """The case went on to its end without taking the objects."""
    return (f.terminated or f.decided is not None or f.unpunished) and _some("held")(f, now)


def _to_tell(f: Facts, now: date) -> bool:
    return any(one.extension == "decided" for one in f.seizures)


def _test_over(f: Facts, now: date) -> bool:
    return any(one.lapsed(TEST, now) for one in f.seizures)


LINES: Lines = (
    (_to_release, HANDLER, "seizure.release"),
    (_some("urgent"), HEAD, "seizure.ratify"),
    (_some("lifted"), HANDLER, "seizure.return"),
    (_to_handle, HEAD, "seizure.handle"),
    (_no_longer_needed, HEAD, "seizure.lift"),
    (_to_tell, HANDLER, "seizure.tell_extension"),
    (_test_over, HANDLER, "seizure.test_end"),
    (lambda f, now: _going_on(f) and _some("proposed")(f, now), HEAD, "seizure.approve"),
    (lambda f, now: _going_on(f) and _some("approved")(f, now), HANDLER, "seizure.carry_out"),
)
