"""Objects under a statutory procedure: the table judges each act, and its effect moves the facts."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models

from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import as_fact
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure import tables
from xuncheng.rules.procedure.facts import Facts, decode, encode
from xuncheng.rules.procedure.model import Procedure, Situation, Verdict, judge, possible
from xuncheng.rules.procedure.stages import next_due, stage_of
from xuncheng.rules.procedure.waiting import waits_for


class Governed(models.Model):
    """An object whose acts a procedure table governs.

    It is pinned to the version of the table under which it began, and of those that run beside it. The columns below the
    facts follow from them and are kept as columns so that lists can filter and sort by them.
    """

    FIELDS: ClassVar = (
        "facts_json", "stage", "due_on", "due_clock", "waits_for", "next_act", "closed_on",
    )  # fmt: skip

    procedure = models.CharField(max_length=30)
    procedure_version = models.CharField(max_length=20)
    beside = models.JSONField(
        default=dict, help_text="the procedures that run beside it, each with its version"
    )
    facts_json = models.JSONField(default=dict)
    stage = models.CharField(max_length=30, db_index=False)
    due_on = models.DateField(null=True, help_text="last day of the period that lapses first")
    due_clock = models.CharField(max_length=40, blank=True)
    waits_for = models.CharField(max_length=20, blank=True, help_text="role that the next act waits for")
    next_act = models.CharField(max_length=60, blank=True)
    closed_on = models.DateField(null=True)

    class Meta:
        abstract = True

    @property
    def facts(self) -> Facts:
        """The facts that the acts done so far add up to."""
        return decode(self.facts_json)

    @property
    def table(self) -> Procedure:
        """The procedure table with those beside it, in the versions that the object is pinned to."""
        return tables.table(self.procedure, self.procedure_version, self.beside)

    def put(self, facts: Facts, on: date) -> None:
        """Take over new facts and what follows from them."""
        over = facts.closed or facts.declined
        self.facts_json = encode(facts.at_rest() if over else facts)
        self.stage = stage_of(self.procedure, facts)
        self.due_clock, self.due_on = next_due(self.facts, on)
        self.waits_for, self.next_act = waits_for(self.procedure, facts, on)
        self.closed_on = (self.closed_on or on) if facts.closed else None


def govern(deed: Deed, subject: Governed) -> None:
    """Ask the table whether the deed is lawful now, and move the facts if so.

    An act that no table has (a note, an assignment) moves nothing. Raises `Refused` with the article that
    forbids the act, or `no_such_step` where it is a step of another procedure only.
    """
    rule = subject.table.rule(deed.name)
    if rule is None:
        if any(table.rule(deed.name) for table in (*tables.TABLES, *tables.BESIDE)):
            raise _no_such_step(subject.table)
        return
    given = {name: as_fact(deed.arguments[name], deed.day) for name in rule.inputs}
    situation = Situation(
        subject.facts, deed.actor.as_fact(deed.day), deed.day, settings.LOCALITY.timer, given
    )
    refusal = judge(rule, situation, deed.received_on)
    if refusal:
        raise Refused(refusal.code, refusal.message, 409, refusal.basis, refusal.missing)
    subject.put(rule.effect(situation), deed.day)


def begin(deed: Deed, subject: Governed, procedure: str, facts: Facts) -> None:
    """Put a new object under the version of a procedure that is in force, and do its first act on it."""
    table = tables.in_force(procedure, deed.day)
    subject.procedure, subject.procedure_version = table.name, table.version
    subject.beside = tables.beside(procedure, deed.day)
    subject.put(facts, deed.day)
    if table.rule(deed.name) is None:
        raise _no_such_step(table)
    govern(deed, subject)


def _no_such_step(table: Procedure) -> Refused:
    return Refused(
        "no_such_step",
        Text(f"{table.label.zh}没有这一步骤", f"The {table.label.en} has no such step"),
    )


def verdicts(subject: Governed, deed: Deed) -> tuple[Verdict, ...]:
    """For each act of the object's table: allowed to this actor now, or refused and why."""
    who = deed.actor.as_fact(deed.day)
    return possible(subject.table, subject.facts, who, deed.day, settings.LOCALITY.timer)
