"""The portal: a report without an account, its code, its progress, its rating, and all that is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from tests.domains.portal import citizen
from tests.domains.town import HOUSE, Clock, Stranger, Town, entries
from tests.domains.uploads import picture
from uuid_utils.compat import uuid7

from xuncheng.domains.intake.models import Report
from xuncheng.domains.portal.models import Receipt
from xuncheng.foundation.files.models import StoredFile, Upload
from xuncheng.foundation.files.uploads import OPEN_AT_A_TIME
from xuncheng.foundation.people.memory import MEMORY
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading

pytestmark = pytest.mark.usefixtures("everybody", "clock")


@pytest.fixture
def passer(town: Town) -> Stranger:
    """Somebody without an account."""
    return town.stranger


def reported(of: Stranger, **given: Any) -> dict[str, Any]:
    done = citizen.reports(of, **given)
    assert done.status_code == 200, done.content.decode()
    return dict(done.json())


def problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.content.decode()
    return dict(response.json())


def report_of(number: str) -> Report:
    with reading(HOUSE):
        return Report.objects.get(number=number)


def answered(town: Town, number: str) -> str:
    """The bureau goes the whole road; the key of the report."""
    key, chief = str(report_of(number).pk), town.dispatcher
    chief.does("report.verify", key)
    chief.does("report.judge", key, matter=town.matters["SR-010"])
    chief.does("report.dispatch", key, team=town.a.team.pk)
    town.officer.does("report.handle", key, outcome="现场教育，货物已搬离。")
    chief.does("report.check", key, passed=True, findings="照片与现场一致。")
    chief.does("report.feedback", key, answer="已责令商户将货物搬回店内。")
    return key


class TestReporting:
    """What a citizen says becomes a report like any other."""

    def test_it_is_a_report_of_the_place(self, town: Town, passer: Stranger, everybody: str) -> None:
        done = reported(passer, **town.a.point, name="张三", phone="13800000000")
        report = report_of(done["number"])
        assert (report.source, report.status, report.street) == ("citizen", "submitted", town.a.area.path)
        assert str(report.submitted_by_id) == everybody
        assert report.text == "【占道经营】店外占道摆放货物，影响通行"
        assert (report.reporter_name, report.reporter_phone) == ("张三", "13800000000")
        assert report.number in {row["number"] for row in town.officer.get("/reports")["items"]}

    def test_of_the_code_only_a_hash_is_kept(self, town: Town, passer: Stranger) -> None:
        done = reported(passer)
        report = report_of(done["number"])
        with reading(HOUSE):
            receipt = Receipt.objects.get(report=report)
            told = "".join(entry.input + entry.output for entry in TrailEntry.objects.filter(chain=report.pk))
        bare = done["code"].replace("-", "")
        assert len(bare) == 16
        assert bare not in receipt.digest + told
        assert receipt.digest not in told
        assert "13800000000" not in told

    def test_sending_the_same_again_gives_the_same_number_and_code(self, passer: Stranger) -> None:
        key = uuid7()
        first, again = reported(passer, id=key), reported(passer, id=key)
        assert (again["number"], again["code"]) == (first["number"], first["code"])

    def test_who_knows_the_id_alone_gets_no_code(self, passer: Stranger) -> None:
        key = uuid7()
        reported(passer, id=key)
        other = citizen.reports(passer, id=key, nonce="YW5vdGhlciAxMjggYml0cw")
        assert problem(other, 409)["code"] == "act_id_used"

    def test_photos_hang_on_the_report(self, town: Town, passer: Stranger) -> None:
        photo = citizen.uploads(passer, "现场.png", picture())
        done = reported(passer, files=[photo], **town.a.point)
        report = report_of(done["number"])
        page = town.officer.get(f"/reports/{report.pk}")
        assert [file["id"] for file in page["files"]] == [photo]

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"kind": "weather"}, "kind"),
            ({"address": " "}, "address"),
            ({"address": "", "lon": 116.35}, "address"),
            ({"files": ["01920000-0000-7000-8000-000000000000"]}, "files"),
            ({"text": "脏"}, "text"),
            ({"phone": "call me"}, "phone"),
            ({"nonce": "short"}, "nonce"),
            (
                {
                    "proof": {
                        "algorithm": "SHA-256",
                        "challenge": "",
                        "number": 1,
                        "salt": "",
                        "signature": "",
                    }
                },
                "proof",
            ),
        ],
    )
    def test_what_does_not_fit_is_named(self, passer: Stranger, given: dict[str, Any], field: str) -> None:
        before = entries()
        told = problem(citizen.reports(passer, **given), 422)
        assert [error["field"].rpartition(".")[2] for error in told["errors"]] == [field]
        assert entries() == before

    def test_somebody_elses_file_is_not_taken(self, town: Town, passer: Stranger) -> None:
        """Given a file that an officer uploaded, when a citizen names its key, then it is refused and stays the officer's."""
        from tests.domains.uploads import upload

        key = upload(town.officer, "巡查.png", picture())
        assert problem(citizen.reports(passer, files=[key]), 422)["errors"][0]["field"] == "files"
        with reading(HOUSE):
            assert StoredFile.objects.get(pk=key).attached_to is None


