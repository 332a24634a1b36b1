import json
from pathlib import Path

import pytest

from tests.cli.conftest import Bot

ANSWER = ["question", "status", "kind", "headline", "disagreement", "findings", "suggestions", "id"]
CITATION = ["article", "title", "url", "published", "quote", "start", "end"]


def test_an_answer_is_one_line_of_json_as_the_contract_has_it(bot: Bot, corpus: Path) -> None:
    outcome = bot("ask", "--json", "how many ferries would be bought?")
    assert (outcome.status, outcome.err) == (0, "")
    [answer] = outcome.values
    assert list(answer) == ANSWER
    assert answer["findings"]
    assert [list(finding) for finding in answer["findings"]] == [
        ["value", "role", "citations", "wordings", "differs"]
    ] * len(answer["findings"])
    assert all(list(citation) == CITATION for finding in answer["findings"] for citation in finding["citations"])


def test_every_quote_stands_where_its_citation_says(bot: Bot, corpus: Path) -> None:
    [answer] = bot("ask", "--json", "how many ferries?").values
    for finding in answer["findings"]:
        for citation in finding["citations"]:
            [article] = bot("show", "--json", citation["article"]).values
            assert article["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_what_is_not_there_is_said_with_status_one(bot: Bot, corpus: Path) -> None:
    outcome = bot("ask", "--json", "who won the chess tournament in Reykjavik?")
    assert outcome.status == 1
    assert [answer["status"] for answer in outcome.values] == ["not_found"]


def test_lines_of_input_are_answered_in_order_blank_and_broken_ones_too(bot: Bot, corpus: Path) -> None:
    lines = [
        "\ufeffhow many ferries?".encode(),
        b"",
        b"/nosuch topic",
        b"\xff\xfe\xed\xa0\x80",
        "who? 🙂 مرحبا".encode(),
    ]
    outcome = bot("ask", "--json", "-", stdin=b"\r\n".join(lines))
    assert outcome.status == 0
    questions = [answer["question"] for answer in outcome.values]
    assert len(questions) == 5
    assert questions[0] == "how many ferries?"
    assert questions[1] == ""
    assert outcome.values[2]["status"] == "not_found"
    assert "/nosuch" in outcome.values[2]["headline"]


def test_a_batch_that_finds_nothing_has_status_one(bot: Bot, corpus: Path) -> None:
    assert bot("ask", "--json", "-", stdin=b"/nosuch x\n").status == 1
    assert bot("ask", "--json", "-").status == 1


@pytest.mark.parametrize("text", ["", "the of and", "x" * 100_000, "🙂", "\udcff", "<@U1> <!channel> `*_~"])
def test_any_text_gets_one_answer(bot: Bot, corpus: Path, text: str) -> None:
    outcome = bot("ask", "--json", text)
    assert outcome.status in (0, 1)
    assert len(outcome.values) == 1


def test_separators_in_an_article_do_not_break_the_line(bot: Bot, corpus: Path) -> None:
    (corpus / "odd.md").write_text("# Odd\n\nThe zeppelin\u2028carried 77 crates\x85of tea.\n", encoding="utf-8")
    outcome = bot("ask", "--json", "how many crates did the zeppelin carry?")
    assert len(outcome.out.splitlines()) == 1
    assert json.loads(outcome.out)["findings"]


def test_an_unknown_topic_is_one_line_and_status_two(bot: Bot, corpus: Path) -> None:
    outcome = bot("ask", "/nosuch size")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("There is no /nosuch here.")
    assert outcome.err.count("\n") == 1


def test_words_need_no_quotation_marks(bot: Bot, corpus: Path) -> None:
    [answer] = bot("ask", "--json", "how", "many", "ferries").values
    assert answer["question"] == "how many ferries"


def test_a_person_sees_value_quote_title_date_and_source(bot: Bot, corpus: Path) -> None:
    out = bot("ask", "how many ferries?").out
    assert "“Officials in Linden now speak of 16 ferries.”" in out
    assert "More ferries than thought · 2024-03-05 · https://example.org/ferries" in out


def test_a_missing_date_is_said(bot: Bot, corpus: Path) -> None:
    (corpus / "plain.md").write_text("# Plain\n\nThe lighthouse keeper owns 31 goats.\n", encoding="utf-8")
    assert "undated · plain" in bot("ask", "how many goats does the lighthouse keeper own?").out


def test_only_what_changed_is_brought_in_and_other_folders_keep_their_own(
    bot: Bot, corpus: Path, tmp_path: Path
) -> None:
    bot("ask", "how many ferries?")
    other = tmp_path / "other"
    other.mkdir()
    (other / "goats.md").write_text("# Goats\n\nThe lighthouse keeper owns 31 goats.\n", encoding="utf-8")
    assert bot("show", "--corpus", str(other), "goats").status == 0
    assert bot("show", "--corpus", str(other), "ferries").status == 2
    assert bot("show", "goats").status == 2


def test_refused_files_are_counted_beside_the_output(bot: Bot, corpus: Path) -> None:
    (corpus / "binary.txt").write_bytes(bytes(range(256)) * 40)
    outcome = bot("ask", "--json", "how many ferries?")
    assert outcome.status == 0
    assert len(outcome.values) == 1
    assert outcome.err == "1 file was not taken in: `python -m bot doctor` says which and why.\n"
