"""Every sentence that a person reads: plain, short, and saying what to do next."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from shlex import quote

from bot.errors import DatelineError
from bot.models import Answer, ClaimCheck, Finding, Holdings, IngestReport, Period, Topic

ERRORS = {
    "broken": "Something broke here. Please try again; the log has the details.",
    "setup": "The set-up is not complete: {what}.",
    "corpus_missing": "No articles in {folder} ({why}): put files there that can be read, such as .txt, .html, .pdf or .zip, or set DATELINE_CORPUS to the folder that has them.",
    "database_down": "The database at {url} cannot be used ({why}): start it, or mend DATABASE_URL.",
    "database_file_down": "The database file {path} cannot be used ({why}): {mend}.",
    "data_unwritable": "Nothing can be written to {folder} ({why}): let this program write there, make room on its disk, or set DATELINE_DATA to another folder.",
    "invalid_setting": "{name} cannot be used ({why}): mend it in the environment.",
    "invalid_topics": "{path} cannot be read ({why}): mend it, or remove it to do without topics.",
    "most_files_gone": "Nothing was changed: {gone} of the {known} files that the articles came from are not in {folder}. Bring them back, or set DATELINE_CORPUS to the folder that has them, or DATELINE_DATA to another data folder; if they are to go, `python -m bot ingest --withdraw`.",
    "port_in_use": "Port {port} is in use: stop the other program, or set PORT to another number.",
    "slack_refused": "Slack refused {name} ({why}): copy the token again from the app's page.",
    "usage": "{what}.",
    "unknown_topic": "There is no /{name:.40} here. Try {known}.",
    "unknown_article": "No article has the id {id:.80}.",
    "page_refused": "Not added: {url} {why}.",
    "feed_refused": "Not followed: {url} {why}.",
    "unknown_feed": "No feed with the address {url} is followed: `python -m bot feeds list` shows those that are.",
    "busy": "Much is being fetched and worked out just now. Please try again in a minute.",
    "malformed": "Slack sent something that cannot be read here. Please try again.",
    "delivery_failed": "Slack did not take the message for {channel} ({why}): check that the bot is in that channel.",
    "delivery_unsure": "Slack did not say whether the message for {channel} arrived ({why}): look there before sending it again.",
    "history_closed": "The history of {channel} cannot be read ({why}), so that a digest which was left half done is not posted again: invite the bot there, and install the app anew with `python -m bot manifest`.",
    "unreadable": "cannot be opened ({why})",
    "not_text": "is not text that can be read ({why})",
    "too_large": "is {size} MB; the most that is read is {most} MB",
    "invalid_front_matter": "has front matter that cannot be read ({why}); mend the lines between ---",
    "fault": "cannot be read: something broke here, and the log has the details",
    "no_text": "holds no text after cleaning",
    "no_article": "has no article that could be told from the rest of the page: copy its text into a .txt file",
    "only_pictures": "holds pictures of pages and no text: run text recognition (OCR) on it first",
    "damaged": "is damaged ({why}): get it again from where it came from",
    "locked": "is locked with a password: save it without one",
    "other_format": "is {kind}, which is not read: save it as {instead}",
    "unsafe": "is not opened, to be safe ({why})",
    "invalid_record": "holds no article ({why})",
    "no_text_field": "has no field for the articles' text among {found}: call it text, body, content, article or story",
    "name_taken": "has the same name as {other}; rename one of them",
    "not_an_address": "is no web address that can be fetched ({why})",
    "unsafe_address": "is not fetched, to be safe ({why})",
    "too_many_redirects": "leads on to other addresses without end",
    "disallowed": "may not be read by programs: {host}/robots.txt says so",
    "robots_unknown": "is not read now: {host}/robots.txt, which says what programs may read, cannot be had",
    "page_missing": "is not there (404)",
    "page_gone": "is gone for good (410)",
    "access_denied": "is not given out by its site ({status}); a page saved as HTML can be brought in",
    "asked_to_wait": "gets too many requests ({status}): try again {when}",
    "server_failed": "cannot be had now, its site has a failure ({status}): try again later",
    "odd_status": "brings no page ({status})",
    "timed_out": "did not arrive in time: try again later",
    "unreachable": "cannot be reached ({why}): try again later",
    "tls_failed": "cannot be fetched safely ({why})",
    "too_long": "is over {most} MB, which is the most that is read",
    "not_feed": "is no feed (RSS, Atom or JSON Feed)",
    "feed_not_page": "is a feed and no page: `python -m bot feeds add` follows it",
    "feed_elsewhere": "is no feed, but names one: {feed}",
}

DATABASE = {
    "newer": "it is at version {version} and this program knows versions up to {known}: update the program",
    "driver_missing": "the psycopg package is missing: pip install 'dateline[postgres]'",
    "malformed": "it is not written like postgresql://user:password@host/name, with %40 for an @ in the password",
    "other_kind": "only sqlite:///FILE and postgresql://… are known",
    "memory": "it names no file, and nothing would be kept",
    "characters": "it holds characters that a database cannot keep",
    "no_folder": "a file is where its folder should be",
    "busy": "others have been writing to it for too long",
}

DATABASE_FILE = {
    "full": "make room on its disk, or set DATELINE_DATA to a folder that has more",
    "busy": "another program is at work in it; try again, or stop that program",
    "unwritable": "let this program write there, or set DATELINE_DATA (or DATABASE_URL, where that is set) to another place",
    "damaged": "put a copy of it back; without one, move it away: articles are read anew, and what else it held is gone",
    "other": "mend it, or set DATELINE_DATA to another folder",
}
"""What to do about a database file that cannot be used."""

FOLDER = {
    "missing": "there is no such folder",
    "file": "it is a file, and no folder",
    "empty": "it has no file of a kind that is read",
}
"""Why a corpus folder has no articles."""

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
    "no_object": "it is no JSON object",
    "list_cut": "it ends within its list of articles",
    "cells": "it has {cells} cells, and the first line names {fields}",
    "no_text_here": "its field for the text is missing or empty",
    "id_again": "another one before it has the same id",
    "no_id": "it has no id, and the others have one",
    "no_records": "it holds no list of articles",
    "path_out": "its path leads out of the archive",
    "nested": "it is an archive inside an archive",
    "is_link": "it is a link",
    "bomb": "it would grow to {times} times its size",
    "too_many": "it holds {count} files, and {most} is the most",
    "too_much": "it would grow to {size} GB, and {most} GB is the most",
    "no_readable": "none of its files is of a kind that is read",
    "broken_archive": "its contents do not add up",
    "broken_message": "its parts do not add up",
    "not_as_named": "its ending is {ending}, but it is none",
    "broken_pdf": "its parts cannot be put together",
    "too_long": "it takes more time or memory to read than any article does",
    "compression": "it is compressed in a way that is not known here",
}

WEB = {
    "scheme": "it does not begin with http:// or https:// and the name of a site",
    "malformed": "it is not written like https://example.org/page",
    "password": "it holds a user name or a password",
    "host": "{host} is not on the public internet",
    "port": "nothing that is read is on port {port}",
    "name": "there is no {host}",
    "connection": "its site takes no connection",
    "broken": "the connection broke",
    "not_http": "what came is not as HTTP has it",
    "handshake": "no safe connection comes about",
    "media_type": "it is {media_type}",
    "cut": "it ends too early",
    "members": "it is compressed in too many parts",
    "intricate": "it has more tags, or deeper ones, than a feed can need",
}
"""Why nothing comes from a web address."""


def when(seconds: float | None) -> str:
    """When to try again."""
    return "later" if seconds is None else f"in {max(1, round(seconds / 60))} min"


OTHER_FORMATS = {
    "doc": ("a Word document of the old kind (.doc)", ".docx"),
    "msg": ("a message as Outlook keeps it (.msg)", ".eml"),
    "rtf": ("a document in Rich Text (RTF)", ".docx"),
    "odt": ("an OpenDocument file", ".docx"),
    "epub": ("an e-book", ".html"),
    "xlsx": ("a spreadsheet", ".csv"),
    "pptx": ("a presentation", ".pdf"),
}
"""Formats that are not read: what they are, and what to save them as."""


def of_error(error: DatelineError) -> str:
    """One line for people: what is wrong and what to mend. Never the detail, which is for the log."""
    return ERRORS[error.key].format(**error.facts)


UNDATED = "undated"
SET_UP_BROKEN = "The articles cannot be reached just now. Please tell whoever runs this bot; its log says what to mend."
SOURCES_DIFFER = "Sources differ."
NOTHING_LANDED = "Nothing landed"


def field_names(names: Sequence[str]) -> str:
    """The first of an export's field names."""
    return ", ".join(names[:12])[:200] or "none"