class TestProof:
    """Work is asked for, and each piece of it serves once, for what it was asked for."""

    def test_it_serves_once(self, passer: Stranger) -> None:
        solved = citizen.proof(passer, "report")
        reported(passer, proof=solved)
        assert problem(citizen.reports(passer, proof=solved), 422)["errors"][0]["field"] == "proof"

    def test_it_serves_its_purpose_alone(self, passer: Stranger) -> None:
        cheap = citizen.proof(passer, "rate")
        assert problem(citizen.reports(passer, proof=cheap), 422)["errors"][0]["field"] == "proof"

    def test_a_wrong_number_is_no_proof(self, passer: Stranger) -> None:
        solved = citizen.proof(passer, "report")
        wrong = solved | {"number": solved["number"] + 1}
        assert problem(citizen.reports(passer, proof=wrong), 422)["errors"][0]["field"] == "proof"

    def test_its_purpose_cannot_be_written_in(self, passer: Stranger) -> None:
        solved = citizen.proof(passer, "rate")
        forged = solved | {"salt": solved["salt"].replace("for=rate", "for=report")}
        assert problem(citizen.reports(passer, proof=forged), 422)["errors"][0]["field"] == "proof"


class TestFollowing:
    """Number and code together open a report, and nothing else does."""

    def test_it_tells_the_stages_and_the_answer_but_no_officer(self, town: Town, passer: Stranger) -> None:
        done = reported(passer, **town.a.point)
        answered(town, done["number"])
        told = citizen.follows(passer, done["number"], done["code"])
        page = problem(told, 200)
        assert [step["code"] for step in page["steps"]] == [
            "report.submit", "report.verify", "report.judge", "report.dispatch", "report.handle", "report.check", "report.feedback",
        ]  # fmt: skip
        assert page["answer"] == "已责令商户将货物搬回店内。"
        assert (page["team"], page["may_rate"]) == (town.a.team.name, True)
        words = told.content.decode()
        assert not [name for name in ("张一", "张二", "李调度", "现场教育", "与现场一致") if name in words]

    def test_before_the_answer_nothing_is_answered(self, passer: Stranger) -> None:
        done = reported(passer)
        page = problem(citizen.follows(passer, done["number"], done["code"]), 200)
        assert (page["answer"], page["may_rate"], page["status"]["code"]) == ("", False, "submitted")

    def test_a_code_may_be_typed_as_people_type(self, passer: Stranger) -> None:
        done = reported(passer)
        typed = done["code"].lower().replace("-", " ").replace("0", "o").replace("1", "l")
        assert citizen.follows(passer, f" {done['number']} ", typed).status_code == 200

    def test_a_wrong_code_and_a_wrong_number_look_the_same(self, passer: Stranger) -> None:
        done = reported(passer)
        other = reported(passer)
        wrong_code = citizen.follows(passer, done["number"], other["code"])
        wrong_number = citizen.follows(passer, "20260302-999999", done["code"])
        assert problem(wrong_code, 404) == problem(wrong_number, 404)

    def test_reports_that_came_otherwise_have_no_code(self, town: Town, passer: Stranger) -> None:
        from tests.domains import road

        with reading(HOUSE):
            number = Report.objects.get(pk=road.submit(town, town.a)).number
        assert citizen.follows(passer, number, "0000-0000-0000-0000").status_code == 404

    def test_five_wrong_codes_lock_the_number_also_for_the_right_one(
        self, town: Town, passer: Stranger
    ) -> None:
        done, other = reported(passer), reported(passer)
        for _ in range(5):
            assert citizen.follows(passer, done["number"], "0000-0000-0000-0000").status_code == 404
        assert problem(citizen.follows(passer, done["number"], done["code"]), 429)["code"] == "code_locked"
        assert citizen.follows(passer, other["number"], other["code"]).status_code == 200

    def test_a_number_that_there_is_not_locks_as_well(self, passer: Stranger) -> None:
        answers = [citizen.follows(passer, "20260302-999999", "0000-0000-0000-0000") for _ in range(6)]
        assert [answer.status_code for answer in answers] == [404] * 5 + [429]

    def test_each_look_stands_in_the_trail_but_moves_no_report(
        self, town: Town, passer: Stranger, everybody: str
    ) -> None:
        done = reported(passer)
        report = report_of(done["number"])
        with reading(HOUSE):
            before = TrailEntry.objects.filter(chain=report.pk).count()
        citizen.follows(passer, done["number"], done["code"])
        citizen.follows(passer, done["number"], "0000-0000-0000-0000")
        with reading(HOUSE):
            told = list(TrailEntry.objects.filter(chain=everybody, name="portal.look").order_by("seq"))[-2:]
            assert TrailEntry.objects.filter(chain=report.pk).count() == before
        assert [
            f'"result":"{result}"' in entry.input
            for entry, result in zip(told, ("open", "wrong"), strict=True)
        ] == [True, True]
        assert "127.0.0.1" in told[0].device


