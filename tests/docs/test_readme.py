"""The README names what there is: commands, settings, buttons, targets, links; and what it shows is still true."""

import json
import re
import string
from datetime import time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from typer import Context
from typer.main import get_command

from bot import __main__ as program
from bot import wording
from bot.cli import commands
from bot.console.session import LEAVE
from bot.corpus.containers import ENDINGS
from bot.corpus.feeds import INTERVAL
from bot.corpus.readers import FORMATS, most_bytes
from bot.corpus.web.fetch import MOST_BYTES, MOST_REDIRECTS, MOST_SECONDS
from bot.digest import FIRST_REACH
from bot.digest.runs import BACK_OFF
from bot.listeners import GRACE
from bot.manifest import RESERVED, command_names
from bot.models import Role
from bot.settings import Settings
from bot.topics import FILE, read_topics
from tests.docs.examples import README, ROOT, answer, examples, fenced, outputs
from tests.docs.picture import PICTURE, draw, words
from tests.drafting import make_draft
from tests.quality.test_questions import FLOORS

TEXT = README.read_text(encoding="utf-8")
QUALITY = ROOT / "tests/quality"
RENEW = "the README is behind: run `python -m tests.docs` and look at what changed"
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
CONSOLE_BLOCKS = fenced(TEXT, "console")
JSON_BLOCKS = fenced(TEXT, "json")


def rows(heading: str) -> dict[str, list[str]]:
    """The first table under a heading that has that column first: its cells by the first one, without backticks."""
    lines = TEXT.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith(f"| {heading} |"))
    found = {}
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        cells = re.split(r"(?<!\\)\|", line.strip("|"))
        first, *others = [cell.strip().replace("`", "").replace("\\|", "|") for cell in cells]
        found[first] = others
    return found


def shown_default(value: object) -> str:
    match value:
        case None:
            return "–"
        case time():
            return f"{value:%H:%M}"
        case ZoneInfo():
            return value.key
        case _:
            return str(value)


def usage_of(command: str) -> set[str]:
    """The command as the README's table writes it, as its words: the name, options, arguments."""
    return set(re.findall(r"--[a-z]+|[a-z]+|[A-Z]+", command.removeprefix("python -m bot ")))


def declared_usage(name: str) -> set[str]:
    """The same words as the command line itself declares them."""
    command = get_command(commands.app).get_command(Context(get_command(commands.app)), name)  # type: ignore[attr-defined]
    said = {name}
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            said |= set(re.findall("[A-Za-z]+", parameter.metavar))
        else:
            metavar = parameter.metavar or ""
            said |= {parameter.opts[0], *re.findall("[A-Z]+", "URL" if "://" in metavar else metavar)}
    return said


def heading_anchor(heading: str) -> str:
    kept = (c for c in heading.lower() if c not in string.punctuation or c in "-_")
    return "".join(kept).replace(" ", "-")


def test_every_setting_stands_in_the_table_with_its_default() -> None:
    declared = {name.upper(): shown_default(field.default) for name, field in Settings.model_fields.items()}
    assert {name: cells[0] for name, cells in rows("Variable").items()} == declared


def test_every_command_stands_in_the_table_with_its_options_and_arguments() -> None:
    names = get_command(commands.app).list_commands(Context(get_command(commands.app)))  # type: ignore[attr-defined]
    told = [usage_of(command) for command in rows("Command")]
    assert sorted(map(sorted, told)) == sorted(sorted(declared_usage(name)) for name in names)


def test_every_exit_status_is_told() -> None:
    statuses = {
        commands.DONE,
        commands.NOTHING_FOUND,
        commands.WRONG,
        program.WRONG,
        program.INTERRUPTED,
        program.BROKEN_PIPE,
    }
    assert set(rows("Exit status")) == {str(status) for status in statuses}


def test_every_slash_command_and_what_may_follow_it_is_told() -> None:
    topics = read_topics(ROOT / "seeds")
    table = rows("Type")
    typed = " ".join(table)
    for command in command_names(topics, reserved=True):
        assert re.search(rf"{command}(?= |,|$)", typed), command
    for examples_of in wording.GENERAL_EXAMPLES.values():
        for example, _ in examples_of:
            assert example in typed or any(example in " ".join(cells) for cells in table.values()), example
    for example, _ in wording.DIGEST_EXAMPLES:
        assert re.search(rf"{example}(?=,|$| [/@])", typed), example
    for word in topics[0].asks:
        assert re.search(rf"\b{word}\b", f"{typed} {table['/coalition size']}"), word


def test_what_slack_keeps_for_itself_is_told() -> None:
    for command in wording.COMMANDS.keys() & RESERVED:
        assert f"Slack keeps `{command}` for itself" in TEXT


def test_every_button_is_told() -> None:
    told = ", ".join(rows("Button"))
    labels = (
        wording.SHARE,
        wording.READ,
        wording.MORE,
        wording.FEWER,
        wording.WATCH,
        wording.HELPFUL,
        wording.UNHELPFUL,
    )
    assert all(label in told for label in labels)
    told = ", ".join(rows("Under a story"))
    assert all(label in told for label in (wording.ABOUT_STORY, wording.STORY_ARTICLES, wording.MUTE_STORY))


