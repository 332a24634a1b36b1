"""Web addresses: one spelling for each, and the key by which two spellings of one page are told to be one."""

import hashlib
import ipaddress
import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from bot import wording
from bot.errors import NotAnAddress

LONGEST = 4000
"""Characters of an address."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_LONGEST_HOST = 253
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_STRAY_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_KEPT = "%:@!$&'()*+,;=~-._/"
_VARIANTS = ("www.", "m.", "amp.", "mobile.")
"""Hosts that serve the same pages as the one without: for the web, for telephones, and as AMP."""

# What links are tagged with to see where readers come from: the names that browsers strip as well
# (Firefox's query stripping, ClearURLs). No page is told from another by them. courlan's list is wider and
# takes "uid", "source" and "keyword" too, by which some sites do tell their pages apart.
_TAG = re.compile(
    r"(?:utm|mtm|matomo|piwik|hsa|itm)_\w+|pk_(?:campaign|kwd|keyword|source|medium|content|cid)"
    r"|ns_(?:campaign|source|mchannel|linkname|fee)|at_(?:medium|campaign)\w*|_hsenc|_hsmi|__hs\w+|hsctatracking"
    r"|(?:fb|g|dc|tw|tt|y|ys)clid|msclkid|gclsrc|[gw]braid|srsltid|li_fat_id|igsh(?:id)?|mkt_tok|mc_[ce]id"
    r"|oly_(?:anon|enc)_id|vero_(?:conv|id)|ml_subscriber(?:_hash)?|rb_clickid|wickedid|_openstat|s_cid"
    r"|xtor|cmpid|smid|ref_(?:src|url)|guce_referrer(?:_sig)?|guccounter|__twitter_impression|_g[al]",
    re.IGNORECASE,
)


class _Address(NamedTuple):
    scheme: str
    host: str
    port: int | None
    path: str
    query: str

    @property
    def netloc(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port is None else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.path}" + (f"?{self.query}" if self.query else "")


def spell(url: str) -> str:
    """The address as it is asked for: nothing in it but ASCII, lower-case host, no fragment and no default port.

    Raises NotAnAddress for what is no http or https address, or holds a password.
    """
    return str(_parse(url))


def normalize(url: str) -> str:
    """The one spelling of an address: see `spell`; tags that only say where a reader comes from are dropped.

    Raises NotAnAddress.
    """
    address = _parse(url)
    return str(address._replace(query="&".join(_untagged(address.query))))


def address_key(url: str) -> str:
    """What two spellings of one page have in common: no scheme, no “www.”, “m.” or “amp.”, no trailing slash, and the
    query in order.

    Raises NotAnAddress.
    """
    address = _parse(url)
    bare = address._replace(host=_bare(address.host), path=address.path.rstrip("/"))
    query = "&".join(sorted(_untagged(address.query)))
    return bare.netloc + bare.path + (f"?{query}" if query else "")


def hosts_of(keys: Iterable[str]) -> list[str]:
    """The hosts of addresses that are given by their keys; those of most addresses first, of as many by name."""
    counted = Counter(re.split(r"[/?]", key, maxsplit=1)[0] for key in keys)
    return sorted(counted, key=lambda host: (-counted[host], host))


def article_id(url: str) -> str:
    """The id of the article at an address: 12 hexadecimal digits, the same for every spelling, and for good.

    Raises NotAnAddress.
    """
    return hashlib.sha256(address_key(url).encode()).hexdigest()[:12]


def is_same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one host and port, “www.”, “m.” and “amp.” aside.

    Subdomains are sites of their own: on many hosts they belong to different people.
    Raises NotAnAddress.
    """
    return _site(_parse(one)) == _site(_parse(other))


def join(base: str, link: str) -> str | None:
    """The address that a link on a page means, in one spelling; None where it is none that can be fetched."""
    try:
        return normalize(urljoin(base, link.strip()))
    except (NotAnAddress, ValueError):
        return None


def _parse(url: str) -> _Address:
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise NotAnAddress(str(error), why=wording.WEB["malformed"]) from error
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise NotAnAddress(why=wording.WEB["scheme"])
    if "@" in parts.netloc:
        raise NotAnAddress(why=wording.WEB["password"])
    address = _Address(
        scheme,
        _host(parts.hostname),
        None if port == _DEFAULT_PORTS[scheme] else port,
        _without_dots(_escape(parts.path)) or "/",
        _escape(parts.query, "?"),
    )
    if len(str(address)) > LONGEST or port == 0:
        raise NotAnAddress(why=wording.WEB["malformed"])
    return address


def _host(host: str) -> str:
    """In lower case and ASCII (IDNA 2008, UTS 46), without a final dot.

    Raises NotAnAddress for what is no name of a host and no IP address.
    """
    try:
        if ":" in host and "%" not in host:
            return str(ipaddress.IPv6Address(host))
        if not host.isascii():
            import idna

            host = idna.encode(host, uts46=True).decode("ascii")
    except ValueError as error:
        raise NotAnAddress(str(error), why=wording.WEB["malformed"]) from error
    host = host.lower().removesuffix(".")
    if len(host) > _LONGEST_HOST or not all(map(_LABEL.fullmatch, host.split("."))):
        raise NotAnAddress(why=wording.WEB["malformed"])
    return host


def _escape(text: str, more: str = "") -> str:
    """Everything that may not stand there is escaped; what need not be is not (RFC 3986, 6.2.2)."""
    quoted = quote(_STRAY_PERCENT.sub("%25", text), safe=_KEPT + more)
    return _ESCAPE.sub(_unescape_unreserved, quoted)


def _unescape_unreserved(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if _UNRESERVED.fullmatch(character) else escape[0].upper()


def _without_dots(path: str) -> str:
    """“/a/./b/../c” is “/a/c” (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            kept = kept[:-1] if len(kept) > 1 else kept
        elif segment != ".":
            kept.append(segment)
    if path.endswith(("/.", "/..")):
        kept.append("")
    return "/".join(kept)


def _untagged(query: str) -> list[str]:
    return [part for part in query.split("&") if part and not _TAG.fullmatch(part.partition("=")[0])]


def _site(address: _Address) -> tuple[str, int | None]:
    return _bare(address.host), address.port


def _bare(host: str) -> str:
    """Without what stands before the name; “m.co” is a name itself."""
    while variant := next((head for head in _VARIANTS if host.startswith(head)), None):
        if "." not in (rest := host.removeprefix(variant)):
            return host
        host = rest
    return host