class TestRating:
    """Once it is answered, once."""

    def test_it_is_kept(self, town: Town, passer: Stranger) -> None:
        done = reported(passer, **town.a.point)
        key = answered(town, done["number"])
        page = problem(
            citizen.rates(passer, done["number"], done["code"], score=2, solved=False, words="又摆出来了"),
            200,
        )
        assert (page["score"], page["solved"], page["may_rate"]) == (2, False, False)
        with reading(HOUSE):
            receipt = Receipt.objects.get(report=key)
        assert (receipt.score, receipt.solved, receipt.words) == (2, False, "又摆出来了")
        timeline = town.officer.get(f"/reports/{key}")["timeline"]
        assert [entry["act"] for entry in timeline[-2:]] == ["report.rate", "report.dispute"]

    def test_what_is_not_solved_is_checked_again_once(self, town: Town, passer: Stranger) -> None:
        """Given that its reporter says that it is not solved, then somebody sees again, and he may rate the new answer."""
        done = reported(passer, **town.a.point)
        key = answered(town, done["number"])
        page = problem(citizen.rates(passer, done["number"], done["code"], score=1, solved=False), 200)
        assert (page["status"]["code"], page["may_rate"], page["may_dispute"]) == ("handled", False, False)
        assert report_of(done["number"]).closed_at is None
        town.clock.pass_by(hours=1)
        town.dispatcher.does("report.check", key, passed=False, findings="货物又摆出店外。")
        town.officer.does("report.handle", key, outcome="再次清走，已约谈。")
        town.dispatcher.does("report.check", key, passed=True, findings="已清走。")
        town.dispatcher.does("report.feedback", key, answer="已再次清理，并约谈商户。")
        again = problem(citizen.rates(passer, done["number"], done["code"], score=3, solved=False), 200)
        assert (again["status"]["code"], again["score"], again["may_rate"]) == ("answered", 3, False)

    def test_what_was_not_accepted_is_not_taken_up_again(self, town: Town, passer: Stranger) -> None:
        done = reported(passer, **town.a.point)
        key = str(report_of(done["number"]).pk)
        town.dispatcher.does("report.reject", key, reason="不属于城管职责，已告知拨打12345。")
        town.dispatcher.does("report.feedback", key, answer="不属于本单位职责。")
        page = problem(citizen.rates(passer, done["number"], done["code"], score=1, solved=False), 200)
        assert (page["status"]["code"], page["may_dispute"]) == ("answered", False)

    def test_not_before_the_answer(self, passer: Stranger) -> None:
        done = reported(passer)
        assert problem(citizen.rates(passer, done["number"], done["code"]), 409)["code"] == "not_answered_yet"

    def test_not_twice(self, town: Town, passer: Stranger) -> None:
        done = reported(passer, **town.a.point)
        answered(town, done["number"])
        assert citizen.rates(passer, done["number"], done["code"]).status_code == 200
        assert problem(citizen.rates(passer, done["number"], done["code"]), 409)["code"] == "rated_already"

    @pytest.mark.parametrize("score", [0, 6])
    def test_from_one_to_five(self, passer: Stranger, score: int) -> None:
        assert citizen.rates(passer, "20260302-000001", "0000-0000", score=score).status_code == 422


