"""Files that were given and never used: what is removed, and what never is."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from xuncheng.foundation.files import contents, thumbnails, uploads
from xuncheng.foundation.files.commands import attach, discard_file, store_bytes
from xuncheng.foundation.files.jobs import purge_uploads
from xuncheng.foundation.files.models import Blob, StoredFile, Upload
from xuncheng.foundation.files.store import LocalStore, store
from xuncheng.foundation.files.unused import CLEANER, Swept, sweep
from xuncheng.foundation.people.queries import viewer_of
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer, program

HOUSE = program("测试", ())


class Hand:
    """Somebody who uploads pictures."""

    def __init__(self, viewer: Viewer, draw: Callable[..., bytes]) -> None:
        self.viewer, self._draw = viewer, draw

    def gives(self, size: tuple[int, int] = (64, 48), *, days_ago: float = 8) -> StoredFile:
        """A finished upload, some days ago; its upload answers no longer where that is more than three."""
        picture = self._draw("PNG", size)
        begun = uploads.begin(self.viewer, "占道经营.png", "image/png", len(picture))
        uploads.grow(begun, 0, _Stream(picture))
        uploads.finish_if_whole(self.viewer, begun)
        at = timezone.now() - timedelta(days=days_ago)
        Upload.objects.filter(pk=begun.pk).update(expires_at=at + uploads.LIFETIME)
        uploads.purge_expired()
        _aged(begun.pk, at)
        return found(begun.pk)[0]


class _Stream:
    def __init__(self, content: bytes) -> None:
        self._left = content

    def read(self, size: int, /) -> bytes:
        """The next bytes."""
        given, self._left = self._left[:size], self._left[size:]
        return given


def _aged(key: UUID, at: datetime) -> None:
    from tests.foundation.conftest import bare_act

    with bare_act():
        StoredFile.objects.filter(pk=key).update(at=at)


def found(*keys: UUID) -> list[StoredFile]:
    """Those of the files that are still there."""
    with reading(CLEANER):
        return list(StoredFile.objects.filter(pk__in=keys).order_by("at"))


def is_kept(sha256: str) -> bool:
    """Whether the store has the content."""
    kept = store()
    assert isinstance(kept, LocalStore)
    return kept.path(sha256).exists()


@pytest.fixture
def hand(committed: Any, draw: Callable[..., bytes]) -> Hand:
    """A citizen's platform that sends pictures."""
    viewer = viewer_of(committed.add("pingtai", "示例随手拍平台").pk)
    assert viewer is not None
    return Hand(viewer, draw)


def test_what_nobody_used_goes_with_its_content_and_the_trail_says_so(hand: Hand) -> None:
    # Given a picture of a report that was refused eight days ago, and its thumbnail
    file = hand.gives()
    thumbnails.thumbnail(file.blob)
    # When the sweep runs
    assert sweep(timezone.now()) == Swept(files=1, contents=1)
    # Then nothing of it is left but its trail
    assert found(file.pk) == []
    assert not Blob.objects.filter(pk=file.blob_id).exists()
    assert not is_kept(file.blob_id)
    assert not thumbnails._kept().path(file.blob_id).exists()
    with reading(CLEANER):
        acts = TrailEntry.objects.filter(chain=file.pk).order_by("seq").values_list("name", "actor_name")
        assert list(acts) == [("file.add", "示例随手拍平台"), ("file.discard", "文件管理")]


def test_it_is_kept_for_the_days_that_are_set(hand: Hand, settings: Settings) -> None:
    settings.FILES_UNUSED_DAYS = 30
    old, newer = hand.gives(days_ago=30.01), hand.gives((10, 10), days_ago=29.99)
    assert sweep(timezone.now()).files == 1
    assert found(old.pk, newer.pk) == [newer]


def test_zero_days_keep_it_for_ever(hand: Hand, settings: Settings) -> None:
    settings.FILES_UNUSED_DAYS = 0
    file = hand.gives(days_ago=4000)
    assert sweep(timezone.now()) == Swept(0, 0)
    assert found(file.pk) == [file]


def test_while_its_upload_answers_it_stays(hand: Hand, settings: Settings) -> None:
    settings.FILES_UNUSED_DAYS = 1
    file = hand.gives(days_ago=2)
    assert Upload.objects.filter(pk=file.pk).exists()
    assert sweep(timezone.now()).files == 0
    assert found(file.pk) == [file]


def test_what_is_bound_stays(hand: Hand, an_act: Any) -> None:
    file = hand.gives()
    with an_act():
        attach(Deed(hand.viewer), file, "report", uuid4(), "110199.001.")
    assert sweep(timezone.now() + timedelta(days=4000)).files == 0
    assert is_kept(found(file.pk)[0].blob_id)