def test_what_the_console_understands_is_told() -> None:
    assert {"help", "1", *LEAVE} - {"exit"} <= set(rows("You type"))


def test_every_target_is_told_and_every_target_that_is_told_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):.*##", MAKEFILE, flags=re.MULTILINE))
    assert {row.removeprefix("make ") for row in rows("Target")} == targets
    assert set(re.findall(r"(?:`|^|&& |\| |=\S+ )make ([a-z]+)", TEXT, flags=re.MULTILINE)) <= targets


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)]+)\)", TEXT))))
def test_a_link_leads_somewhere(target: str) -> None:
    if target.startswith("#"):
        anchors = {heading_anchor(heading) for heading in re.findall(r"^#+ (.+)$", TEXT, flags=re.MULTILINE)}
        assert target[1:] in anchors
    else:
        assert (ROOT / target).exists()


def test_every_folder_of_the_code_is_told_and_is_there() -> None:
    told = rows("Folder")
    assert all((ROOT / name).is_dir() for names in told for name in names.split(", "))
    packages = {f"bot/{path.parent.name}" for path in (ROOT / "bot").glob("*/__init__.py")}
    assert packages <= {name for names in told for name in names.split(", ")}


def test_every_role_and_every_ending_is_told() -> None:
    roles = next(line for line in TEXT.splitlines() if line.startswith("`role` is set"))
    assert all(role in roles for role in Role)
    assert all(f"`{ending}`" in TEXT for ending in (*FORMATS, *ENDINGS))


def test_figures_are_those_of_the_code() -> None:
    waits = [str(wait // timedelta(minutes=1)) for wait in BACK_OFF]
    for told in (
        f"over {most_bytes('a.txt') // 1_000_000} MB",
        f"({most_bytes('a.pdf') // 1_000_000} MB for documents",
        f"asks each every {INTERVAL // timedelta(minutes=1)} minutes",
        f"At most {MOST_BYTES // 1_000_000} MB, {MOST_SECONDS:.0f} seconds and {MOST_REDIRECTS} redirects",
        f"within {GRACE} seconds",
        f"reaches {FIRST_REACH.days} days back",
        f"again after {', '.join(waits[:-1])} and {waits[-1]} minutes",
    ):
        assert told in " ".join(TEXT.split()), told


def test_the_front_matter_that_is_shown_is_read() -> None:
    (shown,) = fenced(TEXT, "markdown")
    draft = make_draft("harbour.md", shown.encode())
    assert draft.id == "harbour"
    assert (draft.title, draft.publisher) == ("Harbour councils agree to merge", "The Harbour Post")
    assert (draft.url, draft.author) == ("https://example.org/harbour-merger", "Jo Berg, Ana Lind")
    assert str(draft.published) == "2025-03-15"
    assert draft.text == "The councils of both harbours agreed to merge on Monday."


def test_the_topics_that_are_shown_are_read(tmp_path: Path) -> None:
    (shown,) = fenced(TEXT, "toml")
    (tmp_path / FILE).write_text(shown, encoding="utf-8")
    (topic,) = read_topics(tmp_path)
    assert (topic.name, list(topic.asks)) == ("merger", ["votes", "leaders"])


@pytest.mark.parametrize("block", CONSOLE_BLOCKS, ids=lambda block: examples(block)[0].command)
def test_commands_say_what_is_shown(block: str, tmp_path: Path) -> None:
    shown = examples(block)
    assert shown
    assert shown == list(outputs(block, tmp_path)), RENEW


@pytest.mark.parametrize("block", JSON_BLOCKS, ids=lambda block: json.loads(block)["question"])
def test_an_answer_in_json_is_what_is_shown(block: str, tmp_path: Path) -> None:
    assert json.loads(block) == json.loads(answer(json.loads(block)["question"], tmp_path)), RENEW


def test_the_picture_says_what_the_bot_answers(tmp_path: Path) -> None:
    picture = PICTURE.read_text(encoding="utf-8")
    seen = words(picture)
    assert wording.UNHELPFUL.split() == seen[-len(wording.UNHELPFUL.split()) :]
    assert seen == words(draw(tmp_path)), RENEW


def test_the_picture_loads_nothing_from_elsewhere() -> None:
    picture = PICTURE.read_text(encoding="utf-8")
    addresses = re.findall(r"https?://[^\"'\s)]+", picture)
    assert set(addresses) == {"http://www.w3.org/2000/svg"}  # a name, which nothing fetches
    assert not re.search(r"@font-face|@import|url\((?!#)|href=|<script|<image", picture)


def test_the_scores_are_of_the_sets_that_there_are() -> None:
    told = {row.partition(":")[0]: cells[0].split(" of ") for row, cells in rows("Set").items()}
    sizes = {name: len((QUALITY / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()) for name in FLOORS}
    assert {name: int(size) for name, (_, size) in told.items()} == sizes
    assert all(int(right) >= FLOORS[name] * sizes[name] for name, (right, _) in told.items())


def test_the_readme_names_no_place_on_a_machine() -> None:
    assert not re.search(r"/(?:home|root|work|tmp|Users)/", TEXT)
