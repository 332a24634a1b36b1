"""One page under many spellings is one article; two pages never are."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import wording
from bot.corpus.web.addresses import address_key, article_id, hosts_of, is_same_site, join, normalize, spell
from bot.errors import NotAnAddress


@pytest.mark.parametrize(
    ("written", "spelt"),
    [
        ("HTTP://News.Example/Story", "http://news.example/Story"),
        ("https://news.example", "https://news.example/"),
        ("  https://news.example/a  ", "https://news.example/a"),
        ("https://news.example:443/a", "https://news.example/a"),
        ("http://news.example:80/a", "http://news.example/a"),
        ("http://news.example:443/a", "http://news.example:443/a"),
        ("https://news.example./a", "https://news.example/a"),
        ("https://news.example/a#part", "https://news.example/a"),
        ("https://news.example/a/./b/../c/", "https://news.example/a/c/"),
        ("https://news.example/../../a", "https://news.example/a"),
        ("https://news.example/a/..", "https://news.example/"),
        ("https://news.example/%7Eann/%c3%a9", "https://news.example/~ann/%C3%A9"),
        ("https://news.example/été à la mer", "https://news.example/%C3%A9t%C3%A9%20%C3%A0%20la%20mer"),
        ("https://news.example/100%", "https://news.example/100%25"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://[2001:DB8:0::1]/a", "https://[2001:db8::1]/a"),
        ("https://news.example/?b=2&a=1&utm_source=mail", "https://news.example/?b=2&a=1"),
        ("https://news.example/?utm_source=mail&fbclid=x&gclid=y&mc_cid=z", "https://news.example/"),
        ("https://news.example/show?12345", "https://news.example/show?12345"),
        ("https://news.example/?tx_news[uid]=7&source=print", "https://news.example/?tx_news%5Buid%5D=7&source=print"),
    ],
)
def test_an_address_has_one_spelling(written: str, spelt: str) -> None:
    assert normalize(written) == spelt
    assert normalize(spelt) == spelt


def test_what_is_asked_for_keeps_its_tags() -> None:
    assert spell("HTTPS://News.Example/a?utm_source=mail#part") == "https://news.example/a?utm_source=mail"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "news.example/a",
        "file:///etc/passwd",
        "ftp://news.example/a",
        "javascript:alert(1)",
        "https://",
        "https:///a",
        "https://news.example:99999/",
        "https://news.example:0/",
        "https://news example/",
        "https://-news.example/",
        "https://a..b/",
        "https://" + "a" * 64 + ".example/",
        "https://[::1/",
        "https://[fe80::1%25eth0]/",
        "https://ann:secret@news.example/",
        "https://news.example\\@other.example/",
        "https://news%2eexample/",
        "https://news.example/" + "a" * 4000,
        "https://☃\ud800.example/",
    ],
)
def test_what_is_no_web_address_is_refused_in_one_line(written: str) -> None:
    with pytest.raises(NotAnAddress) as refused:
        normalize(written)
    line = wording.of_error(refused.value)
    assert line.startswith("is no web address")
    assert "\n" not in line


ONE_PAGE = [
    "https://news.example/story",
    "http://news.example/story/",
    "https://www.news.example/story#top",
    "https://m.news.example/story?utm_medium=feed",
    "https://amp.news.example/story",
    "HTTPS://WWW.M.NEWS.EXAMPLE:443/story",
]


def test_spellings_of_one_page_have_one_key_and_one_id() -> None:
    assert {address_key(url) for url in ONE_PAGE} == {"news.example/story"}
    assert len({article_id(url) for url in ONE_PAGE}) == 1


def test_an_id_is_the_same_for_good() -> None:
    """Articles are kept under it: never change what this says."""
    assert article_id("https://news.example/story") == "1a5ad69fd7d9"
    assert address_key("https://news.example/?b=2&a=1") == "news.example?a=1&b=2"


@pytest.mark.parametrize(
    "other",
    [
        "https://news.example/Story",
        "https://news.example/story?page=2",
        "https://news.example:8080/story",
        "https://sport.news.example/story",
        "https://newsexample/story",
        "https://news.example/story/2",
    ],
)
def test_other_pages_have_other_keys(other: str) -> None:
    assert address_key(other) != address_key("https://news.example/story")


def test_a_name_that_begins_like_a_variant_keeps_it() -> None:
    assert address_key("https://m.example/") != address_key("https://www.example/")
    assert address_key("https://www.m.co/a") == "m.co/a"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://news.example/a", "http://www.news.example/b", True),
        ("https://amp.news.example/a", "https://news.example/b", True),
        ("https://ann.blogs.example/a", "https://bob.blogs.example/a", False),
        ("https://ann.blogs.example/a", "https://blogs.example/a", False),
        ("https://news.example/a", "https://news.example:8080/a", False),
        ("https://news.example/a", "https://news.example.other/a", False),
    ],
)
def test_a_site_is_one_host(one: str, other: str, same: bool) -> None:
    assert is_same_site(one, other) is same
    assert is_same_site(other, one) is same


@pytest.mark.parametrize(
    ("link", "meant"),
    [
        ("../b", "https://news.example/b"),
        ("//other.example/c", "https://other.example/c"),
        ("?page=2", "https://news.example/a/?page=2"),
        ("javascript:void(0)", None),
        ("mailto:ann@news.example", None),
        ("http://[", None),
    ],
)
def test_a_link_is_read_against_its_page(link: str, meant: str | None) -> None:
    assert join("https://news.example/a/", link) == meant


@given(st.text(string.printable + "éß☃\u202e", max_size=60))
def test_a_spelling_is_ascii_and_stays(rest: str) -> None:
    try:
        once = normalize(f"https://news.example/{rest}")
    except NotAnAddress:
        return
    assert once.isascii()
    assert not set(once) & set(' "<>\\^`{|}#')
    assert normalize(once) == once
    assert address_key(once) == address_key(f"https://news.example/{rest}")


def test_hosts_come_by_how_many_addresses_they_have() -> None:
    written = [
        "https://ledger.example/a",
        "https://post.example",
        "https://www.ledger.example/b?c=d",
        "http://daily.example/?a=1",
    ]
    assert hosts_of(map(address_key, written)) == ["ledger.example", "daily.example", "post.example"]
