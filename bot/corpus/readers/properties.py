"""What a document's properties say of it, unless a program or a template filled them in."""

import re

from bot.corpus.page import fold

_TYPED_BY_PROGRAMS = re.compile(
    r"(?:microsoft (?:word|powerpoint|office word|excel)\b.*|untitled\b.*|no title|title|(?:word )?document ?\d*|"
    r"doc\d+|new (?:microsoft )?(?:word )?document\b.*|page \d+|layout ?\d*|presentation\d*|powerpoint presentation|"
    r"slide \d+|template|print|scan\w*|about:blank|\(?anonymous\)?|article|print article|python-docx.*)",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"\S*[\\/]\S*|.*\.(?:docx?|pdf|indd|qxp|rtf|odt|txt|html?|tex|dvi|pptx?|xlsx?|pages)", re.IGNORECASE
)
_ACCOUNTS = re.compile(
    r"(?:(?:microsoft )?office user|windows user|user\d*|admin\w*|author|owner|unknown|default|guest|root|"
    r"python-docx|apache poi|openoffice.*|libreoffice.*|home|work|pc|test|un-?named|anonymous)",
    re.IGNORECASE,
)


def stated_title(value: str | None) -> str | None:
    """A title that a person gave: two words at least, and no file's name."""
    title = fold(value or "")
    if len(title.split()) < 2 or _TYPED_BY_PROGRAMS.fullmatch(title) or _FILE_NAME.fullmatch(title):
        return None
    return title


def stated_author(value: str | None) -> str | None:
    """A name of two words at least: one alone is the name of an account."""
    author = fold(value or "")
    if len(author.split()) < 2 or _ACCOUNTS.fullmatch(author) or not author[0].isupper() or "@" in author:
        return None
    return author
