import base64
import hashlib
import socket
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from django.utils import timezone
from tusclient import client as tus
from tusclient.exceptions import TusCommunicationError, TusUploadFailed

from xuncheng.foundation.files import parts
from xuncheng.foundation.files.models import StoredFile, Upload
from xuncheng.foundation.files.queries import file_readable_by
from xuncheng.foundation.files.uploads import purge_expired
from xuncheng.foundation.people.queries import viewer_of
from xuncheng.foundation.trail.scope import reading

MIB = 1024 * 1024
VIDEO = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + bytes(range(256)) * 4 * 1024 * 5
"""The head of a video and five megabytes."""


def stored(key: str) -> StoredFile:
    """The file that an upload became, as its owner sees it."""
    owner = Upload.objects.get(pk=key).owner_id
    viewer = viewer_of(owner)
    assert viewer is not None
    with reading(viewer):
        return file_readable_by(viewer, UUID(key))


def test_the_server_says_what_it_can_do(site: Any) -> None:
    answer = httpx.options(site.uploads)
    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert answer.headers["Tus-Max-Size"] == str(8 * MIB)
    assert set(answer.headers["Tus-Extension"].split(",")) == {
        "creation", "creation-with-upload", "checksum", "expiration", "termination",
    }  # fmt: skip
    assert answer.headers["Tus-Checksum-Algorithm"] == "sha1,sha256"


def test_an_upload_in_three_chunks_becomes_a_file(officer: Any) -> None:
    address = officer.begun(len(VIDEO), "执法记录仪.mp4")
    for start in range(0, len(VIDEO), 2 * MIB):
        answer = officer.patch(address, start, VIDEO[start : start + 2 * MIB])
        assert answer.status_code == 204, answer.text
        assert int(answer.headers["Upload-Offset"]) == min(start + 2 * MIB, len(VIDEO))
        assert "Upload-Expires" in answer.headers
    file = stored(address.rpartition("/")[2])
    assert (file.name, file.blob.type, file.blob.size) == ("执法记录仪.mp4", "video/mp4", len(VIDEO))
    assert file.blob_id == hashlib.sha256(VIDEO).hexdigest()
    assert officer.get(str(file.id)).content == VIDEO


def test_a_finished_upload_leaves_no_part_file_and_still_answers(officer: Any, folder: Path) -> None:
    key = officer.upload(VIDEO, "录像.mp4")
    assert list((folder / "uploads").iterdir()) == []
    assert officer.offset(f"{officer.site.uploads}/{key}") == len(VIDEO)


def test_the_first_bytes_may_come_with_the_creation(officer: Any, draw: Callable[..., bytes]) -> None:
    picture = draw()
    told = f"filename {base64.b64encode('现场.jpg'.encode()).decode()},filetype aW1hZ2UvanBlZw=="
    headers = {**officer.tus, "Upload-Length": str(len(picture)), "Upload-Metadata": told}
    headers |= {"Content-Type": "application/offset+octet-stream"}
    answer = httpx.post(officer.site.uploads, content=picture, headers=headers)
    assert answer.status_code == 201
    assert answer.headers["Upload-Offset"] == str(len(picture))
    assert stored(answer.headers["Location"].rpartition("/")[2]).blob.type == "image/jpeg"


def test_a_chunk_at_the_wrong_place_is_refused(officer: Any) -> None:
    address = officer.begun(100)
    assert officer.patch(address, 10, bytes(10)).status_code == 409
    assert officer.patch(address, 0, bytes(10)).status_code == 204
    assert officer.patch(address, 0, bytes(10)).status_code == 409
    assert officer.offset(address) == 10


def test_more_than_was_declared_is_refused(officer: Any) -> None:
    address = officer.begun(100)
    assert officer.patch(address, 0, bytes(101)).json()["code"] == "upload_too_long"
    assert officer.offset(address) == 0


def test_another_version_of_the_protocol_is_refused(officer: Any) -> None:
    answer = httpx.post(officer.site.uploads, headers={**officer.token, "Tus-Resumable": "0.2.2"})
    assert (answer.status_code, answer.headers["Tus-Version"]) == (412, "1.0.0")


def test_a_chunk_of_another_content_type_is_refused(officer: Any) -> None:
    address = officer.begun(100)
    assert officer.patch(address, 0, bytes(10), Content_Type="image/jpeg").status_code == 415


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_chunk_with_the_right_checksum_is_accepted(officer: Any, algorithm: str) -> None:
    address = officer.begun(100)
    digest = base64.b64encode(hashlib.new(algorithm, bytes(60)).digest()).decode()
    assert officer.patch(address, 0, bytes(60), Upload_Checksum=f"{algorithm} {digest}").status_code == 204
    assert officer.offset(address) == 60


