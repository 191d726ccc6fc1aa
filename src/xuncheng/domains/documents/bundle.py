"""The archived case file as one zip that anyone can check: documents, evidence, trail, manifest, checking script.

In two steps, because the archive act itself is in the trail: `make_manifest` lists every file before the act,
whose output records the manifest's digest (`verify_bundle.DIGEST_KEY`); `build_bundle` then writes the zip with
the trail up to and including that act. The same case gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from xuncheng.domains.documents import verify_bundle
from xuncheng.foundation.trail.deed import SHANGHAI

_CHUNK = 1 << 20
_SCRIPT = Path(verify_bundle.__file__)
_README = """{title}
案号：{number}

本压缩包是一个行政执法案件的完整案卷：
  documents/        执法文书
  evidence/         证据材料
  authorities/      文书签章所追溯到的根证书
  trail.jsonl       全过程记录：逐条行为，前后以 SHA-256 相接
  manifest.json     清单：每个文件的路径、大小和 SHA-256
  verify_bundle.py  核验程序

核验（只需要 Python 3.8 或更高版本，不联网）：
  python3 verify_bundle.py 案卷.zip      核验压缩包
  python3 verify_bundle.py              在解压后的文件夹内核验
核验程序、根证书与案卷放在一起，可能一并被改动：请从行政机关另行取得核验程序和根证书的摘要，并与行政机关公布的末条记录摘要比对。

This archive is the whole file of one enforcement case: documents, evidence, the trail of every act, each entry
chained to the one before it by SHA-256, and a manifest with the size and SHA-256 of every file. To check it with
nothing but Python 3.8 or newer: python3 verify_bundle.py FILE.zip, or without an argument in the unpacked folder.
The signatures of its documents lead to the certificates in authorities/. What lies beside the file could have been
changed with it: get the script and the digests of these certificates from the agency, and compare the hash that the
script prints last with the one the agency gives out.
"""


class BundleError(Exception):
    """The parts of a bundle do not fit together, or a stored file is not what was recorded of it."""


@dataclass(frozen=True)
class BundleFile:
    """One document or piece of evidence. `open` gives its content; `metadata` is for the manifest's readers."""

    name: str
    open: Callable[[], BinaryIO]
    sha256: str
    size: int
    metadata: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class TrailLine:
    """One trail entry with exactly what its hash is taken over; `at` and `received_at` in epoch microseconds."""

    prev: str
    chain: str
    seq: int
    act_id: str
    name: str
    actor: str
    area_path: str
    at: int
    received_at: int
    device: str
    place: str
    input: str
    output: str
    hash: str


@dataclass(frozen=True)
class Seal:
    """Proof that an entry was the end of its chain under the Merkle root of a day.

    `path` leads from the entry to the root: pairs of side (`left` or `right`) and sister hash.
    """

    day: str
    root: str
    chain: str
    seq: int
    path: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class BundleCase:
    """What a bundle is made of. Files come in the order of the archived file; lines in the order of each chain.

    `authorities` are the certificates, as DER, that the signatures of the documents lead to.
    """

    number: str
    title: str
    archived_at: datetime
    documents: Sequence[BundleFile]
    evidence: Sequence[BundleFile]
    trail: Sequence[TrailLine]
    seals: Sequence[Seal] = ()
    authorities: Sequence[bytes] = ()


def file_name(ordinal: int, title: str, suffix: str) -> str:
    """A name for a file in a bundle that is safe on every system: 03_现场检查笔录.pdf."""
    bare = re.sub(r'[\\/:*?"<>|\x00-\x1f\x7f]', "_", unicodedata.normalize("NFC", title)).strip(" .")
    return f"{ordinal:02}_{bare[:80]}{suffix}"


