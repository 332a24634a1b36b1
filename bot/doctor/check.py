"""What a look at one thing comes to."""

from bot.models import Value


class Check(Value):
    """One thing that was looked at: what it is like, and whether it is well."""

    name: str
    says: str
    well: bool
