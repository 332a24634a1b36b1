"""A part of the store: what is kept of one thing, each method beside its SQL."""

from bot.store.database import Database


class Part:
    """Works on a database. A method is one transaction: durable when it returns, or never begun.

    Every method raises DatabaseDown when the database does not answer.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
