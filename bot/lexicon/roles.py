"""The nouns for people by what they are: the last word of each role ("officer" of "police officer")."""

from functools import cache

from bot.lexicon import table


@cache
def role_nouns() -> frozenset[str]:
    """All of them, in lower case; of a role that is an abbreviation that too ("ceo")."""
    return frozenset(role.split()[-1].lower() for role in _roles())


@cache
def common_role_nouns() -> frozenset[str]:
    """Those of roles that are written without a capital."""
    return frozenset(role.split()[-1] for role in _roles() if role.islower())


def _roles() -> list[str]:
    return [role for group in table("titles").values() for role in group["roles"]]
