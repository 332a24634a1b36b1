"""The coordinator of receipts: an answer's id in, what became of its quotes out. Reads the store; changes nothing."""

from bot.answers.receipts import Receipt, quotes_of
from bot.store import Store
from bot.texts.standing import compare, is_in_place


def verify(store: Store, answer_id: str) -> Receipt | None:
    """Compare a kept answer's quotes with the articles as they are now; None where no answer has that id.

    Raises DatabaseDown.
    """
    kept = store.answer(answer_id)
    if kept is None:
        return None
    citations = quotes_of(kept.answer)
    newest = store.articles(citation.article for citation in citations)
    checks = []
    for citation in citations:
        now = newest.get(citation.article)
        cited = None if is_in_place(citation, now) else store.cited(citation, kept.kept)
        checks.append(compare(citation, cited, now))
    return Receipt(answer=kept.answer, kept=kept.kept, checks=tuple(checks))
