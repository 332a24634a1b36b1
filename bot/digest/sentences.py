"""The key sentences of an article: what it says in one or two of its own sentences. Pure.

Extractive: sentences are weighed, never altered. A sentence gains from standing early, from covering the words
that the article and its title turn on, and from being concrete (a figure, a name, a quotation); it loses where it
cannot be understood alone or hardly says anything. The factors below were set by reading the results.
"""

import math
import re
from collections import Counter
from typing import NamedTuple

from bot.models import Article, BlockKind, Citation, Span
from bot.terms import terms_of

LONGEST = 400
"""The most characters that a quote may have."""
MOST = 2
"""The most key sentences of an article."""

_PROSE = (BlockKind.PARAGRAPH, BlockKind.ITEM)
_ALIKE = 0.6
"""From this share of common words on, of the shorter one, two sentences say the same."""
_FEWEST_TERMS = 4
_LEAD, _COVERAGE, _TITLE, _CONCRETE = 0.4, 0.35, 0.25, 0.08
_LEAD_HALVED = 5
"""The sentence at this place of an article has half the lead of the first."""
_ODD = 0.6
"""What is left of the weight of a sentence for each thing that makes it hard to understand alone."""

_FIGURE = re.compile(r"\d|\b(?:dozens?|hundreds?|thousands?|millions?|billions?)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=[\w,;:—–-] )[^\W\d_a-z][\w.'’-]+")
_QUOTATION = re.compile(r"[“«„][^”»“]{12,}[”»“]|\"[^\"]{12,}\"")
_ASKS = re.compile(r"[?？]['\"’”»)\]]*$")
_COMPLETE = re.compile(r"[.!…。]['\"’”»)\]]*$")
_OPENING = re.compile(r"[^\w“«„\"'‘(\[$€£]*[“«„\"'‘(\[$€£]*[^\W_a-z]")
_LEANS_BACK = re.compile(
    r"[“«„\"'‘(]*(?:he|she|it|they|we|i|his|her|its|their|our|my|this|that|these|those|such|there|here|but|and|or|so|yet|"
    r"however|also|meanwhile|moreover|furthermore|additionally|instead|nevertheless|nonetheless|therefore|thus|then|"
    r"still|similarly|likewise|conversely|besides|otherwise|consequently|the (?:latter|former|same|two)|"
    r"for (?:example|instance)|in (?:addition|contrast|turn|response|short|fact|other words)|as a result|"
    r"at the same time|on the other hand|of course|as such|both|another|others)\b",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"\W*(?:(?:read|see|find out|learn|hear|watch|listen)\s+(?:also|more|next|on|here|now|live|our|the full|to our)\b|"
    r"subscribe|sign (?:up|in)\b|log in\b|follow (?:us|our|me|the latest)|click\b|tap\b|share (?:this|on|your)|"
    r"join (?:us|our|the conversation)|download (?:our|the)|support (?:us|our)|donate|contact us|"
    r"get (?:the latest|our|unlimited|your)|stay (?:up|informed|tuned)|don['’]t miss|"
    r"(?:photo|image|picture|video|source|credit|credits|caption|file photo|featured image|byline)\s*[:/(]|"
    r"(?:photo|image|photograph|picture)s? (?:by|courtesy|credit)|advertisement|sponsored|related (?:articles?|stories|topics)|"
    r"(?:copyright|©|\(c\) ?\d)|all rights reserved|terms (?:of|and)|privacy policy|cookies?\b|"
    r"(?:updated?|published|posted|last (?:updated|modified))\s*(?:on\b|at\b|:|\d)|"
    r"(?:additional |with )?(?:reporting|writing|editing|edited|written|compiled|translated) by\b|"
    r"(?:this|the) (?:article|story|post|page|piece|report|website|site|content|video|material) "
    r"(?:was|is|has|have|may|uses|will|first|originally)\b|"
    r"(?:the )?(?:views|opinions) (?:expressed|in this)|editor['’]?s['’]? note|disclaimer|correction\b|"
    r"skip to|back to top|leave a (?:comment|reply)|comments?\b\W*$|\d+ (?:comments?|shares?|min(?:ute)?s? read)\b)|"
    r".*\b(?:all rights reserved|newsletter|click here|cookie policy|your inbox|your browser|javascript)\b",
    re.IGNORECASE | re.DOTALL,
)


