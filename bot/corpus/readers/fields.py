"""Exports' fields: which one holds an article's text, which its title, and so on, whatever each export calls them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

TEXT, TITLE, URL, PUBLISHED, AUTHOR, PUBLISHER, ID = "text", "title", "url", "published", "author", "publisher", "id"

# By what the field is for: what exports call it, the likelier first. Case and separators do not count.
_NAMES = {
    TEXT: """text fulltext articletext articlebody bodytext maintext storytext contenttext plaintext cleantext
        cleanedtext rawtext pagetext textcontent maincontent fullcontent articlecontent body content article story
        contenthtml bodyhtml html contents transcript""",
    TITLE: "title headline heading articletitle storytitle newstitle mainheadline webtitle subject name",
    URL: """url link permalink articleurl canonicalurl canonical weburl sourceurl storyurl pageurl newsurl shareurl
        address href uri externalurl""",
    PUBLISHED: """published publishedat publisheddate publishdate publicationdate pubdate datepublished publishedon
        datetime date articledate storydate webpublicationdate firstpublished publishtime publishedtime pubtime
        posted postedat postdate isodate issued""",
    AUTHOR: "author authors byline creator writer writers reporter journalist articleauthor authorname writtenby",
    PUBLISHER: """publisher publication source sourcename outlet publishername newspaper sitename site website
        newssource medium media provider domain""",
    ID: "id guid uuid articleid storyid newsid docid documentid itemid uid",
}
_PURPOSES = {name: (purpose, rank) for purpose, names in _NAMES.items() for rank, name in enumerate(names.split())}
_SEPARATORS = re.compile(r"[\W_]+")
# "dc:title", "article.title", "og_title": the last part tells, these first parts say nothing.
_PREFIXES = re.compile(r"^(?:dc|dcterms|og|article|story|news|post|item|doc|meta|rss|atom)[\W_]+(?=\w)")
# Of a field that is an object of its own: what in it is the value.
_INNER = ("rendered", "name", "title", "text", "value", "#text", "$t", "_", "html", "href", "url", "@id", "id")
_DEEPEST = 3
_NOTHING = frozenset(("", "null", "none", "nan", "n/a", "na", "-", "nat", "undefined", "~"))


def purpose(name: str) -> str | None:
    """What a field of that name is for; None where it is not ours."""
    return _purpose_and_rank(name)[0]


def take_fields(record: Mapping[str, Any]) -> dict[str, Any]:
    """What a record holds, by purpose: a text each, numbers as they are; those that hold nothing are left out.

    A record whose text stands in an object below it (as search engines and newspapers' own interfaces wrap it) is read
    there, and its other fields from both.
    """
    found = _fields_of(record)
    if TEXT not in found:
        for inner in _objects_below(record):
            if TEXT in (below := _fields_of(inner)):
                return found | below
    return found


def _fields_of(record: Mapping[str, Any]) -> dict[str, Any]:
    ranked: dict[str, tuple[int, Any]] = {}
    for name, value in record.items():
        wanted, rank = _purpose_and_rank(name)
        if wanted is None or (wanted in ranked and ranked[wanted][0] <= rank):
            continue
        plain = _plain(value, wanted)
        if plain is not None:
            ranked[wanted] = (rank, plain)
    return {wanted: value for wanted, (_, value) in ranked.items()}


def _purpose_and_rank(name: str) -> tuple[str | None, int]:
    lowered = name.strip().lower()
    for spelling in (lowered, _PREFIXES.sub("", lowered)):
        if found := _PURPOSES.get(_SEPARATORS.sub("", spelling)):
            return found
    return None, 0


def _plain(value: Any, wanted: str) -> Any:
    """A field's value as text, or as a number where it is one; None where it says nothing."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return value
    if isinstance(value, str):
        return None if value.strip().lower() in _NOTHING else value
    parts = list(_parts(value, _DEEPEST))
    return ("\n\n" if wanted == TEXT else ", ").join(parts) or None


def _parts(value: Any, deepest: int) -> Iterator[str]:
    """The texts in a list, or the one in an object that is its value."""
    if isinstance(value, str):
        if value.strip().lower() not in _NOTHING:
            yield value
    elif isinstance(value, list) and deepest:
        for part in value:
            yield from _parts(part, deepest - 1)
    elif isinstance(value, Mapping) and deepest:
        held = (list(_parts(value[name], deepest - 1)) for name in _INNER if name in value)
        yield from next(filter(None, held), ())


def _objects_below(record: Mapping[str, Any], deepest: int = 2) -> Iterator[Mapping[str, Any]]:
    inner: Iterable[Any] = [value for value in record.values() if isinstance(value, Mapping)]
    for value in inner:
        yield value
    if deepest > 1:
        for value in inner:
            yield from _objects_below(value, deepest - 1)
