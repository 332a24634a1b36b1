"""Mail: newsletters and messages."""

from datetime import UTC, date, datetime, timedelta, timezone
from email.message import EmailMessage
from email.utils import format_datetime

import pytest

from bot.errors import NoText, Unsafe
from bot.models import BlockKind, Draft
from tests.drafting import make_draft

LETTER = """<html><body>
<div style="display:none;max-height:0">What is in it today</div>
<table role="presentation" width="600">
<tr><td><a href="https://skerry.example/v">View this email in your browser</a></td></tr>
<tr><td><img src="logo.png" alt="The Skerry Post"></td></tr>
<tr><td><h1>Seals close the fish market</h1>
<p>Eleven seals lay in front of the fish market of Lomvi on Monday.</p>
<p>&ldquo;They were here first,&rdquo; said the harbour master, Ole Brand.</p></td></tr>
<tr><td><table><tr>
<td width="50%"><h2>Weather</h2><p>Rain until Thursday.</p></td>
<td><h2>Ferry</h2><ul><li>The 10 a.m. ferry is cancelled.</li></ul></td></tr></table></td></tr>
<tr><td><table><tr><th>Fish</th><th>Crowns</th></tr><tr><td>Cod</td><td>41</td></tr></table></td></tr>
<tr><td><p>You are receiving this email because you signed up. <a href="u">Unsubscribe</a></p></td></tr>
</table></body></html>"""
MESSAGE = """The council met on Monday and agreed to raise the quay by one metre, which
will take two years and cost nineteen million crowns in all, as the chair
told the members at the end of the meeting.

Details <https://a.example/details> follow.

On Mon, 3 Mar 2025 at 09:00, Ana Lind <ana@a.example> wrote:
> How did it go?
>
> Ana

--\x20
Jo Berg
Clerk of the council
"""


def newsletter(sender: str = "Signe Moll from The Skerry Post <post@skerry.example>") -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Seals close the fish market – Tuesday’s letter"
    message["From"] = sender
    message["Date"] = format_datetime(datetime(2025, 3, 4, 23, 30, tzinfo=timezone(-timedelta(hours=8))))
    message["List-Unsubscribe"] = "<https://skerry.example/u>"
    message.set_content("The plain words are not needed.\n")
    message.add_alternative(LETTER, subtype="html")
    message.add_attachment("What is attached is not the letter.", filename="terms.txt")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="offer.pdf")
    return message


def message(text: str = MESSAGE, **headers: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in {"Subject": "Re: RE: Quay", "From": "Jo Berg <jo@a.example>", **headers}.items():
        made[name] = value
    made["Date"] = format_datetime(datetime(2025, 3, 4, 10, tzinfo=UTC))
    made.set_content(text)
    return made


def read(sent: EmailMessage | bytes) -> Draft:
    return make_draft("letter.eml", sent if isinstance(sent, bytes) else bytes(sent))


def test_a_newsletter_is_read_from_its_html() -> None:
    draft = read(newsletter())
    assert [(block.kind, draft.text[block.start : block.end]) for block in draft.blocks] == [
        (BlockKind.HEADING, "Seals close the fish market"),
        (BlockKind.PARAGRAPH, "Eleven seals lay in front of the fish market of Lomvi on Monday."),
        (BlockKind.PARAGRAPH, "“They were here first,” said the harbour master, Ole Brand."),
        (BlockKind.HEADING, "Weather"),
        (BlockKind.PARAGRAPH, "Rain until Thursday."),
        (BlockKind.HEADING, "Ferry"),
        (BlockKind.ITEM, "The 10 a.m. ferry is cancelled."),
        (BlockKind.ROW, "Fish | Crowns"),
        (BlockKind.ROW, "Cod | 41"),
    ]


def test_a_newsletter_states_where_it_is_from() -> None:
    draft = read(newsletter())
    assert draft.title == "Seals close the fish market – Tuesday’s letter"
    assert (draft.author, draft.publisher) == ("Signe Moll", "The Skerry Post")
    assert draft.published == date(2025, 3, 4)  # the sender's day, whatever it was elsewhere


@pytest.mark.parametrize(
    ("sender", "publisher", "author"),
    [
        ("The Skerry Post <post@skerry.example>", "The Skerry Post", None),
        ('"Bank of Orrinby" <bank@a.example>', "Bank of Orrinby", None),
        ("Ana Lind | Tide <a@tide.example>", "Tide", "Ana Lind"),
        ("letters@tide.example", "tide.example", None),
    ],
)
def test_who_sends_to_a_list_publishes(sender: str, publisher: str, author: str | None) -> None:
    draft = read(newsletter(sender))
    assert (draft.publisher, draft.author) == (publisher, author)


def test_a_message_is_its_own_words() -> None:
    draft = read(message())
    assert draft.text == (
        "The council met on Monday and agreed to raise the quay by one metre, which will take two years and cost "
        "nineteen million crowns in all, as the chair told the members at the end of the meeting.\n\nDetails follow."
    )
    assert (draft.title, draft.author, draft.publisher) == ("Quay", "Jo Berg", None)


def test_headers_in_any_writing() -> None:
    encoded = message(Subject="Žáby na nábřeží", From="Jiří Čáp <j@a.example>")
    assert (read(encoded).title, read(encoded).author) == ("Žáby na nábřeží", "Jiří Čáp")
    raw = (
        b"From: Zo\xeb Br\xfcck <z@a.example>\nSubject: Caf\xe9 \x80 4\nDate: nonsense\n\nThe cafe closed on Friday.\n"
    )
    assert (read(raw).title, read(raw).author, read(raw).published) == ("Café € 4", "Zoë Brück", None)


def test_an_unknown_encoding_is_told_from_the_bytes() -> None:
    raw = (
        b"From: a@a.example\nSubject: x\nContent-Type: text/plain; charset=none\n\nThe caf\xc3\xa9 closed on Friday.\n"
    )
    assert read(raw).text == "The café closed on Friday."


def test_lines_that_were_only_wrapped_for_sending_are_whole_again() -> None:
    head = b"From: a@a.example\nSubject: x\nContent-Type: text/plain; format=flowed\n\n"
    raw = head + b"The tide \nturned at \nnoon.\nAll left.\n"
    assert read(raw).text == "The tide turned at noon.\n\nAll left."


def test_a_message_without_words_is_refused() -> None:
    raw = (
        b"From: a@a.example\nSubject: x\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n"
    )
    with pytest.raises(NoText):
        read(raw)


def test_parts_within_parts_without_end_are_refused() -> None:
    parts = b"".join(
        b"--%d\nContent-Type: multipart/mixed; boundary=%d\n\n" % (level, level + 1) for level in range(3000)
    )
    with pytest.raises(Unsafe):
        read(b"From: a@a.example\nDate: x\nContent-Type: multipart/mixed; boundary=0\n\n" + parts)
