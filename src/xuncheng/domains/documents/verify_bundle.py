"""Check an archived case file (案卷包) on any machine: Python 3.8 or newer, nothing else, no network.

    python3 verify_bundle.py bundle.zip     checks the zip file
    python3 verify_bundle.py                checks the unpacked folder that this script lies in

It checks that every file is there, unchanged, and nothing more; that the list of files (manifest.json) is the
one whose digest the archive act recorded; that every document (documents/*.pdf) is signed, unchanged since, by
whom a certificate names that leads to an authority of the list, and begins with the very bytes that it had before
a further signature was appended; that the trail (全过程记录) is unbroken from its
first entry on; that every file which the trail speaks of is there; and the daily seals, if there are any. It names
what fails. Exit code 0: all is as archived. 1: something is not.

What it cannot see: a file made up from beginning to end, with authorities of its own. Compare the hash that it
prints last, and the digests of the certificates in authorities/, with those that the agency gives out. Nor does it
ask whether a certificate had run out or was withdrawn when it signed.
"""

from __future__ import annotations

import hashlib
import json
import re
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

FORMAT = "xuncheng-bundle/2"
MANIFEST = "manifest.json"
TRAIL = "trail.jsonl"
DOCUMENTS = "documents/"
"""Where the documents lie: each of them is a signed PDF."""
EXTENDS = "extends"
"""What a file's metadata call the digest of the file whose bytes it begins with: the document before it was signed again."""
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