class _Sentence(NamedTuple):
    span: Span
    text: str
    terms: frozenset[str]
    place: int


def key_sentences(article: Article) -> tuple[Citation, ...]:
    """Up to two whole sentences, verbatim, in the order of the article; none where it has no prose that can be cited.

    Every quote stands in a paragraph or list item, is at most 400 characters, and no question, no boilerplate, no
    repetition of the title or of the other quote.
    """
    title = frozenset(terms_of(article.title))
    sentences = [each for each in _sentences(article) if not _same(each.terms, title)]
    weights = _term_weights(article, title)
    scores = {each: _score(each, weights, title) for each in sentences}
    chosen: list[_Sentence] = []
    while len(chosen) < MOST:
        left = [each for each in sentences if not any(_overlap(each.terms, other.terms) >= _ALIKE for other in chosen)]
        if not left:
            break
        chosen.append(max(left, key=lambda each: scores[each] * (1 - _said(each, chosen))))
    return tuple(_cite(article, each.span) for each in sorted(chosen, key=lambda each: each.span))


def _sentences(article: Article) -> list[_Sentence]:
    """What may be cited: prose sentences short enough, that state something."""
    spans = [span for block in article.blocks if block.kind in _PROSE for span in block.sentences]
    texts = [(span, article.text[span[0] : span[1]]) for span in spans]
    return [
        _Sentence(span, text, frozenset(terms_of(text)), place)
        for place, (span, text) in enumerate(texts)
        if _can_be_cited(text)
    ]


def _can_be_cited(sentence: str) -> bool:
    if not sentence.strip() or len(sentence) > LONGEST:
        return False
    return not (_ASKS.search(sentence) or _BOILERPLATE.match(sentence)) and bool(terms_of(sentence))


def _term_weights(article: Article, title: frozenset[str]) -> dict[str, float]:
    """How much the article turns on each of its terms: the logarithm of how often it uses it, twice if in its title."""
    counts = Counter(terms_of(article.text))
    return {term: math.log1p(count) * (2 if term in title else 1) for term, count in counts.items()}


def _score(sentence: _Sentence, weights: dict[str, float], title: frozenset[str]) -> float:
    lead = _LEAD_HALVED / (_LEAD_HALVED + sentence.place)
    heaviest = max(weights.values(), default=1.0)
    mean = sum(weights.get(term, 0.0) for term in sentence.terms) / (len(sentence.terms) + _FEWEST_TERMS) / heaviest
    about = len(sentence.terms & title) / max(1, len(title))
    concrete = sum(bool(sign.search(sentence.text)) for sign in (_FIGURE, _NAME, _QUOTATION))
    whole = _LEAD * lead + _COVERAGE * mean + _TITLE * about + _CONCRETE * concrete
    return whole * math.pow(_ODD, _oddities(sentence))


def _oddities(sentence: _Sentence) -> int:
    """How many things make it hard to understand alone."""
    text = sentence.text
    return sum(
        (
            bool(_LEANS_BACK.match(text)),
            not _OPENING.match(text),
            2 * (not _COMPLETE.search(text)),
            text.count("“") != text.count("”") or text.count('"') % 2 == 1,
            2 * (len(sentence.terms) < _FEWEST_TERMS),
        )
    )


def _said(sentence: _Sentence, chosen: list[_Sentence]) -> float:
    return max((_overlap(sentence.terms, other.terms) for other in chosen), default=0.0)


def _overlap(some: frozenset[str], others: frozenset[str]) -> float:
    """The share of common terms, of the shorter."""
    return len(some & others) / max(1, min(len(some), len(others)))


def _same(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two texts use nearly the same terms, neither saying more than the other."""
    return bool(some) and len(some & others) / len(some | others) > 0.75


def _cite(article: Article, span: Span) -> Citation:
    start, end = span
    return Citation(
        article=article.id,
        title=article.title,
        url=article.url,
        published=article.published,
        quote=article.text[start:end],
        start=start,
        end=end,
    )
