"""The command line `xuncheng`. Every command has --help and ends with a non-zero status when it fails."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

app = typer.Typer(
    no_args_is_help=True, pretty_exceptions_enable=False, help="巡城 Xuncheng：城市管理综合行政执法平台"
)
law = typer.Typer(no_args_is_help=True, help="法律法规 / statutes")
places = typer.Typer(no_args_is_help=True, help="区域 / areas")
user = typer.Typer(no_args_is_help=True, help="用户 / users")
app.add_typer(law, name="law")
app.add_typer(places, name="places")
app.add_typer(user, name="user")
classifier = typer.Typer(no_args_is_help=True, help="判定分类器 / classifier of reports")
app.add_typer(classifier, name="classifier")

console = Console()


def main() -> None:
    """Run the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xuncheng.server.settings")
    app()


def _django() -> None:
    """Connect to the database of this installation, which is set up if need be: the given one, or the private cluster."""
    from xuncheng.server.connection import connect

    with _troubles_told():
        connect()


def _visit() -> None:
    """Connect to the database of an installation that was set up before; says so in a sentence where none was."""
    from xuncheng.server.connection import visit

    with _troubles_told():
        visit()


@contextmanager
def _troubles_told() -> Iterator[None]:
    """Say what this machine or installation lacks, in a sentence, and end with a non-zero status."""
    from xuncheng.server.terminal import complain
    from xuncheng.server.trouble import Trouble

    try:
        yield
    except Trouble as trouble:
        complain(trouble.text)
        raise typer.Exit(1) from trouble