_SHAPES: dict[str, dict[str, type]] = {
    "files": {"path": str, "size": int, "sha256": str},
    "chains": {"chain": str, "entries": int, "head": str},
    "authorities": {"path": str, "sha256": str},
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
        for wanted in references(output_of(entry)):
            if wanted not in present:
                where = name_of(entry, number)
                findings.append(
                    Finding(where, f"所涉文件 {wanted} 不在卷内", f"its file {wanted} is not here")
                )
    return Check("记录所涉文书和证据均在卷内", "all documents and evidence of the trail are here", findings)


def references(value: Any) -> Iterator[str]:
    """The SHA-256 of every file that an output names."""
    if isinstance(value, dict):
        if isinstance(value.get("sha256"), str):
            yield value["sha256"]
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from references(one)


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


# --- Signatures: PDF (ISO 32000) holding CMS (RFC 5652) with X.509 certificates (RFC 5280), as PAdES B-B asks --------

SEQUENCE, SET, OID, INTEGER, BITS, OCTETS = 0x30, 0x31, 0x06, 0x02, 0x03, 0x04
"""The tags of DER elements; an element in square brackets has 0xA0 and its number."""

_hex = bytes.fromhex
SIGNED_DATA, DATA = _hex("06092a864886f70d010702"), _hex("06092a864886f70d010701")
CONTENT_TYPE, MESSAGE_DIGEST = _hex("06092a864886f70d010903"), _hex("06092a864886f70d010904")
SIGNING_CERTIFICATE = _hex("060b2a864886f70d010910022f")
BASIC_CONSTRAINTS, COMMON_NAME = _hex("0603551d13"), _hex("0603550403")
RSA, SHA256 = _hex("06092a864886f70d010101"), _hex("0609608648016503040201")
RSA_WITH = {
    _hex("06092a864886f70d01010b"): ("sha256", _hex("3031300d060960864801650304020105000420")),
    _hex("06092a864886f70d01010c"): ("sha384", _hex("3041300d060960864801650304020205000430")),
    _hex("06092a864886f70d01010d"): ("sha512", _hex("3051300d060960864801650304020305000440")),
}
"""RSA signatures by their object identifier: the digest, and what stands before it under the signature (RFC 8017)."""
RSA_WITH[RSA] = RSA_WITH[_hex("06092a864886f70d01010b")]

_BYTE_RANGE = re.compile(rb"/ByteRange ?\[ ?(\d+) (\d+) (\d+) (\d+) ?\]")


class Unsound(ValueError):
    """A signature that does not hold; says why in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


class Der(NamedTuple):
    """One element of DER: its tag, what it holds, and the whole of it."""

    tag: int
    content: bytes
    whole: bytes


class Certificate(NamedTuple):
    """What a certificate says, and the signature under it."""

    whole: bytes
    signed: bytes
    method: Der
    signature: bytes
    serial: bytes
    issuer: bytes
    subject: Der
    key: tuple[int, int]
    is_authority: bool


class Signature(NamedTuple):
    """One signature in a PDF: by whom, with which certificates beside it, over what."""

    by: Certificate
    beside: list[Certificate]
    attributes: dict[bytes, bytes]
    signed: bytes
    method: Der
    value: bytes
    digest: bytes


def der(data: bytes) -> list[Der]:
    """The elements that these bytes consist of. Raises `ValueError` or `LookupError` where they are not DER."""
    found, at = [], 0
    while at < len(data):
        start, tag, size = at, data[at], data[at + 1]
        at += 2
        if size >= 0x80:
            digits = data[at : at + size - 0x80]
            at, size = at + len(digits), int.from_bytes(digits, "big")
            if size < 0x80 or digits[0] == 0:
                raise ValueError("a length that is not written as short as can be")
        if at + size > len(data):
            raise ValueError("cut off")
        found.append(Der(tag, data[at : at + size], data[start : at + size]))
        at += size
    return found


def parts(data: bytes, *tags: int) -> list[Der]:
    """The elements that these bytes consist of, which must have these tags."""
    found = der(data)
    if [one.tag for one in found] != list(tags):
        raise ValueError("not of the form that is known here")
    return found


def is_algorithm(element: Der, *identifiers: bytes) -> bool:
    """Whether an algorithm is one of these, without parameters."""
    return element.content in [one + nothing for one in identifiers for nothing in (b"", b"\x05\x00")]


def read_certificate(whole: bytes) -> Certificate:
    """A certificate with an RSA key. Raises `ValueError` or `LookupError` for anything else."""
    signed, method, signature = parts(parts(whole, SEQUENCE)[0].content, SEQUENCE, SEQUENCE, BITS)
    fields = der(signed.content)
    _, serial, inner, issuer, _, subject, public = fields[:7]
    algorithm, key = parts(public.content, SEQUENCE, BITS)
    if inner != method or signature.content[0] != 0 or not is_algorithm(algorithm, RSA):
        raise ValueError("not a certificate of the form that is known here")
    modulus, exponent = parts(parts(key.content[1:], SEQUENCE)[0].content, INTEGER, INTEGER)
    numbers = int.from_bytes(modulus.content, "big"), int.from_bytes(exponent.content, "big")
    return Certificate(
        whole, signed.whole, method, signature.content[1:], serial.whole, issuer.whole, subject, numbers,
        any(_allows_issuing(one) for one in fields[7:] if one.tag == 0xA3),
    )  # fmt: skip


def _allows_issuing(extensions: Der) -> bool:
    """Whether the basic constraints among a certificate's extensions say that it may issue others."""
    for extension in der(parts(extensions.content, SEQUENCE)[0].content):
        name, *_, value = der(extension.content)
        if name.whole == BASIC_CONSTRAINTS:
            return parts(value.content, SEQUENCE)[0].content.startswith(b"\x01\x01\xff")
    return False


def common_name(subject: Der) -> str:
    """Whom a certificate was made for."""
    pairs = (der(pair.content) for group in der(subject.content) for pair in der(group.content))
    return "".join(
        value.content.decode("utf-8", "replace") for kind, value in pairs if kind.whole == COMMON_NAME
    )


def rsa_holds(key: tuple[int, int], method: Der, signed: bytes, value: bytes) -> bool:
    """Whether a signature (RSASSA-PKCS1-v1_5) over these bytes was made with the key's other half."""
    modulus, exponent = key
    known = [one for one in RSA_WITH if is_algorithm(method, one)]
    size = (modulus.bit_length() + 7) // 8
    if not known or len(value) != size or int.from_bytes(value, "big") >= modulus:
        return False
    name, prefix = RSA_WITH[known[0]]
    tail = b"\x00" + prefix + hashlib.new(name, signed).digest()
    opened = pow(int.from_bytes(value, "big"), exponent, modulus).to_bytes(size, "big")
    return opened == b"\x00\x01".ljust(size - len(tail), b"\xff") + tail


def issuer_of(one: Certificate, among: list[Certificate]) -> Certificate | None:
    """The other certificate that this one was issued with."""
    for other in among:
        named = other.is_authority and other.whole != one.whole and other.subject.whole == one.issuer
        if named and rsa_holds(other.key, one.method, one.signed, one.signature):
            return other
    return None


def way_up(one: Certificate, among: list[Certificate]) -> list[Certificate]:
    """A certificate, the one that it was issued with, and so on up to the last that is known."""
    way: list[Certificate] = []
    step: Certificate | None = one
    while step is not None and step not in way:
        way.append(step)
        step = issuer_of(step, among)
    return way


def signatures_of(pdf: bytes) -> list[Signature]:
    """The signatures in a PDF, in their order. Raises `Unsound` unless the last of them covers the whole file."""
    found, end = [], 0
    for place in _BYTE_RANGE.finditer(pdf):
        start, first, after, rest = (int(number) for number in place.groups())
        if start != 0 or not first < place.start() < after + rest <= len(pdf) or after + rest <= end:
            raise Unsound("签章所覆盖的范围有误", "a signature covers something else than the file up to it")
        end = after + rest
        digest = hashlib.sha256(pdf[:first] + pdf[after:end]).digest()
        found.append(read_signature(container_in(pdf[first:after]), digest))
    if not found:
        raise Unsound("没有签章", "not signed")
    if end != len(pdf):
        raise Unsound("签章未覆盖全文：签署后又有添加", "something was added after the last signature")
    return found


def container_in(gap: bytes) -> bytes:
    """What stands in the one place that a signature does not cover: a container in hexadecimal, then noughts."""
    held = bytes.fromhex(gap[1:-1].decode("ascii"))
    size = 4 + int.from_bytes(held[2:4], "big")
    if gap not in (b"<%s>" % held.hex().encode(), b"<%s>" % held.hex().upper().encode()) or any(held[size:]):
        raise ValueError("the place of the signature holds something else")
    return held[:size]


def read_signature(container: bytes, digest: bytes) -> Signature:
    """The one signature in a CMS container; nothing may stand in it that is not looked at."""
    kind, boxed = parts(parts(container, SEQUENCE)[0].content, OID, 0xA0)
    version, digests, content, beside, signers = parts(
        parts(boxed.content, SEQUENCE)[0].content, INTEGER, SET, SEQUENCE, 0xA0, SET
    )
    signer = parts(signers.content, SEQUENCE)[0]
    edition, by, digested, attributes, method, value = parts(
        signer.content, INTEGER, SEQUENCE, SEQUENCE, 0xA0, SEQUENCE, OCTETS
    )
    plain = (kind.whole, version.content, edition.content, content.content)
    hashed = is_algorithm(parts(digests.content, SEQUENCE)[0], SHA256) and is_algorithm(digested, SHA256)
    if plain != (SIGNED_DATA, b"\x01", b"\x01", DATA) or not hashed:
        raise ValueError("not a signature of the form that is known here")
    certificates = [read_certificate(one.whole) for one in der(beside.content)]
    mine = [one for one in certificates if one.issuer + one.serial == by.content]
    if len(mine) != 1:
        raise ValueError("the signer's certificate is not in it")
    named = [parts(one.content, OID, SET) for one in der(attributes.content)]
    # What is signed are the attributes as a set of their own, not as a part of the container: RFC 5652, 5.4
    return Signature(
        mine[0], certificates, {name.whole: values.content for name, values in named},
        bytes([SET]) + attributes.whole[1:], method, value.content, digest,
    )  # fmt: skip


def require_sound(one: Signature, authorities: list[Certificate]) -> None:
    """Raises `Unsound` unless a signature holds and all its certificates lead to one of the authorities."""
    if (
        one.attributes.get(CONTENT_TYPE) != DATA
        or one.attributes.get(MESSAGE_DIGEST) != b"\x04\x20" + one.digest
    ):
        raise Unsound("签署后内容已被改动（摘要不符）", "the document was changed after it was signed")
    mark = b"\x04\x20" + hashlib.sha256(one.by.whole).digest()
    named = parts(one.attributes.get(SIGNING_CERTIFICATE, b""), SEQUENCE)[0]
    if not der(der(named.content)[0].content)[0].content.startswith(mark):
        raise Unsound(
            "签章证书不是签署时所用的证书", "the certificate is not the one that it was signed with"
        )
    if not rsa_holds(one.by.key, one.method, one.signed, one.value):
        raise Unsound("签名验证不通过", "the signature was not made with the signer's key")
    for certificate in one.beside:
        if way_up(certificate, one.beside + authorities)[-1] not in authorities:
            raise Unsound(
                "签章证书不能追溯到清单所列的根证书", "a certificate leads to no authority of the list"
            )


def check_signatures(bundle: Any, manifest: Record) -> Check:
    """Every document is signed, is as it was signed, and whoever signed it has a certificate of an authority."""
    authorities, findings = _authorities(bundle, manifest)
    names = [entry["path"] for entry in manifest["files"] if entry["path"].startswith(DOCUMENTS)]
    signers: set[str] = set()
    for name in sorted(set(names) & set(bundle.names())):
        try:
            with bundle.open(name) as content:
                found = signatures_of(content.read())
            for one in found:
                require_sound(one, authorities)
                signers.add(common_name(one.by.subject))
        except Unsound as wrong:
            findings.append(Finding(name, wrong.zh, wrong.en))
        except _UNREADABLE as broken:
            findings.append(
                Finding(name, f"签章无法辨读：{broken}", f"its signature cannot be read: {broken}")
            )
    by = "、".join(sorted(signers))
    return Check(
        f"文书签章有效（{len(names)} 份：{by}）", f"{len(names)} documents signed, by {by}", findings
    )


def check_revisions(bundle: Any, manifest: Record) -> Check:
    """A document that was signed again begins with the very bytes that it had before: they are in the bundle as well."""
    kept = {entry["sha256"]: entry["path"] for entry in manifest["files"]}
    pairs = [(entry["path"], before) for entry in manifest["files"] for before in _extended(entry)]
    findings: list[Finding] = []
    for name, before in pairs:
        findings += _revision_findings(bundle, name, before, kept.get(before, ""))
    zh, en = f"会签未改动原件（{len(pairs)} 份）", f"{len(pairs)} documents begin with what was signed before"
    return Check(zh, en, findings)


def _revision_findings(bundle: Any, name: str, before: str, path: str) -> Iterator[Finding]:
    if path not in bundle.names():
        yield Finding(
            name, f"缺少会签前的文书 {before}", f"the document that it extends, {before}, is not here"
        )
        return
    try:
        with bundle.open(path) as first, bundle.open(name) as whole:
            if not whole.read().startswith(first.read()):
                yield Finding(name, "会签前的内容已被改动", "it does not begin with what was signed before")
    except _UNREADABLE as broken:
        yield unreadable(name, broken)


def _extended(entry: Record) -> list[str]:
    """The digest of what a file extends, if its metadata name one."""
    metadata = entry.get("metadata")
    named = metadata.get(EXTENDS) if isinstance(metadata, dict) else None
    return [named] if isinstance(named, str) else []


def _authorities(bundle: Any, manifest: Record) -> tuple[list[Certificate], list[Finding]]:
    """The certificates whose digests the manifest names, and those that are not what it names."""
    found: list[Certificate] = []
    findings: list[Finding] = []
    for entry in manifest["authorities"]:
        try:
            with bundle.open(entry["path"]) as content:
                whole = content.read()
            if hashlib.sha256(whole).hexdigest() != entry["sha256"]:
                raise ValueError("SHA-256")
            found.append(read_certificate(whole))
        except _UNREADABLE as broken:
            findings.append(unreadable(entry["path"], broken))
    return found, findings


def anchors_of(pdf: bytes) -> set[bytes]:
    """The certificates that the signatures in a PDF lead to at last, as far as it holds them itself."""
    return {way_up(one.by, one.beside)[-1].whole for one in signatures_of(pdf)}


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
        check_signatures(bundle, manifest),
        check_revisions(bundle, manifest),
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