def not_kept(why: str) -> str:
    return f"What was answered is not kept, so that its id cannot be verified later. {why}"


NO_ROOM = "There is no room left on the disk: make room, and do it again."


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


def not_taken_in(count: int, corpus: object = None) -> str:
    """`corpus`: the folder that was named, where it is not the configured one."""
    files = "1 file was" if count == 1 else f"{count} files were"
    named = f" --corpus {quote(str(corpus))}" if corpus else ""
    return f"{files} not taken in: `python -m bot doctor{named}` says which and why."


def added(title: str, place: str, outcome: str, original: str | None) -> str:
    """What became of a page that somebody asked for. `original`: the title of the article whose wording it has."""
    said = {
        "new": f"Added: “{title}” ({place}).",
        "changed": f"“{title}” ({place}) was here, and has changed since: the new version is in.",
        "same": f"“{title}” ({place}) is here already.",
    }[outcome]
    return f"{said} It is a copy of “{original}”, and counts as one source with it." if original else said


def taking_in(new: int, changed: int, same: int, refused: int, rate: float) -> str:
    return f"{new} new, {changed} changed, {same} same, {refused} refused · {rate:,.0f} a second"


def intake(report: IngestReport) -> str:
    """What an ingest came to."""
    copies = f" ({report.copies} of them in words that were there already)" if report.copies else ""
    withdrawn = f", {report.withdrawn} withdrawn" if report.withdrawn else ""
    counted = f"{report.new} new{copies}, {report.changed} changed, {report.same} same{withdrawn}"
    return f"{counted}, {len(report.refused)} refused."