def test_what_another_file_hangs_on_stays(hand: Hand, an_act: Any) -> None:
    original, copy = hand.gives(), hand.gives((12, 12))
    with an_act():
        attach(Deed(hand.viewer), copy, "storedfile", original.pk, "110199.001.")
    assert sweep(timezone.now()).files == 0
    assert len(found(original.pk, copy.pk)) == 2


def test_what_the_program_made_stays(hand: Hand, an_act: Any) -> None:
    with an_act():
        made = store_bytes(b"{}", "classifier-1.json", "application/json", "110199.", None)
        lying = store_bytes(b"{ }", "a.json", "application/json", "110199.", hand.viewer.id)
    assert sweep(timezone.now() + timedelta(days=4000)).files == 0
    assert len(found(made.pk, lying.pk)) == 2


def test_what_is_bound_at_the_last_moment_stays(hand: Hand, an_act: Any) -> None:
    # Given a file that the sweep has found, and that is bound before its turn comes
    file = hand.gives()
    with an_act():
        attach(Deed(hand.viewer), file, "report", uuid4(), "110199.001.")
    # When the sweep comes to it
    with pytest.raises(Refused) as refused:
        discard_file(Deed(CLEANER), file)
    # Then it is told that the file is in use
    assert refused.value.code == "file_in_use"
    assert is_kept(file.blob_id)


def test_nobody_else_may_remove_it(hand: Hand) -> None:
    with pytest.raises(Refused) as refused:
        discard_file(Deed(hand.viewer), hand.gives())
    assert refused.value.code == "no_grant"


class TestContents:
    """One content may be of several files."""

    def test_one_that_another_file_has_stays(self, hand: Hand, an_act: Any) -> None:
        unused, used = hand.gives(), hand.gives()
        assert unused.blob_id == used.blob_id
        with an_act():
            attach(Deed(hand.viewer), used, "report", uuid4(), "110199.001.")
        assert sweep(timezone.now()) == Swept(files=1, contents=0)
        assert is_kept(used.blob_id)
        assert Blob.objects.filter(pk=used.blob_id).exists()

    def test_one_that_an_upload_brings_anew_stays(self, hand: Hand) -> None:
        file = hand.gives()
        now = timezone.now()
        Upload.objects.create(
            owner_id=hand.viewer.id, length=1, name="又一次.png", created_at=now, expires_at=now + timedelta(days=1),
            sha256=file.blob_id, type="image/png",
        )  # fmt: skip
        assert sweep(now) == Swept(files=1, contents=0)
        assert is_kept(file.blob_id)

    def test_two_unused_files_of_one_content_go_together(self, hand: Hand) -> None:
        first, second = hand.gives(), hand.gives()
        assert sweep(timezone.now()) == Swept(files=2, contents=1)
        assert found(first.pk, second.pk) == []

    def test_the_same_content_may_come_again(self, hand: Hand) -> None:
        before = hand.gives()
        sweep(timezone.now())
        again = hand.gives(days_ago=0)
        assert again.blob_id == before.blob_id
        assert is_kept(again.blob_id)

    def test_it_is_not_removed_while_somebody_gives_it(self, hand: Hand) -> None:
        # Given somebody who is giving the very content that a removed file had
        sha256 = hand.gives().blob_id
        removed = threading.Event()

        def forget() -> None:
            contents.forget(sha256)
            removed.set()
            connection.close()

        with contents.giving(sha256):
            thread = threading.Thread(target=forget)
            thread.start()
            # When it is to be removed meanwhile, then that waits
            assert not removed.wait(0.3)
        thread.join(10)
        assert removed.is_set()

    def test_that_of_an_upload_that_expired_unfinished_goes(
        self, hand: Hand, draw: Callable[..., bytes]
    ) -> None:
        # Given an upload whose content was stored when the program died, before it became a file
        now = timezone.now()
        sha256 = "ab" * 32
        store().put_bytes(sha256, b"x")
        Upload.objects.create(
            owner_id=hand.viewer.id,
            length=1,
            name="断.png",
            created_at=now,
            expires_at=now,
            sha256=sha256,
            type="image/png",
        )
        uploads.purge_expired()
        assert not is_kept(sha256)


def test_the_log_counts_what_went(hand: Hand, caplog: pytest.LogCaptureFixture) -> None:
    hand.gives()
    with caplog.at_level(logging.INFO, logger="xuncheng.foundation.files.jobs"):
        purge_uploads(0)
        purge_uploads(0)
    assert [record.getMessage() for record in caplog.records] == [
        "removed 0 expired uploads, and 1 files never used with 1 contents"
    ]