class TestUploads:
    """Pictures and recordings, no more."""

    @pytest.mark.parametrize(
        ("name", "kind"), [("材料.pdf", "application/pdf"), ("x.exe", "application/octet-stream")]
    )
    def test_other_kinds_are_refused(self, passer: Stranger, name: str, kind: str) -> None:
        assert citizen.begins_upload(passer, name, kind, 100).status_code == 422

    def test_a_long_one_is_refused(self, passer: Stranger) -> None:
        assert citizen.begins_upload(passer, "a.mp4", "video/mp4", 60 * 1024 * 1024).status_code == 413

    def test_without_work_none_begins(self, passer: Stranger) -> None:
        answer = citizen.begins_upload(passer, "a.png", "image/png", 100, Xuncheng_Proof="{}")
        assert problem(answer, 422)["errors"][0]["field"] == "proof"

    def test_one_who_begins_and_never_ends_keeps_nobody_out(self, passer: Stranger) -> None:
        """Given as many begun uploads as would fill the room of a person, then the next begins, and all end in two hours."""
        longest = 50 * 1024 * 1024
        room = OPEN_AT_A_TIME * settings.FILES_MAX_BYTES
        key = citizen.begins_upload(passer, "a.mp4", "video/mp4", longest)["Location"].rpartition("/")[2]
        begun = Upload.objects.get(pk=key)
        assert begun.expires_at - begun.created_at == timedelta(hours=2)
        Upload.objects.filter(pk=key).update(length=room)
        assert citizen.begins_upload(passer, "b.mp4", "video/mp4", longest).status_code == 201

    def test_nobody_reads_what_was_uploaded(self, passer: Stranger) -> None:
        key = citizen.uploads(passer, "现场.png", picture())
        assert passer.call("GET", f"/api/v1/files/{key}").status_code == 401


class TestDoors:
    """How often, and whether at all."""

    def test_an_address_reports_so_often_and_no_more(
        self, passer: Stranger, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(settings.ACCOUNT_RATE_LIMITS, "portal_report", "2/h/ip")
        answers = [citizen.reports(passer).status_code for _ in range(3)]
        assert answers == [200, 200, 429]

    def test_the_public_may_do_nothing_else(self, town: Town, everybody: str) -> None:
        """Given that the user of the portal was given the role of a dispatcher by mistake, then it opens nothing."""
        from xuncheng.domains.portal.public import public
        from xuncheng.foundation.trail.days import today

        assert public().acts(today()) == {"report.submit", "report.rate"}
        assert public().scope(today()) == ()

    def test_without_its_user_it_is_closed(
        self, passer: Stranger, monkeypatch: pytest.MonkeyPatch, clock: Clock
    ) -> None:
        monkeypatch.setattr("xuncheng.domains.portal.public.USERNAME", "nobody-there")
        MEMORY.forget(None)
        assert problem(citizen.reports(passer), 404)["code"] == "portal_closed"
        assert passer.get("/public/portal")["open"] is False

    def test_what_the_portal_says_of_itself(self, passer: Stranger) -> None:
        told = passer.get("/public/portal")
        assert told["open"] is True
        assert {"code": "occupation", "label": {"zh": "占道经营", "en": "Street occupation"}} in told["kinds"]
        assert [shape["properties"]["name"] for shape in passer.get("/public/areas")["features"]] == [
            "甲街道",
            "乙街道",
        ]
