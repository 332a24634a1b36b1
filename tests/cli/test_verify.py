"""An answer's quotes are checked by its id, and written out as footnotes."""

import re
import shlex
from pathlib import Path

import pytest

from bot import wording
from bot.cli.cards import VERIFY
from tests.cli.conftest import ARTICLES, Bot

QUESTION = "how many ferries would be bought?"
FERRIES = "Officials in Linden now speak of 16 ferries."


@pytest.fixture
def answer_id(bot: Bot, corpus: Path) -> str:
    """The id of an answer that quotes both articles, as it stands under the answer."""
    [answer] = bot("ask", "--json", "how many ferries?").values
    shown = bot("ask", "how many ferries?").out
    assert shown.endswith(f"\nTo check it: {VERIFY} {answer['id']}\n\n")
    return str(answer["id"])


def rewrite(corpus: Path) -> None:
    text = ARTICLES["ferries.md"].replace("16 ferries", "18 small ferries")
    (corpus / "ferries.md").write_text(text, encoding="utf-8")


def test_quotes_that_stand_have_status_zero(bot: Bot, answer_id: str) -> None:
    outcome = bot("verify", answer_id)
    assert (outcome.status, outcome.err) == (0, "")
    assert "still stand" in outcome.out.splitlines()[0]
    assert f"“{FERRIES}”" in outcome.out


def test_an_id_may_be_typed_as_it_was_heard(bot: Bot, answer_id: str) -> None:
    spoken = answer_id.upper().replace("0", "O").replace("1", "I")
    assert bot("verify", f"{spoken}.").out == bot("verify", answer_id).out


def test_a_quote_that_changed_is_shown_before_and_after(bot: Bot, corpus: Path, answer_id: str) -> None:
    rewrite(corpus)
    outcome = bot("verify", answer_id)
    assert (outcome.status, outcome.err) == (1, "")
    assert "no longer stands" in outcome.out.splitlines()[0]
    changed = outcome.out[outcome.out.index("\nChanged\n") :]
    before, after = changed.index(f"“{FERRIES}”"), changed.index("“Officials in Linden now speak of 18 small ferries.”")
    assert before < changed.index("version 1, read on ") < after < changed.index("version 2, read on ")


def test_moments_are_those_of_the_teams_timezone_and_of_utc_for_scripts(
    bot: Bot, corpus: Path, answer_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(corpus)
    monkeypatch.setenv("DATELINE_TIMEZONE", "Asia/Tokyo")
    assert len(re.findall(r"(?:answered on|read on) .* JST", bot("verify", answer_id).out)) == 3
    assert re.search(rf"Answer {answer_id} of .* JST\.", bot("verify", "--markdown", answer_id).out)
    [receipt] = bot("verify", "--json", answer_id).values
    assert receipt["kept"].endswith("Z")


def test_an_article_that_was_taken_out_is_named(bot: Bot, corpus: Path, answer_id: str) -> None:
    (corpus / "ferries.md").unlink()
    outcome = bot("verify", answer_id)
    assert outcome.status == 1
    assert wording.STANDINGS["withdrawn"] in outcome.out
    assert "More ferries than thought" in outcome.out


def test_json_has_a_check_for_every_quote(bot: Bot, corpus: Path, answer_id: str) -> None:
    rewrite(corpus)
    outcome = bot("verify", "--json", answer_id)
    [receipt] = outcome.values
    assert (outcome.status, receipt["stands"], receipt["answer"]["id"]) == (1, False, answer_id)
    cited = [citation for finding in receipt["answer"]["findings"] for citation in finding["citations"]]
    assert [check["citation"] for check in receipt["checks"]] == cited
    [article] = bot("show", "--json", "ferries").values
    [changed] = [check for check in receipt["checks"] if check["standing"] == "changed"]
    assert (changed["cited"]["version"], changed["now"]["version"]) == (1, 2)
    assert article["text"][changed["start"] : changed["end"]] == changed["after"]


def test_markdown_has_a_footnote_for_every_quote(bot: Bot, corpus: Path, answer_id: str) -> None:
    outcome = bot("verify", "--markdown", answer_id)
    assert outcome.status == 0
    assert outcome.out.startswith("## how many ferries?\n")
    assert f"“{FERRIES}” *More ferries than thought*, 5 March 2024, <https://example.org/ferries>" in outcome.out
    rewrite(corpus)
    again = bot("verify", "--markdown", answer_id)
    assert again.status == 1
    assert "Changed. Now: “Officials in Linden now speak of 18 small ferries.”" in again.out


def test_an_answer_that_found_nothing_can_be_looked_up(bot: Bot, corpus: Path) -> None:
    [answer] = bot("ask", "--json", "who won the chess tournament in Reykjavik?").values
    assert f"Answer {answer['id']}\n" in bot("ask", "who won the chess tournament in Reykjavik?").out
    outcome = bot("verify", answer["id"])
    assert outcome.status == 0
    assert outcome.out.startswith(wording.verdict(()))


@pytest.mark.parametrize("typed", ["2222222222", "nonsense", "\udcff\0", "x" * 100_000, ""])
def test_an_id_that_nobody_gave_out_is_one_line_and_status_one(bot: Bot, corpus: Path, typed: str) -> None:
    for option in ("--json", "--markdown"):
        outcome = bot("verify", option, typed)
        assert (outcome.status, outcome.out) == (1, "")
        assert outcome.err.startswith("No answer with the id")
        assert outcome.err.count("\n") == 1
        assert len(outcome.err) < 100


@pytest.mark.parametrize(("typed", "is_one"), [("2222222222", True), ("22222", False), ("harbour", False)])
def test_what_cannot_be_an_id_is_told_what_one_looks_like(bot: Bot, corpus: Path, typed: str, is_one: bool) -> None:
    assert ("ids look like" in bot("verify", typed).err) is not is_one


@pytest.mark.parametrize(
    ("typed", "command"), [("/ask verify {}", "verify {}"), ("Footnotes {}", "verify --markdown {}")]
)
def test_where_a_question_is_expected_the_command_is_named(
    bot: Bot, corpus: Path, answer_id: str, typed: str, command: str
) -> None:
    outcome = bot("ask", typed.format(answer_id))
    assert (outcome.status, outcome.out) == (2, "")
    named = f"python -m bot {command.format(answer_id)}"
    assert f"`{named}`" in outcome.err
    assert bot(*named.split()[3:]).status == 0
    answers = bot("ask", "--json", "-", stdin=f"{typed.format(answer_id)}\nhow many ferries?\n".encode()).values
    assert [answer["status"] for answer in answers] == ["not_found", "answered"]


def test_each_corpus_keeps_its_own_answers(bot: Bot, corpus: Path, answer_id: str) -> None:
    assert bot("verify", "--corpus", str(corpus), answer_id).status == 1
    shown = bot("ask", "--corpus", str(corpus), "how many ferries?").out
    assert bot("verify", "--corpus", str(corpus), answer_id).status == 0
    assert shown.endswith(f"\nTo check it: {VERIFY} --corpus {corpus} {answer_id}\n\n")


def test_the_line_to_check_it_can_be_typed_whatever_the_folder_is_called(bot: Bot, corpus: Path) -> None:
    odd = corpus.rename(corpus.with_name("my own articles"))
    shown = bot("ask", "--corpus", str(odd), "how many ferries?").out
    command = shown.splitlines()[-2].removeprefix("To check it: python -m bot ")
    assert bot(*shlex.split(command)).status == 0
