"""Every sentence that a person reads: plain, short, and saying what to do next."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.errors import DatelineError
from bot.models import Answer, Finding, Period, Topic

ERRORS = {
    "broken": "Something broke here. Please try again; the log has the details.",
    "setup": "The set-up is not complete: {what}.",
    "corpus_missing": "No articles in {folder}: put .txt, .md or .html files there, or set DATELINE_CORPUS to the folder that has them.",
    "database_down": "The database at {url} cannot be used ({why}): start it, or mend DATABASE_URL.",
    "invalid_setting": "{name} cannot be used ({why}): mend it in the environment.",
    "invalid_topics": "{path} cannot be read ({why}): mend it, or remove it to do without topics.",
    "port_in_use": "Port {port} is in use: stop the other program, or set PORT to another number.",
    "slack_refused": "Slack refused {name} ({why}): copy the token again from the app's page.",
    "usage": "{what}.",
    "unknown_topic": "There is no /{name} here. Try {known}.",
    "unknown_article": "No article has the id {id}.",
    "malformed": "Slack sent something that cannot be read here. Please try again.",
    "delivery_failed": "Slack did not take the message for {channel} ({why}): check that the bot is in that channel.",
    "delivery_unsure": "Slack did not say whether the message for {channel} arrived ({why}): look there before sending it again.",
    "unreadable": "cannot be opened ({why})",
    "not_text": "is not text that can be read ({why}); .txt, .md and .html are",
    "too_large": "is {size} MB; the most that is read is {most} MB",
    "invalid_front_matter": "has front matter that cannot be read ({why}); mend the lines between ---",
    "no_text": "holds no text after cleaning",
    "name_taken": "has the same name as {other}; rename one of them",
}

DATABASE = {
    "newer": "it is at version {version} and this program knows versions up to {known}: update the program",
    "driver_missing": "the psycopg package is missing: pip install 'dateline[postgres]'",
    "malformed": "it is not written like postgresql://user:password@host/name, with %40 for an @ in the password",
    "other_kind": "only sqlite:///FILE and postgresql://… are known",
    "memory": "it names no file, and nothing would be kept",
    "characters": "it holds characters that a database cannot keep",
}

READING = {
    "binary": "it is a binary file",
    "ending": "its ending is {ending}",
    "no_file": "it is no file",
    "dead_link": "it is a link to nothing",
    "link_out": "it is a link out of the folder",
    "no_text_value": "write a text there",
    "no_date": "{value!r:.60} is not a date such as 2025-03-15",
    "no_end": "the line of --- after it is missing",
    "no_keys": "it has no lines such as 'title: …'",
    "too_deep": "it is nested too deep",
    "line": "line {line}: {problem}",
}


def of_error(error: DatelineError) -> str:
    """One line for people: what is wrong and what to mend. Never the detail, which is for the log."""
    return ERRORS[error.key].format(**error.facts)


UNDATED = "undated"
SET_UP_BROKEN = "The articles cannot be reached just now. Please tell whoever runs this bot; its log says what to mend."
SOURCES_DIFFER = "Sources differ."
NOTHING_LANDED = "Nothing landed"
NOT_A_PAGE = "is an address, and pages are not fetched yet: save the page as HTML and name the file"


def not_kept(why: str) -> str:
    return f"What was answered is not kept, so that its id cannot be verified later. {why}"


def broken_recorded(reference: str, path: object) -> str:
    return f"Something broke here, reference {reference}: {path} has the details under it."


def broken_above(reference: str) -> str:
    return f"Something broke here, reference {reference}: the details stand above."


def broken_unrecorded(reference: str, path: object, why: str) -> str:
    return f"Something broke here, reference {reference}, and {path} cannot be written ({why}): set LOG_LEVEL=DEBUG to see the details."


def not_a_moment(option: str, text: str) -> str:
    return f"{option} {text!r} is not a date: write it as 2025-03-15 or 2025-03-15T08:30"


def since_after_now(since: object, until: object) -> str:
    return f"--since ({since}) is not before --now ({until}): nothing can have landed between them"


def wrong_use(message: str, command: str) -> str:
    return f"{message.rstrip('.')}: `{command} --help` says how it is used"


def not_taken_in(count: int) -> str:
    files = "1 file was" if count == 1 else f"{count} files were"
    return f"{files} not taken in: `python -m bot doctor` says which and why."


def intake(new: int, changed: int, same: int, refused: int) -> str:
    return f"{new} new, {changed} changed, {same} same, {refused} refused."


def refusal(source: str, reason: str) -> str:
    return f"{source} {reason}."


DATABASE_CURRENT = "The database is up to date."

APP_DESCRIPTION = "Answers from your articles, with verbatim, sourced quotes."
COMMANDS = {
    "/ask": ("Ask the articles a question", "how many countries signed up?"),
    "/who": ("Ask who took part, who said something, or who somebody is", "attended Paris"),
    "/attended": ("Ask who took part in a meeting", "Paris"),
    "/digest": ("See what has landed", "now | help"),
}
"""Every corpus' own commands, with the description and the hint that Slack shows."""


