"""A connection to SQLite or PostgreSQL that behaves alike on both, and fails with one kind of error."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import DatabaseDown, DatabaseFileDown
from bot.wording import DATABASE, DATABASE_FILE

WAIT = 30
"""Seconds that a writer waits for another one before it gives up."""

CONNECT = 10
"""Seconds to reach a PostgreSQL server."""

REASON = 200
"""Characters of a driver's own words that are shown."""


_MENDS = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_CANTOPEN: "unwritable",
    sqlite3.SQLITE_READONLY: "unwritable",
    sqlite3.SQLITE_PERM: "unwritable",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
}
"""By the last byte of an error's code, which is the primary one. https://www.sqlite.org/rescode.html"""


class Database:
    """Gives transactions: `read` and `write`. Both raise DatabaseDown for whatever the driver reports."""

    def __init__(self, url: str) -> None:
        """Prepare, without connecting. Raises DatabaseDown for a URL that cannot be used."""
        parsed = _parse(url)
        self._shown = _without_secrets(parsed)
        self._file = parsed.database if parsed.get_backend_name() == "sqlite" else None
        self._engine = self._create_engine(parsed)
        self._writer = self._engine.execution_options(writes=True)
        # SQLite's own waiting is a sleep that grows to a tenth of a second, with one of the connections held meanwhile.
        self._turn = Lock() if parsed.get_backend_name() == "sqlite" else None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view of the data."""
        with self._reported(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction, durable when the block is left; nothing of it stays after an exception.

        On SQLite writers take turns; on PostgreSQL they do where they lock the same row.
        """
        with self._taken(), self._reported(), self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()

    def down(self, why: str, mend: str = "other") -> DatabaseDown:
        """The error that says so to people; without the password. `mend`: of wording.DATABASE_FILE, for one that is a
        file."""
        if self._file:
            return DatabaseFileDown(path=self._file, why=why, mend=DATABASE_FILE[mend])
        return DatabaseDown(url=self._shown, why=why)

    @contextmanager
    def _taken(self) -> Iterator[None]:
        """The turn of one writer in this process."""
        if self._turn is None:
            yield
            return
        if not self._turn.acquire(timeout=WAIT):
            raise self.down(DATABASE["busy"], "busy")
        try:
            yield
        finally:
            self._turn.release()

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self.down(_in_one_line(error.orig), _mend(error.orig)) from error
        except PoolTimeout as error:  # every connection of the pool is in use
            raise self.down(_in_one_line(error)) from error

    def _create_engine(self, url: URL) -> Engine:
        try:
            if url.get_backend_name() == "sqlite":
                return _create_sqlite(url)
            return _create_postgresql(url)
        except (FileExistsError, NotADirectoryError) as error:
            raise self.down(DATABASE["no_folder"], "unwritable") from error
        except OSError as error:
            raise self.down(error.strerror or _in_one_line(error), "unwritable") from error
        except ModuleNotFoundError as error:
            raise self.down(DATABASE["driver_missing"]) from error


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        # Neither the URL nor the cause, which cites it: the password may be what is malformed.
        raise DatabaseDown(url="DATABASE_URL", why=DATABASE["malformed"]) from None
    if "@" in (parsed.host or ""):
        raise DatabaseDown(url="DATABASE_URL", why=DATABASE["malformed"])
    if parsed.get_backend_name() in {"postgres", "postgresql"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        raise DatabaseDown(url=f"{parsed.get_backend_name()}:…", why=DATABASE["other_kind"])
    if parsed.database in {None, ":memory:"}:
        raise DatabaseDown(url=url, why=DATABASE["memory"])
    return parsed


def _without_secrets(url: URL) -> str:
    shown = url.set(drivername=url.get_backend_name(), password=None, query={})
    return shown.render_as_string(hide_password=True)


def _in_one_line(error: BaseException | None) -> str:
    said = " ".join(str(error).split())
    return said if len(said) <= REASON else said[: REASON - 1] + "…"


def _mend(error: BaseException | None) -> str:
    """What to do about an error of SQLite's, as wording.DATABASE_FILE has it."""
    return _MENDS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, "other")


def _create_sqlite(url: URL) -> Engine:
    Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    # isolation_level None: Python leaves BEGIN to us.
    engine = create_engine(url, hide_parameters=True, connect_args={"isolation_level": None})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    # The file stays in this mode, in which readers go on while one writes. It is refused where another
    # connection is at work, as when several processes open a new file: not worth a wait, as the file works
    # in any mode, and the next connection asks again.
    cursor.execute("PRAGMA busy_timeout = 0")
    with suppress(sqlite3.OperationalError):
        cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute(f"PRAGMA busy_timeout = {WAIT * 1000}")
    cursor.execute("PRAGMA foreign_keys = ON")
    # FULL: what was committed survives a power cut too; NORMAL would only survive a killed process.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its turn at once: one that read first could not wait for another (SQLITE_BUSY_SNAPSHOT).
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _create_postgresql(url: URL) -> Engine:
    limits = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT}
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=True, connect_args=limits)
    event.listen(engine, "connect", _set_up_postgresql)
    return engine


def _set_up_postgresql(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    # A machine that dies while it holds a lock must not stop the others for long.
    cursor.execute(f"SET lock_timeout = '{WAIT}s'")
    cursor.execute(f"SET idle_in_transaction_session_timeout = '{WAIT}s'")
    cursor.close()
    connection.commit()
