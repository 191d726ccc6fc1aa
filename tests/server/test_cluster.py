"""The private cluster: made from nothing, taken up again from whatever a crash left, and closed to others."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from xuncheng.server import cluster, cluster_files, cluster_home
from xuncheng.server.cluster import Role
from xuncheng.server.cluster_home import Home
from xuncheng.server.postgres import Programs
from xuncheng.server.trouble import Trouble

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can start a cluster as somebody else")


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    """A var/ that the database's account can reach, with a running scratch cluster in it."""
    folder = Path(tempfile.mkdtemp(prefix="xuncheng-cluster-"))
    folder.chmod(0o755)
    cluster.ensure(folder, scratch=True)
    yield folder
    cluster.stop(folder, scratch=True)
    shutil.rmtree(folder)


@pytest.fixture
def home(var: Path) -> Home:
    return Home.under(var, scratch=True)


def postmaster(home: Home) -> int:
    return int((home.data / "postmaster.pid").read_text().split("\n", 1)[0])


def ask(var: Path, role: Role, question: str, database: str = cluster.DATABASE) -> object:
    with psycopg.connect(
        cluster.address(var, scratch=True).dsn(role, database), autocommit=True
    ) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def kill(number: int) -> None:
    os.kill(number, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while Path(f"/proc/{number}/cmdline").exists() and time.monotonic() < deadline:
        if Path(f"/proc/{number}/cmdline").read_bytes() == b"":  # dead, though nobody has buried it
            return
        time.sleep(0.02)


def test_the_program_role_owns_nothing_and_cannot_pass_row_level_security(var: Path) -> None:
    power = (
        "SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = user"
    )
    assert ask(var, Role.APP, power) is False
    assert ask(var, Role.APP, "SELECT count(*) FROM pg_class WHERE relowner = user::regrole") == 0
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(var, Role.APP, "CREATE TABLE mine (id int)")


def test_the_owner_makes_tables_and_databases_with_the_extensions_in_them(var: Path) -> None:
    ask(var, Role.OWNER, "SELECT 1 FROM (SELECT 1) AS t")
    with psycopg.connect(cluster.address(var, scratch=True).dsn(Role.OWNER), autocommit=True) as connection:
        connection.execute("CREATE TABLE thing (spot geometry(Point, 4326))")
        connection.execute("CREATE DATABASE another")
    names = "SELECT string_agg(extname, ' ' ORDER BY extname) FROM pg_extension WHERE extname <> 'plpgsql'"
    assert ask(var, Role.OWNER, names) == "btree_gist pg_trgm postgis"
    assert ask(var, Role.OWNER, names, "another") == "btree_gist pg_trgm postgis"
    assert ask(var, Role.OWNER, "SELECT user FROM (SELECT set_config('role', 'xuncheng_app', false)) AS t")


def test_trigrams_know_chinese_characters(var: Path) -> None:
    assert ask(var, Role.APP, "SELECT similarity('占道经营', '占道经营') = 1 AND show_trgm('占道') <> '{}'")


def test_only_the_socket_leads_in_and_only_its_account_may_use_it(var: Path, home: Home) -> None:
    assert ask(var, Role.APP, "SELECT current_setting('listen_addresses')") == ""
    assert home.socket_folder.stat().st_mode & 0o777 == 0o700
    assert home.data.stat().st_mode & 0o777 == 0o700
    assert ask(var, Role.APP, "SELECT current_setting('data_checksums')") == "on"


def test_a_durable_cluster_syncs_and_a_scratch_one_does_not(var: Path) -> None:
    assert ask(var, Role.APP, "SELECT current_setting('fsync')") == "off"
    durable = cluster_files.settings("name", Path("/run/x"), durable=True)
    assert "fsync = 'on'" in durable
    assert "synchronous_commit = 'on'" in durable


def test_ensuring_a_running_cluster_changes_nothing(var: Path, home: Home) -> None:
    before = postmaster(home)
    where = cluster.ensure(var, scratch=True)
    assert postmaster(home) == before
    assert where == cluster.address(var, scratch=True)


def test_it_stops_and_starts_again_with_its_data(var: Path) -> None:
    with psycopg.connect(cluster.address(var, scratch=True).dsn(Role.OWNER), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    assert cluster.stop(var, scratch=True)
    assert not cluster.alive(var, scratch=True)
    assert not cluster.stop(var, scratch=True)
    cluster.ensure(var, scratch=True)
    assert ask(var, Role.OWNER, "SELECT number FROM kept") == 7


def test_after_kill_9_it_starts_again_and_what_was_committed_is_there(var: Path) -> None:
    where = cluster.ensure(var)
    try:
        with psycopg.connect(where.dsn(Role.OWNER), autocommit=True) as connection:
            connection.execute("CREATE TABLE acknowledged AS SELECT 1 AS number")
        kill(postmaster(Home.under(var)))
        assert not cluster.alive(var)
        cluster.ensure(var)
        with psycopg.connect(where.dsn(Role.OWNER)) as connection:
            assert connection.execute("SELECT number FROM acknowledged").fetchone() == (1,)
    finally:
        cluster.stop(var)


def test_a_backend_that_outlives_its_killed_server_is_seen_off(var: Path, home: Home) -> None:
    owner = cluster.address(var, scratch=True).dsn(Role.OWNER)
    endless = "DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$"
    script = f"import psycopg; psycopg.connect({owner!r}).execute({endless!r})"
    client = subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 10
        while not ask(var, Role.SUPERUSER, "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'DO %'"):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        kill(postmaster(home))
        cluster.ensure(var, scratch=True)
        assert client.wait(timeout=10) != 0
        assert ask(var, Role.APP, "SELECT 1") == 1
    finally:
        client.kill()
        client.wait()


@pytest.mark.parametrize("number", [1, os.getpid(), 4194300], ids=["first", "own", "last"])
def test_a_stale_lock_file_does_not_block_whoever_has_its_number_now(
    var: Path, home: Home, number: int
) -> None:
    cluster.stop(var, scratch=True)
    lock = f"{number}\n{home.data}\n1700000000\n5432\n{home.socket_folder}\n\n\nready\n"
    for path in (home.data / "postmaster.pid", home.socket_folder / ".s.PGSQL.5432.lock"):
        path.write_text(lock)
        os.chown(path, home.account.uid, home.account.gid)
    assert not cluster.alive(var, scratch=True)
    cluster.ensure(var, scratch=True)
    assert ask(var, Role.APP, "SELECT 1") == 1


def test_an_initdb_that_was_interrupted_is_begun_anew(var: Path) -> None:
    place = var / "interrupted"
    unfinished = place / "test-pg" / "data.unfinished"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("15\n")
    try:
        cluster.ensure(place, scratch=True)
        assert not unfinished.exists()
    finally:
        cluster.stop(place, scratch=True)


def test_a_folder_too_long_for_a_socket_gets_a_short_one(var: Path) -> None:
    place = var / ("long" * 25)
    try:
        where = cluster.ensure(place, scratch=True)
        assert where.socket_folder.parent == cluster_home.SHORT_FOLDER
        with psycopg.connect(where.dsn(Role.APP)) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    finally:
        cluster.stop(place, scratch=True)
        shutil.rmtree(Home.under(place, scratch=True).socket_folder)


@AS_ROOT
def test_root_never_runs_it_as_root(home: Home) -> None:
    assert home.account.name == cluster_home.SERVER_ACCOUNT
    assert Path(f"/proc/{postmaster(home)}").stat().st_uid == home.account.uid


@AS_ROOT
def test_a_home_that_the_account_cannot_reach_is_replaced_by_a_link(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = var / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr(cluster_home, "SYSTEM_FOLDER", var / "system")
    try:
        cluster.ensure(closed, scratch=True)
        assert (closed / "test-pg").is_symlink()
        assert (closed / "test-pg").resolve().parent == var / "system"
        assert cluster.alive(closed, scratch=True)
    finally:
        cluster.stop(closed, scratch=True)


@AS_ROOT
def test_a_home_that_was_closed_afterwards_is_said_to_be(var: Path) -> None:
    place = var / "later"
    (place / "test-pg" / "data").mkdir(parents=True)
    account = Home.under(var, scratch=True).account
    os.chown(place / "test-pg" / "data", account.uid, account.gid)
    place.chmod(0o700)
    with pytest.raises(Trouble, match="无法进入数据目录"):
        cluster.ensure(place, scratch=True)


def test_a_version_that_is_not_installed_is_named(tmp_path: Path) -> None:
    (tmp_path / "PG_VERSION").write_text("99\n")
    with pytest.raises(Trouble, match="PostgreSQL 99"):
        Programs.for_data(tmp_path)


def test_a_start_that_fails_says_why(var: Path, home: Home) -> None:
    cluster.stop(var, scratch=True)
    broken = home.data / "postgresql.auto.conf"
    kept = broken.read_text()
    broken.write_text("shared_buffers = 'much'\n")
    try:
        with pytest.raises(Trouble, match=r"shared_buffers|configuration file"):
            cluster.ensure(var, scratch=True)
    finally:
        broken.write_text(kept)
        cluster.ensure(var, scratch=True)


def test_the_environment_comes_before_the_private_cluster(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_SUPERUSER_URL"):
        monkeypatch.delenv(name, raising=False)
    assert not cluster.external()
    assert cluster.dsn(Role.APP, var).startswith("postgresql://xuncheng_app@/xuncheng?host=%2F")
    monkeypatch.setenv("DATABASE_URL", "postgresql://db/app")
    assert cluster.external()
    assert cluster.dsn(Role.APP, var) == cluster.dsn(Role.OWNER, var) == "postgresql://db/app"
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://db/owner")
    assert cluster.dsn(Role.OWNER, var) == "postgresql://db/owner"


def test_env_prints_what_a_shell_can_read(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cluster.main(["env", "--test", "--var", str(var)]) == 0
    lines = capsys.readouterr().out
    shown = subprocess.run(
        ["/bin/sh", "-c", f'{lines}\nprintf "%s" "$DATABASE_OWNER_URL"'],
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout == cluster.address(var, scratch=True).dsn(Role.OWNER)


def test_a_database_without_the_extensions_names_the_line_to_run(var: Path) -> None:
    # Given a database of somebody else's making, and an owner who may not put in extensions
    where = cluster.address(var, scratch=True)
    with psycopg.connect(where.dsn(Role.SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE bare OWNER {Role.OWNER} TEMPLATE template0")
    urls = {"DATABASE_URL": where.dsn(Role.APP, "bare"), "DATABASE_OWNER_URL": where.dsn(Role.OWNER, "bare")}
    # When it is migrated
    program = Path(sys.executable).with_name("xuncheng")
    done = subprocess.run(
        [program, "migrate"], env={**os.environ, **urls}, capture_output=True, text=True, check=False
    )
    # Then what its superuser has to do is said, and nothing else
    assert done.returncode == 1
    assert "CREATE EXTENSION postgis;" in done.stderr
    assert "Traceback" not in done.stderr
