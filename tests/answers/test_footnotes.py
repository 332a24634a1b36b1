"""An answer as Markdown: what it says, and that no text from outside can make anything of its own there."""

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot import wording
from bot.answers.footnotes import as_markdown, escaped
from bot.answers.receipts import Receipt
from bot.models import Answer, Check, Citation, Finding, Kind, Role, Standing

KEPT = datetime(2025, 3, 15, 12, 30, tzinfo=UTC)
POWER = re.findall(
    r"\S+",
    "# - + * 1. 12) a. (1) ( > ``` ~~~ --- === *** ___ : ; | |-| [^1] [^1]: [x](http://e.example) ![i](x) [x]: /u <b> "
    "</div> <!-- --> <http://e.example> &lt; &#35; \\ \\\\ ** __ ~~ ` `` $ $$ ^ @me #12 www. http:// mailto: {#a} % "
    "{.x} x “ ” é 🦆 [ ] www.e.example https://e.example/a_b_c a*b*c",
)
SPACE = [" ", "\n", "    ", "\u2028", "\x85", "\t", "\r", "\x00"]
FOREIGN = st.lists(st.one_of(st.sampled_from([*POWER, *SPACE]), st.text(max_size=6)), max_size=12).map("".join)
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def citation(**changes: object) -> Citation:
    told = {"article": "ferries", "title": "The ferries", "url": None, "published": None, "quote": "There are 16."}
    return Citation.model_validate({**told, "start": 4, "end": 17, **changes})


def receipt(*checks: Check, **changes: object) -> Receipt:
    findings = [Finding(value="16", citations=tuple(check.citation for check in checks))]
    told = {"question": "how many?", "status": "answered", "kind": Kind.COUNT, "headline": "16", "findings": findings}
    return Receipt(answer=Answer.model_validate({**told, **changes}), kept=KEPT, checks=checks)


def standing(cited: Citation) -> Check:
    return Check(citation=cited, standing=Standing.STANDS, start=cited.start, end=cited.end)


def folded(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text).split())


def parsed(markdown: str) -> list[Token]:
    """The inline pieces, of a text that must be nothing but one paragraph."""
    tokens = MARKDOWN.parse(markdown)
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])
    return [piece for token in tokens for piece in token.children or ()]


@given(FOREIGN)
def test_any_text_is_shown_as_it_is_and_makes_nothing(text: str) -> None:
    pieces = parsed(escaped(text))
    assert {piece.type for piece in pieces} <= {"text", "text_special"}
    assert "".join(piece.content for piece in pieces) == folded(text)


@given(FOREIGN)
def test_any_text_is_kept_from_what_some_renderers_add(text: str) -> None:
    shown = escaped(text)
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", " ", shown)
    assert not re.search(r"[\[\]<>`*_~|$^@{}#&\\]|--|www\.|://", bare, re.IGNORECASE)
    assert not re.match(r"[-+=:%(]|\w{1,9}[.)](\s|$)", shown)


@given(FOREIGN, FOREIGN, FOREIGN, FOREIGN.filter(str.strip), st.one_of(st.none(), FOREIGN), FOREIGN)
def test_any_answer_has_its_own_headings_links_and_footnotes_alone(
    question: str, headline: str, title: str, quote: str, value: str | None, article: str
) -> None:
    cited = citation(title=title, quote=quote, article=article, url=f"https://{headline}")
    changed = Check(citation=cited, standing=Standing.CHANGED, after=quote)
    finding = Finding(value=value, role=Role.ABSENT, citations=(cited,))
    made = as_markdown(receipt(changed, question=question, headline=headline, findings=(finding,)))
    lines = made.split("\n")
    assert [line for line in lines if line.startswith("#")] == [f"## {escaped(question) or '…'}"]
    assert re.findall(r"(?<!\\)\[\^[^\]]*\]:?", made) == ["[^1]", "[^1]:"]
    html = MARKDOWN.render(made.replace("[^1]:", "1:"))
    tags = {tag for tag in re.findall(r"</?(\w+)", html) if tag != "a"}
    assert tags <= {"h2", "p", "ul", "li", "strong", "em"}
    assert html.count("<h2>") == html.count("<li>") == 1
    assert html.count("<a ") == made.count("<https://") <= 1


def test_an_answer_is_written_with_its_findings_and_sources() -> None:
    one = citation(url="https://ledger.example/a_b", published=date(2025, 3, 4))
    two = citation(article="new_boats", title="", quote="I see *16* of them.", start=40, end=59)
    findings = (
        Finding(value="16 ferries", role=Role.INVITED, citations=(one, two), wordings=2),
        Finding(value=None, citations=(two,)),
    )
    made = receipt(standing(one), standing(two), findings=findings, disagreement=True)
    assert as_markdown(made) == (
        "## how many?\n\n16\n\nSources differ.\n\n"
        "- **16 ferries**, invited, 2 sources, each in its own words[^1][^2]\n"
        "- “I see \\*16\\* of them.”[^2]\n\n"
        f"Answer {made.answer.id} of 15 March 2025, 12:30 UTC.\n\n"
        "[^1]: “There are 16.” *The ferries*, 4 March 2025, <https://ledger.example/a_b>, ferries, characters 4–17.\n"
        "[^2]: “I see \\*16\\* of them.” *new\\_boats*, undated, new\\_boats, characters 40–59."
    )


def test_a_quote_that_moved_is_cited_where_it_stands_now() -> None:
    moved = Check(citation=citation(), standing=Standing.MOVED, start=104, end=117)
    assert as_markdown(receipt(moved)).endswith("ferries, characters 104–117.")


@pytest.mark.parametrize(
    ("standing", "after", "told"),
    [
        (Standing.CHANGED, "There are 18.", f"Changed. {wording.NOW} “There are 18.”"),
        (Standing.REMOVED, None, f"{wording.STANDINGS['removed']}."),
        (Standing.WITHDRAWN, None, f"{wording.STANDINGS['withdrawn']}."),
        (Standing.GONE, None, f"{wording.STANDINGS['gone']}."),
    ],
)
def test_a_quote_that_no_longer_stands_is_marked(standing: Standing, after: str | None, told: str) -> None:
    made = as_markdown(receipt(Check(citation=citation(), standing=standing, after=after)))
    assert made.endswith(f"characters 4–17. {told}")
    assert "The quote no longer stands." in made


def test_an_address_that_is_no_web_address_is_left_out() -> None:
    assert "script" not in as_markdown(receipt(standing(citation(url="javascript:alert(1)"))))


def test_an_answer_that_found_nothing_is_its_question_and_what_it_said() -> None:
    made = receipt(status="not_found", headline="The articles here do not say.", findings=())
    assert as_markdown(made) == (
        f"## how many?\n\nThe articles here do not say.\n\nAnswer {made.answer.id} of 15 March 2025, 12:30 UTC."
    )
