from pathlib import Path

import pytest

from tests.cli.conftest import Bot
from tests.texts.test_copies import STORY


def test_what_is_named_is_counted_as_new_then_as_same(bot: Bot, corpus: Path, tmp_path: Path) -> None:
    page = tmp_path / "goats.md"
    page.write_text("# Goats\n\nThe lighthouse keeper owns 31 goats.\n", encoding="utf-8")
    assert bot("ingest", str(page)) == (0, "1 new, 0 changed, 0 same, 0 refused.\n", "")
    assert bot("ingest", str(page)) == (0, "0 new, 0 changed, 1 same, 0 refused.\n", "")
    page.write_text("# Goats\n\nThe lighthouse keeper owns 32 goats.\n", encoding="utf-8")
    assert bot("ingest", str(page)).out == "0 new, 1 changed, 0 same, 0 refused.\n"


def test_what_was_named_is_answered_from(bot: Bot, corpus: Path, tmp_path: Path) -> None:
    page = tmp_path / "goats.md"
    page.write_text("# Goats\n\nThe lighthouse keeper owns 31 goats.\n", encoding="utf-8")
    bot("ingest", str(page))
    [answer] = bot("ask", "--json", "how many goats does the lighthouse keeper own?").values
    assert "31 goats" in answer["findings"][0]["citations"][0]["quote"]


def test_what_is_refused_is_named_with_its_reason_and_the_rest_is_in(bot: Bot, corpus: Path, tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.txt")
    outcome = bot("ingest", str(corpus), missing, "http://127.0.0.1/page")
    assert (outcome.status, outcome.out) == (0, "2 new, 0 changed, 0 same, 2 refused.\n")
    lines = outcome.err.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(f"{missing} ")
    assert lines[1] == "http://127.0.0.1/page is not fetched, to be safe (127.0.0.1 is not on the public internet)."


def test_where_nothing_could_be_taken_in_the_status_is_two(bot: Bot, corpus: Path) -> None:
    outcome = bot("ingest", "http://127.0.0.1/page")
    assert (outcome.status, outcome.out) == (2, "0 new, 0 changed, 0 same, 1 refused.\n")


def test_a_count_for_scripts_is_one_json_object(bot: Bot, corpus: Path, tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.txt")
    [report] = bot("ingest", "--json", str(corpus), missing).values
    assert (report["new"], report["same"], report["copies"]) == (2, 0, 0)
    assert [refused["source"] for refused in report["refused"]] == [missing]


def test_copies_are_told_apart_among_the_new(bot: Bot, corpus: Path, tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    counted = "2 new (1 of them in words that were there already), 0 changed, 0 same, 0 refused.\n"
    assert bot("ingest", str(tmp_path / "one.txt"), str(tmp_path / "two.txt")).out == counted


def test_what_was_refused_is_listed_until_it_is_taken_in(bot: Bot, corpus: Path, tmp_path: Path) -> None:
    assert bot("ingest", "--refused").out == "Nothing that was tried is refused.\n"
    page = tmp_path / "goats.md"
    page.write_text("Advertisement\n", encoding="utf-8")
    bot("ingest", str(page))
    listed = bot("ingest", "--refused")
    assert (listed.status, listed.err) == (0, "")
    assert listed.out.endswith(f": {page} holds no text after cleaning.\n")
    [refused] = bot("ingest", "--refused", "--json").values
    assert refused == {"source": str(page), "reason": "holds no text after cleaning"}
    page.write_text("The lighthouse keeper owns 31 goats.\n", encoding="utf-8")
    bot("ingest", str(page))
    assert bot("ingest", "--refused", "--json").values == []


def test_a_page_that_was_refused_is_listed_too(bot: Bot, corpus: Path) -> None:
    bot("ingest", "http://127.0.0.1/page")
    assert [refused["source"] for refused in bot("ingest", "--refused", "--json").values] == ["http://127.0.0.1/page"]


@pytest.mark.parametrize("arguments", [(), ("--refused", "file.txt")])
def test_what_to_bring_in_is_named_or_what_was_refused_is_asked_for(bot: Bot, arguments: tuple[str, ...]) -> None:
    outcome = bot("ingest", *arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("name what to bring in, or ask with --refused for what was not, or --withdraw ")


def test_what_each_version_of_an_article_changed_is_shown(bot: Bot, corpus: Path, tmp_path: Path) -> None:
    page = tmp_path / "goats.md"
    page.write_text("The lighthouse keeper owns 31 goats. They are white. He sells the milk.\n", encoding="utf-8")
    bot("ingest", str(page))
    assert bot("show", "--history", "goats").out == "It is as it was first read.\n"
    page.write_text("The lighthouse keeper owns 32 goats. He sells the milk. One is ill.\n", encoding="utf-8")
    bot("ingest", str(page))
    [revision] = bot("show", "--history", "--json", "goats").values
    assert revision["version"] == 2
    assert [(change["kind"], change["before"], change["after"]) for change in revision["changes"]] == [
        ("reworded", "The lighthouse keeper owns 31 goats.", "The lighthouse keeper owns 32 goats."),
        ("removed", "They are white.", None),
        ("added", None, "One is ill."),
    ]
    shown = bot("show", "--history", "goats").out
    assert "“The lighthouse keeper owns 31 goats.”" in shown
    assert "Removed" in shown
    assert bot("show", "--history", "nobody").status == 2
