"""What the words before a verb of taking part make of it: denied, lying ahead, or left open."""

import re

from bot.models import Role

CHAIN = re.compile(
    r"(?:(?:(?<![\w’'-])(?:will|would|shall|should|could|can|cannot|may|might|must|is|are|was|were|be|been|being|has|have|"
    r"had|do|does|did|to|not|never|nor|also|due|set|expected|scheduled|slated|likely|unlikely|planning|planned|plans?|"
    r"intends?|intended|going|agreed|promised|refused|refuses|declined|declines|unable|able|failed|chose|chosen|opted|"
    r"invited|asked|urged|wants?|wanted|hopes?|hoped|hoping|ready|willing|keen|forced|free|yet|still|both|all|personally|"
    r"once|only|even|either|again|now|reportedly|jointly|formally|briefly|actually|later|just|in|person|like|tried|"
    r"trying|considering|offered|threatened|threatening|vowed|allowed|supposed|meant|about|ever|each|required|obliged|encouraged|permitted|eligible|"
    r"(?:was|is|are|were|has|have|had|did|does|do|wo|would|could|ca|should)n['’]t)|(?<=\w)n['’]t)\s{1,2}){1,10}$",
    re.IGNORECASE,
)
CHAIN_ENDS = 110
DENIES = re.compile(r"\b(?:not|never|nor|cannot)\b|n['’]t\b", re.IGNORECASE)
_REFUSES = re.compile(
    r"\b(?:refused|refuses|declined|declines|unable|failed)\b|\b(?:opted|chose|chosen) not\b", re.IGNORECASE
)
OPEN = re.compile(
    r"\b(?:could|can|may|might|must|should|wants?|wanted|hopes?|hoped|hoping|urged|ready|willing|keen|able|free|tried|"
    r"trying|considering|offered|threatened|threatening|allowed|supposed|unlikely|yet to|like to|would have|about|"
    r"required|obliged|encouraged|permitted|eligible)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|due|set|expected|scheduled|slated|likely|planning|planned|plans?|intends?|intended|going|"
    r"agreed|promised|vowed|(?:is|are|was|were) to|meant)\b|won['’]t",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:invited|asked)\b", re.IGNORECASE)


def in_mood(role: Role, aux: str) -> Role | None:
    """The role as the auxiliaries have it; None where they leave it open."""
    denied = bool(DENIES.search(aux))
    if _ASKED.search(aux) and role is not Role.INVITED:
        return Role.NOT_INVITED if denied else Role.INVITED
    if role in (Role.ABSENT, Role.NOT_INVITED):
        if _AHEAD.search(aux) and not denied:
            return role
        return None if denied or OPEN.search(aux) else role
    if _REFUSES.search(aux):
        return None if denied else Role.ABSENT
    if OPEN.search(aux) and not (denied and re.search(r"\b(?:could|can|able)\b|cannot", aux, re.IGNORECASE)):
        return None
    if denied:
        return Role.NOT_INVITED if role is Role.INVITED else Role.ABSENT
    if _AHEAD.search(aux) and role in (Role.ATTENDED, Role.REMOTE):
        return Role.EXPECTED
    return role
