"""`@act`: what makes a function a command.

The decorator opens the transaction, answers a repeated act id with the first answer, locks the object,
checks permission, area and version, asks the procedure table whether the act is lawful now, runs the body,
and writes the trail entry together with its outbox event. Whatever fails, nothing is written.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar, cast, get_type_hints
from uuid import UUID

import orjson
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from xuncheng.foundation.trail.chain import canonical
from xuncheng.foundation.trail.deed import Deed, Draft, Entry
from xuncheng.foundation.trail.governed import Governed, govern
from xuncheng.foundation.trail.inputs import Inputs, inputs_of, resolve
from xuncheng.foundation.trail.models import ONE_ENTRY, TrailEntry, TrailHead
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid, not_found, refusal_of
from xuncheng.foundation.trail.scope import set_scope
from xuncheng.foundation.trail.statements import change, lock
from xuncheng.rules.legal import Basis, RuleError, Text

P = ParamSpec("P")
R = TypeVar("R", bound=Model)


@dataclass(frozen=True)
class Act:
    """One act of the register: its name, its command, and how it is shown.

    `on` names the parameter that holds the object acted on, a row of `subject_model`; None means that the act
    starts a new object, which the command returns. `public` acts may be done without signing in. `makes` names the
    kinds of documents that it may make. `first` is done with the object before its table judges the act: it brings into the facts
    what others did meanwhile.
    """

    name: str
    label: Text
    command: Callable[..., Any]
    on: str | None
    inputs: Inputs
    basis: tuple[Basis, ...]
    public: bool
    subject_model: type[Model]
    result_model: type[Model]
    makes: tuple[str, ...] = ()
    first: Callable[[Deed, Any], None] | None = None

    def perform(self, deed: Deed, **arguments: Any) -> Model:
        """Do the act: what the command does when it is called, by the names of its parameters."""
        deed.name = self.name
        deed.arguments = self.inputs.defaults | arguments
        return _perform(self, deed)

    def preview(self, deed: Deed, **arguments: Any) -> list[Draft]:
        """The documents that the act would make. It is judged and done as ever, and then undone: nothing stays of it.

        Raises `Refused` as the act itself would, and `nothing_to_preview` where it makes no document.
        """
        if not self.makes:
            raise _nothing_to_preview()
        deed.name = self.name
        deed.arguments = self.inputs.defaults | arguments
        drafts: list[Draft] = []
        deed.drafts = drafts
        try:
            with transaction.atomic():
                set_scope(deed.actor, deed.id)
                _do(self, deed)
                transaction.set_rollback(True)
        except RuleError as wrong:
            raise refusal_of(wrong) from wrong
        if not drafts:
            raise _nothing_to_preview()
        return drafts


REGISTER: dict[str, Act] = {}
"""Every act of the house by its name."""


def act(
    name: str,
    label: Text,
    *,
    on: str | None = None,
    basis: tuple[Basis, ...] = (),
    public: bool = False,
    makes: tuple[str, ...] = (),
    first: Callable[[Deed, Any], None] | None = None,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function the command of the named act. Its first parameter is the deed."""

    def register(command: Callable[P, R]) -> Callable[P, R]:
        hints = get_type_hints(command)
        spec = Act(
            name,
            label,
            command,
            on,
            inputs_of(name, command, on),
            basis,
            public,
            hints[on or "return"],
            hints["return"],
            makes,
            first,
        )
        if name in REGISTER:
            raise RuntimeError(f"two commands for the act {name}")
        REGISTER[name] = spec

        @functools.wraps(command)
        def perform(*args: P.args, **kwargs: P.kwargs) -> R:
            bound = spec.inputs.signature.bind(*args, **kwargs)
            deed, *_ = bound.arguments.values()
            return cast(R, spec.perform(deed, **dict(list(bound.arguments.items())[1:])))

        perform.act = spec  # type: ignore[attr-defined] # the register entry rides on the function it describes
        return perform

    return register


def _perform(spec: Act, deed: Deed) -> Model:
    if deed.parent is not None:
        return _do(spec, deed)
    try:
        with transaction.atomic():
            set_scope(deed.actor, deed.id)
            return _do(spec, deed)
    except (Refused, RuleError, IntegrityError) as wrong:
        # The same act id again finds the object moved on, or its own entry there: the first answer stands.
        replayed = _replay(spec, deed)
        if replayed is not None:
            return replayed
        if isinstance(wrong, RuleError):
            raise refusal_of(wrong) from wrong
        if _is_id_used(wrong):
            raise _id_used() from wrong
        raise


def _nothing_to_preview() -> Refused:
    return Refused(
        "nothing_to_preview",
        Text("按现在填写的内容，该事项不制作文书", "As filled in now, this makes no document"),
    )


def _is_id_used(wrong: Exception) -> bool:
    diagnosis = getattr(wrong.__cause__, "diag", None)
    return diagnosis is not None and diagnosis.constraint_name == ONE_ENTRY


def _id_used() -> Refused:
    return Refused(
        "act_id_used",
        Text(
            "此前已以同一编号办理过，内容与现在不同：请刷新查看",
            "Something else was done under this act id before: reload and look",
        ),
    )