def may_they_go(gone: object, known: object, folder: object) -> str:
    """What a person at a terminal is asked where most of the files that articles came from are gone."""
    missing = f"{gone} of the {known} files that the articles came from are not in {folder}."
    return f"{missing} Withdraw their articles? [y/N] "


NOTHING_REFUSED = "Nothing that was tried is refused."


def refused_on(source: str, reason: str, at: datetime) -> str:
    return f"{moment(at)}: {refusal(source, reason)}"


def refusal(source: str, reason: str) -> str:
    return f"{source} {reason}."


DATABASE_CURRENT = "The database is up to date."

AGENT_DESCRIPTION = "Ask about the articles: who took part, how many, when, where, who said what. Every answer is made of verbatim quotes with their sources; where sources differ, they stand side by side."
WORKING = "is looking through the articles…"
YOU_CAN_ASK = "The articles answer these:"
APP_DESCRIPTION = "Answers from your articles, with verbatim, sourced quotes."
COMMANDS = {
    "/ask": ("Ask the articles a question", "how many countries signed up?"),
    "/who": ("Ask who took part, who said something, or who somebody is", "attended Paris"),
    "/attended": ("Ask who took part in a meeting", "Paris"),
    "/digest": (
        "See what has landed, and set up the morning digest",
        "now | preview | status | setup | sources | help",
    ),
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


def sites_left_out(sites: Sequence[str], most: int) -> str:
    named = ", ".join(sites[:10]) + (" …" if len(sites) > 10 else "")
    return f"Slack tells an app of links to {most} sites at most. These have fewer articles, and links to them stay as they are: {named}."


def stories(count: int) -> str:
    return "1 story" if count == 1 else f"{count} stories"


def not_posted(channel: str, day: object, state: str) -> str:
    """Why there is no second digest that day, by the state of the first."""
    return {
        "posted": f"A digest for {day} is in {channel} already.",
        "empty": f"The digest for {day} was due in {channel} already, and nothing had landed.",
        "missed": f"The digest for {day} was not posted to {channel} that day: the next one has its articles.",
        "unsure": f"Nobody can tell whether the digest for {day} is in {channel}: look there. The next one has its articles.",
    }.get(state, f"The digest for {day} is on its way to {channel}, or was left half done: try again in 5 minutes.")


def posted(count: int, channel: str) -> str:
    return f"Posted {stories(count)} to {channel}."


def check(name: str, says: str, well: bool) -> str:
    return f"{'ok  ' if well else 'mend'} {name}: {says}"


SHORTCUTS = {
    "check_claim": ("Check a claim", "See what the articles say to each number, name, date and statement of a message")
}
"""The shortcuts in the menu of a message, with the name and the description that Slack shows."""
NOTHING_CLAIMED = "Nothing here can be looked up: I look for numbers, names, dates, and sentences that state something."
SIDE_BY_SIDE = "This is what the articles say; what to make of it is yours."
NOT_HELD = "not in the articles"
NEAREST = "The nearest there:"
SHARE_IN_THREAD = "Share in thread"
SHARED_IN_THREAD = "Shared in the thread."
CHECK_SHARED_BEFORE = "The button was pressed before. If nothing came of it, check again and share that one."
CHECK_GONE = "What was found is no longer kept: check the message again."
OTHERWISE = {
    "figure": "another number",
    "date": "another date",
    "part": "told otherwise",
    "post": "another name",
    "name": "another name",
    "statement": "told otherwise",
}
"""What articles have that do not state a claim, by what it states."""


def claims_checked(count: int, stated: int, differing: int, absent: int) -> str:
    """How many claims of a text the articles state, give other values for, or say nothing of."""
    told = [
        f"{stated} stated" if stated else "",
        f"{differing} with another value" if differing else "",
        f"{absent} {NOT_HELD}" if absent else "",
    ]
    return f"{'1 claim' if count == 1 else f'{count} claims'}: {', '.join(filter(None, told))}"


def names_checked(count: int, held: int) -> str:
    """How many names of a text the articles have."""
    names = "1 name" if count == 1 else f"{count} names"
    return f"{names}: {f'{held} in the articles' if held else NOT_HELD}"


def said_of(check: ClaimCheck) -> list[tuple[str, Finding | None]]:
    """What is said of a claim: each time in a few words, with the finding that bears it out."""
    name = check.kind == "name"
    stated = [(f"{'in' if name else 'stated by'} {_independent(check.stated)}", check.stated)] if check.stated else []
    differs = [(_told_otherwise(check.kind, finding), finding) for finding in check.differs]
    more: list[tuple[str, Finding | None]] = [(f"and {check.more} more", None)] if check.more else []
    if stated or differs:
        return [*stated, *differs, *more]
    near = check.near[0] if check.near else None
    return [(f"{NOT_HELD}{f'. {NEAREST}' if near else ''}", near)]


def _told_otherwise(kind: str, finding: Finding) -> str:
    said = " · ".join(part for part in (finding.value, finding.role) if part)
    return f"{OTHERWISE[kind]}{said and f', {said}'}: {_independent(finding)}"


def _independent(finding: Finding) -> str:
    """How many sources a finding has that are worded independently, and how many articles, where these are more."""
    articles = len({citation.article for citation in finding.citations})
    told = "1 source" if finding.wordings == 1 else f"{finding.wordings} sources"
    return told if articles == finding.wordings else f"{told} ({articles} articles)"


def more_claims(count: int) -> str:
    return f"{'1 claim' if count == 1 else f'{count} claims'} more did not fit in one message."


def more_sentences(count: int) -> str:
    return f"{'1 sentence' if count == 1 else f'{count} sentences'} more {'was' if count == 1 else 'were'} not looked at: check a shorter part."


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
CHANGES = {"removed": "Removed", "added": "Added", "reworded": "Reworded: before, and now"}
"""What a version of an article did to a sentence."""
NO_SENTENCE_CHANGED = "No sentence changed: another title, or the same sentences in another order."
NEVER_CHANGED = "It is as it was first read."
NOW = "Now:"
SHARE = "Share in channel"
MORE = "More"
FEWER = "Fewer"
ASKED = "Asked:"
SHARED = "Shared in the channel."
SHARED_BEFORE = "The button was pressed before. If the answer is not in the channel, ask again and share that one."
ANSWER_GONE = "That answer is no longer kept: ask again."
WATCH = "Watch"
STOP_WATCHING = "Stop watching"
SHOW_ANSWER = "Show the whole answer"
WATCH_SET = "Watched from now on: when what is found changes, this channel is told, old and new side by side."
WATCHED_ALREADY = "That question is watched here already: `watching` lists what is."
WATCH_STOPPED = "Stopped."
NOT_WATCHED = "That question is no longer watched."
NO_WATCHES = "Nothing is watched in this channel: write `watch` and a question, or press Watch under an answer."
WATCHED_HERE = "Watched in this channel, which is told when what is found changes:"
NEW_FINDING = "New:"


def watch_was_set(who: str, question: str, headline: str) -> str:
    return f"{who} watches “{question}”: this channel is told when what is found changes. Found by now: {headline}"


def watch_was_stopped(who: str, question: str) -> str:
    return f"{who} stopped watching “{question}” here."


def watch_changed(question: str) -> str:
    return f"Changed: {question}"


def watched_since(question: str, since: date) -> str:
    return f"{question} · {since_day(since)}"


def since_day(since: date) -> str:
    return f"since {day(since)}"


def more_news(count: int) -> str:
    return f"{count} more {'change' if count == 1 else 'changes'} did not fit in one message: the whole answer shows what is found now."


def told_on(when: datetime) -> str:
    return f"Told on {moment(when)}:"


def too_many_watches(most: int) -> str:
    return f"{most} questions are watched in this channel, which is the most: stop one of them first (`watching` lists them)"


BUTTON_GONE = "That button is from an older message: ask again."
READ = "Read in context"
READ_LABEL = "Read the first quote in its article, and the others from there"
READ_TITLE = "In its article"
READ_OTHERS = "The answer's quotes"
READ_CLOSE = "Close"
QUOTE_IN_BOLD = "In bold: the quote."
IN_BOLD = {
    "changed": "In bold: what stands there now.",
    "removed": "In bold: the quote, in the version that it was taken from; the article has changed since.",
}
"""What is in bold on a page of an article, by the quote's standing."""
EARLIER = "Earlier text"
EARLIER_LABEL = "Read the text of the article before this"
LATER = "Later text"
LATER_LABEL = "Read the text of the article after this"
HELPFUL = "Helpful"
HELPFUL_LABEL = "This answer is helpful"
UNHELPFUL = "Not helpful"
UNHELPFUL_LABEL = "This answer is not helpful"
FEEDBACK_THANKS = {
    "helpful": "Thank you: it is noted that the answer helped.",
    "unhelpful": "Thank you: it is noted, and read by whoever looks after the articles. Other words may find more.",
}
"""What is said back to a verdict on an answer."""
NO_FEEDBACK = "Nobody has said what they think of an answer, and nothing was asked that was not found."
ASKED_IN_VAIN = "Asked and not found:"


def feedback_line(verdict: str, at: datetime, answer_id: str) -> str:
    label = {"helpful": HELPFUL, "unhelpful": UNHELPFUL}[verdict]
    return f"{label}: answer {answer_id}, {moment(at)}"


def asked_times(question: str, times: int, last: datetime) -> str:
    return f"{question} · {'once' if times == 1 else f'{times} times'}, last on {moment(last)}"


DIGEST_USAGE = "The morning digest of this channel:"
DIGEST_EXAMPLES = (
    ("/digest now", "the articles since the last digest, shown to you alone"),
    ("/digest preview", "what the next digest would say by now, shown to you alone"),
    ("/digest status", "when the next one comes, and what became of the last"),
    ("/digest setup", "when it comes here, on which days, and about what"),
    ("/digest sources", "what the articles are, where they come from, and how each feed is doing"),
    ("/digest pause", "no digest here for now"),
    ("/digest resume", "the digest again, from its next time on"),
    ("/digest help", "this list"),
)
SETUP_TITLE = "Morning digest"
SETUP_SAVE = "Save"
SETUP_CANCEL = "Cancel"
SETUP_AT = "Time"
SETUP_WEEKDAYS = "Days"
SETUP_TIMEZONE = "Time zone"
SETUP_TOPICS = "Topics"
SETUP_ALL_TOPICS = "All articles"
SETUP_TOPICS_HINT = "None chosen: all articles."
SETUP_EMPTY = "When nothing landed"
SETUP_QUIET = "Post nothing"
SETUP_YOURS = "Yours"
NO_WEEKDAY = "Choose one day at least."
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOTHING_TO_POST = "Nothing landed since the last digest: by now, nothing would be posted."
NO_DIGEST_HERE = "This channel gets no digest: /digest setup starts one."
PAUSED_ALREADY = "The digest is paused here already: /digest resume starts it again."
NOT_PAUSED = "The digest is not paused here: /digest status says when it comes."
NOT_IN_A_CHANNEL = "A digest goes to a channel: type this in the channel that shall have it"
SETTINGS_TITLE = "In this channel"
SETTINGS_ANSWERS = "Answers to commands"
SETTINGS_PRIVATE = "Only the person who asks sees them"
SETTINGS_PUBLIC = "Everybody in the channel sees them"
SETTINGS_ANSWERS_HINT = "Guests see theirs alone, and so does everybody where another organisation is in the channel."
SETTINGS_DOES = "What I do here"
SETTINGS_MENTIONS = "Answer mentions, in the thread"
SETTINGS_UNFURLS = "Show what stands in articles that are linked to"
SETTINGS_ALL_TOPICS = "All topics"
SETTINGS_TOPICS_HINT = "A mention may name just a word of these, such as “size”, and help here is about them. Any question reaches all articles. None chosen: all topics."
SETTINGS_CHANGE = "Change"
SETTINGS_OF_A_CHANNEL = "Settings belong to a channel: type this in the channel that they are for"
MENTIONS_NOT_ANSWERED = "Mentions are not answered in this channel: ask with /ask. `/ask settings` changes that."
PERSON_UNREAD = "Slack does not say now whether you are a guest here: try again in a while"
NOT_IN_SHARED = (
    "Another organisation is in this channel, and answers are not for it: watch that in a channel of your own"
)
CHANNEL_UNKNOWN = "Slack does not say now who shares this channel: try again in a while"
NO_GUESTS = "Guests cannot do that: ask somebody of this workspace"
INVITE_FIRST = "I am not in this channel: type /invite @Dateline, and then this again"
MEMBERS_ONLY = "Only somebody in the channel can change that"


def channel_unread(why: str) -> str:
    """Why nothing was changed: Slack does not say who is in the channel."""
    if why == "missing_scope":
        return "Slack does not let me see who is in this channel: update the app's manifest (`python -m bot manifest`) and install it again"
    return f"Slack does not say now who is in this channel ({why}): try again in a while"


def channel_rules(public: bool, mentions: bool, unfurls: bool, topics: Sequence[str]) -> str:
    """How the bot behaves in a channel, in one line."""
    seen = "everybody sees answers to commands" if public else "answers to commands are for the person who asks alone"
    answered = "mentions are answered" if mentions else "mentions are not answered"
    shown = "links to articles show what stands in them" if unfurls else "links to articles stay as they are"
    return f"{seen}; {answered}; {shown}; topics: {', '.join(topics) or 'all'}."


def settings_are(rules: str) -> str:
    return f"In this channel {rules}"


def settings_were_changed(who: str, rules: str) -> str:
    return f"{who} changed how I work in this channel: {rules}"


NO_FORMS = "no_forms_in_a_terminal"
"""What the console says instead of opening one."""


def setup_not_opened(why: str) -> str:
    if why == NO_FORMS:
        return "Forms open in Slack alone"
    return f"It did not open ({why}): do that again"


def digest_when(at: time, weekdays: Sequence[int], timezone: str) -> str:
    """ "every day at 08:30 (Europe/Berlin)"."""
    days = "every day" if len(weekdays) == 7 else ", ".join(WEEKDAYS[number] for number in weekdays)
    days = "Monday to Friday" if tuple(weekdays) == (0, 1, 2, 3, 4) else days
    return f"{days} at {at:%H:%M} ({timezone})"


def digest_was_set_up(who: str, when: str, topics: Sequence[str], quiet: bool) -> str:
    about = f", about {', '.join(topics)}" if topics else ""
    empty = "" if quiet else ", also when nothing landed"
    return f"{who} set up the digest: it comes here {when}{about}{empty}."


def digest_was_paused(who: str) -> str:
    return f"{who} paused the digest: none comes here until /digest resume."


def digest_was_resumed(who: str, when: datetime) -> str:
    return f"{who} resumed the digest: the next one comes here on {digest_moment(when)}."


def digest_moment(when: datetime) -> str:
    """A moment in its own time zone: "Tuesday, 3 March 2026, 08:30 (Europe/Berlin)"."""
    return f"{WEEKDAYS[when.weekday()]}, {day(when.date())}, {when:%H:%M} ({when.tzinfo})"


def digest_goes_here(when: str, topics: Sequence[str], quiet: bool, who: str | None, changed: datetime | None) -> str:
    """How a channel gets its digest, and who wanted that: nobody in Slack where there is no `changed`."""
    about = f"about {', '.join(topics)}" if topics else "about all articles"
    empty = "nothing is posted when nothing landed" if quiet else "also when nothing landed"
    since = f"Changed last by {who} on {digest_moment(changed)}." if changed else "As the environment has it."
    return f"The digest comes to this channel {when}, {about}; {empty}. {since}"


def digest_next(when: datetime | None) -> str:
    return f"Next: {digest_moment(when)}." if when else "Paused: none comes until /digest resume."


def digest_last(period: date, state: str, why: str | None, again: datetime | None) -> str:
    """What became of a channel's last digest, by its state."""
    said = {
        "posted": "posted.",
        "empty": "nothing had landed.",
        "missed": "not posted that day; the next one has its articles.",
        "unsure": f"nobody can tell whether it was posted ({why}); the next one has its articles.",
        "claimed": "on its way, or left half done; that is settled within minutes.",
        "refused": f"Slack did not take it ({why}); tried again {f'on {digest_moment(again)}' if again else 'later'}.",
    }[state]
    return f"Last, for {day(period)}: {said}"


NO_LAST_DIGEST = "Last: none yet."
BOT_NOT_HERE = "I am not in this channel, and cannot post here: type /invite @Dateline."
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
        ("/ask check: TEXT", "what the articles say to each number, name, date and statement of a text"),
        ("/ask verify ID", "whether the quotes of an answer still stand in their articles"),
        ("/ask footnotes ID", "an answer as Markdown, with footnotes"),
        ("/ask watch …", "a question whose findings shall be told here when they change; /ask watching lists those"),
        ("/ask add URL", "a web page, fetched and taken in"),
        ("/ask … as of …", "what was published up to a day; also since, until, latest, first and over time"),
        ("/ask settings", "who sees answers in this channel, and what else I do here"),
    ),
}

