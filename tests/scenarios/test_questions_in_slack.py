"""Questions asked with commands and mentions."""

import threading
from pathlib import Path

import pytest

from bot import wording
from bot.services import Services
from handlers.blocks.presses import ASK
from tests.scenarios.conftest import ARTICLES, Chat
from tests.slack.workspace import BOT, CHANNEL, PERSON, Sent

QUESTION = "how many ports are in the harbour league?"


def assert_verbatim(message: Sent, services: Services) -> None:
    assert message.quotes
    texts = [article.text for article in services.store.articles(Path(name).stem for name in ARTICLES).values()]
    for quote in message.quotes:
        assert any(quote in text for text in texts), quote


def asking(answer: Sent) -> list[str]:
    """The questions that can be pressed under an answer."""
    return [label for label, button in answer.buttons.items() if button["action_id"].startswith(ASK)]


def test_a_topic_is_answered_to_the_person_alone(chat: Chat, services: Services) -> None:
    answer = chat.command("/harbour", "size")
    assert answer.only_for == PERSON
    assert answer.channel == CHANNEL
    assert_verbatim(answer, services)
    assert wording.SHARE in answer.buttons


def test_sources_that_differ_are_marked_and_stand_side_by_side(chat: Chat) -> None:
    answer = chat.command("/ask", QUESTION)
    assert wording.SOURCES_DIFFER in answer.shown
    assert wording.SOURCES_DIFFER in answer.text
    assert len(answer.quotes) >= 2


def test_the_text_says_what_the_blocks_say(chat: Chat) -> None:
    answer = chat.command("/ask", QUESTION)
    for quote in answer.quotes:
        assert quote.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in answer.text


def test_links_and_dates_stand_with_the_quotes(chat: Chat) -> None:
    answer = chat.press(wording.MORE, chat.command("/ask", QUESTION))[0]
    assert "The league grows · 4 March 2025 · ledger.example" in answer.shown
    assert f"Rumour <!channel> *now* · {wording.UNDATED} · league-rumour" in answer.shown


def test_more_and_fewer_change_the_message_in_its_place(chat: Chat) -> None:
    folded = chat.command("/ask", QUESTION)
    (unfolded,) = chat.press(wording.MORE, folded)
    assert unfolded.replaced == folded.ts
    assert unfolded.only_for == PERSON
    assert len(unfolded.quotes) > len(folded.quotes)
    assert wording.SHARE in unfolded.buttons
    (again,) = chat.press(wording.FEWER, unfolded)
    assert again.blocks == folded.blocks


def test_sharing_posts_what_was_shown_and_takes_the_button_away(chat: Chat) -> None:
    asked = chat.command("/harbour", "size")
    shared, own = chat.press(wording.SHARE, asked)
    assert shared.only_for is None
    assert shared.replaced is None
    assert shared.quotes == asked.quotes
    assert wording.SHARE not in shared.buttons
    assert own.replaced == asked.ts
    assert wording.SHARED in own.shown
    assert wording.SHARE not in own.buttons


def test_an_unfolded_answer_is_shared_unfolded(chat: Chat) -> None:
    (unfolded,) = chat.press(wording.MORE, chat.command("/ask", QUESTION))
    shared, _ = chat.press(wording.SHARE, unfolded)
    assert shared.quotes == unfolded.quotes


def test_a_button_pressed_twice_shares_once(chat: Chat) -> None:
    asked = chat.command("/harbour", "size")
    pressed = chat.press(wording.SHARE, asked) + chat.press(wording.SHARE, asked)
    assert len([message for message in pressed if message.only_for is None]) == 1


def test_a_mention_is_answered_for_all_in_the_thread(chat: Chat, services: Services) -> None:
    answer = chat.mention(f"<@{BOT}> {QUESTION}")
    assert answer.only_for is None
    assert answer.thread is not None
    assert wording.SHARE not in answer.buttons
    assert BOT not in answer.shown
    assert_verbatim(answer, services)


def test_a_mention_in_a_thread_is_answered_there(chat: Chat) -> None:
    assert chat.mention(f"<@{BOT}> {QUESTION}", thread_ts="1700000000.000001").thread == "1700000000.000001"


def test_an_event_that_comes_again_is_answered_once(chat: Chat) -> None:
    payload = chat.mention_payload(f"<@{BOT}> {QUESTION}")
    came = [message for retry in (None, 1, 2) for message in chat.doing(lambda r=retry: chat.way.event(payload, r))]
    assert len(came) == 1


