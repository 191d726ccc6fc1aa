"""All rules of the house. A new one gets a module here, a row below, and a test with a good and a bad sample."""

from __future__ import annotations

from tools.lint.rules import doors, excuses, languages, length, money, scope, timeouts, writes

RULES = (
    doors.RULE,
    writes.RULE,
    scope.RULE,
    timeouts.RULE,
    money.RULE,
    length.RULE,
    languages.RULE,
    excuses.RULE,
)