def topic_command(topic: Topic) -> tuple[str, str]:
    """The description and the hint that Slack shows with a topic's command."""
    name = topic.aliases[0] if topic.aliases else topic.name
    return f"Ask about {name}", " | ".join([*topic.asks, "a question"])


def not_https(url: str) -> str:
    return f"--url {url!r} is not an address that Slack can reach: it begins with https:// and names a host"


def commands_left_out(names: Sequence[str]) -> str:
    return f"Left out of the manifest: {', '.join(names)}. A command has 2 to 32 characters of a-z, 0-9, - and _, is no command of Slack's own, and is one of 50 at most."


def stories(count: int) -> str:
    return "1 story" if count == 1 else f"{count} stories"


def already_posted(channel: str, day: object) -> str:
    return f"A digest for {day} is in {channel} already."


def posted(count: int, channel: str) -> str:
    return f"Posted {stories(count)} to {channel}."


def check(name: str, says: str, well: bool) -> str:
    return f"{'ok  ' if well else 'mend'} {name}: {says}"


VERIFY = "/ask verify"
STANDINGS = {
    "stands": "Stands",
    "moved": "Stands, at another place of the article",
    "changed": "Changed",
    "removed": "Removed: nothing like it is in the article now",
    "withdrawn": "Withdrawn: the article was taken out of the corpus",
    "gone": "Gone: there is no such article here",
}
"""What became of a quote, by its standing."""
NOW = "Now:"
SHARE = "Share in channel"
MORE = "More"
FEWER = "Fewer"
ASKED = "Asked:"
SHARED = "Shared in the channel."
SHARED_BEFORE = "The button was pressed before. If the answer is not in the channel, ask again and share that one."
ANSWER_GONE = "That answer is no longer kept: ask again."
BUTTON_GONE = "That button is from an older message: ask again."
DIGEST_USAGE = "What landed since the last morning digest, shown to you alone:"
DIGEST_EXAMPLES = (("/digest now", "the articles since the last digest"), ("/digest help", "this list"))
GENERAL_USAGE = "Ask about the articles, in your own words. Some ways to begin:"
GENERAL_EXAMPLES = {
    "/who": (
        ("/who attended …", "who took part in a meeting"),
        ("/who said …", "who is quoted on something"),
        ("/who is …", "who somebody is"),
    ),
    "/attended": (("/attended …", "who took part in a meeting at a place, or on a date"),),
    "/ask": (
        ("/ask how many …", "a number, with every source that gives one"),
        ("/ask when did …", "a date"),
        ("/ask what is …", "what something is"),
        ("/ask verify ID", "whether the quotes of an answer still stand in their articles"),
        ("/ask footnotes ID", "an answer as Markdown, with footnotes"),
        ("/ask … as of …", "what was published up to a day; also since, until, latest, first and over time"),
    ),
}


