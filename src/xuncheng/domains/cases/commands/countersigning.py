"""The second officer signs what both did: records made on the spot, and the decision on the spot."""

from __future__ import annotations

from typing import Annotated

from xuncheng.domains.cases.models import Case
from xuncheng.domains.cases.signatures import BASIS, COUNTERSIGN, not_asked, signatory_of, why_not
from xuncheng.domains.documents.commands import NOBODY, countersign
from xuncheng.domains.documents.queries import Document, certificates, corrections_of, with_signatures
from xuncheng.foundation.people.models import Officer
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Text

ToSign = Annotated[Document, field("需要签名的文书", "Document to sign", "ref", ref="document")]


@act(COUNTERSIGN, Text("签名确认文书", "Sign a document"), on="case", basis=BASIS)
def countersign_document(
    deed: Deed, case: Case,
    document: ToSign,
) -> Document:  # fmt: skip
    """Sign an issued document that names the actor as an officer and that another issued (会签).

    Administrative Penalty Law, art. 42(1), 52(2); Administrative Coercion Law, art. 18()(8), 51(1)(4). What was issued stays as it
    is: the signature is appended in a further revision. Raises `Refused`: `invalid_input` for a document of another case,
    `not_named`, `signed_already`, `archived`, `document_corrected`, `uncertified`.
    """
    if document.subject_id != case.pk:
        raise invalid(FieldError("document", Text("该文书不属于本案", "That document is of another case")))
    read = with_signatures(Document.objects.filter(pk=document.pk)).select_related("file").get()
    one = signatory_of(read, deed.actor.id)
    if one is None:
        officer = Officer.objects.filter(pk=deed.actor.id or NOBODY).first()
        raise not_asked(named=officer is not None and officer.certificate_number in certificates(read))
    if refused := why_not(case, one, corrections_of(read), deed.day):
        raise refused
    countersign(deed, one)
    return read
