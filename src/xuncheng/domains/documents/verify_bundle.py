"""Check an archived case file (案卷包) on any machine: Python 3.8 or newer, nothing else, no network.

    python3 verify_bundle.py bundle.zip     checks the zip file
    python3 verify_bundle.py                checks the unpacked folder that this script lies in

It checks that every file is there, unchanged, and nothing more; that the list of files (manifest.json) is the
one whose digest the archive act recorded; that the trail (全过程记录) is unbroken from its first entry on; that
every file which the trail speaks of is there; and the daily seals, if there are any. It names what fails.
Exit code 0: all is as archived. 1: something is not.

What it cannot see: a file made up from beginning to end. Compare the hash that it prints last with the one that
the agency gives out.
"""

from __future__ import annotations

import hashlib
import json
import struct
import sys
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

if TYPE_CHECKING:
    Record = dict[str, Any]

FORMAT = "xuncheng-bundle/1"
MANIFEST = "manifest.json"
TRAIL = "trail.jsonl"
DIGEST_KEY = "manifest_sha256"
"""Where the output of the archive act holds the digest of the manifest."""

TRAIL_FIELDS = (
    "prev", "chain", "seq", "act_id", "name", "actor", "area_path", "at", "received_at",
    "device", "place", "input", "output",
)  # fmt: skip
"""What an entry's hash is taken over, in this order, as texts joined by U+001F."""
SEPARATOR = "\x1f"
START = "0" * 64
"""What the first entry of a chain follows on."""

_SHAPES = {
    "files": {"path": str, "size": int, "sha256": str},
    "chains": {"chain": str, "entries": int, "head": str},
    "seals": {"day": str, "root": str, "chain": str, "seq": int, "path": list},
}
_NUMBERS = ("seq", "at", "received_at")
_CHUNK = 1 << 20
_UNREADABLE = (
    OSError, EOFError, ValueError, TypeError, LookupError, RuntimeError, struct.error, zlib.error, zipfile.BadZipFile,
)  # fmt: skip
"""What reading a file, a zip or JSON that somebody spoilt may raise."""


class Finding(NamedTuple):
    """One thing that is wrong, and where."""

    where: str
    zh: str
    en: str


def unreadable(where: str, why: Exception) -> Finding:
    """That something cannot be read at all."""
    return Finding(where, f"无法读取：{why}", f"cannot be read: {why}")


class Check(NamedTuple):
    """One check that was made, and what it found."""

    zh: str
    en: str
    findings: list[Finding]


class ZipBundle:
    """A bundle in its zip file."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path)
        self._entries = [(composed(one.filename), one) for one in self._zip.infolist() if not one.is_dir()]

    def names(self) -> list[str]:
        """Paths of all files, one that is there twice given twice."""
        return [name for name, _ in self._entries]

    def open(self, name: str) -> BinaryIO:
        """The content of one file."""
        entry = dict(self._entries)[name]
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ValueError("unknown compression")
        return self._zip.open(entry)  # type: ignore[return-value] # it reads as a BinaryIO does


class FolderBundle:
    """A bundle unpacked in a folder."""

    def __init__(self, path: Path) -> None:
        files = (one for one in path.rglob("*") if not one.is_dir())
        self._paths = {composed(one.relative_to(path).as_posix()): one for one in files}

    def names(self) -> list[str]:
        """Paths of all files below the folder."""
        return sorted(self._paths)

    def open(self, name: str) -> BinaryIO:
        """The content of one file."""
        return self._paths[name].open("rb")


def composed(name: str) -> str:
    """A file name with its accented letters put together again: some systems take them apart."""
    return unicodedata.normalize("NFC", name)


def canonical(value: Any) -> str:
    """JSON text with sorted keys and no spaces: one text for one value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def entry_hash(entry: Record) -> str:
    """The SHA-256 of a trail entry, in hexadecimal."""
    return hashlib.sha256(SEPARATOR.join(str(entry[field]) for field in TRAIL_FIELDS).encode()).hexdigest()


def digest(content: BinaryIO) -> tuple[str, int]:
    """SHA-256 and size of a content, read in pieces."""
    total, size = hashlib.sha256(), 0
    for piece in iter(lambda: content.read(_CHUNK), b""):
        total.update(piece)
        size += len(piece)
    return total.hexdigest(), size


def read_manifest(bundle: Any) -> tuple[Record, str]:
    """The manifest and the digest of its text. Raises `ValueError` when it is not one that we know."""
    with bundle.open(MANIFEST) as content:
        text = content.read()
    manifest = json.loads(text.decode("utf-8"))
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ValueError(f"not a {FORMAT} manifest")
    for part, shape in _SHAPES.items():
        if not _has_shape(manifest.get(part), shape):
            raise ValueError(f"“{part}” is not as it should be")
    return manifest, hashlib.sha256(text).hexdigest()


def _has_shape(part: Any, shape: dict[str, type]) -> bool:
    """Whether a part of the manifest is a list of objects that hold these fields."""
    return isinstance(part, list) and all(
        isinstance(one, dict) and all(isinstance(one.get(field), kind) for field, kind in shape.items())
        for one in part
    )