def broken(reference: str) -> str:
    return f"Something broke here, reference {reference}. Please try again; the log has the details under it."


def topic_usage(topic: Topic) -> str:
    name = topic.aliases[0] if topic.aliases else topic.name
    return f"What you can ask about {name} with /{topic.name}:"


def topic_examples(topic: Topic) -> list[tuple[str, str]]:
    """What may be typed after the topic's command, with the question that it stands for."""
    asks = [(f"/{topic.name} {word}", question) for word, question in topic.asks.items()]
    return [*asks, (f"/{topic.name} …", "any question about it, in your own words")]


def mention_usage() -> list[tuple[str, str]]:
    return [example for examples in GENERAL_EXAMPLES.values() for example in examples]


def day(published: date | None) -> str:
    return f"{published.day} {published:%B %Y}" if published else UNDATED


def answer_id(answer: Answer, command: str, mark: str = "") -> str:
    """An answer's id, with the command that checks its quotes where it has any; both between `mark`s."""
    if not answer.findings:
        return f"Answer {mark}{answer.id}{mark}"
    return f"To check it: {mark}{command} {answer.id}{mark}"


def no_answer(answer_id: str) -> str:
    return f"No answer with the id {answer_id:.40} is kept here."


def verdict(standings: Sequence[str]) -> str:
    """Whether the quotes of an answer still stand, from the standing of each."""
    if not standings:
        return "This answer has no quotes, so there is nothing to check."
    count, moved = len(standings), standings.count("moved")
    lost = count - moved - standings.count("stands")
    if lost == count == 1:
        return "The quote no longer stands."
    if lost:
        return f"{lost} of {_quotes(count)} no longer {'stands' if lost == 1 else 'stand'}."
    where = f", {moved} at another place" if moved else ""
    return (
        f"The quote still stands{where and ', at another place'}."
        if count == 1
        else f"All {_quotes(count)} still stand{where}."
    )


def more_quotes(count: int) -> str:
    return f"{_quotes(count)} more did not fit in one message."


def more_footnotes(count: int, answer_id: str) -> str:
    return (
        f"{_quotes(count)} more did not fit in one message: `python -m bot verify --markdown {answer_id}` writes all."
    )


def _quotes(count: int) -> str:
    return "1 quote" if count == 1 else f"{count} quotes"


def answer_of(answer_id: str, kept: datetime) -> str:
    return f"Answer {answer_id} of {moment(kept)}."


def place(article: str, start: int | None, end: int | None) -> str:
    """Where a quote stands; the article's id as the medium wants it."""
    return f"{article}, characters {start}–{end}"


def answered_on(kept: datetime) -> str:
    return f"answered on {moment(kept)}"


def edition(version: int, seen: datetime) -> str:
    return f"version {version}, read on {moment(seen)}"


def you_could_ask(questions: Sequence[str]) -> str:
    return "You could ask: " + " | ".join(questions)


def moment(when: datetime) -> str:
    return f"{when.day} {when:%B %Y, %H:%M %Z}".rstrip()


def nothing_landed_since(when: datetime) -> str:
    return f"{NOTHING_LANDED} since {moment(when)}."


def digest_title(until: datetime, articles: int) -> str:
    landed = "1 new article" if articles == 1 else f"{articles} new articles"
    return f"{until.day} {until:%B %Y}: {landed}"


def more_stories(count: int) -> str:
    return f"{stories(count)} more landed: `/digest now` and questions reach them."


def console_welcome(articles: int, to_try: Sequence[str]) -> str:
    held = "1 article is" if articles == 1 else f"{articles} articles are"
    return f"Dateline, in this terminal: no Slack tokens are set. {held} in. Try:\n{_listed(to_try)}\nhelp says more, quit leaves."


