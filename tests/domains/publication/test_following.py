"""What is published follows its decision and the order with it: updated, shortened, withdrawn in part."""

from __future__ import annotations

from typing import ClassVar

import pytest
from tests.domains import road
from tests.domains.publication.anybody import NAME, PHONE, open_list, open_rows, revoke, section
from tests.domains.road import File, said
from tests.domains.town import Clock, Town

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


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

    def correct(self, file: File) -> None:
        """The structure is of one room and a half: a slip in the order."""
        file.town.clock.pass_by(minutes=5)
        (order,) = [one for one in file.page()["documents"] if one["kind"] == "demolition_order"]
        slip = {"wrong": "三平方米", "right": "五平方米", "reason": "笔误。"}
        file.act(file.officer, "document.correct", document=order["id"], **slip)

    def test_what_is_shown_follows_its_correction(self, town: Town, ordered: File) -> None:
        # Given both shown, when the order is corrected on Monday 2 March 2026
        self.publish(ordered)
        self.correct(ordered)
        # Then the head finds it among what waits, with what the public will read
        waits = town.head.get("/publications/waiting", q=ordered.page()["number"])["items"]
        assert [(one["clock"]["code"], one["due"]) for one in waits] == [
            ("publication_order_update", "2026-03-05")
        ]
        (task,) = section(ordered)["tasks"]
        assert "约五平方米" in task["preview"]["account"]
        assert task["preview"]["penalty"] == "责令限期拆除"
        assert NAME not in str(task)
        # And once he brings it up to date, it alone has changed
        ordered.act(town.head, "publication.update_order", checked=True)
        (order,), (decision,) = open_list(town, q=self.order_number(ordered)), open_rows(ordered)
        assert (order["updated_on"], order["penalty"], decision["updated_on"]) == (
            "2026-03-02",
            "责令限期拆除",
            None,
        )
        shown = town.stranger.get(f"/public/publications/{order['id']}")
        assert "约五平方米" in shown["account"]
        assert "更正" in shown["note"]
        assert "约三平方米" in town.stranger.get(f"/public/publications/{decision['id']}")["account"]
        assert section(ordered)["tasks"] == []

    def test_a_corrected_notice_sets_nothing_going(self, ordered: File) -> None:
        self.publish(ordered)
        (notice,) = [one for one in ordered.page()["documents"] if one["kind"] == "prior_notice"]
        ordered.act(
            ordered.officer,
            "document.correct",
            document=notice["id"],
            wrong="一",
            right="二",
            reason="笔误。",
        )
        assert section(ordered)["tasks"] == []
        problem = ordered.town.head.refused("publication.update_order", ordered.key, checked=True)
        assert said(problem)[:2] == ("no_order_to_update", 409)

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
