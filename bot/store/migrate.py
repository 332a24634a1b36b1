"""Brings a database up to the newest tables. Cheap when it already is: Alembic is not even imported then."""

from pathlib import Path

from sqlalchemy import Connection, func, inspect, select, text

from bot.store.database import Database
from bot.wording import DATABASE

HEAD = "0013"
"""The newest migration. Their names are numbers of four digits, so that they sort."""

_LOCK = 7_239_181_403
"""Any number that no other program locks in the same PostgreSQL database."""


def bring_up_to_date(database: Database) -> None:
    """Apply the migrations that are missing, all or none of them.

    Of several processes that open at once, one migrates and the others wait for it.
    Raises DatabaseDown for a database that a newer program made.
    """
    with database.read() as connection:
        version = _read_version(connection)
    if version == HEAD:
        return
    with database.write() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        version = _read_version(connection)  # another process may have migrated while this one waited
        if version is not None and version > HEAD:
            raise database.down(DATABASE["newer"].format(version=version, known=HEAD))
        if version != HEAD:
            upgrade(connection, HEAD)


def upgrade(connection: Connection, revision: str) -> None:
    """Apply the migrations up to `revision` in the transaction of `connection`."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, revision)


def _read_version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