def _replay(spec: Act, deed: Deed) -> Model | None:
    """The result of the act as it was done before; None where no such id is in sight. Raises `Refused` (`act_id_used`)."""
    with transaction.atomic():
        set_scope(deed.actor, deed.id)
        done = TrailEntry.objects.filter(act_id=deed.id).first()
        if done is None:
            return None
        if not _is_same(spec, deed, done):
            raise _id_used()
        output = orjson.loads(done.output)
        deed.entry = Entry(done.chain, done.seq, done.hash.hex(), output)
        deed.replayed = True
        return spec.result_model._base_manager.get(pk=output["result"])


def _is_same(spec: Act, deed: Deed, done: TrailEntry) -> bool:
    """Whether the entry tells of this very act: by the same person, on the same object, with the same input.

    An input that an older version of the program did not know is not held against it.
    """
    if (done.name, done.actor_id) != (spec.name, deed.actor.id):
        return False
    if spec.on and done.chain != _key_of(deed.arguments[spec.on]):
        return False
    then, now = orjson.loads(done.input), orjson.loads(_input(spec, deed))
    return all(then[name] == now[name] for name in then.keys() & now.keys())


def _input(spec: Act, deed: Deed) -> str:
    """What was entered, as the trail writes it."""
    entered = spec.inputs.trace({name: value for name, value in deed.arguments.items() if name != spec.on})
    return canonical(entered | ({"wording": dict(deed.wording)} if deed.wording else {}))


def _do(spec: Act, deed: Deed) -> Model:
    resolve(spec.inputs, deed.arguments)
    subject = _subject(spec, deed)
    if spec.first is not None:
        spec.first(deed, subject)
    if isinstance(subject, Governed):
        govern(deed, subject)
    result: Model = spec.command(deed, **deed.arguments)
    if subject is None:
        subject = result
        _check_area(spec, deed, subject)
    _check_wording(deed)
    _append(spec, deed, subject, result)
    for work in deed.afterwards:
        work()
    return result


def _subject(spec: Act, deed: Deed) -> Model | None:
    """The object acted on, locked and checked; None where the act starts a new one."""
    if spec.on is None:
        _check_somewhere(spec, deed)
        return None
    key = _key_of(deed.arguments[spec.on])
    subject = lock(spec.subject_model, key)
    if subject is None:
        raise not_found(Text("该事项", "object"))
    deed.arguments[spec.on] = subject
    _check_area(spec, deed, subject)
    _check_version(deed, subject)
    return subject


def _key_of(given: Any) -> UUID:
    """The key of an object that was given as a row or by its key."""
    key: UUID = given.pk if isinstance(given, Model) else given
    return key


def _check_somewhere(spec: Act, deed: Deed) -> None:
    if not (spec.public or deed.parent or deed.actor.may_somewhere(spec.name, deed.day)):
        raise _forbidden(spec)


def _check_area(spec: Act, deed: Deed, subject: Model) -> None:
    if spec.public or deed.parent:
        return
    if not deed.actor.may(spec.name, subject.area_path, deed.day):  # type: ignore[attr-defined] # every object of an act has its area
        raise _forbidden(spec)


def _forbidden(spec: Act) -> Refused:
    return Refused(
        "no_grant",
        Text(
            f"您没有在该区域办理“{spec.label.zh}”的权限",
            f"You have no grant for “{spec.label.en}” in this area",
        ),
        status=403,
    )


def _check_wording(deed: Deed) -> None:
    """Refuse words for a text that no document of the act has, or that is entered in its form."""
    lost = sorted(deed.wording.keys() - deed.worded) if deed.parent is None else []
    if lost:
        sentence = Text("本次办理的文书没有可以改写的这一段", "No document made here has such a text to word")
        raise invalid(*(FieldError(f"wording.{name}", sentence) for name in lost))


def _check_version(deed: Deed, subject: Model) -> None:
    if deed.expected is None:
        return
    version = TrailHead.objects.filter(chain=subject.pk).values_list("seq", flat=True).first() or 0
    if version != deed.expected:
        raise Refused(
            "stale",
            Text(
                f"内容已被他人更新（您看到的是第{deed.expected}版，现为第{version}版），请刷新后再办",
                f"This changed meanwhile (you saw version {deed.expected}, now {version}); reload first",
            ),
            status=412,
        )


def _append(spec: Act, deed: Deed, subject: Model, result: Model) -> None:
    output = {"result": str(result.pk), "documents": deed.documents} | deed.outputs
    output |= {name: getattr(subject, name) for name in ("number", "stage") if hasattr(subject, name)}
    actor = deed.actor
    entry = [
        subject.pk, subject._meta.model_name, deed.id, spec.name, actor.id, actor.name,
        subject.area_path, deed.at, deed.received_at, deed.device, deed.place_text,  # type: ignore[attr-defined] # as above
        _input(spec, deed), canonical(output),
    ]  # fmt: skip
    first, changes = _moving(subject)
    with connection.cursor() as cursor:
        cursor.execute(first + _APPEND, [*changes, *entry])
        seq, digest = cursor.fetchone()
    deed.entry = Entry(subject.pk, seq, digest.hex(), output)


def _moving(subject: Model) -> tuple[str, list[Any]]:
    """What goes before the entry in its statement: where the object is governed, its facts as the act left them."""
    if not isinstance(subject, Governed):
        return "", []
    statement, parameters = change(subject, Governed.FIELDS)
    return f"WITH moved AS ({statement}) ", parameters


_APPEND = "SELECT o_seq, o_hash FROM trail_append(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
