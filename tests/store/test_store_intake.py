"""What the store knows of articles beside their text: copies, addresses, edits, refusals, containers."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.models import Draft, Edit
from bot.store import Origin, Outcome, Refused, Saved, Store
from tests import storing
from tests.texts.test_copies import ANOTHER, RETOLD, STORY

NOON = datetime(2025, 3, 15, 12, tzinfo=UTC)
EDITED = STORY.replace("31 million", "33 million")
MakeDraft = Callable[..., Draft]
Put = Callable[..., Saved]


@pytest.fixture
def put(store: Store, make_draft: MakeDraft) -> Put:
    """Saves an article of one sentence, and says what became of it."""

    def put_article(article_id: str, text: str = STORY, *, landed: datetime = NOON, **fields: object) -> Saved:
        place = {name: fields.pop(name) for name in ("origin", "addresses", "by_address") if name in fields}
        return storing.save(store, make_draft(article_id, text, **fields), landed, **place)  # type: ignore[arg-type]

    return put_article


def test_a_copy_is_kept_as_a_further_source_of_the_first_one(store: Store, put: Put) -> None:
    assert put("first") == Saved(Outcome.NEW, "first")
    assert put("second", EDITED) == Saved(Outcome.NEW, "second", copy_of="first")
    assert put("third", EDITED + " It is all paid for.") == Saved(Outcome.NEW, "third", copy_of="first")
    assert put("retold", RETOLD) == Saved(Outcome.NEW, "retold")
    assert put("other", ANOTHER) == Saved(Outcome.NEW, "other")
    kept = store.article("third")
    assert kept is not None
    assert kept.copy_of == "first"
    assert store.originals(["first", "second", "third", "retold", "nobody"]) == {"second": "first", "third": "first"}


def test_copies_that_come_in_together_are_told_too(store: Store, make_draft: MakeDraft) -> None:
    drafts = [make_draft(name, text) for name, text in (("a", STORY), ("b", EDITED), ("c", ANOTHER))]
    entries = [storing.entry(draft) for draft in drafts]
    assert [saved.copy_of for saved in store.save(entries, NOON)] == [None, "a", None]


def test_a_withdrawn_article_has_no_copies(store: Store, put: Put) -> None:
    put("first")
    store.withdraw("first")
    assert put("second") == Saved(Outcome.NEW, "second")


def test_a_new_version_may_become_a_copy_and_cease_to_be_one(store: Store, put: Put) -> None:
    put("first")
    put("second", ANOTHER)
    assert put("second", EDITED).outcome is Outcome.CHANGED
    assert store.originals(["second"]) == {"second": "first"}
    put("second", RETOLD)
    assert store.originals(["second"]) == {}
    # The first is followed by its copies, and is none of theirs.
    put("third", EDITED)
    put("first", STORY + " It is all paid for.")
    assert store.originals(["first", "third"]) == {"third": "first"}


def test_a_page_under_two_addresses_is_one_article(store: Store, put: Put) -> None:
    page = {"origin": Origin.PAGE, "by_address": True}
    assert put("aa", **page, addresses=("a.example/x", "a.example/x?print=1")).outcome is Outcome.NEW
    assert put("bb", **page, addresses=("a.example/x?print=1",), source="bb") == Saved(Outcome.SAME, "aa")
    again = put("cc", EDITED, **page, addresses=("a.example/short", "a.example/x"), source="cc")
    assert again == Saved(Outcome.CHANGED, "aa")
    assert store.known_as(["a.example/short", "a.example/nothing"]) == {"a.example/short": "aa"}
    assert store.counts().articles == 1


def test_a_file_has_the_last_word_on_its_own_page(store: Store, put: Put) -> None:
    put("harbour", addresses=("a.example/x",))
    before = store.article("harbour")
    saved = put("aa", EDITED, origin=Origin.PAGE, by_address=True, addresses=("a.example/x", "a.example/y"))
    assert saved == Saved(Outcome.SAME, "harbour")
    assert store.article("harbour") == before
    assert store.known_as(["a.example/y"]) == {"a.example/y": "harbour"}


def test_a_row_of_another_export_is_the_article_that_is_there(store: Store, put: Put) -> None:
    row = {"by_address": True, "addresses": ("a.example/x",)}
    put("aa", **row, source="march.jsonl!1")
    assert put("aa", EDITED, **row, source="april.jsonl!7") == Saved(Outcome.SAME, "aa")
    assert put("aa", EDITED, **row, source="march.jsonl!1") == Saved(Outcome.CHANGED, "aa")
    store.withdraw("aa")
    assert put("aa", EDITED, **row, source="april.jsonl!7") == Saved(Outcome.CHANGED, "aa")


def test_a_page_whose_file_is_withdrawn_is_an_article_again(store: Store, put: Put) -> None:
    put("harbour", addresses=("a.example/x",))
    store.withdraw("harbour")
    saved = put("aa", origin=Origin.PAGE, by_address=True, addresses=("a.example/x",))
    assert saved == Saved(Outcome.NEW, "aa")


def test_what_a_version_changed_is_kept_with_it(store: Store, put: Put) -> None:
    put("one", "Twelve ferries came.")
    put("one", "Fourteen ferries came.", landed=NOON + timedelta(days=1))
    put("one", "Fourteen ferries came.", title="Another title", landed=NOON + timedelta(days=2))
    first, second, third = store.versions("one")
    assert (first.number, first.seen, first.edits) == (1, NOON, ())
    assert second.edits == (Edit(before=(0, 20), after=(0, 22)),)
    assert (third.title, third.edits) == ("Another title", ())
    assert store.versions("nobody") == store.versions("nul\0") == []


def test_refusals_are_kept_until_they_are_mended(store: Store) -> None:
    bad = Refused(Origin.CORPUS, "bad.txt", "1", "is damaged", NOON)
    page = Refused(Origin.PAGE, "https://a.example", "", "is not there (404)", NOON)
    store.note_refusals([bad, page])
    store.note_refusals([bad._replace(reason="is locked")])
    assert store.refusals() == [bad._replace(reason="is locked"), page]
    assert store.refusals(Origin.PAGE) == [page]
    store.note_refusals([], mended=[bad])
    assert store.refusals() == [page]


def test_containers_are_known_in_the_state_in_which_they_were_read_through(store: Store) -> None:
    store.note_containers(Origin.CORPUS, {"a.zip": "1", "b.csv": "1"})
    store.note_containers(Origin.CORPUS, {"a.zip": "2"}, gone=["b.csv"])
    assert store.containers(Origin.CORPUS) == {"a.zip": "2"}
    assert store.containers(Origin.INGEST) == {}


def test_of_articles_saved_together_all_are_in_or_none(store: Store, make_draft: MakeDraft) -> None:
    good, bad = storing.entry(make_draft("good")), storing.entry(make_draft("bad"))._replace(title=None)  # type: ignore[arg-type]
    with pytest.raises(Exception, match=r"(?i)null"):
        store.save([good, bad], NOON)
    assert store.counts().articles == store.last_change() == 0
    assert [saved.outcome for saved in store.save([good, good], NOON)] == [Outcome.NEW, Outcome.SAME]


def test_what_is_kept_is_read_as_what_was_saved(store: Store, put: Put) -> None:
    from bot.facts.record import take
    from bot.store import read_kept

    put("one")
    put("two", ANOTHER)
    store.withdraw("two")
    read = [read_kept(kept) for kept in store.kept_changes(0, 10)]
    assert [article for article, _ in read] == store.changes(0, 10)
    assert [facts for _, facts in read] == [take(article) for article, _ in read]
    assert [kept.id for kept in store.kept_changes(1, 10)] == ["two"]