def test_an_event_that_comes_at_once_on_several_connections_is_answered_once(chat: Chat) -> None:
    payload = chat.mention_payload(f"<@{BOT}> {QUESTION}")

    def all_at_once() -> int:
        threads = [threading.Thread(target=chat.way.event, args=(payload, None)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return 200

    assert len(chat.doing(all_at_once)) == 1


def test_bots_and_the_bot_itself_are_not_answered(chat: Chat) -> None:
    other = chat.mention_payload(f"<@{BOT}> {QUESTION}", bot_id="B0OTHER")
    itself = chat.mention_payload(f"<@{BOT}> {QUESTION}", user=BOT)
    assert chat.doing(lambda: chat.way.event(other, None)) == []
    assert chat.doing(lambda: chat.way.event(itself, None)) == []


@pytest.mark.parametrize("text", ["", "   ", "help", "HELP"])
def test_without_a_question_a_command_says_how_it_is_used(chat: Chat, text: str) -> None:
    usage = chat.command("/harbour", text)
    assert usage.only_for == PERSON
    assert "/harbour size" in usage.shown
    assert "How many ports are in the harbour league?" in usage.shown
    assert "/harbour size" in usage.text


@pytest.mark.parametrize("command", ["/who", "/attended", "/ask"])
def test_the_commands_of_every_corpus_say_how_they_are_used(chat: Chat, command: str) -> None:
    assert f"{command} " in chat.command(command).shown


def test_a_bare_mention_says_how_the_bot_is_used(chat: Chat) -> None:
    assert wording.GENERAL_USAGE in chat.mention(f"<@{BOT}>").shown


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "how many ports " * 700,
        "🦆🚢⚓",
        "كم عدد الموانئ في الرابطة؟",
        "the of and",
        "*bold* `code` ~gone~ > quoted",
        "how many &lt;ports&gt; &amp; ships",
        "?!…",
        "\u202eports\u202c \u200b",
    ],
)
def test_any_text_gets_an_answer_that_slack_takes(chat: Chat, text: str) -> None:
    asked = chat.command("/ask", text)
    assert asked.only_for == PERSON
    assert wording.broken("")[:20] not in asked.shown
    assert wording.broken("")[:20] not in chat.mention(f"<@{BOT}> {text}").shown


def test_a_question_with_slack_markup_pings_nobody(chat: Chat) -> None:
    answer = chat.command(
        "/ask", "how many ports <!channel> <@U0SOMEBODY|ann> &lt;!here&gt; <https://evil.example|safe>"
    )
    assert "<!" not in str([element for block in answer.blocks for element in block.get("elements", ())])
    assert "<!" not in answer.text


def test_an_article_with_slack_markup_pings_nobody_and_is_quoted_verbatim(chat: Chat) -> None:
    (answer,) = chat.press(wording.MORE, chat.command("/ask", QUESTION))
    quote = next(quote for quote in answer.quotes if "15 ports" in quote)
    assert "<!channel> 15 ports" in quote
    assert "*everybody* should read <https://evil.example|the paper>" in quote
    assert "<!channel>" not in str(answer.raw)
    assert "'url': 'https://evil.example" not in str(answer.blocks)


def test_what_is_not_there_is_said_with_questions_to_press(chat: Chat) -> None:
    answer = chat.command("/ask", "what colour is the president's bicycle?")
    assert wording.SHARE not in answer.buttons
    for label in asking(answer):
        (next_one,) = chat.press(label, answer)
        assert next_one.only_for == PERSON
        assert next_one.replaced is None


def test_a_question_pressed_under_a_public_answer_is_answered_there(chat: Chat) -> None:
    answer = chat.mention(f"<@{BOT}> what colour is the president's bicycle?")
    assert asking(answer)
    for label in asking(answer):
        (next_one,) = chat.press(label, answer)
        assert (next_one.only_for, next_one.thread, next_one.replaced) == (None, answer.thread, None)
        assert wording.SHARE not in next_one.buttons


def test_more_of_a_public_answer_is_shown_to_all(chat: Chat) -> None:
    answer = chat.mention(f"<@{BOT}> {QUESTION}")
    (unfolded,) = chat.press(wording.MORE, answer)
    assert (unfolded.only_for, unfolded.replaced) == (None, answer.ts)
    assert len(unfolded.quotes) > len(answer.quotes)


def test_an_unknown_command_names_those_there_are(chat: Chat) -> None:
    assert "/harbour" in chat.command("/coalitoin", "size").shown


def test_the_digest_now_is_for_the_person_alone_and_records_nothing(chat: Chat, services: Services) -> None:
    first, second = chat.command("/digest", "now"), chat.command("/digest", "now")
    assert first.only_for == PERSON
    assert "Doubts about the league" in first.shown
    assert first.blocks == second.blocks
    assert services.store.delivered_until(CHANNEL) is None


@pytest.mark.parametrize("text", ["", "help", "tomorrow"])
def test_the_digest_says_how_it_is_used(chat: Chat, text: str) -> None:
    assert "/digest now" in chat.command("/digest", text).shown
