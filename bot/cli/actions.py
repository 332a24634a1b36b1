"""What may be done with feeds."""

from enum import StrEnum


class Action(StrEnum):
    """The word after `feeds`."""

    LIST = "list"
    ADD = "add"
    REMOVE = "remove"
    CHECK = "check"