def console_help(to_try: Sequence[str], commands: Sequence[str]) -> str:
    return (
        f"Type a question, or a command: {', '.join(commands)}. For example:\n{_listed(to_try)}\n"
        "A number presses the button that bears it. quit, or Ctrl-D, leaves."
    )


def _listed(lines: Sequence[str]) -> str:
    return "\n".join(f"  {line}" for line in lines)


def no_button(number: int) -> str:
    return f"No button has the number {number}."


SEEN_BY_ONE = "only you see this"
SEEN_BY_ALL = "in the channel"
SEEN_IN_THREAD = "in the thread"


NO_TOKENS = "none of Slack's tokens is set; `make run` talks in this terminal."
NO_WAY_IN = (
    "set SLACK_APP_TOKEN (for a socket) or SLACK_SIGNING_SECRET (for HTTP): without, Slack cannot reach the bot."
)
NOT_A_SECRET = "is not 32 characters of 0-9 and a-f: copy it from the app's Basic Information page."
TOKEN_WORKS = "Slack accepts it."
POSTING_NEEDS_TOKEN = "posting needs SLACK_BOT_TOKEN"
NO_DIGEST = "goes nowhere: DATELINE_DIGEST_CHANNEL is not set."
DATABASE_WELL = "opens, and its tables are up to date."


def not_a_token(prefix: str) -> str:
    return f"is not set, or does not begin with {prefix}: copy it from the app's page."


def token_refused(why: str) -> str:
    return f"Slack refused it ({why}): copy it again from the app's page."


def slack_unreachable(address: str, why: str) -> str:
    return f"{address} cannot be reached ({why}): check the network and SLACK_API_URL."


def scopes(missing: Sequence[str]) -> str:
    if not missing:
        return "the bot has all that it uses."
    return f"{', '.join(missing)} missing: update the app's manifest (`python -m bot manifest`) and install it again."


def digest_goes(channel: str, when: str) -> str:
    return f"goes to {channel} every day at {when}."


def digest_without_token(channel: str) -> str:
    return f"cannot go to {channel}: SLACK_BOT_TOKEN is not set."


def port_free(port: int) -> str:
    return f"{port} is free."


def port_taken(port: int, why: str) -> str:
    return f"{port} cannot be listened on ({why}): stop the other program, or set PORT to another number."


def index_well(blocks: int) -> str:
    return f"opens, and has read everything: {blocks} passages."


def corpus_well(folder: object, articles: int) -> str:
    held = "1 article" if articles == 1 else f"{articles} articles"
    return f"{folder} has been read: {held}."


def topics_well(names: Sequence[str]) -> str:
    return ", ".join(f"/{name}" for name in names) or "none: no topics.toml in the corpus folder, and none in seeds."


def tokens_missing(mode: str, names: Sequence[str]) -> str:
    way = "Socket Mode" if mode == "socket" else "HTTP mode"
    return f"{way} needs {' and '.join(names)}; set what is missing, copied from the app's page"


def index_behind(changes: int) -> str:
    return f"opens, but has {changes} changes still to read; another process may be reading them: try again in a while."


NOTHING_ASKED = "Ask about something that the articles may hold: a name, a place, a figure, what somebody said."
NOTHING_FOUND = "The articles here do not say."


_LONGEST_WORD = 60
"""Characters that are said back of a word."""


def what_about(name: str) -> str:
    return f"What about {name}?"


def who_attended(kind: str, place: str) -> str:
    """`kind`: the word for the meeting. Either may be "" where the articles do not tell it, but not both."""
    return f"Who attended {f'the {kind}' if kind else ''}{' in ' if kind and place else ''}{place}?"


def how_many(unit: str, after: str) -> str:
    """`after`: what says which of them; it stands behind the unit in the article."""
    return f"How many {unit} {after}?" if after else f"How many {unit}?"


def what_said(speaker: str) -> str:
    return f"What did {speaker} say?"


