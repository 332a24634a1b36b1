"""What was said to claims is kept for a while, on both databases."""

from datetime import UTC, datetime, timedelta

from bot.models import CheckedSentence, CheckedText, ClaimCheck, ClaimKind
from bot.store import Store

NOON = datetime(2025, 3, 15, 12, tzinfo=UTC)


def checked(claim: str) -> CheckedText:
    check = ClaimCheck(kind=ClaimKind.FIGURE, claim=claim)
    return CheckedText(sentences=(CheckedSentence(text=f"There are {claim}.", checks=(check,)),))


def test_what_was_found_is_shown_again_as_it_was(store: Store) -> None:
    for claim in ("12 ports", "half \ud800 a pair"):
        store.keep_check(checked(claim), NOON)
        store.keep_check(checked(claim), NOON + timedelta(days=1))
        assert store.check(checked(claim).id) == checked(claim)


def test_what_is_not_kept_is_none(store: Store) -> None:
    assert store.check("2222222222") is None
    assert store.check("\x00") is None


def test_what_is_old_is_forgotten(store: Store) -> None:
    old, new = checked("12 ports"), checked("13 ports")
    store.keep_check(old, NOON)
    store.keep_check(new, NOON + timedelta(days=2))
    store.forget_checks(NOON + timedelta(days=1))
    assert (store.check(old.id), store.check(new.id)) == (None, new)