IN_A_THREAD = ("and …? · when? · who else?", "in a thread, goes on from the question before it")


def broken(reference: str) -> str:
    return f"Something broke here, reference {reference}. Please try again; the log has the details under it."


def topic_usage(topic: Topic) -> str:
    name = topic.aliases[0] if topic.aliases else topic.name
    return f"What you can ask about {name} with /{topic.name}:"


def topic_examples(topic: Topic) -> list[tuple[str, str]]:
    """What may be typed after the topic's command, with the question that it stands for."""
    asks = [(f"/{topic.name} {word}", question) for word, question in topic.asks.items()]
    return [
        *asks,
        (f"/{topic.name} …", "any question about it, in your own words"),
        (f"/{topic.name} watch …", "have this channel told when what is found changes; watching lists what is watched"),
    ]


def mention_usage(words: Mapping[str, str]) -> list[tuple[str, str]]:
    """`words`: those that alone stand for a question, each with it."""
    general = (example for examples in GENERAL_EXAMPLES.values() for example in examples)
    return [*words.items(), *general, IN_A_THREAD]


def day(published: date | None) -> str:
    return f"{published.day} {published:%B %Y}" if published else UNDATED


def answer_id(answer: Answer, command: str, mark: str = "") -> str:
    """An answer's id, with the command that checks its quotes where it has any; both between `mark`s."""
    if not answer.findings:
        return f"Answer {mark}{answer.id}{mark}"
    return f"To check it: {mark}{command} {answer.id}{mark}"


