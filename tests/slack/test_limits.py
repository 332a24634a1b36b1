"""The stand-in's own rules: what they let through, and what they must not."""

from typing import Any

import pytest

from tests.slack.limits import problems

WORDS = {"type": "text", "text": "words"}
WORD = {"type": "plain_text", "text": "word"}
CELL = {"type": "raw_text", "text": "cell"}


def rich(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def button(action: str, **changes: Any) -> dict[str, Any]:
    text = {"type": "plain_text", "text": "Press"}
    return {"type": "button", "text": text, "action_id": action, "value": "v", **changes}


def menu(count: int, **more: Any) -> dict[str, Any]:
    options = [{"text": {"type": "plain_text", "text": f"o{number}"}, "value": f"{number}"} for number in range(count)]
    return {"action_id": "m", "options": options, **more}


def feedback(**changes: Any) -> dict[str, Any]:
    good, bad = ({"text": {"type": "plain_text", "text": text}, "value": text} for text in ("Good", "Bad"))
    names = {"type": "feedback_buttons", "action_id": "f"}
    return {**names, "positive_button": good, "negative_button": bad, **changes}


def header(text: str) -> dict[str, Any]:
    return {"type": "header", "text": {"type": "plain_text", "text": text}}


def context(text: str) -> dict[str, Any]:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text}]}


def test_a_message_that_slack_takes_passes() -> None:
    actions = {"type": "actions", "elements": [button("a"), button("b")]}
    said = {"type": "section", "text": WORD, "fields": [WORD], "accessory": menu(5, type="overflow")}
    rated = {"type": "context_actions", "elements": [feedback()]}
    others = [{"type": "table", "rows": [[CELL] * 20] * 2}, {"type": "markdown", "text": "# m"}, {"type": "divider"}]
    blocks = [header("h" * 150), rich(WORDS), context("*ours*"), actions, said, rated, *others]
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
        {"type": "section"},
        {"type": "section", "fields": [WORD] * 11},
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "f" * 2001}]},
        {"type": "section", "text": WORD, "accessory": {"type": "carousel", "action_id": "a"}},
        {"type": "context", "elements": [WORD] * 11},
        {"type": "actions", "elements": [button("a", accessibility_label="l" * 76)]},
        {"type": "actions", "elements": [button("a", style="loud")]},
        {"type": "actions", "elements": [button("a", url="u" * 3001)]},
        {"type": "actions", "elements": [button(str(number)) for number in range(26)]},
        {"type": "actions", "elements": [menu(6, type="overflow")]},
        {"type": "actions", "elements": [menu(101, type="static_select")]},
        {"type": "actions", "elements": [menu(1, type="static_select", confirm={"title": WORD})]},
        {"type": "actions", "elements": [feedback()]},
        {"type": "context_actions", "elements": [button("a")]},
        {"type": "context_actions", "elements": [feedback(action_id=str(number)) for number in range(6)]},
        {"type": "context_actions", "elements": [feedback(positive_button={"text": WORD})]},
        {"type": "markdown", "text": "m" * 12_001},
        {"type": "markdown", "text": "[safe](https://evil.example)"},
        {"type": "table", "rows": [[CELL]] * 101},
        {"type": "table", "rows": [[CELL] * 21]},
        {"type": "table", "rows": [[{"type": "raw_text", "text": ""}]]},
        {**rich(WORDS), "block_id": "b" * 256},
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
    assert problems({"text": "words", "blocks": [{"type": "table", "rows": [[CELL]]}] * 2})
    assert problems({"text": "words", "blocks": [{"type": "markdown", "text": "m" * 5000}] * 3})
    assert problems({"text": "words", "blocks": [{**rich(WORDS), "block_id": "same"}] * 2})