def make_manifest(case: BundleCase) -> bytes:
    """The manifest of a case about to be archived; `case.trail` ends before the archive act."""
    files = [
        {"path": path, "size": one.size, "sha256": one.sha256, "metadata": dict(one.metadata)}
        for path, one in _contents(case)
    ]
    manifest = {
        "format": verify_bundle.FORMAT,
        "case": {"number": case.number, "title": case.title},
        "archived_at": case.archived_at.astimezone(SHANGHAI).isoformat(),
        "files": files,
        "chains": _ends(case.trail),
        "authorities": [{"path": path, "sha256": one.sha256} for path, one in _authorities(case)],
        "seals": [asdict(seal) for seal in case.seals],
    }
    return (json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def build_bundle(case: BundleCase, manifest: bytes, out: BinaryIO) -> None:
    """Write the zip. `case.trail` now holds the archive act; what came after it in any chain is left out.

    Contents are streamed, never held in memory. Raises `BundleError` when a stored file is not what was
    recorded of it, or when the finished parts would not pass `verify_bundle`, naming the file or entry.
    """
    contents = dict(_contents(case))
    lines = _as_archived(case.trail, manifest)
    _fits_together(lines, manifest, contents)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for path, one in contents.items():
            _store(archive, path, one, case.archived_at)
        for path, text in (
            (verify_bundle.MANIFEST, manifest),
            (verify_bundle.TRAIL, _trail_text(lines)),
        ):
            _store(archive, path, _made(path, text), case.archived_at)


def _contents(case: BundleCase) -> Iterator[tuple[str, BundleFile]]:
    """Every file that the manifest lists, with its path."""
    yield "README.txt", _made("README.txt", _README.format(title=case.title, number=case.number).encode())
    yield _SCRIPT.name, _made(_SCRIPT.name, _SCRIPT.read_bytes())
    yield from _authorities(case)
    seen: set[str] = set()
    for folder, files in (("documents", case.documents), ("evidence", case.evidence)):
        for one in files:
            path = f"{folder}/{one.name}"
            if one.name != Path(one.name).name or one.name == ".." or path.casefold() in seen:
                raise BundleError(f"{path}: not a plain name, or there twice")
            seen.add(path.casefold())
            yield path, one


def _authorities(case: BundleCase) -> Iterator[tuple[str, BundleFile]]:
    for number, certificate in enumerate(sorted(case.authorities), start=1):
        path = f"authorities/{number:02}.cer"
        yield path, _made(path, certificate)


def _made(name: str, content: bytes) -> BundleFile:
    return BundleFile(name, lambda: io.BytesIO(content), hashlib.sha256(content).hexdigest(), len(content))


def _ends(trail: Sequence[TrailLine]) -> list[dict[str, str | int]]:
    ends = {line.chain: line for line in trail}
    return [{"chain": chain, "entries": line.seq, "head": line.hash} for chain, line in ends.items()]


def _trail_text(trail: Sequence[TrailLine]) -> bytes:
    return "".join(verify_bundle.canonical(asdict(line)) + "\n" for line in trail).encode()


def _as_archived(trail: Sequence[TrailLine], manifest: bytes) -> list[TrailLine]:
    """The trail as the manifest knew it, and the act that recorded its digest."""
    known = {end["chain"]: end["entries"] for end in json.loads(manifest)["chains"]}
    recorded = hashlib.sha256(manifest).hexdigest()
    return [line for line in trail if line.seq <= known.get(line.chain, 0) or recorded in line.output]


def _fits_together(lines: Sequence[TrailLine], manifest: bytes, contents: Mapping[str, BundleFile]) -> None:
    """Refuse to write what the script would not pass: the list of files, the trail, the recorded digest."""
    listed = json.loads(manifest)
    if {one["path"]: one["sha256"] for one in listed["files"]} != {
        p: one.sha256 for p, one in contents.items()
    }:
        raise BundleError(f"{verify_bundle.MANIFEST}: does not list the files of this case")
    entries = [asdict(line) for line in lines]
    checks = (
        verify_bundle.check_trail(entries, listed, []),
        verify_bundle.check_archive_act(entries, listed, hashlib.sha256(manifest).hexdigest()),
        verify_bundle.check_references(entries, listed),
        verify_bundle.check_seals(entries, listed),
    )
    for check in checks:
        for finding in check.findings:
            raise BundleError(f"{finding.where}: {finding.en}")


def _store(archive: zipfile.ZipFile, path: str, one: BundleFile, moment: datetime) -> None:
    """Copy one content into the zip, checking it against its record on the way."""
    entry = zipfile.ZipInfo(path, moment.astimezone(SHANGHAI).timetuple()[:6])
    entry.create_system, entry.external_attr, entry.file_size = 3, 0o644 << 16, one.size
    total, size = hashlib.sha256(), 0
    with one.open() as content, archive.open(entry, "w") as copy:
        while piece := content.read(_CHUNK):
            copy.write(piece)
            total.update(piece)
            size += len(piece)
    if (total.hexdigest(), size) != (one.sha256, one.size):
        raise BundleError(f"{path}: the stored file is not what was recorded of it")
