"""Opening a store: making and upgrading its tables, and saying what is wrong with a database."""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from bot import wording
from bot.errors import DatabaseDown
from bot.models import Article, Draft
from bot.store import Origin, Store, migrate
from bot.store.database import Database
from bot.store.tables import metadata
from tests.storing import save

NOON = datetime(2025, 3, 15, 12, tzinfo=UTC)

FIRST_VERSION = """
INSERT INTO articles (id, origin, source, stamp, fingerprint, published, version, seq, landed, withdrawn)
VALUES ('001', 'corpus', '001.txt', 's', 'f', '2025-03-01', 1, 1, '2025-03-15 12:00:00.000000{zone}', false);
INSERT INTO article_versions (article, version, title, text, blocks, seen)
VALUES ('001', 1, 'A title', 'One sentence.',
        '[{"kind":"paragraph","start":0,"end":13,"sentences":[[0,13]]}]', '2025-03-15 12:00:00.000000{zone}');
UPDATE changes SET last = 1;
INSERT INTO seen_events (id, seen) VALUES ('Ev1', '2025-03-15 12:00:00.000000{zone}');
INSERT INTO answers (id, answer, kept)
VALUES ('tZ-x_9aQ', '{"question": "how many?", "status": "answered", "kind": "count", "headline": "31",
"disagreement": false, "findings": [{"value": "31", "role": null, "citations": [{"article": "001", "title": "A title",
"url": null, "published": "2025-03-01", "quote": "One sentence.", "start": 0, "end": 13}]}], "suggestions": []}',
        '2025-03-15 12:00:00.000000{zone}');
INSERT INTO digests (channel, period, claimed)
VALUES ('C1', '2025-03-15', '2025-03-15 12:00:00.000000{zone}');
"""
"""What the first version wrote, as it wrote it: frozen, as its migration is. SQLite was given no zone."""


def test_a_database_of_the_first_version_is_upgraded_and_loses_nothing(
    url: str, make_draft: Callable[..., Draft]
) -> None:
    database = Database(url)
    zone = "" if url.startswith("sqlite") else "+00"
    with database.write() as connection:
        migrate.upgrade(connection, "0001")
        for statement in FIRST_VERSION.replace("{zone}", zone).strip().split(";\n"):
            connection.exec_driver_sql(statement)
    database.close()

    with closing(Store.open(url)) as store:
        kept = store.article("001")
        assert kept == Article(
            **make_draft("001", published=date(2025, 3, 1)).model_dump(), version=1, seen=NOON, seq=1, landed=NOON
        )
        assert store.sources(Origin.CORPUS)["001.txt"].fingerprint == "f"
        assert store.last_change() == 1
        assert not store.first_seen("Ev1", NOON)
        answer = store.answer("tZ-x_9aQ")
        assert answer
        assert (answer.kept, answer.answer.id, answer.answer.findings[0].value) == (NOON, "tZ-x_9aQ", "31")
        assert not store.claim_digest("C1", date(2025, 3, 15), NOON)
        assert [article.id for article in store.without_facts("", 10)] == ["001"]


def test_the_tables_in_code_are_those_that_the_migrations_make(url: str) -> None:
    Store.open(url).close()
    database = Database(url)
    with database.read() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    database.close()

    # `tables` says why it leaves this one out.
    assert [(what, table.name) for what, table in differences] == [("remove_index", "ix_articles_live_source")]


def test_the_migrations_are_numbered_one_after_another() -> None:
    scripts = ScriptDirectory(str(Path(migrate.__file__).parent / "migrations"))
    numbers = [script.revision for script in scripts.walk_revisions()][::-1]

    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
    assert numbers[-1] == migrate.HEAD


def test_several_processes_may_open_a_new_database_at_once(url: str) -> None:
    code = (
        "import sys, alembic.command; from bot.store import Store; print('ready', flush=True); input();"
        "store = Store.open(sys.argv[1]); print(store.identity()); store.close()"
    )
    command = [sys.executable, "-W", "error", "-c", code, url]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    processes = [subprocess.Popen(command, text=True, **pipes) for _ in range(4)]
    assert [process.stdout.readline() for process in processes] == ["ready\n"] * 4
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    told = [process.communicate()[0] for process in processes]

    assert re.fullmatch(r"[0-9a-f]{32}\n", told[0])
    assert told == [told[0]] * 4


