"""How a sentence looks: whether it states something, and how well it is understood alone. Pure.

The patterns are knowledge of English and of pages; where a text is in another language they hardly bite.
"""

import re
from itertools import islice


def _any_of(beginnings: str) -> re.Pattern[str]:
    """A pattern for a text that begins, after marks, with one of these; a line is as good as a bar."""
    lines = "|".join(line.strip() for line in beginnings.strip().splitlines())
    return re.compile(rf"\W*(?:{lines})(?!\w)", re.IGNORECASE | re.VERBOSE)


_FIGURE = re.compile(r"\d|\b(?:dozen|hundred|thousand|million|billion|trillion)s?\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=[\w,;:—–-] )[^\W\d_a-z][\w.'’-]+")
_QUOTATION = re.compile(r"[“«„][^”»“]+[”»“]|\"[^\"]+\"")
_LONG_QUOTATION = 14

_ASKS = re.compile(r"[?？؟]['\"’”»)\]]*$")
_ENDS = re.compile(r"[.!…。！]['\"’”»)\]]*$")
_BEGINS = re.compile(r"[“«„\"'‘(\[$€£]*[^\W_a-z]")
_LOWER_CASE_WORD = re.compile(r"(?<![\w'’.])[a-zß-öø-ÿа-яёіїєґα-ω]{2,}")
_LETTERS = re.compile(r"[^\W\d_](?:[\W\d_]*[^\W\d_]){3}")
"""As many letters as a sentence has at least."""
_CASED = re.compile(r"[A-Za-zА-Яа-яΑ-Ωα-ω]")

_LEANS_BACK = _any_of(
    r"""
    (?:\w+\ )? (?:he|she|it|they|his|her|its|their|them|this|that|these|those|such)
    there|here|but|and|or|so|yet|nor|however|also|meanwhile|moreover|furthermore|additionally|instead
    nevertheless|nonetheless|therefore|thus|then|still|similarly|likewise|conversely|besides|otherwise
    consequently|both|another|others|the\ (?:latter|former|same|two)|of\ course|as\ such|as\ a\ result
    for\ (?:example|instance)|in\ (?:addition|contrast|turn|response|short|fact|other\ words)
    at\ the\ same\ time|on\ the\ other\ hand
    """
)
"""Beginnings that point to a sentence before."""
_STARTS_AS_PAGE = _any_of(
    r"""
    (?:read|see|find\ out|learn|hear|watch|listen)\s+(?:also|more|next|on|here|live|our|the\ full|to\ our)
    subscribe|sign\ (?:up|in)|log\ in|follow\ (?:us|our|me|the\ latest)|click|tap\ (?:here|on|the|to)
    share\ (?:this|on|your)|join\ (?:us|our|the\ conversation)|download\ our|support\ (?:us|our)|donate
    contact\ us|get\ (?:the\ latest|our|unlimited)|stay\ (?:up\ to|informed|tuned)|don['’]t\ miss
    (?:photo|image|picture|video|source|caption|file\ photo|featured\ image|byline|credits?)\s*[:/(] .*
    (?:photo|image|photograph|picture)s?\ (?:by|courtesy|credit)
    advertisement\W*$|sponsored\ (?:by|content)|related\ (?:articles?|stories|topics|content)
    copyright|©.*|\(c\)\ ?\d+|terms\ (?:of\ (?:use|service)|and\ conditions)|privacy\ policy
    (?:updated?|published|posted|last\ (?:updated|modified))\s*(?::.*|\d+)
    (?:additional\ |with\ )?(?:reporting|editing|compiled|translated)\ by|contributing:.*|programming\ note.*
    (?:a\ version\ of\ )?this\ (?:article|story|post|page|piece|web\ ?site|site)\ (?:was|is|has|may|will|uses)
    (?:a\ version\ of\ )?this\ (?:article|story|post|page|piece)\ (?:first|originally|appeared|contains)
    the\ (?:article|story|post|piece)\ (?:was\ |has\ been\ )?(?:originally|first|updated|corrected|edited)
    (?:the\ )?(?:views|opinions)\ expressed|editor['’]?s['’]?\ note|disclaimer
    corrections?\s*(?:[:—–].*|&.*|and\ clarifications?)|skip\ to|back\ to\ top|leave\ a\ (?:comment|reply)
    comments?\W*$|\d+\ (?:comments?|shares?|min(?:ute)?s?\ read)
    """
)
"""Beginnings of lines that belong to the page rather than to the article."""
_HOLDS_PAGE = re.compile(
    r"""\b(?:
    all\ rights\ reserved|click\ here|cookie\ policy|(?:we|site)\ uses?\ cookies|your\ (?:inbox|browser)|
    (?:our|your|this|free)\ (?:\w+\ )?newsletter|enable\ javascript|earn\ a\ commission|
    independently\ (?:chosen|selected|reviewed)\ by|affiliate\ (?:links?|commission)|
    our\ (?:journalism|privacy\ policy|terms\ of)|journalism\ like\ this|you\ agree\ to
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NO_SPEAKER = re.compile(
    r"""^[“«„"][^”»“"]*[”»“"]$|
    \b(?:he|she|they)\ (?:said|says|told|tells|added|adds|wrote|writes|asked|continued|noted)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_INTRODUCES = re.compile(
    r"""[^.;]{3,60}?\ is\ (?:an?|the)\ (?:[\w'’-]+\ ){0,5}
    (?:author|columnist|contributor|correspondent|fellow|lecturer|professor|journalist|editor|reporter|writer)\b""",
    re.VERBOSE,
)
"""An author's own introduction, as opinion pages have it at their head."""
_OWN_VOICE = re.compile(r"\b(?:I|[Ii]['’]m|[Yy]ou|[Yy]our|[Ww]e|[Oo]ur|us|[Mm]y|me|[Hh]ey|[Ll]et['’]s)\b(?!\.)")


def states_something(sentence: str) -> bool:
    """Whether it states something, rather than being a question, a line of the page, a name or a number."""
    if _ASKS.search(sentence) or _STARTS_AS_PAGE.match(sentence) or _HOLDS_PAGE.search(sentence):
        return False
    if not _LETTERS.search(sentence):
        return False
    # A cased script writes most of a sentence in lower case: "Columbia, S.C." and "NEWS" are none.
    return len(list(islice(_LOWER_CASE_WORD.finditer(sentence), 2))) == 2 or not _CASED.search(sentence)


def count_concrete(sentence: str) -> int:
    """How many of these it has: a figure, a name, a quotation of some length."""
    quoted = any(len(found) >= _LONG_QUOTATION for found in _QUOTATION.findall(sentence))
    return bool(_FIGURE.search(sentence)) + bool(_NAME.search(sentence)) + quoted


def count_odd(sentence: str) -> int:
    """How many things make it hard to understand alone; a fragment counts for two."""
    whole_quotes = sentence.count("“") == sentence.count("”") and sentence.count('"') % 2 == 0
    return (
        leans_back(sentence)
        + (not _BEGINS.match(sentence))
        + 2 * (not _ENDS.search(sentence))
        + (not whole_quotes)
        + bool(_NO_SPEAKER.search(sentence))
        + bool(_INTRODUCES.match(sentence))
        + is_own_voice(sentence)
    )


def leans_back(sentence: str) -> bool:
    """Whether it begins with words that point to a sentence before."""
    return bool(_LEANS_BACK.match(sentence))


def is_own_voice(sentence: str) -> bool:
    """Whether the writer speaks of themselves, or to whoever reads, outside of quotations."""
    return bool(_OWN_VOICE.search(_QUOTATION.sub("", sentence)))
