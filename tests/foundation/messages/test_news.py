"""News is packed below the limit of NOTIFY and comes out as it went in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xuncheng.foundation.messages.news import LIMIT, News, ObjectNews, UserNews, pack, unpack

keys = st.uuids().map(str)
objects = st.builds(
    ObjectNews,
    st.sampled_from(["report", "case"]),
    keys,
    st.integers(1, 10**6),
    st.just("110199.003.002.0005."),
)
users = st.builds(UserNews, keys, keys, st.integers(0, 10**6))


@given(st.lists(objects, max_size=300), st.lists(users, max_size=300))
def test_all_news_arrives_in_pieces_that_the_database_takes(
    objects: list[ObjectNews], users: list[UserNews]
) -> None:
    pieces = list(pack(News(objects, users)))
    assert all(len(piece.encode()) < LIMIT for piece in pieces)
    read = [unpack(piece) for piece in pieces]
    assert [thing for news in read for thing in news.objects] == objects
    assert [note for news in read for note in news.users] == users


def test_no_news_is_not_sent() -> None:
    assert list(pack(News())) == []
