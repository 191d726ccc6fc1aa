import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from uuid_utils.compat import uuid7

from xuncheng.foundation.files.commands import add_file, attach, store_bytes
from xuncheng.foundation.files.models import Blob, StoredFile, Upload
from xuncheng.foundation.files.queries import (
    attached_to,
    file_out,
    file_readable_by,
    read_bytes,
    readable_by,
)
from xuncheng.foundation.files.uploads import tidy_name
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import ANONYMOUS, Viewer

PDF = b"%PDF-1.7 decision"


@pytest.fixture
def li(district: Any) -> Viewer:
    """An officer who sees street A."""
    user = district.officer("li.na", "李娜", district.street_a.team)
    viewer: Viewer = district.grant(user, district.role("reader", ["user.move"]), district.street_a.area)
    return viewer


@pytest.fixture
def wang(district: Any) -> Viewer:
    """An officer who sees street B."""
    user = district.officer("wang.wei", "王伟", district.street_b.team)
    viewer: Viewer = district.grant(user, district.role("reader.b", ["user.move"]), district.street_b.area)
    return viewer


@pytest.fixture
def storing(an_act: Any) -> Callable[..., StoredFile]:
    """Keep the PDF as if inside an act of the viewer."""

    def stored(viewer: Viewer, area_path: str = "") -> StoredFile:
        with an_act(), transaction.atomic():
            return store_bytes(PDF, "决定书.pdf", "application/pdf", area_path, viewer.id)

    return stored


def test_what_the_program_made_is_kept_by_its_content(storing: Callable[..., StoredFile], li: Viewer) -> None:
    file = storing(li, "110199.001.")
    assert file.blob_id == hashlib.sha256(PDF).hexdigest()
    assert read_bytes(file.blob_id) == PDF


def test_one_content_under_two_names_is_one_blob(storing: Callable[..., StoredFile], li: Viewer) -> None:
    assert storing(li).blob_id == storing(li).blob_id
    assert Blob.objects.count() == 1


def test_a_file_is_seen_in_its_area_and_by_who_gave_it(
    storing: Callable[..., StoredFile], li: Viewer, wang: Viewer
) -> None:
    file = storing(wang, "110199.001.")
    for viewer, sees in ((li, True), (wang, True), (ANONYMOUS, False)):
        with reading(viewer):
            assert readable_by(viewer).filter(pk=file.pk).exists() is sees


def test_the_database_hides_a_file_even_from_a_query_that_forgets_to_narrow(
    storing: Callable[..., StoredFile], li: Viewer, wang: Viewer
) -> None:
    file = storing(li, "110199.001.")
    with reading(wang):
        assert not StoredFile.objects.filter(pk=file.pk).exists()
    with reading(li):
        assert StoredFile.objects.filter(pk=file.pk).exists()


def test_what_nobody_uploaded_is_not_given_to_nobody(
    district: Any, storing: Callable[..., StoredFile]
) -> None:
    file = storing(ANONYMOUS, "110199.001.")
    with reading(ANONYMOUS), pytest.raises(Refused, match="not_found"):
        file_readable_by(ANONYMOUS, file.pk)


def test_attaching_puts_a_file_into_the_area_of_its_object(
    storing: Callable[..., StoredFile], an_act: Any, li: Viewer
) -> None:
    file, report = storing(li), uuid7()
    with an_act():
        attach(Deed(li), file, "report", report, "110199.001.")
        attach(Deed(li), file, "report", report, "110199.001.")
    with reading(li):
        found = attached_to(li, [report]).get()
        assert (found.pk, found.attached_type, found.area_path) == (file.pk, "report", "110199.001.")
        assert file_out(found)["thumbnail"] is False


def test_a_file_belongs_to_one_object(storing: Callable[..., StoredFile], an_act: Any, li: Viewer) -> None:
    file = storing(li)
    with an_act():
        attach(Deed(li), file, "report", uuid7(), "110199.001.")
        with pytest.raises(Refused, match="file_attached"):
            attach(Deed(li), file, "case", uuid7(), "110199.001.")


def test_nobody_attaches_what_another_gave(
    storing: Callable[..., StoredFile], an_act: Any, li: Viewer, wang: Viewer
) -> None:
    file = storing(li)
    with an_act(), pytest.raises(Refused, match="not_found"):
        attach(Deed(wang), file, "report", uuid7(), "110199.002.")


def upload_of(owner: Viewer, sha256: str = "") -> Upload:
    now = timezone.now()
    assert owner.id is not None
    return Upload.objects.create(
        owner_id=owner.id, length=len(PDF), name="证据.pdf", created_at=now, expires_at=now, sha256=sha256, type="application/pdf",
    )  # fmt: skip


def test_a_finished_upload_becomes_a_file_once(li: Viewer) -> None:
    upload = upload_of(li, hashlib.sha256(PDF).hexdigest())
    first = add_file(Deed(li, id=upload.id), upload.id)
    again = Deed(li, id=upload.id)
    assert add_file(again, upload.id).pk == first.pk == upload.id
    assert again.replayed
    assert first.area_path == ""


@pytest.mark.parametrize("who", ["wang", "nobody"])
def test_nobody_finishes_the_upload_of_another(li: Viewer, wang: Viewer, who: str) -> None:
    upload = upload_of(li, hashlib.sha256(PDF).hexdigest())
    with pytest.raises(Refused, match="not_found"):
        add_file(Deed({"wang": wang, "nobody": ANONYMOUS}[who]), upload.id)


def test_an_upload_that_is_not_whole_becomes_no_file(li: Viewer) -> None:
    with pytest.raises(Refused, match="upload_unfinished"):
        add_file(Deed(li), upload_of(li).id)


def test_files_are_written_only_inside_acts(district: Any, li: Viewer) -> None:
    with pytest.raises(DatabaseError, match="only inside an act"), reading(li):
        store_bytes(PDF, "决定书.pdf", "application/pdf", "", li.id)


@pytest.mark.parametrize(
    ("given", "tidy"),
    [
        ("现场.jpg", "现场.jpg"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\照片\\现场.jpg", "现场.jpg"),
        ("a\x00b\r\nc\u202egpj.exe", "abcgpj.exe"),
        ("长" * 300 + ".jpg", "长" * 187 + ".jpg"),
        ("é.txt", "é.txt"),
        ("/", ""),
    ],
)
def test_names_are_tidied(given: str, tidy: str) -> None:
    assert tidy_name(given) == tidy
    assert len(tidy) <= 200