def check_names(bundle: Any, manifest: Record) -> Check:
    """Every listed file is there once, and nothing else."""
    listed = {entry["path"] for entry in manifest["files"]} | {MANIFEST, TRAIL}
    present = bundle.names()
    findings = [Finding(name, "缺少文件", "missing") for name in sorted(listed - set(present))]
    extra = sorted(set(present) - listed)
    findings += [Finding(name, "多出的文件，不在清单中", "not in the manifest") for name in extra]
    twice = sorted(name for name, times in Counter(present).items() if times > 1)
    findings += [Finding(name, "同名文件出现多次", "there twice") for name in twice]
    count = len(listed)
    return Check(f"文件齐全，没有多余（{count} 个）", f"all {count} files there, none more", findings)


def check_files(bundle: Any, manifest: Record) -> Check:
    """Every file has the size and the digest that the manifest gives."""
    present = set(bundle.names())
    findings: list[Finding] = []
    for entry in manifest["files"]:
        if entry["path"] in present:
            findings += _file_findings(bundle, entry)
    count = len(manifest["files"])
    return Check(f"文件内容未改动（{count} 个）", f"content of {count} files unchanged", findings)


def _file_findings(bundle: Any, entry: Record) -> Iterator[Finding]:
    name = entry["path"]
    try:
        with bundle.open(name) as content:
            found, size = digest(content)
    except _UNREADABLE as broken:
        yield unreadable(name, broken)
        return
    if size != entry["size"]:
        yield Finding(name, f"大小应为 {entry['size']}，实为 {size}", f"size {size}, not {entry['size']}")
    if found != entry["sha256"]:
        yield Finding(name, "内容已被改动（SHA-256 不符）", "content was changed (SHA-256 differs)")


def read_trail(bundle: Any) -> tuple[list[Record], list[Finding]]:
    """The entries of the trail, and the lines that are none; reading ends at the first of these."""
    entries: list[Record] = []
    try:
        with bundle.open(TRAIL) as content:
            lines = content.read().split(b"\n")
    except _UNREADABLE as broken:
        return entries, [unreadable(TRAIL, broken)]
    if lines[-1]:
        return entries, [Finding(f"{TRAIL}:{len(lines)}", "末行不完整", "the last line is cut off")]
    for number, line in enumerate(lines[:-1], start=1):
        entry = _entry(line)
        if entry is None:
            return entries, [Finding(f"{TRAIL}:{number}", "不是完好的记录", "not a sound entry")]
        entries.append(entry)
    return entries, []


def _entry(line: bytes) -> Record | None:
    """The entry that a line holds, or None unless the line is exactly what that entry is written as."""
    try:
        entry = json.loads(line.decode("utf-8"))
    except ValueError:
        return None
    if not isinstance(entry, dict) or set(entry) != {*TRAIL_FIELDS, "hash"}:
        return None
    sound = all(type(value) is (int if field in _NUMBERS else str) for field, value in entry.items())
    split = any(SEPARATOR in str(value) for value in entry.values())
    return entry if sound and not split and canonical(entry).encode() == line else None


def name_of(entry: Record, number: int) -> str:
    """How a finding names an entry: line, chain, sequence number, act."""
    return f"{TRAIL}:{number} {entry['chain']} #{entry['seq']} {entry['name']}"


def check_trail(entries: list[Record], manifest: Record, broken: list[Finding]) -> Check:
    """Each entry has its hash and follows on the one before it in its chain; no chain was cut short."""
    findings = list(broken)
    ends: dict[str, Record] = {}
    for number, entry in enumerate(entries, start=1):
        findings += _entry_findings(entry, ends.get(entry["chain"]), name_of(entry, number))
        ends[entry["chain"]] = entry
    findings += _cut_short(entries, manifest)
    zh = f"全过程记录连续、未改动（{len(entries)} 条，{len(ends)} 条链）"
    return Check(zh, f"trail of {len(entries)} entries in {len(ends)} chains unbroken", findings)


def _entry_findings(entry: Record, before: Record | None, where: str) -> Iterator[Finding]:
    seq, prev = (before["seq"] + 1, before["hash"]) if before else (1, START)
    if entry["seq"] != seq:
        yield Finding(where, f"此处应为第 {seq} 条：有记录缺失、插入或调换", f"#{seq} should stand here")
    if entry["prev"] != prev:
        yield Finding(where, "与前一条记录不相接", "does not follow on the entry before it")
    if entry["hash"] != entry_hash(entry):
        yield Finding(where, "记录内容已被改动（SHA-256 不符）", "the entry was changed (SHA-256 differs)")


def _cut_short(entries: list[Record], manifest: Record) -> Iterator[Finding]:
    """The end that each chain had when the manifest was made must still be in it."""
    hashes = {(entry["chain"], entry["seq"]): entry["hash"] for entry in entries}
    for end in manifest["chains"]:
        if hashes.get((end["chain"], end["entries"])) != end["head"]:
            where = f"{TRAIL} {end['chain']} #{end['entries']}"
            yield Finding(where, "归档时的这条记录缺失或已被改动", "this entry is gone or was changed")


