"""How sure the bot is of its best evidence, for whoever measures it."""

import pytest

from bot.answers.refusal import ENOUGH
from bot.errors import UnknownTopic
from tests.answers.newsroom import Newsroom


def test_what_is_shown_was_believed_in(newsroom: Newsroom) -> None:
    for typed in ("where was the fund founded?", "what did Moen call the figure?", "which glassworks makes the lamps?"):
        weighed = newsroom.services.answerer.weigh(typed)
        assert weighed is not None
        assert ENOUGH <= weighed.confidence <= 1
        shown = newsroom.ask(typed).findings[0].citations[0]
        assert weighed.evidence.sentence.text in shown.quote


def test_what_is_refused_for_its_evidence_was_not(newsroom: Newsroom) -> None:
    typed = "what does the auditor's dog like to eat on a yearly holiday?"
    weighed = newsroom.services.answerer.weigh(typed)
    assert newsroom.ask(typed).status == "not_found"
    assert weighed is not None
    assert 0 <= weighed.confidence < ENOUGH


@pytest.mark.parametrize(
    "typed", ["where is Ouagadougou?", "who attended the talks in Vardal?", "?", "what did Moen say since March 2025?"]
)
def test_nothing_is_weighed_where_the_answer_does_not_hang_on_it(typed: str, newsroom: Newsroom) -> None:
    assert newsroom.services.answerer.weigh(typed) is None


def test_a_command_that_nobody_defines_is_refused_as_in_asking(newsroom: Newsroom) -> None:
    with pytest.raises(UnknownTopic):
        newsroom.services.answerer.weigh("/nobody knows")
