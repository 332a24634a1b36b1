"""Who owns what, told in other words than "owns"."""

import pytest

from bot.facts.mentions import mentions
from bot.facts.owners import owners


def told(text: str) -> list[tuple[str, str]]:
    """Each owner, with the words that name what is owned."""
    found = owners(text, mentions(text))
    return [(text[slice(*doing.doer)], text[slice(*doing.done_to)]) for doing in found if doing.doer]


@pytest.mark.parametrize(
    ("text", "owner", "owned"),
    [
        ("Acme, a subsidiary of the Danish group Berg & Co, makes lamps.", "Berg & Co", "Acme"),
        ("The mill belongs to the Lind family.", "Lind family", "The mill"),
        ("The yard Kvam, once owned by Acme, belongs to its workers today.", "workers", "The yard Kvam"),
        ("The rails are the property of the state.", "state", "The rails"),
        ("The mill's owner, Jane Roe, was in Oslo.", "Jane Roe", "The mill's owner"),
        ("Jane Roe, the owner of the mill, was in Oslo.", "Jane Roe", "the owner of the mill"),
        ("Kvam, the Acme-owned yard in Bergen, is closed.", "Acme", "Kvam"),
    ],
)
def test_an_owner_is_told_with_what_is_owned(text: str, owner: str, owned: str) -> None:
    assert any(who == owner and owned in what for who, what in told(text))


@pytest.mark.parametrize(
    "text",
    ["The mill, a former subsidiary of Acme, is closed.", "The mill no longer belongs to Acme.", "Acme is closed."],
)
def test_whoever_owns_it_no_more_is_no_owner(text: str) -> None:
    assert told(text) == []
