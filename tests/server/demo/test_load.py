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
