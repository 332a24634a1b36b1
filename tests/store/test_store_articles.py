"""What the store promises of articles, on both databases."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.errors import NotText
from bot.models import BlockKind, Citation, Draft
from bot.store import Counts, Origin, Outcome, SourceState, Store
from tests import storing

NOON = datetime(2025, 3, 15, 12, tzinfo=UTC)
Save = Callable[..., Outcome]


def test_an_article_comes_back_as_it_went_in(store: Store, make_draft: Callable[..., Draft]) -> None:
    draft = make_draft(
        "001",
        "Здоров’я, “quotes” and 👋🏽.\n\nNext.",
        title="Ünï",
        url="https://example.org/1",
        publisher="Press",
        author="A. Writer",
        published=date(2025, 3, 1),
        blocks=(
            {"kind": "heading", "start": 0, "end": 5, "sentences": ((0, 5),)},
            {"kind": "row", "start": 7, "end": 9, "sentences": ()},
        ),
    )
    outcome = storing.save(store, draft, NOON).outcome
    kept = store.article("001")

    assert outcome is Outcome.NEW
    assert kept is not None
    assert kept.model_dump(exclude={"version", "seen", "seq", "landed", "withdrawn", "copy_of"}) == draft.model_dump()
    assert (kept.version, kept.seen, kept.seq, kept.landed, kept.withdrawn) == (1, NOON, 1, NOON, False)
    assert kept.blocks[0].kind is BlockKind.HEADING


def test_saving_the_same_again_changes_nothing_but_the_stamp(store: Store, save: Save) -> None:
    save("001")
    before = store.article("001")

    assert save("001", stamp="later", fingerprint="other", landed=NOON + timedelta(days=1)) is Outcome.SAME
    assert store.article("001") == before
    assert store.last_change() == 1
    assert store.sources(Origin.CORPUS) == {
        "001.txt": SourceState(article="001", stamp="later", fingerprint="other", withdrawn=False)
    }


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Two words."},
        {"title": "Another"},
        {"blocks": ({"kind": "item", "start": 0, "end": 13, "sentences": ((0, 13),)},)},
    ],
    ids=["text", "title", "blocks"],
)
def test_other_content_is_a_new_version_beside_the_old_one(store: Store, save: Save, change: dict[str, object]) -> None:
    save("001", "One sentence.")
    first = store.article("001")
    outcome = save("001", **{"text": "One sentence.", **change}, landed=NOON + timedelta(days=1))
    second = store.article("001")

    assert outcome is Outcome.CHANGED
    assert first is not None
    assert second is not None
    assert (second.version, second.seq, second.landed) == (2, 2, NOON)
    assert second != first.model_copy(update={"version": 2, "seq": 2})
    assert store.article("001", version=1) == first.model_copy(update={"seq": 2})
    assert store.article("001", version=2) == second
    assert store.article("001", version=3) is None


@pytest.mark.parametrize(
    "change", [{"published": date(2025, 3, 2)}, {"url": "https://example.org"}, {"author": "B"}], ids=str
)
def test_other_metadata_is_a_change_of_the_same_version(store: Store, save: Save, change: dict[str, object]) -> None:
    save("001", publisher="Press")

    assert save("001", publisher="Press", **change) is Outcome.CHANGED
    kept = store.article("001")
    assert kept is not None
    assert (kept.version, kept.seq) == (1, 2)
    assert kept.model_dump(include=set(change)) == change


def test_metadata_that_is_gone_is_gone(store: Store, save: Save) -> None:
    save("001", author="A. Writer")
    save("001")

    kept = store.article("001")
    assert kept is not None
    assert kept.author is None


def test_a_withdrawn_article_is_kept_and_comes_back(store: Store, save: Save) -> None:
    save("001")
    store.withdraw("001")
    withdrawn = store.article("001")

    assert withdrawn is not None
    assert (withdrawn.withdrawn, withdrawn.seq) == (True, 2)
    assert store.sources(Origin.CORPUS)["001.txt"].withdrawn
    assert store.landed(NOON - timedelta(days=1), NOON) == []
    assert store.counts() == Counts(articles=0, withdrawn=1)

    assert save("001") is Outcome.CHANGED
    back = store.article("001")
    assert back is not None
    assert (back.withdrawn, back.seq, back.version) == (False, 3, 1)
    assert store.counts() == Counts(articles=1, withdrawn=0)


def test_withdrawing_what_is_not_there_or_gone_already_is_no_change(store: Store, save: Save) -> None:
    save("001")
    store.withdraw("001")
    store.withdraw("001")
    store.withdraw("none")

    assert store.last_change() == 2


def test_an_article_whose_file_moved_is_the_same(store: Store, save: Save) -> None:
    save("001", source="old/001.txt")

    assert save("001", source="new/001.txt") is Outcome.SAME
    assert list(store.sources(Origin.CORPUS)) == ["new/001.txt"]
    assert save("001", source="/srv/001.txt", origin="ingest") is Outcome.SAME
    assert store.sources(Origin.CORPUS) == {}
    assert list(store.sources(Origin.INGEST)) == ["/srv/001.txt"]


def test_a_source_holds_one_article(store: Store, save: Save) -> None:
    save("old", source="page.html")

    assert save("new", source="page.html") is Outcome.NEW
    assert store.sources(Origin.CORPUS)["page.html"].article == "new"
    assert [(article.id, article.withdrawn, article.seq) for article in store.changes(0, 10)] == [
        ("old", True, 2),
        ("new", False, 3),
    ]
    assert save("old", source="page.html") is Outcome.CHANGED
    assert store.sources(Origin.CORPUS)["page.html"].article == "old"


def test_a_restamped_source_keeps_its_article_as_it_is(store: Store, save: Save) -> None:
    save("001")
    before = store.article("001")
    store.restamp([(Origin.CORPUS, "001.txt", "touched", "same"), (Origin.INGEST, "001.txt", "another origin", "-")])

    assert store.article("001") == before
    state = store.sources(Origin.CORPUS)["001.txt"]
    assert (state.stamp, state.fingerprint) == ("touched", "same")


def test_articles_are_found_by_id_and_the_missing_left_out(store: Store, save: Save) -> None:
    for number in range(3):
        save(f"a{number}")
    store.withdraw("a2")

    found = store.articles(iter(["a2", "a0", "a0", "none"]))
    assert {key: article.id for key, article in found.items()} == {"a0": "a0", "a2": "a2"}
    assert found["a2"].withdrawn
    assert store.articles([]) == {}
    assert store.article("none") is None


def test_more_articles_can_be_asked_for_than_a_statement_holds(store: Store, save: Save) -> None:
    save("last")

    assert list(store.articles([*(f"a{number}" for number in range(70_000)), "last"])) == ["last"]


def test_changes_come_in_their_order_a_page_at_a_time(store: Store, save: Save) -> None:
    for article_id in ("b", "a", "c"):
        save(article_id)
    save("b", "Something else.")
    store.withdraw("a")

    assert [article.id for article in store.changes(0, 10)] == ["c", "b", "a"]
    first = store.changes(0, 2)
    assert [(article.id, article.seq) for article in first] == [("c", 3), ("b", 4)]
    assert [(article.id, article.withdrawn) for article in store.changes(4, 10)] == [("a", True)]
    assert store.changes(store.last_change(), 10) == []


def test_landed_leaves_out_its_beginning_and_holds_its_end(store: Store, save: Save) -> None:
    moment = timedelta(microseconds=1)
    for article_id, landed in {
        "late": NOON + moment,
        "end": NOON,
        "start": NOON - timedelta(days=1),
        "just after": NOON - timedelta(days=1) + moment,
    }.items():
        save(article_id, landed=landed)

    assert [article.id for article in store.landed(NOON - timedelta(days=1), NOON)] == ["just after", "end"]


@pytest.fixture
def _machine_elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine's own zone is not UTC."""
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_machine_elsewhere")
def test_moments_come_out_in_utc_whatever_zone_they_went_in(store: Store, save: Save) -> None:
    kathmandu = timezone(timedelta(hours=5, minutes=45))
    save("001", landed=NOON.replace(microsecond=123456).astimezone(kathmandu))

    kept = store.article("001")
    assert kept is not None
    assert kept.landed == NOON.replace(microsecond=123456)
    assert kept.landed.tzinfo is UTC
    assert len(store.landed((NOON - timedelta(hours=1)).astimezone(kathmandu), NOON + timedelta(hours=1))) == 1


