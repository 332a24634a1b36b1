"""The stand-in's own rules: what they let through, and what they must not."""

from typing import Any

import pytest

from tests.slack.limits import problems

WORDS = {"type": "text", "text": "words"}


def rich(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def button(action: str, **changes: Any) -> dict[str, Any]:
    text = {"type": "plain_text", "text": "Press"}
    return {"type": "button", "text": text, "action_id": action, "value": "v", **changes}


def header(text: str) -> dict[str, Any]:
    return {"type": "header", "text": {"type": "plain_text", "text": text}}


def context(text: str) -> dict[str, Any]:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text}]}


def test_a_message_that_slack_takes_passes() -> None:
    actions = {"type": "actions", "elements": [button("a"), button("b")]}
    blocks = [header("h" * 150), rich(WORDS), context("*ours*"), actions]
    assert problems({"text": "words", "blocks": blocks}) == []


@pytest.mark.parametrize(
    "block",
    [
        header("h" * 151),
        header(""),
        context("c" * 2001),
        context("<!channel>"),
        rich(),
        rich({"type": "text", "text": ""}),
        rich({"type": "text", "text": "<@U0ANN>"}),
        rich({**WORDS, "style": {"italics": True}}),
        rich({"type": "link", "url": "javascript:alert(1)"}),
        rich({"type": "link", "url": "https://evil.example", "text": "bank.example"}),
        rich({"type": "user", "user_id": "U0ANN"}),
        {"type": "rich_text", "elements": []},
        {"type": "actions", "elements": [button("a"), button("a")]},
        {"type": "actions", "elements": [button("a", value="v" * 2001)]},
        {"type": "actions", "elements": [button("a", text={"type": "plain_text", "text": "t" * 76})]},
        {"type": "section", "text": {"type": "mrkdwn", "text": "s" * 3001}},
        {"type": "section", "text": {"type": "mrkdwn", "text": "s"}, "colour": "red"},
        {"type": "carousel"},
    ],
)
def test_a_block_that_slack_refuses_is_found(block: dict[str, Any]) -> None:
    assert problems({"text": "words", "blocks": [block]})


@pytest.mark.parametrize("text", ["", " ", "t" * 4001, "<!here> look", "<https://evil.example|safe>"])
def test_a_text_that_does_not_do_is_found(text: str) -> None:
    assert problems({"text": text, "blocks": []})


def test_too_much_for_one_message_is_found() -> None:
    assert problems({"text": "words", "blocks": [rich(WORDS)] * 51})
    assert problems({"text": "words", "blocks": [rich({"type": "text", "text": "w" * 3000})] * 5})