def who_is(name: str) -> str:
    return f"Who is {name}?"


def _days(period: Period) -> str:
    """ "on 4 September 2025", "since ...", "until ...", "between ... and ..."."""
    since, until = period
    if since and until:
        return f"on {day(since)}" if since == until else f"between {day(since)} and {day(until)}"
    return f"since {day(since)}" if since else f"until {day(until)}"


def published(period: Period, wish: str, undated: int) -> str:
    """What a period leaves: articles of those days, and undated ones apart."""
    apart = "; 1 undated article apart" if undated == 1 else f"; {undated} undated articles apart" if undated else ""
    return f"published {wish or _days(period)}{apart}"


def only_undated(period: Period) -> str:
    return f"undated; no article published {_days(period)} speaks to this"


def only_others(wish: str, newest: date | None) -> str:
    return f"no article of {wish} speaks to this; {f'newest here: {day(newest)}' if newest else 'all undated'}"


def none_published(period: Period, newest: date | None) -> str:
    others = f"the newest that does is of {day(newest)}" if newest else "those that do are undated"
    return f"No article published {_days(period)} speaks to this; {others}."


def first_shown(published: date | None, *, is_newest: bool) -> str:
    """The date of what stands first, where the newest or the oldest is asked for."""
    return f"{'newest' if is_newest else 'oldest'}: {day(published)}" if published else "all undated"


def reckoned(days: Period) -> str:
    """The days that a weekday or the like stands for."""
    said = _days(days).removeprefix("on ")
    return f"{said}, reckoned from the article’s date"


def no_mention(words: Sequence[str]) -> str:
    named = " or ".join(f"“{_shortened(word)}”" for word in words[:3])
    return f"No article here mentions {named}."


def not_together(words: Sequence[str]) -> str:
    return f"Articles here mention {' and '.join(f'“{_shortened(word)}”' for word in words)}, but not together."


def lacking(words: Sequence[str], lacking: str) -> str:
    """`lacking`: what type of answer is not there."""
    named = " and ".join(f"“{_shortened(word)}”" for word in words)
    return f"Articles here mention {named}, but give no {lacking} that answers this."


def _shortened(word: str) -> str:
    return word if len(word) <= _LONGEST_WORD else word[: _LONGEST_WORD - 1] + "…"


def headline(
    findings: Sequence[Finding], shown: Sequence[str], asides: Sequence[str] = (), notes: Sequence[str] = ()
) -> str:
    """The values that stand in the quotes, side by side; where there are none, how many sources speak to it.

    `asides`: what is said of each finding beside its value, "" for nothing. `notes`: what is said of them all.
    """
    beside = [*asides, *[""] * (len(findings) - len(asides))]
    told = zip(findings, beside, strict=True)
    values = list(dict.fromkeys(f.value + (f" ({aside})" if aside else "") for f, aside in told if f.value))
    sources = len({citation.article for finding in findings for citation in finding.citations})
    said = " · ".join(values[:6]) + (" …" if len(values) > 6 else "") if values else _sources(sources)
    notes = [*notes, *([f"showing {', '.join(shown)}"] if shown else [])]
    return said + (f" ({'; '.join(notes)})" if notes else "") + ("" if values else ".")


def showing(mended: Sequence[str]) -> str:
    """What is said behind a refusal of the words that were mended."""
    return f" (showing {', '.join(mended)})" if mended else ""


def sources(finding: Finding) -> str:
    """How many articles a finding rests on, and how many of them are no copies; "" where it is one."""
    count = len({citation.article for citation in finding.citations})
    if count < 2:
        return ""
    if finding.wordings == 1:
        return f"{count} sources, one wording"
    worded = "each in its own words" if finding.wordings == count else f"{finding.wordings} independent wordings"
    return f"{count} sources, {worded}"


def _sources(count: int) -> str:
    return "1 article speaks to this" if count == 1 else f"{count} articles speak to this"
