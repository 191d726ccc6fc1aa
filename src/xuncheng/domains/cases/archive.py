"""The bundle of an archived case: what is in it, and when it is sealed.

The manifest is fixed while the case is archived and its digest goes into the trail with that act. The zip
itself is written right after, still in the same transaction, so that it holds the archive act as well.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast
from uuid import UUID

from xuncheng.domains.cases.models import Case, Evidence
from xuncheng.domains.documents.bundle import (
    BundleCase,
    BundleFile,
    TrailLine,
    build_bundle,
    file_name,
    make_manifest,
)
from xuncheng.domains.documents.queries import (
    Document,
    countersignatures,
    in_file,
    in_order_of_file,
    with_signatures,
)
from xuncheng.domains.documents.verify_bundle import DIGEST_KEY, EXTENDS, anchors_of, output_of, references
from xuncheng.foundation.files.commands import attach, store_bytes
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.files.store import store
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.queries import lines_of

SPOOL_BYTES = 32 * 1024 * 1024


def seal_bundle(deed: Deed, case: Case) -> None:
    """Fix the manifest of the case as part of the deed, and have the zip written once the act is in the trail."""
    if deed.drafts is not None:
        return  # what is only tried has no files to bundle
    contents = _contents(deed, case)
    manifest = make_manifest(contents)
    deed.outputs[DIGEST_KEY] = hashlib.sha256(manifest).hexdigest()
    deed.afterwards.append(partial(_write, deed, case, contents, manifest))


def _contents(deed: Deed, case: Case) -> BundleCase:
    documents, evidence, trail = list(_documents(case)), list(_evidence(case)), _trail(case)
    evidence += _attachments(trail, [*documents, *evidence], len(evidence) + 1)
    return BundleCase(
        number=case.number, title=f"{case.party.name}{case.cause}案", archived_at=deed.at, documents=documents,
        evidence=evidence, trail=trail, authorities=_authorities(documents),
    )  # fmt: skip


def _write(deed: Deed, case: Case, contents: BundleCase, manifest: bytes) -> None:
    whole = replace(contents, trail=_trail(case))
    with tempfile.SpooledTemporaryFile(max_size=SPOOL_BYTES) as out:
        build_bundle(whole, manifest, cast(BinaryIO, out))
        out.seek(0)
        file = store_bytes(out.read(), f"{case.number}.zip", "application/zip", case.area_path, deed.actor.id)
    attach(deed, file, "case", case.pk, case.area_path)
    Case.objects.filter(pk=case.pk).update(bundle=file)


def _documents(case: Case) -> Iterator[BundleFile]:
    for place, document in enumerate(in_order_of_file(with_signatures(in_file(case.pk))), start=1):
        yield from _revisions(place, document)


def _revisions(place: int, document: Document) -> Iterator[BundleFile]:
    """A document with all its signatures, and before it how it was until each of the further ones was given."""
    signed = countersignatures(document)
    later = ((one.file, one.made_by_act, {EXTENDS: one.extends}) for one in signed)
    for number, (file, act, extends) in enumerate(
        ((document.file, document.made_by_act, {}), *later), start=1
    ):
        earlier = f"会签前第{number}版_" if number <= len(signed) else ""
        yield _bundled(
            file_name(place, f"{earlier}{document.title}{document.number}", ".pdf"), file, kind=document.kind,
            number=document.number, act=str(act), **extends,
        )  # fmt: skip


def _authorities(documents: list[BundleFile]) -> list[bytes]:
    """The certificates that the documents' signatures lead to: also of keys that are no longer in use."""
    found: set[bytes] = set()
    for document in documents:
        with document.open() as content:
            found |= anchors_of(content.read())
    return sorted(found)


def _evidence(case: Case) -> Iterator[BundleFile]:
    items = {item.pk: item for item in Evidence.objects.filter(case=case)}
    files = (
        StoredFile.objects.filter(attached_to__in=items).select_related("blob").order_by("attached_to", "id")
    )
    for place, file in enumerate(files, start=1):
        item = items[_owner(file)]
        name = file_name(place, f"{item.title}_{Path(file.name).stem}", Path(file.name).suffix)
        yield _bundled(name, file, kind=item.kind, state=item.state, act=str(item.pk))


def _attachments(trail: Sequence[TrailLine], known: Iterable[BundleFile], place: int) -> Iterator[BundleFile]:
    """What acts on the case put out besides documents and evidence: photographs of what was seized, proof of a price.

    What such a file hangs on may be anything of any other domain: the trail alone names them all.
    """
    there = {one.sha256 for one in known}
    named = dict.fromkeys(
        one for line in trail for one in references(output_of(asdict(line))) if one not in there
    )
    files = StoredFile.objects.filter(blob_id__in=named, attached_to__isnull=False).select_related("blob")
    kept = {file.blob_id: file for file in files.order_by("-id")}
    for number, file in enumerate((kept[one] for one in named if one in kept), start=place):
        yield _bundled(
            file_name(number, Path(file.name).stem, Path(file.name).suffix), file, kind="attachment"
        )


def _owner(file: StoredFile) -> UUID:
    if file.attached_to is None:
        raise RuntimeError("a file of an evidence item hangs on nothing")
    return file.attached_to


def _bundled(name: str, file: StoredFile, **metadata: str) -> BundleFile:
    digest = file.blob_id
    return BundleFile(name, lambda: cast(BinaryIO, store().open(digest)), digest, file.blob.size, metadata)


def _trail(case: Case) -> list[TrailLine]:
    return [TrailLine(**line) for line in lines_of(case.pk)]
