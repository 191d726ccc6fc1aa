"""Where the demo is not loaded."""

import io

import pytest
from rich.console import Console

from xuncheng.server.demo.load import is_loaded, load_demo
from xuncheng.server.trouble import Trouble


@pytest.mark.django_db(transaction=True)
def test_no_demo_goes_into_a_database_with_areas_of_its_own(street_a: object) -> None:
    with pytest.raises(Trouble, match="数据库中已有其他区域的数据"):
        load_demo(Console(file=io.StringIO()))
    assert not is_loaded()


@pytest.mark.django_db(transaction=True)
def test_a_loading_that_lost_a_file_is_not_gone_on_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xuncheng.server.demo.load._kept", lambda: ["0" * 64])
    with pytest.raises(Trouble, match="文件没有写到磁盘"):
        load_demo(Console(file=io.StringIO()))
