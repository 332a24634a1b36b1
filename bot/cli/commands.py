"""The commands. Each reads what was typed, asks one service and writes what it says."""

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

import typer
from typer.main import get_command

from bot import wording
from bot.answer_id import read_id
from bot.cli import questions
from bot.cli.actions import Action
from bot.cli.keeping import Keeper
from bot.cli.moments import EARLIEST, read_moment, read_stretch
from bot.cli.options import AsJson, Corpus
from bot.cli.output import complain, write, write_json, write_line
from bot.errors import UnknownArticle, UsageError
from bot.settings import read_settings
from bot.topics import read_topics

DONE, NOTHING_FOUND, WRONG = 0, 1, 2
PROGRAM = "python -m bot"

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Answers from your article corpus, with verbatim, sourced snippets.",
    epilog="Exit status: 0 done or answered, 1 nothing found, 2 wrong use or a broken set-up.",
)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status.

    Raises UsageError where the command line is wrong; what a command itself raises passes through.
    """
    command = get_command(app)
    try:
        with command.make_context(PROGRAM, list(arguments)) as context:
            return int(command.invoke(context))
    except typer.Exit as asked:
        return asked.exit_code
    except typer.TyperException as error:
        at = getattr(error, "ctx", None)  # of the command, where it came as far as that
        message = error.format_message().replace("Value error, ", "")
        raise _wrong_use(message, at.command_path if at else PROGRAM) from error


@app.command()
def ask(
    text: Annotated[
        list[str], typer.Argument(metavar="TEXT", help="As typed in Slack; - reads one a line from standard input.")
    ],
    as_json: AsJson = False,
    corpus: Corpus = None,
) -> int:
    """Answer a question or a slash command.

    For example "/coalition size as of 2 Sept" or "who chaired the call?". With -, each line of standard input gets its
    answer, in order; the exit status is 0 where any was answered.
    """
    from bot.cli.intake import opened

    statuses = set()
    with opened(corpus) as services, Keeper(services.store) as keeper:
        if text == [questions.STANDARD_INPUT]:
            answers = questions.answer_each(services.answerer.ask, questions.lines(sys.stdin.buffer))
        else:
            answers = iter([questions.answer(services.answerer.ask, questions.typed(text))])
        for answer in answers:
            write(answer, as_json, corpus)
            keeper.keep(answer)
            statuses.add(answer.status)
    return DONE if "answered" in statuses else NOTHING_FOUND


@app.command()
def check(
    text: Annotated[
        list[str], typer.Argument(metavar="TEXT", help="The text; - reads all of standard input as one text.")
    ],
    as_json: AsJson = False,
    corpus: Corpus = None,
) -> int:
    """Say what the articles say to each number, name, date and statement of a text.

    The exit status is 0 where they speak to any of them.
    """
    from bot.cli.intake import opened

    piped = text == [questions.STANDARD_INPUT]
    typed = "\n".join(questions.lines(sys.stdin.buffer)) if piped else questions.typed(text)
    with opened(corpus) as services:
        checked = services.checker.check(typed, datetime.now(services.settings.dateline_timezone).date())
    write(checked, as_json)
    return DONE if any(one.is_held for sentence in checked.sentences for one in sentence.checks) else NOTHING_FOUND


@app.command()
def show(
    article_id: Annotated[str, typer.Argument(metavar="ID", help="The article's id, as a citation names it.")],
    as_json: AsJson = False,
    history: Annotated[bool, typer.Option("--history", help="What each version of it changed, instead.")] = False,
    corpus: Corpus = None,
) -> int:
    """Show an article's cleaned text.

    The start and end of a citation point into it.
    """
    from bot.cli.intake import opened
    from bot.corpus.history import read_history

    name = questions.typed([article_id])
    with opened(corpus) as services:
        article = services.store.article(name)
        revisions = read_history(services.store.versions(name)) if history else []
    if article is None:
        raise UnknownArticle(id=name)
    if history and not revisions and not as_json:
        write_line(wording.NEVER_CHANGED)
    for value in revisions if history else [article]:
        write(value, as_json)
    return DONE


@app.command()
def verify(
    answer_id: Annotated[str, typer.Argument(metavar="ID", help="The answer's id, as it stands under the answer.")],
    as_json: AsJson = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Write the answer as Markdown with footnotes.")] = False,
    corpus: Corpus = None,
) -> int:
    """Check that an answer's quotes still stand in their articles.

    Says which article changed, and shows before and after. The exit status is 0 where every quote still stands.
    """
    from bot.answers.footnotes import as_markdown
    from bot.answers.receipts import in_timezone
    from bot.answers.verify import verify as check
    from bot.cli.intake import opened

    if as_json and markdown:
        raise _wrong_use("--json and --markdown exclude each other", f"{PROGRAM} verify")
    name = questions.typed([answer_id])
    with opened(corpus) as services:
        read = read_id(name)
        receipt = check(services.store, read) if read else None
    if receipt is None:
        complain(wording.no_answer(name) if read else wording.no_id(name))
        return NOTHING_FOUND
    shown = receipt if as_json else in_timezone(receipt, services.settings.dateline_timezone)
    if markdown:
        write_line(as_markdown(shown))
    else:
        write(shown, as_json)
    return DONE if receipt.stands else NOTHING_FOUND


@app.command()
def ingest(
    places: Annotated[
        list[str] | None, typer.Argument(metavar="PATH|URL", help="Files, folders of files, and web addresses.")
    ] = None,
    as_json: AsJson = False,
    refused: Annotated[
        bool, typer.Option("--refused", help="List what was refused and not taken in since, with the reasons.")
    ] = False,
    withdraw: Annotated[
        bool,
        typer.Option(
            "--withdraw", help="Withdraw the articles whose files are gone from the corpus folder, also most of them."
        ),
    ] = False,
) -> int:
    """Bring in articles that lie outside the corpus folder.

    Stopped with Ctrl-C, or killed, it goes on where it stopped when it is run again. The exit status is 2 where nothing
    of what was named could be taken in.
    """
    from bot.cli.intake import list_refused, take_in, withdraw_gone

    if bool(places) + refused + withdraw != 1:
        raise _wrong_use(
            "name what to bring in, or ask with --refused for what was not, or --withdraw what is gone",
            f"{PROGRAM} ingest",
        )
    if refused:
        list_refused(as_json)
        return DONE
    report = withdraw_gone() if withdraw else take_in(places or [])
    if as_json:
        write_json(report)
    else:
        for refusal in report.refused:
            complain(wording.refusal(refusal.source, refusal.reason))
        write_line(wording.intake(report))
    return DONE if withdraw or report.new + report.changed + report.same else WRONG


@app.command()
def feeds(
    action: Annotated[Action, typer.Argument(metavar="list|add|remove|check", help="What to do.")],
    urls: Annotated[list[str] | None, typer.Argument(metavar="URL", help="The feeds' addresses.")] = None,
    as_json: AsJson = False,
) -> int:
    """Show the feeds that are followed, add or remove some, or ask them now.

    A site's own address will do where its page names its feed. The exit status of check is 1 where a feed fails, and
    that of add and remove where one could not be added or removed.
    """
    from bot.cli.feeds import act
    from bot.services import open_services

    if bool(urls) == (action is Action.LIST) and action is not Action.CHECK:
        raise _wrong_use("list takes no address, add and remove take one or more", f"{PROGRAM} feeds")
    with open_services(read_settings()) as services:
        done = act(services, action, urls or [], as_json=as_json)
    return DONE if done else NOTHING_FOUND


@app.command()
def digest(
    as_json: AsJson = False,
    corpus: Corpus = None,
    since: Annotated[
        str, typer.Option(metavar="DATE", help="What landed after this; else after the last digest delivered.")
    ] = "",
    now: Annotated[
        str, typer.Option(metavar="DATETIME", help="What landed up to this; else up to the present moment.")
    ] = "",
    post: Annotated[str, typer.Option(metavar="CHANNEL", help="Also post it there, once a day at most.")] = "",
) -> int:
    """Show the articles that have landed, with their key sentences."""
    from bot.cli import digests
    from bot.cli.intake import opened

    settings = read_settings()
    after, until = read_stretch(since, now, settings.dateline_timezone)
    if post:
        digests.check_token(settings)
    with opened(corpus) as services:
        found = digests.make(services, after, until, post or settings.dateline_digest_channel)
        write(found, as_json)
        posted = digests.deliver(services, found, post) if post and found.stories else True
    return DONE if found.stories and posted else NOTHING_FOUND


@app.command()
def feedback(
    as_json: AsJson = False,
    since: Annotated[str, typer.Option(metavar="DATE", help="What came after this; else all that is kept.")] = "",
) -> int:
    """Show what people thought of answers, and what they asked that was not found.

    Questions are kept for 30 days, verdicts for good. The exit status is 1 where there is neither.
    """
    from bot.cli import feedback as told
    from bot.services import open_services

    settings = read_settings()
    after = read_moment(since, "--since", settings.dateline_timezone) if since else EARLIEST
    with open_services(settings) as services:
        found = told.report(services, after)
    told.write(found, settings.dateline_timezone, as_json=as_json)
    return NOTHING_FOUND if found.is_empty else DONE


@app.command()
def serve(
    http: Annotated[bool, typer.Option("--http", help="Listen on PORT, with SLACK_SIGNING_SECRET.")] = False,
    socket: Annotated[bool, typer.Option("--socket", help="Connect with SLACK_APP_TOKEN.")] = False,
) -> int:
    """Serve Slack until told to stop.

    Over a socket where SLACK_APP_TOKEN is set, else over HTTP.
    """
    from bot.app import serve as serve_slack

    if http and socket:
        raise _wrong_use("--http and --socket exclude each other", f"{PROGRAM} serve")
    mode: Literal["http", "socket"] | None = "http" if http else "socket" if socket else None
    serve_slack(read_settings(), mode)
    return DONE


@app.command("run")
def run_bot() -> int:
    """Run the bot, in Slack or in this terminal.

    In Slack where any of its tokens is set, else as a console: what `make run` does.
    """
    settings = read_settings()
    if settings.slack_bot_token or settings.slack_app_token or settings.slack_signing_secret:
        return serve()
    from bot.console.session import converse

    converse(settings)
    return DONE


@app.command()
def migrate() -> int:
    """Bring the database's tables up to date.

    Every start does the same; a release does it beforehand.
    """
    from bot.services import open_services

    open_services(read_settings()).close()
    write_line(wording.DATABASE_CURRENT)
    return DONE


@app.command()
def manifest(
    url: Annotated[
        str | None, typer.Option(metavar="https://…", help="Where Slack reaches the bot; else over a socket.")
    ] = None,
    reserved: Annotated[
        bool, typer.Option("--reserved", help="Also commands whose names Slack keeps for itself.")
    ] = False,
) -> int:
    """Write the Slack app manifest, as JSON.

    It has the commands of the configured topics, and the sites that most of the articles come from.
    """
    from bot.cli.intake import linked_sites
    from bot.manifest import MOST_SITES, app_manifest, left_out

    topics, sites = read_topics(read_settings().dateline_corpus), linked_sites()
    missing = left_out(topics, reserved=reserved)
    if missing:
        complain(wording.commands_left_out(missing))
    if len(sites) > MOST_SITES:
        complain(wording.sites_left_out(sites[MOST_SITES:], MOST_SITES))
    written = app_manifest(topics, url=url, reserved=reserved, sites=sites)
    write_line(json.dumps(written, indent=2, ensure_ascii=False))
    return DONE


@app.command()
def doctor(corpus: Corpus = None) -> int:
    """Check the whole set-up and say what to mend.

    A line each for tokens, workspace, scopes, clock, the way in, database, topics, corpus, index, feeds, digests and
    disk. The exit status is 2 where something is to mend.
    """
    from bot.doctor import examine

    checks = list(examine(read_settings(), corpus))
    for check in checks:
        write_line(wording.check(check.name, check.says, check.well))
    return DONE if all(check.well for check in checks) else WRONG


def _wrong_use(message: str, command: str) -> UsageError:
    return UsageError(what=wording.wrong_use(message, command))
