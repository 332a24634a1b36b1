from pathlib import Path

from bot import wording
from tests.cli.conftest import Bot


def test_a_text_is_checked(bot: Bot, corpus: Path) -> None:
    outcome = bot("check", "16", "ferries", "were", "spoken", "of", "in", "Linden")
    assert (outcome.status, outcome.err) == (0, "")
    assert "16 ferries · stated by 1 source" in outcome.out
    assert "“Officials in Linden now speak of 16 ferries.”" in outcome.out


def test_what_is_found_is_one_line_of_json(bot: Bot, corpus: Path) -> None:
    outcome = bot("check", "--json", "-", stdin=b"Officials in Linden speak of 16 ferries.\nOlaf Zorn sings.\n")
    [checked] = outcome.values
    assert list(checked) == ["sentences", "left", "id"]
    assert [sentence["text"] for sentence in checked["sentences"]] == [
        "Officials in Linden speak of 16 ferries.",
        "Olaf Zorn sings.",
    ]
    figure = checked["sentences"][0]["checks"][0]
    assert list(figure) == ["kind", "claim", "stated", "differs", "more", "near"]
    assert (figure["kind"], figure["claim"]) == ("figure", "16 ferries")


def test_what_the_articles_do_not_speak_to_has_status_one(bot: Bot, corpus: Path) -> None:
    outcome = bot("check", "Olaf Zorn sings.")
    assert outcome.status == 1
    assert f"Olaf Zorn · {wording.NOT_HELD}" in outcome.out
    assert bot("check", "-", stdin=b"").status == 1