def no_answer(answer_id: str) -> str:
    return f"No answer with the id {answer_id:.40} is kept here."


def no_id(typed: str) -> str:
    """What is said to what was typed for an answer's id, and cannot be one."""
    return f"No answer with the id {typed:.20}: ids look like 4p0eqcz52h, and stand under answers."


def verify_apart(answer_id: str, option: str) -> str:
    """What is said to `verify ID` where a question is expected."""
    return f"that is no question: `python -m bot verify {option}{answer_id:.40}` looks at an answer again"


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


def more_findings(count: int) -> str:
    findings = "1 finding" if count == 1 else f"{count} findings"
    return f"{findings} more did not fit in one message: a narrower question reaches them."


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


def more_in_thread(count: int, there: int) -> str:
    """How many stories a message leaves out, and how many of those are in its thread."""
    where = "in the thread" if there == count else f"{there} of them in the thread"
    return f"{stories(count)} more, {where}."


def quiet_stories(articles: int, count: int) -> str:
    """What is said of known stories whose new articles say nothing new."""
    landed = "1 more article" if articles == 1 else f"{articles} more articles"
    return f"{landed} on {'a known story' if count == 1 else f'{count} known stories'}, without anything new."


def nothing_new_since(when: datetime, articles: int) -> str:
    landed = "1 article" if articles == 1 else f"{articles} articles"
    return f"Nothing new since {moment(when)}: {landed} landed, on stories that are known."


