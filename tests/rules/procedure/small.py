"""A table of three acts, whose every state can be counted by hand."""

from dataclasses import replace

from xuncheng.rules.legal import Text
from xuncheng.rules.procedure import steps
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.guards import BY_HEAD, fact, law
from xuncheng.rules.procedure.model import ActRule, Procedure, Situation
from xuncheng.rules.procedure.ordinary import ORDINARY
from xuncheng.rules.procedure.universe import AHEAD, Universe
from xuncheng.rules.procedure.walk import Walk
from xuncheng.rules.procedure.worlds import ANNA, HEAD

NEW = fact("old", lambda f: not f.proposed, Text("已立卷", "open"), law("54(2)"))
ADULT = fact("too_young", lambda f: f.age == "adult", Text("未成年", "too young"), law("30"))
OVER = fact("running", lambda f: f.lapsed("decision", AHEAD), Text("未届满", "running"), law("60"))


def act(name: str, **facts: object) -> ActRule:
    """An act without conditions that sets some facts."""
    return ActRule(name, Text(name, name), law("54(2)"), lambda s: s.facts.but(**facts))


def opening(s: Situation) -> Facts:
    return s.facts.but(proposed=True).start("decision", AHEAD)


OPEN = ActRule("open", Text("立卷", "open"), law("54(2)"), opening, requires=(NEW,))
PUNISH = replace(act("punish", closed=True), requires=(ADULT,))
ARCHIVE = replace(act("archive", archived=True), requires=(OVER, steps.NOT_ARCHIVED), by=(BY_HEAD,))


def universe(*acts: ActRule, **more: object) -> Universe:
    procedure = Procedure("small", Text("小", "small"), "1", ORDINARY.since, acts)
    made = Universe(procedure, Facts(), {"age": ("adult", "child")}, (ANNA, HEAD), {}, ())
    return replace(made, **more)  # type: ignore[arg-type] # fields of a universe by name


def walked(of: Universe) -> Walk:
    walk = Walk(of)
    walk.run()
    return walk
