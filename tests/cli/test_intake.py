from pathlib import Path

from tests.cli.conftest import Bot


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
    outcome = bot("ingest", str(corpus), missing, "https://example.org/page")
    assert (outcome.status, outcome.out) == (0, "2 new, 0 changed, 0 same, 2 refused.\n")
    lines = outcome.err.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(f"{missing} ")
    assert lines[1].startswith("https://example.org/page is an address")


def test_where_nothing_could_be_taken_in_the_status_is_two(bot: Bot, corpus: Path) -> None:
    outcome = bot("ingest", "https://example.org/page")
    assert (outcome.status, outcome.out) == (2, "0 new, 0 changed, 0 same, 1 refused.\n")
