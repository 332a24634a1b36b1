"""A site has to show that it is the one that was asked for."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import wording
from bot.corpus.web.fetch import Fetcher
from bot.errors import TlsFailed
from tests.corpus.web.site import Answer, Site

CERTIFICATES = Path(__file__).parent / "certificates"


@pytest.fixture
def secure_site() -> Iterator[Site]:
    """A site that is news.example, by a certificate that an authority of our own gave it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / "site.pem")
    with Site(context) as made:
        made.answers["/"] = Answer("here")
        yield made


@pytest.fixture
def _trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "authority.pem"))


@pytest.mark.usefixtures("_trusted")
def test_a_site_that_is_who_it_says_is_read(fetcher: Fetcher, secure_site: Site) -> None:
    assert fetcher.fetch(secure_site.url()).body == b"here"


@pytest.mark.usefixtures("_trusted")
def test_a_site_of_another_name_is_not(fetcher: Fetcher, secure_site: Site) -> None:
    with pytest.raises(TlsFailed) as refused:
        fetcher.fetch(secure_site.url(host="other.example"))
    assert "other.example" in wording.of_error(refused.value)
    assert secure_site.asked == []


def test_a_certificate_that_nobody_vouches_for_is_not_taken(fetcher: Fetcher, secure_site: Site) -> None:
    with pytest.raises(TlsFailed) as refused:
        fetcher.fetch(secure_site.url())
    assert wording.of_error(refused.value).startswith("cannot be fetched safely (")


def test_what_speaks_no_tls_is_said_so(fetcher: Fetcher, site: Site) -> None:
    with pytest.raises(TlsFailed) as refused:
        fetcher.fetch(site.url().replace("http:", "https:"))
    assert wording.of_error(refused.value) == "cannot be fetched safely (no safe connection comes about)"


@pytest.mark.usefixtures("_trusted")
def test_a_redirect_may_lead_to_a_page_without_tls(fetcher: Fetcher, site: Site, secure_site: Site) -> None:
    secure_site.redirect("/old", site.url("/new"), 301)
    site.answers["/new"] = Answer("plain")
    assert fetcher.fetch(secure_site.url("/old")).moved == site.url("/new")