def check_archive_act(entries: list[Record], manifest: Record, found: str) -> Check:
    """One entry follows what the manifest knew of: the archive act, which recorded this very manifest's digest."""
    known = {end["chain"]: end["entries"] for end in manifest["chains"]}
    recorded, findings = None, []
    for number, entry in enumerate(entries, start=1):
        if entry["seq"] <= known.get(entry["chain"], 0):
            continue
        if recorded is None and DIGEST_KEY in output_of(entry):
            recorded = output_of(entry)[DIGEST_KEY]
        else:
            findings.append(
                Finding(name_of(entry, number), "归档时没有这条记录", "was not there when archived")
            )
    if recorded is None:
        findings.append(Finding(TRAIL, "没有归档记录", "no entry of an archive act"))
    elif recorded != found:
        findings.append(Finding(MANIFEST, "与归档时记录的摘要不符", "is not the manifest that was archived"))
    return Check("清单即归档时的清单", "the manifest is the one archived", findings)


def output_of(entry: Record) -> Record:
    """What an entry's act put out."""
    try:
        output = json.loads(entry["output"])
    except ValueError:
        return {}
    return output if isinstance(output, dict) else {}


def check_references(entries: list[Record], manifest: Record) -> Check:
    """Every file that an act put out (an object with the key sha256 in its output) is in the bundle."""
    present = {entry["sha256"] for entry in manifest["files"]}
    findings = []
    for number, entry in enumerate(entries, start=1):
        for wanted in _references(output_of(entry)):
            if wanted not in present:
                where = name_of(entry, number)
                findings.append(
                    Finding(where, f"所涉文件 {wanted} 不在卷内", f"its file {wanted} is not here")
                )
    return Check("记录所涉文书和证据均在卷内", "all documents and evidence of the trail are here", findings)


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("sha256"), str):
            yield value["sha256"]
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _references(one)


def check_seals(entries: list[Record], manifest: Record) -> Check:
    """Each daily seal (a Merkle root as in RFC 6962) covers the entry that it says it covers."""
    hashes = {(entry["chain"], entry["seq"]): entry["hash"] for entry in entries}
    findings = []
    for seal in manifest["seals"]:
        leaf = hashes.get((seal["chain"], seal["seq"]))
        if leaf is None or root_of(leaf, seal["path"]) != seal["root"]:
            where = f"{seal['day']} {seal['chain']} #{seal['seq']}"
            findings.append(Finding(where, "日封验证不通过", "the daily seal does not cover this entry"))
    count = len(manifest["seals"])
    return Check(f"日封（{count} 个）", f"{count} daily seals", findings)


def root_of(leaf: str, path: list[list[str]]) -> str:
    """The root that a leaf leads to along its path: pairs of side (left, right) and sister hash."""
    node = hashlib.sha256(b"\x00" + bytes.fromhex(leaf)).digest()
    for side, sister in path:
        pair = (bytes.fromhex(sister), node) if side == "left" else (node, bytes.fromhex(sister))
        node = hashlib.sha256(b"\x01" + pair[0] + pair[1]).digest()
    return node.hex()


def verify(bundle: Any) -> tuple[list[Check], str]:
    """All checks, and the hash of the last trail entry."""
    try:
        manifest, found = read_manifest(bundle)
    except _UNREADABLE as broken:
        return [Check("清单可读", "the manifest is readable", [unreadable(MANIFEST, broken)])], ""
    entries, broken_lines = read_trail(bundle)
    checks = [
        check_names(bundle, manifest),
        check_files(bundle, manifest),
        check_trail(entries, manifest, broken_lines),
        check_archive_act(entries, manifest, found),
        check_references(entries, manifest),
        check_seals(entries, manifest),
    ]
    return checks, entries[-1]["hash"] if entries else ""


def report(checks: list[Check], last: str) -> Iterator[str]:
    """Lines for a person: each check, each finding below it, the verdict."""
    for check in checks:
        yield f"[{'不通过 FAIL' if check.findings else '通过 PASS'}] {check.zh} / {check.en}"
        for finding in check.findings:
            yield f"    {finding.where}：{finding.zh} / {finding.en}"
    sound = not any(check.findings for check in checks)
    if not sound:
        yield "案卷有误 / the case file is not as archived"
        return
    yield "案卷完整，未经改动 / the case file is whole and unchanged"
    yield f"末条记录摘要 / hash of the last entry: {last}"


def main(arguments: list[str]) -> int:
    """Check what the command line names; 0 if all is as archived, else 1."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    if arguments[:1] in (["-h"], ["--help"]):
        sys.stdout.write(__doc__ or "")
        return 0
    path = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        checks, last = verify(FolderBundle(path) if path.is_dir() else ZipBundle(path))
    except _UNREADABLE as broken:
        checks, last = [Check("案卷可读", "the case file is readable", [unreadable(str(path), broken)])], ""
    sys.stdout.write("\n".join(report(checks, last)) + "\n")
    return 1 if any(check.findings for check in checks) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
