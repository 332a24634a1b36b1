"""Web pages: the article among everything else."""

from datetime import date

from bot.models import BlockKind, Draft
from tests.drafting import make_draft

HEADING, PARAGRAPH, ITEM, ROW = BlockKind

PAGE = """<!DOCTYPE html>
<html lang="en"><head>
<meta charset="{charset}">
<title>Pilots end their strike - Harbour News</title>
<meta property="og:title" content="Pilots end their strike">
<meta property="og:site_name" content="Harbour News">
<meta name="author" content="Ana Vida">
<meta property="article:published_time" content="2025-04-10T08:00:00+03:00">
<link rel="canonical" href="https://harbour.example/strike">
<script>var secret = "cookie";</script>
</head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<div class="cookie-banner">We use cookies to improve your experience.</div>
<article>
<h1>Pilots end their strike</h1>
<p>The <a href="/union">harbour pilots</a> voted
on Tuesday to end their strike.<br>Forty ships wait – “at anchor”.</p>
<h2>What they won</h2>
<ul><li>More pay &amp; rest</li><li>A new boat</li></ul>
<table><tr><th>Port</th><th>Pilots</th></tr><tr><td>Riga</td><td>40</td></tr></table>
<blockquote><p>“We sail,” she said.</p></blockquote>
<p>The first ship leaves at noon.</p>
</article>
<aside><a href="/other">Read more: Tide tables</a></aside>
<footer>© 2025 Harbour News. All rights reserved.</footer>
</body></html>"""

BLOCKS = [
    (HEADING, "Pilots end their strike"),
    (PARAGRAPH, "The harbour pilots voted on Tuesday to end their strike."),
    (PARAGRAPH, "Forty ships wait – “at anchor”."),
    (HEADING, "What they won"),
    (ITEM, "More pay & rest"),
    (ITEM, "A new boat"),
    (ROW, "Port | Pilots"),
    (ROW, "Riga | 40"),
    (PARAGRAPH, "“We sail,” she said."),
    (PARAGRAPH, "The first ship leaves at noon."),
]


def read(text: str, encoding: str = "utf-8", name: str = "strike.html") -> Draft:
    return make_draft(name, text.encode(encoding))


def blocks(draft: Draft) -> list[tuple[BlockKind, str]]:
    return [(block.kind, draft.text[block.start : block.end]) for block in draft.blocks]


def test_a_page_becomes_its_article() -> None:
    draft = read(PAGE.format(charset="utf-8"))
    assert blocks(draft) == BLOCKS
    assert draft.title == "Pilots end their strike"
    assert draft.url == "https://harbour.example/strike"
    assert draft.publisher == "Harbour News"
    assert draft.author == "Ana Vida"
    assert draft.published == date(2025, 4, 10)


def test_the_page_names_its_encoding() -> None:
    assert blocks(read(PAGE.format(charset="windows-1252"), "cp1252")) == BLOCKS


def test_a_page_under_another_ending_is_one_all_the_same() -> None:
    assert blocks(read(PAGE.format(charset="utf-8"), name="strike.txt")) == BLOCKS


def test_a_small_page_without_a_frame() -> None:
    draft = read("<h1>Pilots sail</h1>\n<p>They voted on 3 May 2024.</p>\n<h2>After</h2><p>Peace.</p>")
    assert draft.title == "Pilots sail"
    assert "They voted on 3 May 2024." in draft.text


def test_a_date_in_the_words_is_not_the_pages() -> None:
    page = "<html><head><title>T</title></head><body><p>They voted on 3 May 2024, at last.</p></body></html>"
    assert read(page).published is None


def test_a_page_with_an_xml_declaration_is_read() -> None:
    page = (
        "<?xml version='1.0' encoding='utf-8'?>\n<html><body><p>The pilots’ strike ended on Tuesday.</p></body></html>"
    )
    assert make_draft("strike.html", page.encode()).text == "The pilots’ strike ended on Tuesday."