def story_sources(count: int, independent: int) -> str:
    """How many articles tell a story, and how many of them are no copies; "" where it is one."""
    if count < 2:
        return ""
    return f"{count} sources" + ("" if independent == count else f", {independent} independent")


SINCE_THE_LAST = "Since the last digest:"
DATE_SET = "date: "
STATEMENTS = "new statements: "
BECAME = " → "
EDITED_SINCE = "Edited since it was quoted here:"
ABOUT_STORY = "Ask about this"
STORY_ARTICLES = "All articles"
MUTE_STORY = "Mute this story"
UNMUTE_STORY = "Unmute"
ARTICLES_GONE = "None of that story's articles is in the corpus any more."


def not_found_here(questions: Sequence[str]) -> str:
    asked = ", ".join(f"“{question}”" for question in questions)
    return f"Asked here in the last week and not found: {asked}."


def more_edits(count: int) -> str:
    return f"{_quotes(count)} more of earlier digests were edited."


def more_articles(count: int) -> str:
    return f"{articles(count)} more: ask about the story to reach them."


def story_muted(headline: str, until: date) -> str:
    return f"Muted in this channel until {day(until)}: “{headline}”. No digest here tells of it."


def story_unmuted(headline: str) -> str:
    return f"No longer muted: “{headline}”. The next digest tells of it again where something is new."