def test_a_moment_without_a_zone_is_refused(store: Store, save: Save) -> None:
    with pytest.raises(Exception, match="time zone"):
        save("001", landed=datetime(2025, 3, 15, 12))  # noqa: DTZ001
    assert store.counts() == Counts(articles=0, withdrawn=0)


@pytest.mark.parametrize("field", ["id", "text", "title", "source", "author"])
@pytest.mark.parametrize("bad", ["nul \0", "half a pair \ud800"], ids=["nul", "surrogate"])
def test_what_no_database_keeps_is_refused_and_nothing_of_it_stays(
    store: Store, save: Save, field: str, bad: str
) -> None:
    fields = {"article_id": "001", ("article_id" if field == "id" else field): bad}
    with pytest.raises(NotText):
        save(**fields)

    assert store.last_change() == 0
    assert store.article(bad) is None
    assert store.articles([bad]) == {}


def test_the_identity_belongs_to_the_database(open_store: Callable[[], Store]) -> None:
    first, second = open_store(), open_store()

    assert first.identity() == second.identity()
    assert len(first.identity()) >= 16


def test_an_empty_store_has_nothing(store: Store) -> None:
    store.ping()

    assert store.last_change() == 0
    assert store.changes(0, 10) == []
    assert store.sources(Origin.CORPUS) == {}
    assert store.counts() == Counts(articles=0, withdrawn=0)


