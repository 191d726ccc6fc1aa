import ast
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domains.documents.bundles import (
    BUNDLE,
    CASE,
    PHOTO,
    REPORT,
    SCRIPT,
    built,
    case,
    follow,
    lines_of,
    pack,
    sha256,
    trail,
    unpack,
)

from xuncheng.domains.documents import verify_bundle
from xuncheng.domains.documents.bundle import BundleError, Seal, TrailLine
from xuncheng.foundation.trail import chain


def check(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = verify_bundle.main([str(path)])
    return code, capsys.readouterr().out


# --- A sound bundle -----------------------------------------------------------------------------------------------


def test_a_sound_bundle_passes_on_a_machine_that_has_nothing_of_ours(tmp_path: Path) -> None:
    zipped, script = tmp_path / "案卷.zip", tmp_path / "verify_bundle.py"
    zipped.write_bytes(BUNDLE)
    script.write_bytes(unpack(BUNDLE)["verify_bundle.py"])
    done = subprocess.run(
        [sys.executable, "-I", "-S", script.name, zipped.name], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={}, encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "[通过 PASS] 全过程记录连续、未改动（6 条，2 条链）" in done.stdout
    assert "案卷完整，未经改动" in done.stdout


def test_it_also_passes_unpacked_in_a_folder(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(BUNDLE)) as archive:
        archive.extractall(tmp_path / "案卷")
    done = subprocess.run(
        [sys.executable, "-I", "-S", "verify_bundle.py"], cwd=tmp_path / "案卷", capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert not (tmp_path / "案卷" / "__pycache__").exists()


def test_the_script_is_python_3_8_and_imports_nothing_but_the_standard_library() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


def test_a_bundle_zipped_anew_with_compression_still_passes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in unpack(BUNDLE).items():
            archive.writestr(name, content)
    assert check(tmp_path / "a.zip", capsys)[0] == 0


# --- Tampering with files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", unpack(BUNDLE))
@pytest.mark.parametrize("where", [0, 0.5, 0.99])
def test_one_changed_byte_of_any_file_is_found_and_the_file_named(
    name: str, where: float, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contents = unpack(BUNDLE)
    changed = bytearray(contents[name])
    changed[int(len(changed) * where)] ^= 0x01
    code, said = check(pack({**contents, name: bytes(changed)}, tmp_path / "a.zip"), capsys)
    assert code == 1
    assert name in said.split("案卷有误")[0].split("[不通过 FAIL]", 1)[1]


@pytest.mark.parametrize("name", unpack(BUNDLE))
def test_a_byte_changed_in_the_zip_file_itself_is_found(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = unpack(BUNDLE)[name]
    raw = bytearray(BUNDLE)
    raw[raw.index(content) + len(content) // 2] ^= 0x80
    (tmp_path / "a.zip").write_bytes(raw)
    code, said = check(tmp_path / "a.zip", capsys)
    assert code == 1
    assert name in said


@pytest.mark.parametrize("name", list(unpack(BUNDLE)))
def test_a_missing_file_is_named(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contents = unpack(BUNDLE)
    del contents[name]
    code, said = check(pack(contents, tmp_path / "a.zip"), capsys)
    assert code == 1
    assert f"{name}：" in said


def test_a_file_that_was_slipped_in_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = check(pack({**unpack(BUNDLE), "evidence/02_补.jpg": b"x"}, tmp_path / "a.zip"), capsys)
    assert code == 1
    assert "evidence/02_补.jpg：多出的文件" in said


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_second_file_of_the_same_name_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = pack(unpack(BUNDLE), tmp_path / "a.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("evidence/01_现场照片.jpg", PHOTO)
    code, said = check(path, capsys)
    assert code == 1
    assert "evidence/01_现场照片.jpg：同名文件出现多次" in said


def test_an_exchanged_document_with_a_manifest_to_match_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contents = unpack(BUNDLE)
    name = next(name for name in contents if name.startswith("documents/"))
    manifest = json.loads(contents["manifest.json"])
    entry = next(one for one in manifest["files"] if one["path"] == name)
    entry["sha256"], entry["size"] = sha256(b"forged"), 6
    forged = {**contents, name: b"forged", "manifest.json": json.dumps(manifest).encode()}
    code, said = check(pack(forged, tmp_path / "a.zip"), capsys)
    assert code == 1
    assert "manifest.json：与归档时记录的摘要不符" in said
    assert "decision.make：所涉文件" in said


# --- Tampering with the trail -------------------------------------------------------------------------------------


def broken(change: Callable[[list[bytes]], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What is said of a bundle whose trail was changed; it must not pass."""
    contents = unpack(BUNDLE)
    lines = lines_of(contents)
    change(lines)
    code, said = check(pack({**contents, "trail.jsonl": b"".join(lines)}, tmp_path / "a.zip"), capsys)
    assert code == 1
    return said


@pytest.mark.parametrize("number", range(6))
def test_a_dropped_entry_is_named(number: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = broken(lambda lines: lines.pop(number), tmp_path, capsys)
    dropped = json.loads(lines_of(unpack(BUNDLE))[number])
    # The next entry of its chain stands where it should; of the last of a chain the manifest knows, or the act's absence.
    following, kept_end = (
        f"此处应为第 {dropped['seq']} 条",
        f"{dropped['chain']} #{dropped['seq']}：归档时的这条记录缺失",
    )
    assert following in said or kept_end in said or "没有归档记录" in said


def test_entries_of_one_chain_that_changed_places_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def swap(lines: list[bytes]) -> None:
        lines[2], lines[3] = lines[3], lines[2]

    said = broken(swap, tmp_path, capsys)
    assert f"trail.jsonl:3 {CASE} #2 decision.make：此处应为第 1 条" in said


@pytest.mark.parametrize("number", range(1, 6))
def test_a_forged_entry_slipped_in_is_found_where_it_stands(
    number: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def slip_in(lines: list[bytes]) -> None:
        before = TrailLine(**json.loads(lines[number - 1]))
        forged = follow(before, before.chain, "evidence.collect", {})
        lines.insert(number, (verify_bundle.canonical(asdict(forged)) + "\n").encode())

    said = broken(slip_in, tmp_path, capsys)
    assert f"trail.jsonl:{number + 1} " in said or f"trail.jsonl:{number + 2} " in said


def test_an_exchanged_entry_with_a_good_hash_of_its_own_breaks_the_chain_behind_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def exchange(lines: list[bytes]) -> None:
        lines[2] = (
            verify_bundle.canonical(asdict(follow(None, CASE, "case.file", {"officer": "x"}))) + "\n"
        ).encode()

    said = broken(exchange, tmp_path, capsys)
    assert f"trail.jsonl:4 {CASE} #2 decision.make：与前一条记录不相接" in said


def test_a_second_archive_act_in_another_chain_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def archive_again(lines: list[bytes]) -> None:
        digest = json.loads(json.loads(lines[-1])["output"])
        forged = follow(trail()[1], REPORT, "case.archive", {**digest, "officer": "x"})
        lines.append((verify_bundle.canonical(asdict(forged)) + "\n").encode())

    said = broken(archive_again, tmp_path, capsys)
    assert f"trail.jsonl:7 {REPORT} #3 case.archive：归档时没有这条记录" in said


def test_a_doubled_entry_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "trail.jsonl:5" in broken(lambda lines: lines.insert(4, lines[3]), tmp_path, capsys)


@pytest.mark.parametrize("field", [*verify_bundle.TRAIL_FIELDS, "hash"])
@pytest.mark.parametrize("number", range(6))
def test_each_field_of_each_entry_is_under_the_hash(
    number: int, field: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(lines: list[bytes]) -> None:
        entry = json.loads(lines[number])
        entry[field] = entry[field] + 1 if isinstance(entry[field], int) else entry[field] + "0"
        lines[number] = (verify_bundle.canonical(entry) + "\n").encode()

    assert f"trail.jsonl:{number + 1} " in broken(change, tmp_path, capsys)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda line: line.replace(b'{"', b'{ "', 1),  # other spaces, same values
        lambda line: line.replace(b'"seq":1', b'"seq":1.0').replace(b'"seq":2', b'"seq":"2"'),
        lambda line: line.replace(b"}\n", b',"note":"x"}\n'),
        lambda line: line.replace(b'"device":"', b'"device":"\\u001f'),
        lambda _: b"[]\n",
        lambda _: b"\xff\n",
    ],
)
def test_a_line_that_is_not_written_as_it_should_be_is_named(
    spoil: Callable[[bytes], bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(lines: list[bytes]) -> None:
        lines[1] = spoil(lines[1])

    assert "trail.jsonl:2：不是完好的记录" in broken(change, tmp_path, capsys)


def test_a_trail_rewritten_with_good_hashes_does_not_match_the_manifest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Someone changes an early act and hashes everything after it anew, but cannot change what was archived."""

    def rewrite(lines: list[bytes]) -> None:
        entries = [TrailLine(**json.loads(line)) for line in lines]
        outputs = [json.loads(entry.output) for entry in entries]
        outputs[2]["officer"] = "another"
        redone: dict[str, TrailLine] = {}
        for number, entry in enumerate(entries):
            redone[entry.chain] = follow(redone.get(entry.chain), entry.chain, entry.name, outputs[number])
            lines[number] = (verify_bundle.canonical(asdict(redone[entry.chain])) + "\n").encode()

    said = broken(rewrite, tmp_path, capsys)
    assert f"trail.jsonl {CASE} #3：归档时的这条记录缺失或已被改动" in said


# --- Anything at all ------------------------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(place=st.integers(0, len(BUNDLE) - 1), bit=st.integers(0, 7))
def test_any_bit_of_the_zip_may_flip_and_the_script_answers(
    place: int, bit: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Either the contents are the same (times, permissions), or the script fails; it never breaks down."""
    raw = bytearray(BUNDLE)
    raw[place] ^= 1 << bit
    path = tmp_path_factory.mktemp("flip") / "a.zip"
    path.write_bytes(raw)
    if verify_bundle.main([str(path)]) == 0:
        assert unpack(bytes(raw)) == unpack(BUNDLE)


@pytest.mark.parametrize("content", [b"", b"no zip", BUNDLE[: len(BUNDLE) // 2]])
def test_what_is_no_zip_is_said_to_be_none(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    code, said = check(tmp_path / "a.zip", capsys)
    assert code == 1
    assert "无法读取" in said


def test_a_file_that_is_not_there_is_said_not_to_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(tmp_path / "none.zip", capsys)[0] == 1


# --- The same words as the trail ----------------------------------------------------------------------------------


def test_the_script_hashes_as_the_trail_does() -> None:
    assert verify_bundle.TRAIL_FIELDS == chain.FIELDS
    assert verify_bundle.SEPARATOR == chain.SEPARATOR
    assert bytes.fromhex(verify_bundle.START) == chain.START
    for line in trail():
        assert verify_bundle.entry_hash(asdict(line)) == line.hash


def path_to(leaves: list[bytes], index: int) -> list[tuple[str, str]]:
    """The way from a leaf to the root; an odd node at a level's end is carried up."""
    level = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]
    path = []
    while len(level) > 1:
        sister = index ^ 1
        if sister < len(level):
            path.append(("left" if sister < index else "right", level[sister].hex()))
        pairs = [hashlib.sha256(b"\x01" + a + b).digest() for a, b in list(pairwise(level))[::2]]
        level, index = pairs + level[len(pairs) * 2 :], index // 2
    return path


@given(st.integers(1, 40).flatmap(lambda count: st.tuples(st.just(count), st.integers(0, count - 1))))
def test_a_path_leads_to_the_root_that_the_trail_computes(tree: tuple[int, int]) -> None:
    count, index = tree
    leaves = [hashlib.sha256(bytes([number])).digest() for number in range(count)]
    path = [list(step) for step in path_to(leaves, index)]
    assert verify_bundle.root_of(leaves[index].hex(), path) == chain.merkle_root(leaves).hex()


def test_daily_seals_are_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = trail()
    leaves = [
        hashlib.sha256(b"other").digest(),
        bytes.fromhex(lines[4].hash),
        hashlib.sha256(b"third").digest(),
    ]
    seal = Seal("2026-12-30", chain.merkle_root(leaves).hex(), CASE, 3, path_to(leaves, 1))
    (tmp_path / "a.zip").write_bytes(built(replace(case(), seals=[seal])))
    assert check(tmp_path / "a.zip", capsys)[0] == 0
    wrong = replace(seal, root=sha256(b"another day"))
    with pytest.raises(BundleError, match="the daily seal does not cover this entry"):
        built(replace(case(), seals=[wrong]))
