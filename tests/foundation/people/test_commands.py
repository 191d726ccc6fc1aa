"""What is done to people, who may do it, and what the trail says of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from xuncheng.foundation.people import queries
from xuncheng.foundation.people.commands import (
    add_organisation,
    add_user,
    certify_officer,
    change_profile,
    deactivate_user,
    end_grant,
    give_grant,
    issue_token,
    move_user,
    restore_user,
    revoke_token,
    set_password,
    set_role,
    withdraw_certificate,
)
from xuncheng.foundation.people.models import Grant, Language, Officer, OrganisationKind, User
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import MASK
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.refusal import Refused

ADMIN_ACTS = [
    "user.add",
    "user.deactivate",
    "grant.give",
    "grant.end",
    "password.set",
    "token.issue",
    "token.revoke",
]


def last_entry(name: str) -> TrailEntry:
    return TrailEntry.objects.filter(name=name).order_by("-received_at", "-seq").first()  # type: ignore[return-value] # None fails


# --- the tree -----------------------------------------------------------------------------------------------


def test_an_organisation_stands_under_its_parent(district: Any) -> None:
    street = district.street_a.organisation
    assert street.path == "JSCG.S110199001."
    assert street.area_path == "110199.001."


def test_only_the_bureau_has_no_parent(district: Any) -> None:
    with pytest.raises(Refused) as refused:
        add_organisation(
            Deed(district.house), OrganisationKind.DEPARTMENT, "D1", "法制科", "法制科", district.area
        )
    assert refused.value.errors[0].field == "parent"


def test_a_code_is_given_once(district: Any) -> None:
    again = (OrganisationKind.STREET, "S110199001", "重名街道", "重名", district.area, district.bureau)
    with pytest.raises(Refused) as refused:
        add_organisation(Deed(district.house), *again)
    assert refused.value.errors[0].field == "code"


# --- users --------------------------------------------------------------------------------------------------


def test_a_member_of_a_team_belongs_to_its_organisation_and_area(district: Any) -> None:
    user = district.add("LiMing", "李明", district.street_a.team)
    assert user.username == "liming"
    assert user.organisation == district.street_a.organisation
    assert user.area_path == "110199.001."


def test_a_password_never_reaches_the_trail_or_the_database(district: Any) -> None:
    user = add_user(Deed(district.house), "zhao", "赵云", "子龙-7-常山-长枪", organisation=district.bureau)
    assert MASK in last_entry("user.add").input
    assert "常山" not in last_entry("user.add").input
    assert user.password.startswith("argon2$argon2id$")
    assert user.check_password("子龙-7-常山-长枪")
    assert not user.check_password("子龙-7-常山-短刀")


def test_a_weak_password_is_refused_in_both_languages(district: Any) -> None:
    with pytest.raises(Refused) as refused:
        add_user(Deed(district.house), "zhao", "赵云", "123456", organisation=district.bureau)
    messages = [error.message for error in refused.value.errors if error.field == "password"]
    assert any("至少" in message.zh and "at least 10" in message.en for message in messages)


def test_a_user_without_a_password_cannot_be_matched_by_an_empty_one(district: Any) -> None:
    program_user = add_user(Deed(district.house), "hotline", "热线接口", organisation=district.bureau)
    assert not program_user.check_password("")
    assert not program_user.check_password(None)


def test_moving_takes_certificate_and_tokens_along(district: Any) -> None:
    user = district.officer("liming", "李明", district.street_a.team)
    issue_token(Deed(district.house), user, "手台")
    move_user(Deed(district.house), user, team=district.street_b.team)
    assert Officer.objects.get(pk=user.pk).area_path == "110199.002."
    assert user.tokens.get().area_path == "110199.002."


def test_a_user_is_moved_only_by_who_may_at_both_ends(district: Any) -> None:
    boss = district.add("boss", "甲所长", district.street_a.team)
    admin = district.grant(boss, district.role("mover", ["user.move"]), district.street_a.area)
    li = district.add("li", "李明", district.street_a.team)
    with pytest.raises(Refused) as refused, transaction.atomic():
        move_user(Deed(admin), li, team=district.street_b.team)
    assert refused.value.status == 403
    assert move_user(Deed(admin), li, organisation=district.street_a.organisation).team is None


def test_an_admin_of_one_street_cannot_touch_the_other(district: Any) -> None:
    boss = district.add("boss", "甲所长", district.street_a.team)
    admin = district.grant(boss, district.role("admin", ADMIN_ACTS), district.street_a.area)
    stranger = district.add("wang", "王芳", district.street_b.team)
    for attempt in (
        lambda: deactivate_user(Deed(admin), stranger, "离职"),
        lambda: set_password(Deed(admin), stranger, "新的-密码-9527"),
        lambda: issue_token(Deed(admin), stranger, "偷看"),
        lambda: add_user(Deed(admin), "ghost", "幽灵", team=district.street_b.team),
    ):
        with pytest.raises(Refused) as refused, transaction.atomic():
            attempt()
        assert refused.value.status == 403
    assert User.objects.get(pk=stranger.pk).is_active
    assert not User.objects.filter(username="ghost").exists()


def test_a_restored_user_is_back_with_his_grants_and_without_his_tokens(district: Any) -> None:
    li = district.add("li", "李明", district.street_a.team)
    district.grant(li, district.role("clerk", ["user.add"]), district.street_a.area)
    secret = issue_token(Deed(district.house), li, "终端").secret
    with pytest.raises(Refused, match="user_active"):
        restore_user(Deed(district.house), li, "误停用")
    deactivate_user(Deed(district.house), li, "离职")
    assert queries.viewer_of(li.pk) is None
    restore_user(Deed(district.house), li, "误停用")
    viewer = queries.viewer_of(li.pk)
    assert viewer is not None
    assert viewer.may_somewhere("user.add", queries.today())
    assert queries.viewer_for_token(secret or "") is None


def test_nobody_locks_himself_out(district: Any) -> None:
    boss = district.add("boss", "甲所长", district.street_a.team)
    admin = district.grant(boss, district.role("admin", ADMIN_ACTS), district.street_a.area)
    with pytest.raises(Refused, match="own_account"):
        deactivate_user(Deed(admin), boss, "不干了")


def test_a_user_changes_his_own_profile_and_no_colleagues(district: Any) -> None:
    li, wang = (district.add(n, n, district.street_a.team) for n in ("li", "wang"))
    viewer = queries.viewer_of(li.pk)
    assert viewer is not None
    change_profile(Deed(viewer), li, Language.EN, "13800000000")
    assert User.objects.get(pk=li.pk).language == "en"
    with pytest.raises(Refused, match="not_yourself"):
        change_profile(Deed(viewer), wang, Language.EN, "")


def test_the_database_itself_refuses_writes_outside_an_act(committed: Any) -> None:
    committed.add("li", "李明", committed.street_a.team)
    with pytest.raises(DatabaseError, match="written only inside an act"):
        User.objects.update(is_active=False)
    with pytest.raises(DatabaseError, match="written only inside an act"):
        User.objects.update(password="!")
    with pytest.raises(DatabaseError, match="written only inside an act"):
        Grant.objects.all().delete()


# --- certificates -------------------------------------------------------------------------------------------


def test_a_certificate_makes_an_officer_who_is_his_user(district: Any) -> None:
    user = district.officer("liming", "李明", district.street_a.team)
    officer = Officer.objects.get(pk=user.pk)
    assert officer.as_fact(date(2026, 5, 1)).certified
    assert not officer.as_fact(date(2030, 1, 1)).certified
    viewer = queries.viewer_of(user.pk)
    assert viewer is not None
    assert viewer.as_fact(date(2026, 5, 1)).id == officer.as_fact(date(2026, 5, 1)).id
    assert "行政处罚法第四十二条第一款" in {basis.label for basis in certify_officer.act.basis}


def test_a_certificate_number_belongs_to_one_person(district: Any) -> None:
    district.officer("liming", "李明", district.street_a.team)
    other = district.add("wang", "王芳", district.street_a.team)
    with pytest.raises(Refused) as refused:
        certify_officer(Deed(district.house), other, "ZF-liming", date(2024, 1, 1), date(2026, 1, 1))
    assert refused.value.errors[0].field == "certificate_number"


def test_a_withdrawn_certificate_certifies_no_longer(district: Any) -> None:
    user = district.officer("liming", "李明", district.street_a.team)
    officer = withdraw_certificate(Deed(district.house), user, "调离执法岗位")
    assert not officer.certified(queries.today())
    assert officer.certified(queries.today() - timedelta(days=1))
    with pytest.raises(Refused, match="not_found"):
        withdraw_certificate(Deed(district.house), district.add("aux", "协管员"), "没有证")


# --- rights -------------------------------------------------------------------------------------------------


def test_a_role_holds_only_acts_that_exist(district: Any) -> None:
    with pytest.raises(Refused) as refused:
        set_role(Deed(district.house), "magician", "魔术师", "magician", ["rabbit.produce"])
    assert "rabbit.produce" in refused.value.errors[0].message.zh


def test_a_grant_holds_in_its_area_and_period_only(district: Any) -> None:
    user = district.add("li", "李明", district.street_a.team)
    role = district.role("admin", ["user.add"])
    give_grant(Deed(district.house), user, role, district.street_a.area, date(2026, 1, 1), date(2099, 12, 31))
    viewer = queries.viewer_of(user.pk)
    assert viewer is not None
    assert viewer.may("user.add", "110199.001.007.", date(2026, 1, 1))
    assert not viewer.may("user.add", "110199.001.007.", date(2025, 12, 31))
    assert not viewer.may("user.add", "110199.001.007.", date(2100, 1, 1))
    assert not viewer.may("user.add", "110199.002.", date(2026, 6, 1))
    assert not viewer.may("user.deactivate", "110199.001.", date(2026, 6, 1))


def test_who_gives_a_role_must_hold_that_act_there(district: Any) -> None:
    boss = district.add("boss", "甲所长", district.street_a.team)
    role = district.role("admin", ADMIN_ACTS)
    admin = district.grant(boss, role, district.street_a.area)
    li = district.add("li", "李明", district.street_a.team)
    given = give_grant(Deed(admin), li, role, district.street_a.area, date(2026, 1, 1))
    assert given.granted_by_id == boss.pk
    with pytest.raises(Refused) as refused, transaction.atomic():
        give_grant(Deed(admin), li, role, district.street_b.area, date(2026, 1, 1))
    assert refused.value.status == 403
    with pytest.raises(Refused, match="own_grant"), transaction.atomic():
        give_grant(Deed(admin), boss, role, district.street_a.area, date(2026, 1, 1))


def test_an_ended_grant_is_gone_at_once_also_for_acts_dated_back(district: Any) -> None:
    user = district.add("li", "李明", district.street_a.team)
    district.grant(user, district.role("admin", ["user.add"]), district.street_a.area)
    end_grant(Deed(district.house), Grant.objects.get(user=user), "调岗")
    viewer = queries.viewer_of(user.pk)
    assert viewer is not None
    assert not viewer.may("user.add", "110199.001.", date(2025, 1, 1))
    assert viewer.scope(queries.today()) == ()


# --- tokens -------------------------------------------------------------------------------------------------


def test_the_secret_of_a_token_is_told_once_and_kept_nowhere(district: Any) -> None:
    user = district.add("hotline", "热线接口")
    deed = Deed(district.house)
    token = issue_token(deed, user, "12345热线")
    assert token.secret is not None
    entry = last_entry("token.issue")
    assert token.secret not in entry.input + entry.output
    assert token.secret not in str(vars(user.tokens.get()))
    assert issue_token(Deed(district.house, id=deed.id), user, "12345热线").secret is None
    assert user.tokens.count() == 1


def test_a_token_opens_until_it_is_revoked(district: Any) -> None:
    user = district.add("hotline", "热线接口")
    token = issue_token(Deed(district.house), user, "12345热线")
    assert token.secret is not None
    viewer = queries.viewer_for_token(token.secret)
    assert viewer is not None
    assert viewer.id == user.pk
    revoke_token(Deed(district.house), token, "接口下线")
    assert queries.viewer_for_token(token.secret) is None


def test_a_token_ends_with_its_period_and_with_its_user(district: Any) -> None:
    user = district.add("hotline", "热线接口")
    long_ago = Deed(district.house)
    long_ago.received_at -= timedelta(days=91)
    over = issue_token(long_ago, user, "旧令牌")
    assert over.secret is not None
    assert queries.viewer_for_token(over.secret) is None
    live = issue_token(Deed(district.house), user, "新令牌")
    deactivate_user(Deed(district.house), user, "停用")
    assert live.secret is not None
    assert queries.viewer_for_token(live.secret) is None