def test_one_article_saved_at_once_by_many_is_one_version_each(open_store: Callable[[], Store], save: Save) -> None:
    stores = [open_store() for _ in range(4)]
    barrier = threading.Barrier(4)
    outcomes: list[Outcome] = []

    def save_versions(store: Store) -> None:
        barrier.wait()
        outcomes.extend(save("001", f"Text {number}.", store=store) for number in range(10))

    _run_at_once([lambda store=store: save_versions(store) for store in stores])

    kept = stores[0].article("001")
    assert kept is not None
    assert len(outcomes) == 40
    assert outcomes.count(Outcome.NEW) == 1
    assert kept.version == kept.seq == 40 - outcomes.count(Outcome.SAME)
    assert all(stores[0].article("001", version=number) for number in range(1, kept.version + 1))


def test_who_follows_the_changes_misses_none_while_others_write(open_store: Callable[[], Store], save: Save) -> None:
    writers = [open_store() for _ in range(3)]
    reader = open_store()
    done = threading.Event()
    followed: list[int] = []

    def follow() -> None:
        finished = False
        while not finished:
            finished = done.is_set()
            after = followed[-1] if followed else 0
            followed.extend(article.seq for article in reader.changes(after, 5))

    follower = threading.Thread(target=follow)
    follower.start()
    _run_at_once(
        [
            lambda name=name, store=store: [save(f"{name}-{number}", store=store) for number in range(30)]
            for name, store in enumerate(writers)
        ]
    )
    done.set()
    follower.join()
    after = followed[-1]
    followed.extend(article.seq for article in reader.changes(after, 100))

    assert followed == list(range(1, 91))


def _run_at_once(jobs: list[Callable[[], object]]) -> None:
    failures: list[BaseException] = []

    def run(job: Callable[[], object]) -> None:
        try:
            job()
        except BaseException as error:  # noqa: BLE001 - a thread's failure is the test's
            failures.append(error)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_the_version_that_a_citation_was_taken_from_is_found_by_its_quote(store: Store, save: Save) -> None:
    day = timedelta(days=1)
    for number, text in enumerate(["It has 5 “é🦆” oars.", "It has 6 oars.", "It has 5 “é🦆” oars. New.", "Sold."]):
        save("boat", text, landed=NOON + number * day)
    quote = "5 “é🦆” oars."
    cited = Citation(article="boat", title="T", url=None, published=None, quote=quote, start=7, end=7 + len(quote))

    def version(by: datetime, **changes: object) -> int | None:
        found = store.cited(cited.model_copy(update=changes), by)
        return found and found.version

    assert version(NOON) == version(NOON + day) == 1
    assert version(NOON + 2 * day) == version(NOON + 9 * day) == 3
    assert version(NOON - day) == 3, "kept before it was read, by another clock: the newest that holds it"
    found = store.cited(cited, NOON + 9 * day)
    assert found
    assert (found.text, found.seen) == ("It has 5 “é🦆” oars. New.", NOON + 2 * day)
    assert version(NOON, start=8) is None
    assert version(NOON, quote="5 “é🦆” oars!") is None
    assert version(NOON, article="car") is None
    assert version(NOON, quote="\0\ud83d") is None
