"""Publication by HTTP: what everybody reads of a decision, when it is gone again, and what the bureau has yet to publish."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.db import IntegrityError, connection, transaction
from tests.domains import road
from tests.domains.publication.anybody import ID, NAME, PHONE, number, open_list, open_rows, revoke, section
from tests.domains.road import File, said
from tests.domains.town import HOUSE, Clock, Town, one_act

from xuncheng.domains.publication.models import Publication
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import ANONYMOUS

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


def test_everybody_reads_the_decision_and_nothing_of_the_person(town: Town, published: File) -> None:
    (row,) = open_rows(published)
    assert (row["party"], row["state"]["code"], row["published_on"], row["shown_until"]) == (
        "刘某", "published", "2026-03-02", "2026-08-31",
    )  # fmt: skip
    one = town.stranger.get(f"/public/publications/{row['id']}")
    assert (
        one["account"] == "当事人刘某（＊，电话＊，住示范区甲街道）驾驶＊货车，在人行道上摆放货物约三平方米。"
    )
    assert (one["penalty"], one["amount"]) == ("罚款600.00元", "600.00")
    assert one["basis"][0]["label"]
    text = str(one)
    assert [secret for secret in (NAME, ID, PHONE, "3单元", "京A") if secret in text] == []
    assert not re.search(r"\d{11}", text)


def test_an_organisation_keeps_its_name_and_its_credit_code(town: Town) -> None:
    code = "91110108MA01TEST0T"
    party = road.party(
        town.a, "示范商贸有限公司", kind="organisation", representative="陈某某", phone="13900139000"
    )
    file = road.ordinary(town, town.a, "publish", party=party)
    (row,) = open_rows(file)
    assert (row["party"], row["credit_code"]) == ("示范商贸有限公司", "")
    assert code not in str(row)


def test_before_it_is_published_nobody_sees_it_and_the_desk_knows_by_when(town: Town, served: File) -> None:
    assert open_rows(served) == []
    waits = town.head.get("/publications/waiting", limit=200)["items"]
    (row,) = [one for one in waits if one["case"]["id"] == served.key]
    assert [
        one["case"]["id"]
        for one in town.head.get("/publications/waiting", q=served.page()["number"])["items"]
    ] == [served.key]
    for nothing in ({"q": "无此案"}, {"matter": "SR-028"}, {"from": "2026-03-12"}, {"to": "2026-03-10"}):
        assert town.head.get("/publications/waiting", **nothing)["items"] == []
    assert (row["clock"]["code"], row["due"], row["unconfirmed"]) == ("publication", "2026-03-11", True)
    page = served.page()
    assert (page["next_act"], page["due_label"]["zh"]) == ("publication.publish", "公示处罚决定")
    (task,) = section(served)["tasks"]
    shown = task["preview"]
    assert (task["code"], task["due"], shown["party"], shown["least"]) == (
        "publication",
        "2026-03-11",
        "刘某",
        "2026-06-02",
    )
    assert "住址" in shown["left_out"]


def test_the_account_may_be_written_anew_and_is_masked_all_the_same(served: File) -> None:
    road.publish(served, account=f"{NAME}占用人行道，电话{PHONE}。")
    (entry,) = section(served)["entries"]
    assert entry["account"] == "刘某占用人行道，电话＊。"


def test_publishing_makes_its_approval_and_settles_the_period(town: Town, published: File) -> None:
    assert [one["kind"] for one in published.page()["documents"]][-1] == "publication_approval"
    assert published.page()["next_act"] == "fine.pay"
    waits = town.head.get("/publications/waiting", limit=200)["items"]
    assert [one for one in waits if one["case"]["id"] == published.key] == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"checked": False}, "masking_unchecked"), ({"shown_until": "2026-06-01"}, "shown_too_shortly"),
        ({"shown_until": "2027-03-03"}, "shown_too_long"),
    ],
)  # fmt: skip
def test_what_the_law_forbids_is_refused(served: File, given: dict[str, Any], code: str) -> None:
    about = {"checked": True, "shown_until": "2026-09-02"} | given
    problem = served.town.head.refused("publication.publish", served.key, **about)
    assert said(problem)[:2] == (code, 409)
    assert "行政处罚法第四十八条第一款" in said(problem)[2]


def test_no_case_closes_before_its_decision_is_published_or_exempt(town: Town, served: File) -> None:
    road.ORDINARY["pay"](served)
    problem = town.head.refused("case.close", served.key)
    assert said(problem)[:3] == ("publication_open", 409, "行政处罚法第四十八条第一款")
    reasons = "本案社会影响轻微。"
    served.act(town.head, "publication.exempt", ground="no_influence", reasons=reasons)
    served.act(town.head, "case.close")
    assert open_rows(served) == []
    (row,) = [
        one for one in town.head.get("/publications", state="exempt")["items"] if one["case"]["id"] == served.key
    ]  # fmt: skip
    assert (row["ground"]["code"], row["reasons"], row["party"]) == ("no_influence", reasons, "")
    assert [one["reasons"] for one in section(served)["exempt"]] == [reasons]


def test_what_fell_is_withdrawn_in_three_working_days_and_says_only_why(town: Town, published: File) -> None:
    # Given a published decision that the agency revokes on Monday 2 March 2026
    revoke(published)
    (task,) = section(published)["tasks"]
    assert (task["code"], task["due"], task["preview"]) == ("publication_withdrawal", "2026-03-05", None)
    waits = town.head.get("/publications/waiting", limit=200)["items"]
    assert [one["due"] for one in waits if one["case"]["id"] == published.key] == ["2026-03-05"]
    assert said(town.head.refused("case.close", published.key))[0] == "withdrawal_open"
    # When it is withdrawn
    road.withdraw(published, f"对{NAME}的处罚决定已被撤销。")
    # Then everybody reads that it was, and why, and nothing of what it said
    (row,) = open_rows(published)
    assert (row["state"]["code"], row["explanation"], row["withdrawn_on"]) == (
        "withdrawn", "对刘某的处罚决定已被撤销。", "2026-03-02",
    )  # fmt: skip
    one = town.stranger.get(f"/public/publications/{row['id']}")
    said_before = ("party", "credit_code", "cause", "penalty", "account", "note")
    assert [one[name] for name in said_before] == [""] * 6
    assert (one["amount"], one["matter"], one["basis"], one["violated"]) == (None, None, [], [])
    published.act(town.head, "case.close")


def test_a_changed_decision_is_shown_as_it_is_now_once_the_old_is_withdrawn(
    town: Town, published: File
) -> None:
    today = town.clock.today
    lodged = {"kind": "reconsideration", "applicant": NAME, "lodged_on": today, "received_by_us": today}
    town.reviewer.does("remedy.lodge", published.key, **lodged)
    town.reviewer.does(
        "remedy.decide", published.key, remedy=1, outcome="changed", decided_on=today, kinds=["fine"], amount="500.00",
        outcome_number="示政复决字〔2026〕4号",
    )  # fmt: skip
    again = {"checked": True, "shown_until": "2026-09-02"}
    assert said(town.head.refused("publication.publish", published.key, **again))[0] == "withdrawal_first"
    road.withdraw(published, "处罚数额经复议变更。")
    published.act(town.head, "publication.publish", **again)
    rows = {row["state"]["code"]: row for row in open_rows(published)}
    assert rows["published"]["amount"] == "500.00"
    assert "变更" in town.stranger.get(f"/public/publications/{rows['published']['id']}")["note"]
    assert rows["withdrawn"]["amount"] is None


def test_nobody_withdraws_what_stands(published: File) -> None:
    problem = published.town.head.refused(
        "publication.withdraw", published.key, explanation="误公示，应当撤回。"
    )
    assert said(problem)[:2] == ("nothing_to_withdraw", 409)


def test_what_was_shown_long_enough_is_shown_no_more(published: File, clock: Clock) -> None:
    clock.on(8, 31)
    assert len(open_rows(published)) == 1
    clock.on(9, 1)
    assert open_rows(published) == []


def test_the_list_is_narrowed_and_paged(town: Town, published: File) -> None:
    road.publish(road.ordinary(town, town.b, "serve_decision"))
    street = town.a.area.code
    assert {row["street"]["code"] for row in open_list(town, street=street)} == {street}
    assert open_list(town, matter="SR-028") == []
    assert open_list(town, **{"from": "2026-03-03"}) == []
    assert open_list(town, to="2026-03-01") == []
    first = town.stranger.get("/public/publications", limit=1)
    second = town.stranger.get("/public/publications", limit=1, cursor=first["next"])
    assert first["items"][0]["id"] != second["items"][0]["id"]
    wrong = town.stranger.call("GET", "/api/v1/public/publications?cursor=abc")
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "cursor")


class TestFeeds:
    """The newest, for whoever follows them."""

    def test_rss_and_atom_hold_the_decision_masked(self, town: Town, published: File) -> None:
        for kind, entry in (("rss", ".//item"), ("atom", "{http://www.w3.org/2005/Atom}entry")):
            response = town.stranger.call("GET", f"/api/v1/public/publications/feed.{kind}")
            assert response["Content-Type"].startswith(f"application/{kind}+xml")
            tree = ElementTree.fromstring(response.content)  # noqa: S314 - our own feed
            assert tree.findall(entry)
            text = response.content.decode()
            assert number(published) not in text or NAME not in text
            assert [secret for secret in (NAME, ID, PHONE) if secret in text] == []

    def test_json_holds_it_too_and_after_the_withdrawal_only_why(self, town: Town, published: File) -> None:
        feed = town.stranger.get("/public/publications/feed.json")
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"].endswith("/api/v1/public/publications/feed.json")
        newest = feed["items"][0]
        assert newest["title"] == "刘某擅自占道摆摊设点案"
        assert newest["url"].startswith("http")
        revoke(published)
        road.withdraw(published)
        text = str(town.stranger.get("/public/publications/feed.json")["items"][0])
        assert "已被依法撤销" in text
        assert "占道摆摊" not in text


class TestDatabase:
    """What the database itself keeps, whatever a query asks for."""

    def test_a_document_is_shown_once(self, published: File) -> None:
        row = Publication.objects.get(case=published.key)
        row.pk = uuid4()
        with pytest.raises(IntegrityError, match="one_shown_publication"), one_act():
            row.save(force_insert=True)

    def test_a_stranger_is_shown_what_is_published_and_nothing_else(self, town: Town, served: File) -> None:
        served.act(town.head, "publication.exempt", ground="no_influence", reasons="本案社会影响轻微。")
        with reading(ANONYMOUS):
            states = set(Publication.objects.values_list("state", flat=True))
        assert states <= {"published", "withdrawn"}
        with reading(HOUSE):
            assert Publication.objects.filter(case=served.key, state="exempt").exists()

    def test_nothing_of_a_decision_stays_in_a_row_that_is_withdrawn(self, published: File) -> None:
        with pytest.raises(IntegrityError, match="withdrawn_says_nothing_but_why"), one_act():
            Publication.objects.filter(case=published.key).update(
                state="withdrawn", withdrawn_on=published.town.clock.today, explanation="撤回。"
            )

    def test_nothing_is_published_outside_an_act(self, published: File) -> None:
        with pytest.raises(Exception, match="act"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE publication_publication SET party = '刘示范'")


def test_the_file_holds_what_is_shown_and_no_name(town: Town, published: File) -> None:
    response = town.head.call("GET", "/api/v1/publications/export")
    text = b"".join(response.streaming_content).decode()
    assert number(published) in text
    assert NAME not in text
