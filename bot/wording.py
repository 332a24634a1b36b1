"""Every sentence that a person reads: plain, short, and saying what to do next."""

from bot.errors import DatelineError

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
    "delivery_failed": "Slack did not take the message for {channel} ({why}): check that the bot is in that channel.",
    "delivery_unsure": "Slack did not say whether the message for {channel} arrived ({why}): look there before sending it again.",
    "unreadable": "cannot be opened ({why})",
    "not_text": "is not text that can be read ({why}); .txt, .md and .html are",
    "too_large": "is {size} MB; the most that is read is {most} MB",
    "invalid_front_matter": "has front matter that cannot be read ({why}); mend the lines between ---",
    "no_text": "holds no text after cleaning",
    "name_taken": "has the same name as {other}; rename one of them",
}


def of_error(error: DatelineError) -> str:
    """One line for people: what is wrong and what to mend. Never the detail, which is for the log."""
    return ERRORS[error.key].format(**error.facts)
