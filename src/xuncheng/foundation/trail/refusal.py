"""The one way in which the house says no."""

from __future__ import annotations

from dataclasses import dataclass, field

from xuncheng.rules.legal import Basis, RuleError, Text


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field of the input, for the sentence beside that field."""

    field: str
    message: Text


@dataclass
class Refused(Exception):
    """An act that is not done, and why.

    `code` is stable and for machines; `message` is a sentence for a person; `basis` names the articles
    that forbid the act, if the law does; `missing` says what would have to be there first. `status` is the
    HTTP status under which a door to the outside shows the refusal.
    """

    code: str
    message: Text
    status: int = 409
    basis: tuple[Basis, ...] = ()
    missing: tuple[Text, ...] = ()
    errors: tuple[FieldError, ...] = field(default=())

    def __str__(self) -> str:
        articles = "、".join(basis.label for basis in self.basis)
        return f"{self.code}: {self.message.zh}" + (f"（{articles}）" if articles else "")


def not_found(what: Text) -> Refused:
    """Answer for a thing that does not exist or lies outside the viewer's scope: the two look the same."""
    return Refused(
        "not_found",
        Text(f"没有找到{what.zh}，或不在您的权限范围内", f"No such {what.en}, or out of your scope"),
        status=404,
    )


def invalid(*errors: FieldError) -> Refused:
    """Input that does not fit: one refusal that names each field."""
    return Refused(
        "invalid_input",
        Text("填写的内容有误，请按提示修改", "The input does not fit; see each field"),
        status=422,
        errors=errors,
    )


def refusal_of(error: RuleError) -> Refused:
    """What a rule says of bad input, as the refusal of the act that carried it."""
    errors = (FieldError(error.field, error.message),) if error.field else ()
    return Refused(error.code, error.message, 422, error.basis, errors=errors)