def console_welcome(articles: int, to_try: Sequence[str]) -> str:
    held = "1 article is" if articles == 1 else f"{articles} articles are"
    return f"Dateline, in this terminal: no Slack tokens are set. {held} in. Try:\n{_listed(to_try)}\nhelp says more, quit leaves."


def console_help(to_try: Sequence[str], commands: Sequence[str]) -> str:
    return (
        f"Type a question, or a command: {', '.join(commands)}. For example:\n{_listed(to_try)}\n"
        "A number presses the button, or chooses from the menu, that bears it. A watch is told when the next line is typed "
        "after articles have changed; forms open in Slack alone. quit, or Ctrl-D, leaves."
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
NO_DIGEST = "goes nowhere: type /digest setup in a channel, or set DATELINE_DIGEST_CHANNEL."
DATABASE_WELL = "opens, and its tables are up to date."


def not_a_token(prefix: str) -> str:
    return f"is not set, or does not begin with {prefix}: copy it from the app's page."


def token_refused(why: str) -> str:
    return f"Slack refused it ({why}): copy it again from the app's page."


def slack_unreachable(address: str, why: str) -> str:
    return f"{address} cannot be reached ({why}): check the network and SLACK_API_URL."


def scopes(missing: Sequence[str], others: Sequence[str]) -> str:
    if missing:
        mend = "update the app's manifest (`python -m bot manifest`) and install it again"
        return f"{', '.join(missing)} missing: {mend}."
    if others:
        return f"the bot has all that it uses, and {', '.join(others)}, which the app's manifest can do without."
    return "the bot has all that it uses."


def workspace(team: str | None, user: str | None) -> str:
    return f"{team or 'without a name'}, where the bot is @{user or 'dateline'}."


def clock(ahead: int, most: int) -> str:
    """`ahead`: seconds that it is later here than at Slack's."""
    if abs(ahead) <= most:
        return "goes as Slack's does."
    way = "ahead of" if ahead > 0 else "behind"
    return f"is {abs(ahead)} seconds {way} Slack's, whose requests are refused from 300 on: let the system set the time (NTP)."


def socket_reachable(host: str) -> str:
    return f"{host} can be reached."


def socket_unreachable(url: str, why: str) -> str:
    return f"{url} cannot be reached ({why}): let the firewall allow it, or use HTTP with SLACK_SIGNING_SECRET."


def disk(folder: object, free: int, room: int) -> str:
    if free >= room:
        return f"{free / 1e9:,.1f} GB free for {folder}."
    return f"{free / 1e6:,.0f} MB free for {folder}, and {room / 1e6:,.0f} should be: make room, or set DATELINE_DATA to a folder that has more."


def data_unwritable(data: object, folder: object) -> str:
    """`folder`: what there is of the data folder's path by now."""
    return f"{data} cannot be written to, because {folder} is no folder or another user's: set DATELINE_DATA to one that can be."


def feed_to_mend(fares: str, url: str) -> str:
    return f"{fares}; ask it now: `python -m bot feeds check {url}`, or follow it no more: `feeds remove`."


def digest_goes(channel: str, when: str) -> str:
    return f"goes to {channel} {when}."


def digest_paused(channel: str) -> str:
    return f"is paused in {channel}."


def digest_without_bot(channel: str) -> str:
    return f"cannot go to {channel}: the bot is not in it. Type /invite @Dateline there, and write the channel as its id (C…)."


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
HELLO = "Hello. I answer questions from the articles, in their own words. Some ways to begin:"
WELCOME = "You are welcome. Ask on whenever you like."
NOT_IN_ENGLISH = "I read English alone, in articles as in questions: please ask this in English."
NOTHING_FOUND = "The articles here do not say."
NOTHING_MORE = "That was all that the articles here say."


_LONGEST_WORD = 60
"""Characters that are said back of a word."""


def what_about(name: str) -> str:
    return f"What about {name}?"


def who_attended(kind: str, place: str) -> str:
    """`kind`: the word for the meeting. Either may be "" where the articles do not tell it, but not both."""
    return f"Who attended {f'the {kind}' if kind else ''}{' in ' if kind and place else ''}{place}?"


def how_many(unit: str, verb: str, where: str) -> str:
    """`verb`: what they do ("were rescued"); `where`: what says which of them ("in Larvik"). Either may be ""."""
    return f"How many {unit} {verb}?" if verb else f"How many {unit} are there{f' {where}' if where else ''}?"


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


def not_given(figures: Sequence[str]) -> str:
    """`figures`: those of the question that no article gives for what it asks about."""
    named = " and ".join(f"“{_shortened(figure)}”" for figure in figures[:3])
    return f"No article here gives {named} for this."


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


def answers_one(headline: str, asked: str) -> str:
    """`asked`: the one of several questions that the answer under that headline is to."""
    return f"{headline} – to “{asked}” alone: one question at a time, please."


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


NO_FEEDS = "No feed is followed: `python -m bot feeds add URL` follows one."
FEED_STATES = {"new": "new", "ok": "well", "failing": "fails", "paused": "paused"}
FEED_NEW = "not read yet"
FEED_FOLLOWED = "is followed already"
FEED_CUT_OFF = "ends too early: what is whole of it was taken"
FEED_GONE = "it is gone for good (410). Look for its new address, or remove it"
FEED_NO_TEXT = "has neither a text nor a link to one"


def feed_moved_to_known(url: str) -> str:
    """Why a feed is paused that leads to one which is followed too."""
    return f"it has moved to {url}, which is followed too. Remove it"


def feed_well(articles: int, problem: str | None) -> str:
    """How a feed fares that can be read; `problem`: what is not right with it all the same."""
    return ("1 article" if articles == 1 else f"{articles} articles") + (f"; it {problem}" if problem else "")


def feed_failing(problem: str, failures: int) -> str:
    return f"it {problem}" + ("" if failures == 1 else f"; {failures} tries in a row failed")


def feed_line(state: str, says: str, times: str) -> str:
    return f"{state}: {says}{f' · {times}' if times else ''}"


def feed_times(checked: datetime | None, due: datetime | None) -> str:
    """When a feed was asked last, and when it is next."""
    said = [f"asked {moment(checked)}" if checked else "", f"next {moment(due)}" if due else ""]
    return ", ".join(filter(None, said))


def feed_was_paused(title: str, url: str, why: str) -> str:
    return f"The feed “{title}” ({url}) is not asked any more: {why}."


def more_feeds(count: int) -> str:
    feeds = "1 feed" if count == 1 else f"{count} feeds"
    return f"{feeds} more: `python -m bot feeds list` shows all."


HOME_WATCHES = "Your watches"
WATCHED_IN = "in"
WATCHED_IN_MESSAGES = "in your messages with me"
HOME_NO_WATCHES = "None. Press Watch under an answer in a channel: it is told when what is found changes."
HOME_ASKED = "What you asked"
HOME_NOTHING_ASKED = "Nothing yet. Type /ask and a question in any channel, or write to me under Messages."
HOME_ASK_AGAIN = "Ask again"
HOME_USAGE = "How to ask"
HOME_SET_UP = "Set-up"


def more_feeds_in_slack(count: int) -> str:
    return f"{'1 feed' if count == 1 else f'{count} feeds'} more: `/digest sources` shows all."


def more_watches(count: int) -> str:
    return f"{count} more: `watching` in a channel lists those of the channel."


def asked_on(when: datetime, answered: bool) -> str:
    return f"{moment(when)}{'' if answered else ', nothing found'}"


def home_digests(count: int) -> str:
    """Whether any channel gets the digest, and what to do where none does."""
    if not count:
        return "No channel gets the morning digest: /digest setup in a channel starts one."
    return f"The morning digest goes to {'1 channel' if count == 1 else f'{count} channels'}: /digest status there says when."


def home_feeds(count: int, unwell: int) -> str:
    """Whether the feeds are well, and what to do where some are not."""
    if not count:
        return NO_FEEDS
    if unwell:
        return f"{unwell} of {count} feeds {'is' if unwell == 1 else 'are'} not well: /digest sources says what is the matter."
    return "The feed is well." if count == 1 else f"All {count} feeds are well."


def home_index(behind: int) -> str:
    """Whether everything that is in can be found."""
    if not behind:
        return "Every article that is in can be found."
    changes = "1 change" if behind == 1 else f"{behind:,} changes"
    return f"{changes} still to be read: look again in a minute; if that stays so, tell whoever runs this bot."


def articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count:,} articles"


ORIGINS = {
    "corpus": "in the folder",
    "ingest": "brought in by name",
    "page": "pages that were added",
    "feed": "from feeds",
}


def holdings(held: Holdings) -> str:
    """Where the articles come from, and how new they are."""
    parts = [f"{count:,} {ORIGINS[origin]}" for origin, count in held.by_origin.items() if count]
    newest = f" Newest: {day(held.newest)}." if held.newest else ""
    copies = (
        f" {held.copies:,} {'is a copy of another' if held.copies == 1 else 'are copies of others'}."
        if held.copies
        else ""
    )
    return f"{', '.join(parts) or 'None yet'}.{copies}{newest}"