@app.command()
def up(
    host: Annotated[str, typer.Option(help="监听地址 / address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="端口 / port")] = 8000,
    demo: Annotated[bool, typer.Option(help="首次启动时载入演示数据 / load the demo locality once")] = True,
    rehearsal: Annotated[
        bool,
        typer.Option(
            "--rehearsal", help="演练环境，时间可以设定 / an installation of its own, whose clock can be set"
        ),
    ] = False,
) -> None:
    """启动平台并持续运行 / start the platform and keep it running."""
    from xuncheng.server.up import up as run

    raise typer.Exit(run(host, port, demo, rehearsal=rehearsal))


@app.command()
def migrate() -> None:
    """升级数据库结构（以属主身份） / bring the database up to date, as its owner."""
    os.environ["XUNCHENG_AS_OWNER"] = "1"
    _django()
    from django.core.management import call_command

    from xuncheng.server.connection import see_extensions

    with _troubles_told():
        see_extensions()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


@app.command()
def worker() -> None:
    """运行后台任务和消息转发 / run jobs and pass on events."""
    _django()
    from xuncheng.server.worker import work

    raise typer.Exit(work())


@app.command()
def demo(
    bare: Annotated[
        bool,
        typer.Option("--bare", help="不载入法规和业务 / neither statutes nor business"),
    ] = False,
) -> None:
    """载入演示数据（只载入一次） / load the demo locality, once."""
    _django()
    from xuncheng.server.demo.load import load_demo

    with _troubles_told():
        load_demo(console, bare=bare)


@app.command()
def verify() -> None:
    """核验全过程记录 / check every entry of the trail; names what was changed, removed, moved or put in."""
    _visit()
    from xuncheng.server.verifying import verify_trail

    raise typer.Exit(0 if verify_trail(console) else 1)


@app.command()
def explore(
    mutants: Annotated[
        bool,
        typer.Option(
            help="逐项拿掉条件和结果，看验证能否发现 / leave out each guard and result in turn, and see it found"
        ),
    ] = False,
) -> None:
    """穷举验证程序表 / walk every state of the procedure tables and prove their invariants."""
    from xuncheng.server.exploring import explore_tables, try_mutants

    held = try_mutants(console) if mutants else explore_tables(console)
    raise typer.Exit(0 if held else 1)


@app.command()
def walkthrough(
    url: Annotated[str, typer.Option(help="平台地址 / address of the platform")] = "http://127.0.0.1:8000",
    keep: Annotated[Path | None, typer.Option(help="保存案卷包的文件夹 / folder for the bundles")] = None,
    every: Annotated[
        bool,
        typer.Option(
            "--all", help="在自建的演练环境中走完各种案件 / cases of every kind, in a rehearsal of its own"
        ),
    ] = False,
    only: Annotated[
        str, typer.Option(help="只走其中几种（代码以逗号分隔） / only some of them, by their codes")
    ] = "",
) -> None:
    """通过 HTTP 走完案件 / take cases from report to archived bundle through HTTP."""
    from xuncheng.server.walkthrough import walk, walk_all

    raise typer.Exit(0 if (walk_all(keep, console, only) if every else walk(url, keep, console)) else 1)


@app.command()
def openapi(path: Annotated[Path | None, typer.Argument(help="写入的文件 / file to write")] = None) -> None:
    """输出 OpenAPI 文档 / print the OpenAPI document."""
    _setup_django()
    from xuncheng.server.openapi import document

    text = json.dumps(document(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if path:
        path.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


@app.command()
def problems(path: Annotated[Path, typer.Argument(help="写入的文件 / file to write")]) -> None:
    """列出全部拒绝代码 / write the list of all codes of refusals."""
    _setup_django()
    from xuncheng.server.problem_codes import as_markdown

    path.write_text(as_markdown(), encoding="utf-8")


@app.command()
def procedures(path: Annotated[Path, typer.Argument(help="写入的文件 / file to write")]) -> None:
    """列出程序表、期限和规则 / write the procedure tables, their periods and the rulebook."""
    _setup_django()
    from xuncheng.domains.documents.catalogue import KINDS
    from xuncheng.rules.procedure.describe import procedures_page

    path.write_text(procedures_page({code: kind.title for code, kind in KINDS.items()}), encoding="utf-8")


@app.command()
def events(path: Annotated[Path | None, typer.Argument(help="写入的文件 / file to write")] = None) -> None:
    """列出可以订阅的全部事件 / list all events that other systems may subscribe to."""
    _setup_django()
    from xuncheng.gateways.webhooks.listing import events_page

    if path:
        path.write_text(events_page(), encoding="utf-8")
    else:
        sys.stdout.write(events_page())


@app.command()
def exchange() -> None:
    """立即收取各平台文件夹中的工单 / take in at once what platforms laid into their folders."""
    _visit()
    from xuncheng.gateways.exchange.inbox import run_once

    ran = run_once()
    console.print(
        f"文件 files {ran.files}，未通过 failed {ran.failed}，已确认 acknowledged {ran.acknowledged}"
    )
    raise typer.Exit(1 if ran.failed else 0)


@app.command()
def road(path: Annotated[Path, typer.Argument(help="写入的文件 / file to write")]) -> None:
    """列出案源的办理表 / write the table of the road of a report."""
    from xuncheng.rules.reporting.describe import road_page

    path.write_text(road_page(), encoding="utf-8")


@app.command("import")
def import_table(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="xlsx, xls, ods, csv")],
    mapping: Annotated[
        Path, typer.Option(exists=True, dir_okay=False, help="映射文件 / mapping (TOML), see docs/import.md")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只检查，逐行报告 / check only, row by row")
    ] = False,
    whole: Annotated[bool, typer.Option("--whole", help="全部导入或者全部不导入 / all rows or none")] = False,
    report: Annotated[
        Path | None, typer.Option(dir_okay=False, help="逐行报告写入的CSV / CSV for the report")
    ] = None,
) -> None:
    """导入历史数据表格（可重复执行，中断后可继续） / take in a table of a former system; may be repeated, goes on after an interruption."""
    _visit()
    from xuncheng.server.legacy import import_file

    raise typer.Exit(0 if import_file(file, mapping, report, dry_run=dry_run, whole=whole, console=console) else 1)  # fmt: skip


def _setup_django() -> None:
    import django

    django.setup()


@law.command("import")
def law_import(
    path: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="文件夹 / folder")],
) -> None:
    """导入 Markdown 法律法规文件夹（可重复执行） / import a folder of Markdown statutes; may be repeated."""
    _visit()
    from xuncheng.server.importing import import_statutes

    raise typer.Exit(0 if import_statutes(path, console) else 1)


@law.command("bands")
def law_bands(
    path: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV")],
) -> None:
    """导入裁量基准 CSV（可重复执行） / import a CSV of discretion benchmarks; may be repeated."""
    _visit()
    from xuncheng.server.importing import import_bands

    raise typer.Exit(0 if import_bands(path, console) else 1)


