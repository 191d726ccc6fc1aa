"""Reading parties."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from xuncheng.domains.subjects.models import Party
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.identity import mask_id, mask_phone

__all__ = ["Party", "keys_by_identity", "readable_by", "search", "shown"]


def readable_by(viewer: Viewer) -> QuerySet[Party]:
    """Parties of the areas that the viewer sees."""
    return Party.objects.filter(in_scope(viewer))


def search(viewer: Viewer, text: str, limit: int = 20) -> list[Party]:
    """Parties whose name begins with the text or whose number it is, newest first."""
    wanted = text.strip()
    found = (
        readable_by(viewer).filter(Q(name__begins=wanted) | Q(identity=wanted))
        if wanted
        else readable_by(viewer)
    )
    return list(found.order_by("-id")[:limit])


def keys_by_identity(viewer: Viewer, identities: Iterable[str]) -> dict[str, UUID]:
    """Parties by their numbers; of several with one number the first."""
    found = readable_by(viewer).filter(identity__in={number for number in identities if number})
    return dict(found.order_by("-id").values_list("identity", "id"))


def shown(party: Party) -> dict[str, str]:
    """A party as lists show it: numbers masked."""
    return {
        "id": str(party.pk), "kind": party.kind, "name": party.name,
        "identity": mask_id(party.identity) if party.identity else "",
        "phone": mask_phone(party.phone) if party.phone else "", "address": party.address,
    }  # fmt: skip