def test_a_chunk_with_the_wrong_checksum_leaves_no_trace(officer: Any, folder: Path) -> None:
    address = officer.begun(100)
    digest = base64.b64encode(hashlib.sha1(b"other", usedforsecurity=False).digest()).decode()
    assert officer.patch(address, 0, bytes(60), Upload_Checksum=f"sha1 {digest}").status_code == 460
    assert officer.offset(address) == 0
    assert len(list((folder / "uploads").iterdir())) == 1


@pytest.mark.parametrize("checksum", ["md5 AAAA", "sha1 ???", "sha1"])
def test_a_checksum_that_cannot_be_checked_is_refused(officer: Any, checksum: str) -> None:
    address = officer.begun(100)
    assert officer.patch(address, 0, bytes(10), Upload_Checksum=checksum).status_code in (400, 460)
    assert officer.offset(address) == 0


@pytest.mark.parametrize(
    ("length", "name", "status", "code"),
    [
        (0, "现场.jpg", 422, "file_empty"),
        (8 * MIB + 1, "录像.mp4", 413, "file_too_large"),
        (100, "程序.exe", 415, "type_not_allowed"),
        (100, "网页.html", 415, "type_not_allowed"),
        (100, "压缩包.zip", 415, "type_not_allowed"),
        (100, "", 415, "type_not_allowed"),
    ],
)
def test_what_is_not_taken_in_is_refused_before_it_is_sent(
    officer: Any, length: int, name: str, status: int, code: str
) -> None:
    answer = officer.create(length, name)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize("length", ["", "-1", "1e3", "1" * 30, "٣"])
def test_a_length_that_is_no_number_is_refused(officer: Any, length: str) -> None:
    headers = {**officer.tus, "Upload-Length": length.encode()}
    assert httpx.post(officer.site.uploads, headers=headers).status_code == 400


def test_a_page_disguised_as_a_picture_is_refused_with_its_last_byte(officer: Any, folder: Path) -> None:
    page = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
    address = officer.begun(len(page), "现场.jpg")
    answer = officer.patch(address, 0, page)
    assert (answer.status_code, answer.json()["code"]) == (415, "type_not_allowed")
    assert httpx.head(address, headers=officer.tus).status_code == 404
    assert list((folder / "uploads").iterdir()) == []


def test_nobody_else_sees_an_upload(site: Any, officer: Any) -> None:
    address = officer.begun(100)
    colleague = site.client(site.district.officer("wang.wei", "王伟", site.district.street_a.team))
    assert httpx.head(address, headers=colleague.tus).status_code == 404
    assert colleague.patch(address, 0, bytes(10)).status_code == 404
    assert httpx.delete(address, headers=colleague.tus).status_code == 404
    assert httpx.head(address, headers={"Tus-Resumable": "1.0.0"}).status_code == 401
    assert officer.offset(address) == 0


def test_an_upload_can_be_given_up(officer: Any, folder: Path) -> None:
    address = officer.begun(100)
    officer.patch(address, 0, bytes(10))
    assert httpx.delete(address, headers=officer.tus).status_code == 204
    assert httpx.head(address, headers=officer.tus).status_code == 404
    assert list((folder / "uploads").iterdir()) == []


def test_a_finished_upload_cannot_be_given_up(officer: Any) -> None:
    key = officer.upload(VIDEO, "录像.mp4")
    assert httpx.delete(f"{officer.site.uploads}/{key}", headers=officer.tus).status_code == 409


def test_an_upload_expires_and_is_cleared_away(officer: Any, folder: Path) -> None:
    address = officer.begun(100)
    officer.patch(address, 0, bytes(10))
    Upload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert officer.patch(address, 10, bytes(10)).status_code == 410
    assert purge_expired() == 1
    assert list((folder / "uploads").iterdir()) == []
    assert not Upload.objects.exists()


def test_unfinished_uploads_of_one_person_have_a_limit(officer: Any) -> None:
    for _ in range(10):
        officer.begun(8 * MIB, "录像.mp4")
    assert officer.create(8 * MIB, "录像.mp4").json()["code"] == "too_many_uploads"


def test_methods_can_be_sent_as_post(officer: Any) -> None:
    address = officer.begun(100)
    override = {**officer.tus, "X-HTTP-Method-Override": "PATCH", "Upload-Offset": "0"}
    override |= {"Content-Type": "application/offset+octet-stream"}
    assert httpx.post(address, content=bytes(10), headers=override).status_code == 204
    assert officer.offset(address) == 10
    assert httpx.post(address, headers=officer.tus).status_code == 405


