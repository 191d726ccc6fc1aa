"""Administration on the desk: a user is added, given a role, signs in, and is shut out; a token's secret is shown once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import expect
from tests.e2e.desk import PASSWORD, SHANGHAI, Day, Desk, Find

pytestmark = pytest.mark.browser
Window = Callable[..., Desk]
Picture = Callable[[Desk, str], None]


def test_a_user_is_added_given_a_role_and_shut_out(window: Window, picture: Picture) -> None:
    # Given an administrator who adds a clerk to a team of a street
    username, name = f"clerk-{datetime.now(SHANGHAI):%H%M%S}", "示例内勤"
    admin = window("admin")
    admin.go("/")
    admin.page.get_by_role("link", name="系统管理").click()
    admin.page.wait_for_url("**/admin/users")
    admin.check()
    admin.page.get_by_role("button", name="新增用户").click()
    form = admin.page.locator("form.act-form")
    expect(form.locator('[id$="-password"]')).to_have_attribute("type", "password")
    admin.fill_in_and_send(form, username=username, name=name, password=PASSWORD, team=Find("街道"))
    admin.page.wait_for_url(re.compile(r"/admin/users/0"))
    user = admin.page.url.removeprefix(admin.url)

    # When he has no role yet, he signs in and sees no cases
    newcomer = window()
    newcomer.sign_in(username)
    expect(newcomer.page.get_by_role("link", name="案件", exact=True)).to_have_count(0)
    expect(newcomer.page.get_by_role("link", name="系统管理")).to_have_count(0)

    # And when he was given one in a street, he sees that street's cases
    form = admin.open_act("授予角色")
    admin.fill_in_and_send(form, role=Find("内勤"), area=Find("街道"), since=Day("2026-01-01"))
    admin.page.wait_for_url(re.compile(r"/admin/grants/0"))
    expect(admin.page.locator("main")).to_contain_text("有效")
    admin.check()
    admin.go(user)
    admin.settle()
    expect(admin.page.locator("main")).to_contain_text("内勤")
    picture(admin, "user")
    newcomer.go("/cases")
    newcomer.settle()
    expect(newcomer.page.get_by_role("link", name="案件", exact=True)).to_be_visible()

    # Then, once he is deactivated, he is out at once and cannot come back
    admin.do("停用用户", reason="调离")
    expect(admin.page.locator("main")).to_contain_text("已停用")
    admin.check()
    newcomer.go("/cases")
    newcomer.page.wait_for_url(re.compile(r"/sign-in"))
    newcomer.try_sign_in(username, PASSWORD)
    expect(newcomer.page.get_by_role("alert")).to_be_visible()
    admin.go(f"/admin/users?q={username}")
    expect(admin.page.get_by_role("row").filter(has_text=username)).to_contain_text("已停用")
    admin.settle()
    admin.go("/admin/users")
    admin.settle()
    picture(admin, "users")


def test_users_come_from_a_table_once_it_was_looked_at(window: Window, picture: Picture) -> None:
    # Given a table with somebody new, and a row that names a team that there is not
    username = f"zhao-{datetime.now(SHANGHAI):%H%M%S}"
    text = f"用户名,姓名,执法队代码,电话\n{username},赵示例,,010-00000000\nli-{username},李示例,T-none,\n"
    admin = window("admin")
    admin.go("/admin/users")
    page, main = admin.page, admin.page.locator("main")

    # When it is chosen
    page.get_by_role("link", name="从表格导入用户").click()
    page.wait_for_url("**/admin/users/table")
    admin.check()
    file = {"name": "用户.csv", "mimeType": "text/csv", "buffer": text.encode("gb18030")}
    page.get_by_label("表格文件").set_input_files(files=[file])

    # Then it says what would become of each row, and nobody is added yet
    expect(main).to_contain_text("试运行，未写入：新增1，调动0，未变0，不能收录1")
    expect(main.get_by_role("row").filter(has_text="李示例")).to_contain_text("没有执法队 T-none")
    admin.check()
    picture(admin, "user-table")

    # When it is done
    page.get_by_role("button", name="办理1行").click()

    # Then whoever is new stands in the register, without a role
    expect(main).to_contain_text("已办理：新增1")
    admin.check()
    admin.go(f"/admin/users?q={username}")
    expect(page.get_by_role("row").filter(has_text=username)).to_contain_text("赵示例")

    # And another file is refused by its columns
    admin.go("/admin/users/table")
    file = {"name": "工号.csv", "mimeType": "text/csv", "buffer": "工号,姓名\n1,赵示例\n".encode()}
    page.get_by_label("表格文件").set_input_files(files=[file])
    expect(page.get_by_role("alert")).to_have_text("多余的列：工号；缺少的列：username")
    admin.check()


def test_a_token_s_secret_is_shown_once(window: Window) -> None:
    admin = window("admin")
    admin.go("/admin/tokens")
    admin.page.get_by_role("button", name="签发令牌").click()
    form = admin.page.locator("form.act-form")
    purpose = f"网格终端{datetime.now(SHANGHAI):%H%M%S}"
    admin.fill_in_and_send(form, user=Find("何示明"), name=purpose)
    shown = admin.page.get_by_role("dialog", name="令牌密文")
    expect(shown).to_contain_text("xc_")
    secret = shown.locator("code").inner_text()
    admin.check()
    shown.get_by_role("button", name="我已保存").click()
    expect(shown).to_have_count(0)
    admin.page.wait_for_url(re.compile(r"/admin/tokens/0"))
    expect(admin.page.locator("main")).to_contain_text("从未使用")
    assert secret not in admin.page.content()

    # The program works with it, until it is revoked
    answer = admin.page.request.get(f"{admin.url}/api/v1/me", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status == 200
    admin.do("吊销访问令牌", reason="试")
    expect(admin.page.locator("main")).to_contain_text("已吊销")
    # another process may go on for a few seconds with what it knew
    admin.page.wait_for_timeout(6000)
    answer = admin.page.request.get(f"{admin.url}/api/v1/me", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status == 401


@pytest.mark.parametrize(
    ("path", "title"),
    [("grants", "授权"), ("roles", "角色"), ("organisations", "机构"), ("teams", "执法队")],
)
def test_the_other_registers_open_their_entries(window: Window, path: str, title: str) -> None:
    admin = window("admin")
    admin.go(f"/admin/{path}")
    expect(admin.page.get_by_role("heading", name=title)).to_be_visible()
    admin.page.get_by_role("row").nth(1).get_by_role("link").first.click()
    admin.page.wait_for_url(re.compile(rf"/admin/{path}/0"))
    admin.check()


def test_a_colleague_finds_no_administration(window: Window) -> None:
    officer = window("officer-a")
    officer.go("/admin/users")
    expect(officer.page.locator("main")).to_contain_text("没有用户")
    expect(officer.page.get_by_role("button", name="新增用户")).to_have_count(0)
