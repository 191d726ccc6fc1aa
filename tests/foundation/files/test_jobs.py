from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from xuncheng.foundation.files import parts
from xuncheng.foundation.files.jobs import purge_uploads
from xuncheng.foundation.files.models import Upload
from xuncheng.foundation.files.uploads import begin
from xuncheng.foundation.people.queries import viewer_of


@pytest.fixture
def uploads(committed: Any) -> list[Upload]:
    """One upload that has expired and one that has not."""
    viewer = viewer_of(committed.add("li.na", "李娜").pk)
    assert viewer is not None
    old, new = begin(viewer, "旧.jpg", "", 100), begin(viewer, "新.jpg", "", 100)
    Upload.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    return [old, new]


def test_only_what_has_expired_is_cleared_away(uploads: list[Upload]) -> None:
    old, new = uploads
    purge_uploads(0)
    assert [upload.pk for upload in Upload.objects.all()] == [new.pk]
    assert not parts.path_of(old.pk).exists()
    assert parts.path_of(new.pk).exists()