@law.command("powers")
def law_powers(
    path: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只检查，逐行报告 / check only, row by row")
    ] = False,
) -> None:
    """导入权责清单 CSV（可重复执行） / import a CSV of the powers of organisations; may be repeated."""
    _visit()
    from xuncheng.server.importing import import_power_table

    raise typer.Exit(0 if import_power_table(path, dry_run, console) else 1)


@classifier.command("train")
def classifier_train() -> None:
    """用今天以前的判定训练，并作为新的一版 / train on what was judged before today, as the next version."""
    _visit()
    from xuncheng.server.classifying import train_now

    raise typer.Exit(0 if train_now(console) else 1)


@classifier.command("report")
def classifier_report() -> None:
    """列出在用的一版及其检验结果 / print the version in use, and how it did."""
    _visit()
    from xuncheng.server.classifying import tell

    raise typer.Exit(0 if tell(console) else 1)


@places.command("import")
def places_import(
    path: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="GeoJSON")],
    datum: Annotated[str, typer.Option(help="坐标系 / datum: wgs84, gcj02, bd09")] = "wgs84",
    kind: Annotated[str, typer.Option(help="区域层级 / level: district, street, community, grid")] = "street",
    parent: Annotated[str, typer.Option(help="上级区域代码 / code of the area above")] = "",
    dry_run: Annotated[bool, typer.Option(help="只检查 / check only")] = False,
) -> None:
    """导入真实边界 / import real boundaries."""
    _visit()
    from xuncheng.server.importing import import_areas

    raise typer.Exit(0 if import_areas(path, datum, kind, parent, dry_run, console) else 1)


@user.command("password")
def user_password(username: Annotated[str, typer.Argument(help="用户名 / user name")]) -> None:
    """重设用户密码 / set a user's password; it is asked for."""
    _visit()
    from xuncheng.server.users import set_password

    password = typer.prompt("新密码 / new password", hide_input=True, confirmation_prompt=True)
    raise typer.Exit(0 if set_password(username, password, console) else 1)


@user.command("add")
def user_add(
    username: Annotated[str, typer.Argument(help="用户名 / user name")],
    name: Annotated[str, typer.Argument(help="姓名 / name")],
    role: Annotated[str, typer.Option(help="角色代码 / code of a role")] = "administrator",
    area: Annotated[
        str, typer.Option(help="区域代码，缺省为全区 / code of an area; the district if none")
    ] = "",
) -> None:
    """新增用户并授予角色 / add a user who holds a role; the password is asked for."""
    _visit()
    from xuncheng.server.users import add_with_role

    password = typer.prompt("密码 / password", hide_input=True, confirmation_prompt=True)
    raise typer.Exit(0 if add_with_role(username, name, password, role, area, console) else 1)


@user.command("rekey")
def user_rekey() -> None:
    """用当前密钥重新加密两步验证、推送密钥和终端密钥 / encrypt second factors, signing secrets and keys of terminals anew."""
    _visit()
    from xuncheng.domains.equipment import keys
    from xuncheng.foundation.people import second_factors
    from xuncheng.gateways.field import sent
    from xuncheng.gateways.webhooks import secrets

    count = sum(part.encrypt_anew() for part in (second_factors, secrets, keys, sent))
    console.print(f"已重新加密 {count} 项 / encrypted anew")


@user.command("drop-second-factor")
def user_drop_second_factor(username: Annotated[str, typer.Argument(help="用户名 / user name")]) -> None:
    """取消用户的两步验证 / take a user's second factor away, so that the password alone lets him in."""
    _visit()
    from xuncheng.server.users import drop_second_factor

    raise typer.Exit(0 if drop_second_factor(username, console) else 1)


@user.command("import")
def user_import(
    file: Annotated[
        Path,
        typer.Argument(exists=True, dir_okay=False, help="CSV：用户名,姓名,机构代码,执法队代码,电话,邮箱"),
    ],
    dry_run: Annotated[bool, typer.Option(help="只检查，不写入 / check it only")] = False,
) -> None:
    """从表格新增和调动用户 / add and move users by a table (CSV); says what became of each row."""
    _visit()
    from xuncheng.server.roster import import_users

    raise typer.Exit(0 if import_users(file, dry_run=dry_run, console=console) else 1)


@user.command("list")
def user_list() -> None:
    """列出用户及其角色 / list users with their roles."""
    _visit()
    from xuncheng.server.users import list_users

    list_users(console)