def test_an_up_to_date_store_opens_without_the_migration_tool(url: str) -> None:
    Store.open(url).close()
    code = (
        "import sys; from bot.store import Store; Store.open(sys.argv[1]).close();"
        "print([name for name in ('alembic', 'sqlalchemy') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code, url], capture_output=True, text=True, check=True)

    assert told.stdout == "['sqlalchemy']\n"


def test_a_database_of_a_newer_program_is_left_alone(url: str) -> None:
    Store.open(url).close()
    database = Database(url)
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()

    assert "9999" in _refusal(url)


def test_a_migration_that_fails_leaves_nothing_behind(url: str) -> None:
    database = Database(url)
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE answers (id TEXT)")
    assert "answers" in _refusal(url)
    with database.write() as connection:
        assert inspect(connection).get_table_names() == ["answers"]
        connection.exec_driver_sql("DROP TABLE answers")
    database.close()

    Store.open(url).close()


def test_sqlite_is_set_up_to_be_durable_and_shared(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    Store.open(url).close()
    database = Database(url)
    with database.read() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    database.close()

    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}


def test_a_file_that_another_program_reads_meanwhile_can_be_opened(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    Store.open(url).close()
    with closing(sqlite3.connect(tmp_path / "store.db", isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN")
        other.execute("SELECT * FROM changes").fetchall()
        with closing(Store.open(url)) as store:
            store.ping()


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    Store.open(f"sqlite:///{tmp_path}/a/b/store.db").close()

    assert (tmp_path / "a" / "b" / "store.db").exists()


def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    file.write_bytes(b"These are notes, not a database.\n" * 200)

    assert f"{file} cannot be used" in _refusal(f"sqlite:///{file}")
    assert file.read_bytes().startswith(b"These are notes")


def test_a_folder_that_cannot_be_used_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    assert "file" in _refusal(f"sqlite:///{tmp_path}/file/store.db")
    assert "open" in _refusal(f"sqlite:///{tmp_path}")


def test_a_database_that_cannot_be_written_is_said_so_and_can_be_read(
    tmp_path: Path, make_draft: Callable[..., Draft], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the folder of a "file:" address is made below the current one
    url = f"sqlite:///{tmp_path}/store.db"
    Store.open(url).close()
    with closing(Store.open(f"sqlite:///file:{tmp_path}/store.db?mode=ro&uri=true")) as store:
        assert store.last_change() == 0
        draft = make_draft("001")
        with pytest.raises(DatabaseDown, match="readonly"):
            save(store, draft, NOON)


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://",
        "sqlite:///:memory:",
        "mysql://user:hush@127.0.0.1/name",
        "hush",
        "",
        "postgres://user:hu@hush@127.0.0.1/name",
        "postgres://user:1@127.0.0.1:hush/name",
        "postgresql://user:hush@127.0.0.1:1/name",
        "postgresql://user@127.0.0.1:1/name?password=hush",
        "postgresql+asyncpg://user:hush@127.0.0.1:1/name",
    ],
)
def test_a_url_that_cannot_be_used_is_refused_without_showing_the_password(url: str) -> None:
    assert "hush" not in _refusal(url)


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    assert "dateline[postgres]" in _refusal("postgresql://127.0.0.1:1/name")


def test_a_database_that_is_not_there_is_named(postgres: str) -> None:
    assert "no_such_database" in _refusal(postgres.rpartition("/")[0] + "/no_such_database")


def test_postgres_is_accepted_as_the_scheme(postgres: str) -> None:
    with closing(Store.open(postgres.replace("postgresql://", "postgres://"))) as store:
        store.ping()


def test_a_lost_connection_is_made_anew(postgres_url: str) -> None:
    with closing(Store.open(postgres_url)) as store:
        _end_connections(postgres_url)

        store.ping()


def test_a_connection_lost_in_the_middle_is_one_clear_error(postgres_url: str) -> None:
    database = Database(postgres_url)

    def lose_the_connection() -> None:
        with database.write() as connection:
            connection.execute(text("SELECT 1"))
            _end_connections(postgres_url)
            connection.execute(text("SELECT 1"))

    with pytest.raises(DatabaseDown, match="terminat"):
        lose_the_connection()
    with database.read() as connection:
        assert connection.execute(text("SELECT 1")).scalar_one() == 1
    database.close()


def _end_connections(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _refusal(url: str) -> str:
    """What a person reads when the URL is opened: always one line."""
    with pytest.raises(DatabaseDown) as caught:
        Store.open(url)
    line = wording.of_error(caught.value)
    assert "\n" not in line
    return line
