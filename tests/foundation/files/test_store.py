import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
from botocore.config import Config

from xuncheng.foundation.files.store import LocalStore, S3Store, Store

CONTENT = "违法行为照片".encode() * 1000
NAME = hashlib.sha256(CONTENT).hexdigest()


class Bucket(BaseHTTPRequestHandler):
    """As much of S3 as a store asks for: put, get from a byte on, list by prefix."""

    protocol_version = "HTTP/1.1"
    objects: dict[str, bytes]
    puts: int

    def do_PUT(self) -> None:
        self.objects[urlsplit(self.path).path] = self._body()
        type(self).puts += 1
        self._answer(200, b"")

    def do_DELETE(self) -> None:
        self.objects.pop(urlsplit(self.path).path, None)
        self._answer(204, b"")

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if "list-type" in address.query:
            prefix = f"{address.path.rstrip('/')}/{parse_qs(address.query)['prefix'][0]}"
            count = sum(key.startswith(prefix) for key in self.objects)
            self._answer(200, f"<ListBucketResult><KeyCount>{count}</KeyCount></ListBucketResult>".encode())
        elif address.path in self.objects:
            start = int(self.headers["Range"].removeprefix("bytes=").removesuffix("-"))
            self._answer(206, self.objects[address.path][start:])
        else:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") == "chunked" or "aws-chunked" in self.headers.get(
            "Content-Encoding", ""
        ):
            return self._chunks()
        return self.rfile.read(int(self.headers["Content-Length"]))

    def _chunks(self) -> bytes:
        content = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            content += self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return content

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def bucket() -> Iterator[S3Store]:
    Bucket.objects, Bucket.puts = {}, 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bucket)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    plain = Config(request_checksum_calculation="when_required", s3={"addressing_style": "path"})
    client = boto3.client(
        "s3", endpoint_url=f"http://127.0.0.1:{server.server_port}", region_name="cn-north-1", config=plain,
        aws_access_key_id="test", aws_secret_access_key="test",
    )  # fmt: skip
    yield S3Store(client, "xuncheng")
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["local", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path, bucket: S3Store) -> Store:
    return LocalStore(tmp_path / "store") if request.param == "local" else bucket


@pytest.fixture
def part(tmp_path: Path) -> Path:
    path = tmp_path / "part"
    path.write_bytes(CONTENT)
    return path


def test_what_is_put_comes_out_again(store: Store, part: Path) -> None:
    store.put(NAME, part)
    with store.open(NAME) as file:
        assert file.read() == CONTENT
    assert part.read_bytes() == CONTENT


def test_what_is_removed_is_gone_and_removing_it_again_changes_nothing(store: Store, part: Path) -> None:
    store.put(NAME, part)
    for _ in range(2):
        store.remove(NAME)
    with pytest.raises(FileNotFoundError):
        store.open(NAME)
    assert part.read_bytes() == CONTENT


def test_a_content_can_be_read_from_the_middle(store: Store) -> None:
    store.put_bytes(NAME, CONTENT)
    with store.open(NAME, 17_990) as file:
        assert file.read() == CONTENT[17_990:]


def test_the_same_content_twice_is_kept_once(store: Store, part: Path) -> None:
    store.put(NAME, part)
    store.put(NAME, part)
    store.put_bytes(NAME, CONTENT)
    with store.open(NAME) as file:
        assert file.read() == CONTENT


def test_s3_is_not_sent_what_it_has(bucket: S3Store, part: Path) -> None:
    bucket.put(NAME, part)
    bucket.put_bytes(NAME, CONTENT)
    assert Bucket.puts == 1


def test_what_is_not_there_is_not_found(store: Store) -> None:
    with pytest.raises(FileNotFoundError):
        store.open(NAME)


def test_a_folder_keeps_two_levels_and_no_leftovers(tmp_path: Path, part: Path) -> None:
    LocalStore(tmp_path / "store").put(NAME, part)
    files = [
        path.relative_to(tmp_path / "store") for path in (tmp_path / "store").rglob("*") if path.is_file()
    ]
    assert files == [Path(NAME[:2]) / NAME[2:4] / NAME]


def test_a_content_outlives_its_part_file(tmp_path: Path, part: Path) -> None:
    LocalStore(tmp_path / "store").put(NAME, part)
    part.unlink()
    with LocalStore(tmp_path / "store").open(NAME) as file:
        assert file.read() == CONTENT


def test_a_content_from_another_disk_is_copied(
    tmp_path: Path, part: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr("os.link", refuse)
    LocalStore(tmp_path / "store").put(NAME, part)
    part.write_bytes(b"")
    with LocalStore(tmp_path / "store").open(NAME) as file:
        assert file.read() == CONTENT


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="No space"):
        LocalStore(tmp_path / "store").put_bytes(NAME, CONTENT)
    assert not [path for path in (tmp_path / "store").rglob("*") if path.is_file()]


def test_a_store_that_is_not_durable_keeps_the_same_contents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.fsync", lambda _: pytest.fail("waited for the disk"))
    hasty = LocalStore(tmp_path / "store", durable=False)
    hasty.put_bytes(NAME, CONTENT)
    with hasty.open(NAME) as file:
        assert file.read() == CONTENT