def test_an_upload_that_was_cut_off_before_it_became_a_file_becomes_one(officer: Any) -> None:
    address = officer.begun(len(VIDEO), "录像.mp4")
    key = UUID(address.rpartition("/")[2])
    parts.path_of(key).write_bytes(VIDEO)
    assert officer.offset(address) == len(VIDEO)
    assert stored(str(key)).blob_id == hashlib.sha256(VIDEO).hexdigest()


def half_sent(sender: Any, address: str, content: bytes, declared: int) -> socket.socket:
    """A connection on which a chunk of `declared` bytes began to come and stopped."""
    connection = socket.create_connection(("127.0.0.1", sender.site.port))
    head = [f"PATCH /{address.split('/', 3)[3]} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {declared}"]
    head += ["Content-Type: application/offset+octet-stream", "Upload-Offset: 0"]
    head += [f"{name}: {value}" for name, value in sender.tus.items()]
    connection.sendall("\r\n".join(head).encode() + b"\r\n\r\n" + content)
    return connection


def eventually(condition: Callable[[], bool]) -> None:
    """Wait up to five seconds."""
    until = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < until, "it never came to that"
        time.sleep(0.02)


def test_only_one_connection_writes_at_a_time(officer: Any) -> None:
    address = officer.begun(len(VIDEO), "录像.mp4")
    connection = half_sent(officer, address, VIDEO[: 3 * MIB], len(VIDEO))
    eventually(lambda: officer.offset(address) > 0)
    assert officer.patch(address, officer.offset(address), VIDEO[-10:]).status_code == 423
    connection.close()


def test_a_connection_that_breaks_off_leaves_what_had_come(officer: Any) -> None:
    address = officer.begun(len(VIDEO), "录像.mp4")
    half_sent(officer, address, VIDEO[: 3 * MIB], len(VIDEO)).close()
    eventually(lambda: officer.offset(address) == 3 * MIB)
    eventually(lambda: officer.patch(address, 3 * MIB, VIDEO[3 * MIB :]).status_code == 204)
    assert officer.get(address.rpartition("/")[2]).content == VIDEO


def uploader(sender: Any, path: Path, **options: Any) -> Any:
    """tuspy, the reference client for Python."""
    client = tus.TusClient(sender.site.uploads, headers=sender.token)
    return client.uploader(str(path), chunk_size=MIB, metadata={"filename": "录像.mp4"}, **options)


@pytest.fixture
def video(tmp_path: Path) -> Path:
    path = tmp_path / "录像.mp4"
    path.write_bytes(VIDEO)
    return path


@pytest.mark.parametrize("checked", [False, True])
def test_tuspy_uploads(officer: Any, video: Path, checked: bool) -> None:
    upload = uploader(officer, video, upload_checksum=checked)
    upload.upload()
    assert officer.get(upload.url.rpartition("/")[2]).content == VIDEO


def test_tuspy_goes_on_after_the_server_was_killed(mortal_site: Any, video: Path) -> None:
    mortal_site.start_process()
    user = mortal_site.district.officer("li.na", "李娜", mortal_site.district.street_a.team)
    sender = mortal_site.client(user)
    first = uploader(sender, video)
    first.upload(stop_at=2 * MIB)
    mortal_site.kill()
    with pytest.raises((TusUploadFailed, TusCommunicationError)):
        first.upload_chunk()
    mortal_site.start_process()

    second = uploader(sender, video, url=first.url)
    assert second.offset == 2 * MIB
    second.upload()
    assert sender.get(first.url.rpartition("/")[2]).content == VIDEO


def test_bytes_that_came_in_before_a_kill_are_not_sent_again(mortal_site: Any) -> None:
    mortal_site.start_process()
    user = mortal_site.district.officer("li.na", "李娜", mortal_site.district.street_a.team)
    sender = mortal_site.client(user)
    address = sender.begun(len(VIDEO), "录像.mp4")
    connection = half_sent(sender, address, VIDEO[: 2 * MIB], len(VIDEO))
    eventually(lambda: sender.offset(address) == 2 * MIB)

    mortal_site.kill()
    connection.close()
    mortal_site.start_process()

    assert sender.offset(address) == 2 * MIB
    assert sender.patch(address, 2 * MIB, VIDEO[2 * MIB :]).status_code == 204
    assert sender.get(address.rpartition("/")[2]).content == VIDEO
