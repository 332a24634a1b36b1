"""A web page that somebody asks for in Slack is taken in, or it is said why not."""

from collections.abc import Iterator

import pytest

from bot.corpus.web.access import Web
from bot.corpus.web.fetch import Fetcher
from bot.corpus.web.robots import Robots
from bot.services import Services
from bot.store import Origin
from tests.corpus.web.site import Answer, Site
from tests.scenarios.conftest import Chat
from tests.slack.workspace import BOT, PERSON

PAGE = """<!doctype html><html><head><title>Eels return | Coast News</title>
<meta property="og:site_name" content="Coast News">
<meta property="article:published_time" content="2025-03-14T08:00:00Z">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Eels return to the Larvik weir</h1>
<p>Some 4,300 eels passed the weir at Larvik in one night, the fishery board said on Friday.</p>
<p>“Nobody alive has seen that many,” said the warden Ida Moe, who counted them by lamp with two of her sons.</p>
</article><footer>All rights reserved</footer></body></html>"""


@pytest.fixture
def site(services: Services) -> Iterator[Site]:
    """A site, which the bot asks without pauses."""
    fetcher = Fetcher(allow_loopback=True)
    services.__dict__["web"] = Web(fetcher, Robots(fetcher, sleep=lambda seconds: None))
    with Site() as made:
        made.answers["/eels"] = Answer(PAGE)
        yield made
    services.store.withdraw(*(state.article for state in services.store.sources(Origin.PAGE).values()))


def test_a_page_is_added_and_answers_questions(chat: Chat, site: Site) -> None:
    told = chat.command("/harbour", f"add {site.url('/eels', '127.0.0.1')}")
    assert told.only_for == PERSON
    assert told.text.startswith("Added: “Eels return to the Larvik weir” (")
    answer = chat.command("/ask", "how many eels passed the weir?")
    assert "4,300 eels passed the weir at Larvik" in answer.quotes[0]
    again = chat.mention(f"<@{BOT}> add <{site.url('/eels', '127.0.0.1')}>")
    assert "is here already." in again.text


def test_a_page_that_changed_is_said_to_have(chat: Chat, site: Site) -> None:
    address = site.url("/eels", "127.0.0.1")
    chat.command("/ask", f"add {address}")
    site.answers["/eels"] = Answer(PAGE.replace("4,300", "5,100"))
    assert "has changed since" in chat.command("/ask", f"add {address}").text
    assert "5,100 eels" in chat.command("/ask", "how many eels passed the weir?").quotes[0]


@pytest.mark.parametrize(
    ("path", "why"),
    [("/nothing", "is not there (404)"), ("/gone", "is gone for good (410)"), ("/empty", "has no article")],
)
def test_why_a_page_is_not_added_is_said(chat: Chat, site: Site, path: str, why: str) -> None:
    site.answers |= {"/gone": Answer(status=410), "/empty": Answer("<html><body><nav>Home</nav></body></html>")}
    told = chat.command("/ask", f"add {site.url(path, '127.0.0.1')}")
    assert told.text.startswith("Not added: http://127.0.0.1:")
    assert why in told.text


def test_a_site_that_keeps_programs_out_is_left_alone(chat: Chat, site: Site) -> None:
    site.answers["/robots.txt"] = Answer("User-agent: *\nDisallow: /", headers={"Content-Type": "text/plain"})
    assert "robots.txt says so" in chat.command("/ask", f"add {site.url('/eels', '127.0.0.1')}").text
    assert site.paths == []


@pytest.mark.parametrize(
    "address", ["http://169.254.169.254/latest/meta-data", "https://localhost/", "ftp://a.example/x", "[::1]:80/x.html"]
)
def test_what_is_not_on_the_public_internet_is_not_asked(chat: Chat, services: Services, address: str) -> None:
    services.__dict__.pop("web", None)
    assert chat.command("/ask", f"add {address}").text.startswith("Not added: ")


@pytest.mark.parametrize("said", ["add up the costs of the harbour", "add", "who added the ports?"])
def test_a_question_that_only_begins_so_is_a_question(chat: Chat, said: str) -> None:
    assert "Not added" not in chat.command("/ask", said).text


def test_a_title_from_a_page_pings_nobody(chat: Chat, site: Site) -> None:
    site.answers["/eels"] = Answer(PAGE.replace("Eels return to the Larvik weir", "&lt;!channel&gt; eels *now*"))
    told = chat.command("/ask", f"add {site.url('/eels', '127.0.0.1')}")
    assert "<!channel>" not in told.text
    assert "<!channel> eels *now*" in told.shown
