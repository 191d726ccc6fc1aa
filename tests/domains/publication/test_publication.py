"""Publication by HTTP: what everybody reads of a decision, when it is gone again, and what the bureau has yet to publish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.db import IntegrityError, connection, transaction
from tests.domains import road
from tests.domains.road import File, said
from tests.domains.town import HOUSE, Clock, Town, one_act

from xuncheng.domains.cases.queries import Case
from xuncheng.domains.publication.masked import BY_NAME, HOMES, PERSONS, names_person
from xuncheng.domains.publication.models import Publication
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import ANONYMOUS

pytestmark = pytest.mark.usefixtures("clock", "unprinted")

NAME, ID, PHONE, HOME = "刘示范", "11010519491231002X", "13800138000", "示范区甲街道示范路12号3单元"
FACTS = f"当事人{NAME}（{ID}，电话138-0013-8000，住{HOME}）驾驶京A12345货车，在人行道上摆放货物约三平方米。"


@pytest.fixture
def served(town: Town) -> File:
    """A case of a citizen whose facts name everything of him, its decision served on Monday 2 March 2026."""
    party = road.party(town.a, NAME, phone=PHONE, address=HOME)
    return road.ordinary(town, town.a, "serve_decision", party=party, opened={"summary": FACTS})


@pytest.fixture
def published(served: File) -> File:
    """The same, published for half a year."""
    road.publish(served)
    return served


def open_list(town: Town, **query: Any) -> list[dict[str, Any]]:
    """What somebody who is not signed in finds."""
    items: list[dict[str, Any]] = town.stranger.get("/public/publications", limit=200, **query)["items"]
    return items


def open_rows(file: File, **query: Any) -> list[dict[str, Any]]:
    """The same of one case, by the number of its decision."""
    return open_list(file.town, q=number(file), **query)


def number(file: File) -> str:
    found = [one for one in file.page()["documents"] if one["kind"] == "decision"]
    return str(found[-1]["number"])


def section(file: File) -> dict[str, Any]:
    return dict(file.officer.get(f"/cases/{file.key}/publication"))


def revoke(file: File, **given: Any) -> None:
    file.act(file.town.head, "decision.revoke", reasons="认定事实有误。", **given)


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


class TestUpdate:
    """What is shown of a decision that is corrected follows within three working days (第四十八条第二款)."""

    def correct(self, file: File, wrong: str = "三平方米", right: str = "五平方米") -> None:
        file.town.clock.pass_by(minutes=5)
        file.act(file.town.head, "decision.correct", wrong=wrong, right=right)

    def test_it_waits_with_what_will_be_read(self, town: Town, published: File) -> None:
        # Given a published decision that is corrected on Monday 2 March 2026
        self.correct(published)
        # Then the head finds it among what waits, with the text that the public will read
        waits = town.head.get("/publications/waiting", q=published.page()["number"])["items"]
        assert [(one["clock"]["code"], one["due"]) for one in waits] == [("publication_update", "2026-03-05")]
        (task,) = section(published)["tasks"]
        assert "约五平方米" in task["preview"]["account"]
        assert NAME not in str(task)
        road.ORDINARY["pay"](published)
        assert said(town.head.refused("case.close", published.key))[0] == "update_open"

    def test_what_everybody_reads_follows_in_its_place(self, town: Town, published: File) -> None:
        (before,) = open_rows(published)
        self.correct(published)
        published.act(town.head, "publication.update", checked=True)
        (row,) = open_rows(published)
        assert (row["id"], row["state"]["code"], row["updated_on"], row["shown_until"]) == (
            before["id"], "published", "2026-03-02", before["shown_until"],
        )  # fmt: skip
        one = town.stranger.get(f"/public/publications/{row['id']}")
        assert (
            one["account"]
            == "当事人刘某（＊，电话＊，住示范区甲街道）驾驶＊货车，在人行道上摆放货物约五平方米。"
        )
        assert "更正" in one["note"]
        assert section(published)["tasks"] == []
        newest = town.stranger.get("/public/publications/feed.json")["items"][0]
        assert "约五平方米" in newest["content_text"]
        assert "更新日期：2026-03-02" in newest["content_text"]
        approval = published.page()["documents"][-1]
        data = town.head.get(f"/documents/{approval['id']}")["data"]
        assert (approval["kind"], data["measure"], data["account"]) == (
            "publication_approval",
            "更新公示",
            one["account"],
        )

    def test_a_second_correction_does_not_repeat_the_first(self, town: Town, served: File) -> None:
        # Given facts worded by the head, in which a correction would fit twice
        road.publish(served, account="在示范路2号占用人行道。")
        for wrong, right in (("2号", "12号"), ("占用", "占据")):
            self.correct(served, wrong, right)
            town.clock.pass_by(minutes=5)
            served.act(town.head, "publication.update", checked=True)
        (entry,) = section(served)["entries"]
        assert entry["account"] == "在示范路12号占据人行道。"

    def test_the_facts_may_be_worded_anew_and_are_masked(self, town: Town, published: File) -> None:
        self.correct(published)
        published.act(
            town.head, "publication.update", checked=True, account=f"{NAME}占用人行道，电话{PHONE}。"
        )
        (entry,) = section(published)["entries"]
        assert entry["account"] == "刘某占用人行道，电话＊。"

    def test_nothing_is_updated_that_was_not_corrected(self, town: Town, published: File) -> None:
        problem = town.head.refused("publication.update", published.key, checked=True)
        assert said(problem)[:2] == ("nothing_to_update", 409)

    def test_what_is_corrected_stands_and_is_not_withdrawn(self, town: Town, published: File) -> None:
        self.correct(published)
        problem = town.head.refused("publication.withdraw", published.key, explanation="文字有误。")
        assert said(problem)[0] == "nothing_to_withdraw"


class TestShorten:
    """The showing ends early, once the party did everything (北京市优化营商环境条例第七十三条)."""

    EARLY: ClassVar = {"shown_until": "2026-06-10", "reasons": "当事人已全部履行并改正。"}

    def test_once_all_is_done_and_the_shortest_time_is_over(self, published: File, clock: Clock) -> None:
        head = published.town.head
        road.ORDINARY["pay"](published)
        assert (
            said(head.refused("publication.shorten", published.key, **self.EARLY))[0]
            == "shown_not_long_enough"
        )
        clock.on(6, 3)
        later = head.refused(
            "publication.shorten", published.key, **self.EARLY | {"shown_until": "2026-08-31"}
        )
        assert (said(later)[:2], later["errors"][0]["field"]) == (("not_shortened", 422), "shown_until")
        published.act(head, "publication.shorten", **self.EARLY)
        (row,) = open_rows(published)
        assert row["shown_until"] == "2026-06-10"
        clock.on(6, 11)
        assert open_rows(published) == []

    def test_not_while_the_fine_is_open(self, published: File, clock: Clock) -> None:
        clock.on(6, 3)
        problem = published.town.head.refused("publication.shorten", published.key, **self.EARLY)
        assert said(problem)[:2] == ("not_cured", 409)


class TestOrder:
    """An order to demolish is published beside its decision (北京市城乡规划条例第七十一条第二款)."""

    @pytest.fixture
    def ordered(self, published: File) -> File:
        """The same case, its duty to demolish imposed and served."""
        about = {
            "structure": f"{NAME}搭建的彩钢板房一间。",
            "reasons": "未取得规划许可。",
            "perform_by": "2026-03-17",
        }
        published.act(published.town.head, "duty.impose", **about)
        published.act(published.officer, "duty.serve", delivered=True)
        return published

    def publish(self, file: File) -> None:
        file.act(file.town.head, "publication.publish_order", checked=True, shown_until="2026-09-01")

    def contest(self, file: File) -> None:
        file.act(file.officer, "duty.contest", note="当事人起诉。")
        file.act(file.officer, "duty.contest_end", note="判决撤销。", upheld=False)

    def order_number(self, file: File) -> str:
        (order,) = [one for one in file.page()["documents"] if one["kind"] == "demolition_order"]
        return str(order["number"])

    def test_within_twenty_working_days_and_masked(self, town: Town, ordered: File) -> None:
        (task,) = section(ordered)["tasks"]
        assert (task["code"], task["due"], task["unconfirmed"]) == ("publication_order", "2026-03-30", False)
        self.publish(ordered)
        (row,) = open_list(town, q=self.order_number(ordered))
        assert (row["about"]["code"], row["party"], row["penalty"], row["amount"]) == (
            "order",
            "刘某",
            "责令限期拆除",
            None,
        )
        assert (
            town.stranger.get(f"/public/publications/{row['id']}")["basis"][0]["label"]
            == "城乡规划法第六十四条"
        )
        assert len(open_rows(ordered)) == 1  # and the decision still stands beside it

    def test_an_order_that_did_not_stand_is_withdrawn_alone(self, town: Town, ordered: File) -> None:
        # Given both shown, when the order is quashed
        self.publish(ordered)
        self.contest(ordered)
        road.withdraw(ordered, "限期拆除决定经判决撤销。")
        # Then the decision is shown as before
        (order,), (decision,) = open_list(town, q=self.order_number(ordered)), open_rows(ordered)
        assert (order["state"]["code"], decision["state"]["code"], decision["party"]) == (
            "withdrawn",
            "published",
            "刘某",
        )

    def test_a_decision_that_falls_takes_its_order_along(self, town: Town, ordered: File) -> None:
        self.publish(ordered)
        revoke(ordered)
        road.withdraw(ordered)
        rows = [*open_list(town, q=self.order_number(ordered)), *open_rows(ordered)]
        assert [row["state"]["code"] for row in rows] == ["withdrawn", "withdrawn"]
        approvals = [one for one in ordered.page()["documents"] if one["kind"] == "publication_approval"]
        assert len(approvals) == 4  # both published, both withdrawn

    def test_it_may_stay_unpublished_for_secrecy_alone(self, town: Town, ordered: File) -> None:
        problem = town.head.refused(
            "publication.exempt_order", ordered.key, ground="no_influence", reasons="影响轻微。"
        )
        assert problem["status"] in (409, 422)
        ordered.act(town.head, "publication.exempt_order", ground="secret", reasons="位置涉密。")
        (exempt,) = section(ordered)["exempt"]
        assert (exempt["about"]["code"], exempt["party"], exempt["penalty"]) == ("order", "", "")


class TestPersons:
    """Whom the records of a case name is not left in what is shown, wherever an act took the name."""

    OTHER: ClassVar = {
        "amount", "answer", "approval", "authority", "batch", "body", "body_number", "condition", "cost", "cost_paid", "court", "crime",
        "designation", "estimate", "evidenced", "id_number", "institute", "keeping", "kept_at", "kind", "lookup", "media", "origin",
        "outcome_number", "phone", "place", "police", "post", "postcode", "proceeds", "proves", "provision", "quantity", "question",
        "reason", "receipt", "refund", "relation", "remarks", "ruling", "seal", "specification", "superior", "title", "tracking", "unit",
        "units", "value", "video", "view", "voucher", "waiver", "words",
    }  # fmt: skip
    """What acts on a case take in a line of words that names no person."""

    def test_every_name_that_an_act_takes_is_known(self) -> None:
        # Given all that acts on a case take in a line of words
        taken = {
            (act.name, name)
            for act in REGISTER.values()
            if act.subject_model is Case
            for name in lines(act.inputs.schema.model_json_schema())
        }
        # Then each is a person's name, a home, or known to be neither: whoever adds one decides
        unknown = {
            (act, name)
            for act, name in taken
            if not names_person(act, name)
            and name not in HOMES | self.OTHER | {"name"}
            and not name.endswith("refusal")
        }
        assert unknown == set()
        # And what counts as a person's name is taken by some act
        assert {name for _, name in taken} >= PERSONS | HOMES
        assert {act for act, name in taken if name == "name"} >= BY_NAME

    def test_who_signed_on_the_spot_and_who_spoke_is_masked(self) -> None:
        assert names_person("behalf.carry_out", "signer")
        assert names_person("hearing.hold", "speaker")
        assert names_person("interview.record", "name")
        assert not names_person("sample.take", "name")  # goods

    def test_a_neighbour_who_received_it_is_masked(self, town: Town, served: File) -> None:
        # Given a case in which somebody else took in the notice
        road.publish(served, account="经刘示范的邻居张一指认。")
        (entry,) = section(served)["entries"]
        assert "张一" not in entry["account"]


def lines(schema: dict[str, Any], root: dict[str, Any] | None = None) -> Iterator[str]:
    """The names of what an input takes in a line of words, at whatever depth."""
    root = root or schema
    for name, one in schema.get("properties", {}).items():
        if one.get("x-widget") not in ("choice", "choices", "longtext") or name in PERSONS:
            yield from _lines(name, one, root)


def _lines(name: str, one: dict[str, Any], root: dict[str, Any]) -> Iterator[str]:
    whole = root["$defs"][one["$ref"].split("/")[-1]] if "$ref" in one else one
    for inner in (*whole.get("anyOf", ()), *([whole["items"]] if "items" in whole else ())):
        yield from _lines(name, inner, root)
    yield from lines(whole, root)
    if whole.get("type") == "string" and not {"format", "enum"} & set(whole):
        yield name


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
