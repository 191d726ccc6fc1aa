"""Notes of what was made from what, so that a second start makes nothing again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


def digest_of(files: Iterable[Path], *words: str) -> str:
    """SHA-256 over names and contents of files, and over words that matter besides. Missing files count as such."""
    total = sha256("\0".join(words).encode())
    for file in sorted(files):
        content = sha256(file.read_bytes()).hexdigest() if file.exists() else "missing"
        total.update(f"{file}\0{content}\0".encode())
    return total.hexdigest()


@dataclass(frozen=True)
class Stamp:
    """What `output` was last made from, noted in `file`."""

    file: Path
    output: Path

    def fits(self, digest: str) -> bool:
        """Whether the output is there and was made from exactly this."""
        return self.output.exists() and self.file.exists() and self.file.read_text() == digest

    def set(self, digest: str) -> None:
        """Note it, once the output is there."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(digest)
