"""A CheckedText as a message: each claim with the quotes that state it, and those that give another value."""

from collections.abc import Iterable, Iterator, Sequence

from bot import wording
from bot.models import CheckedText, ClaimCheck, ClaimKind, Finding
from handlers.blocks.citation import quoted, spoken
from handlers.blocks.elements import actions, header, plain, remark, rich, section, size, styled
from handlers.blocks.message import MOST_JSON, MOST_TEXT, Block, Message
from handlers.blocks.notice import notice
from handlers.blocks.presses import KeptCheck, share_check_button
from handlers.blocks.text import cut, escape, fit

MOST_CLAIMS = 20
MOST_QUOTES = 2
_MOST_SENTENCE = 300
_MOST_CLAIM = 150
_MOST_LEAD = 200

_Line = tuple[str | None, ClaimCheck]
"""A claim, with its sentence where it is the first one of it that is shown."""


def claims_message(checked: CheckedText, kept: KeptCheck | None, note: str | None = None) -> Message:
    """What the articles say to the claims of a text; shareable where `kept` says how. `note` is a line of our own put
    under it.

    Those that Slack does not take in one message are counted at its end; names are left out first.
    """
    claims = [check for sentence in checked.sentences for check in sentence.checks]
    if not claims:
        return notice(wording.NOTHING_CLAIMED)
    heading = _heading(claims)
    remarks = [wording.SIDE_BY_SIDE, *([wording.more_sentences(checked.left)] if checked.left else [])]
    remarks += [note] if note else []
    end = [*map(remark, remarks), *actions([share_check_button(kept)] if kept else [])]
    room = MOST_JSON - sum(map(size, [header(heading), remark(wording.more_claims(len(claims))), *end]))
    shown = _fitting(checked, room)
    left = len(claims) - len(shown)
    more = [wording.more_claims(left)] if left else []
    blocks = (header(heading), *_blocks(shown), *map(remark, more), *end)
    return Message(text=_text(heading, shown, [*more, *remarks]), blocks=blocks)


def _heading(checks: Sequence[ClaimCheck]) -> str:
    """How many claims are stated, and how many names are there: a name alone is no claim that anybody states."""
    names = [check for check in checks if check.kind is ClaimKind.NAME]
    claims = [check for check in checks if check.kind is not ClaimKind.NAME]
    stated = sum(check.stated is not None for check in claims)
    differing = sum(bool(check.differs) for check in claims)
    absent = sum(not check.is_held for check in claims)
    told = [
        *([wording.claims_checked(len(claims), stated, differing, absent)] if claims else []),
        *([wording.names_checked(len(names), sum(check.is_held for check in names))] if names else []),
    ]
    return " · ".join(told)


def _fitting(checked: CheckedText, room: int) -> list[_Line]:
    """As many claims as fit, in the text's order."""
    places = [(s, c) for s, sentence in enumerate(checked.sentences) for c, _ in enumerate(sentence.checks)]
    chosen = sorted(places, key=lambda at: checked.sentences[at[0]].checks[at[1]].kind is ClaimKind.NAME)[:MOST_CLAIMS]
    while chosen and sum(map(size, _blocks(_lines(checked, chosen)))) > room:
        chosen.pop()
    return list(_lines(checked, chosen))


def _lines(checked: CheckedText, chosen: Sequence[tuple[int, int]]) -> Iterator[_Line]:
    before = None
    for at, number in sorted(chosen):
        sentence = checked.sentences[at]
        yield sentence.text if at != before else None, sentence.checks[number]
        before = at


def _blocks(lines: Iterable[_Line]) -> list[Block]:
    """One a claim. A quote that has a name, and stands above already, is not repeated."""
    seen: set[tuple[str, int]] = set()
    blocks = []
    for sentence, check in lines:
        said = [section(styled(cut(sentence, _MOST_SENTENCE), "italic"))] if sentence else []
        blocks.append(rich([*said, *_claim(check, sentence, seen)]))
    return blocks


def _claim(check: ClaimCheck, sentence: str | None, seen: set[tuple[str, int]]) -> Iterator[Block]:
    claim = "" if _is_whole(check, sentence) else cut(check.claim, _MOST_CLAIM)
    for lead, finding in wording.said_of(check):
        yield section(styled(claim, "bold"), plain(f"{' · ' if claim else ''}{cut(lead, _MOST_LEAD)}"))
        for citation in finding.citations[: _quotes(check, finding)] if finding else ():
            at = citation.article, citation.start
            if check.kind is not ClaimKind.NAME or at not in seen:
                yield from quoted(citation)
            seen.add(at)
        claim = ""


def _is_whole(check: ClaimCheck, sentence: str | None) -> bool:
    """Whether the claim is the sentence right above it."""
    return check.kind is ClaimKind.STATEMENT or check.claim == (sentence or "").rstrip(".!… ")


def _quotes(check: ClaimCheck, finding: Finding) -> int:
    """How many quotes of a finding are shown: more than one where they state something."""
    return MOST_QUOTES if finding is check.stated and check.kind is not ClaimKind.NAME else 1


def _text(heading: str, shown: Sequence[_Line], remarks: Sequence[str]) -> str:
    """The same for screen readers: with as many quotes of each finding as there is room for."""
    texts = ["\n".join([heading, *(_spoken(*line, most) for line in shown), *remarks]) for most in (MOST_QUOTES, 1, 0)]
    fitting = (text for text in texts if len(escape(text)) <= MOST_TEXT)
    return fit(next(fitting, texts[-1]), MOST_TEXT)


def _spoken(sentence: str | None, check: ClaimCheck, most: int) -> str:
    told = [
        " ".join([lead, *map(spoken, finding.citations[: min(most, _quotes(check, finding))] if finding else ())])
        for lead, finding in wording.said_of(check)
    ]
    claim = f"{cut(check.claim, _MOST_CLAIM)}: {'; '.join(told)}"
    return f"{cut(sentence, _MOST_SENTENCE)}\n{claim}" if sentence and not _is_whole(check, sentence) else claim
