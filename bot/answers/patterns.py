"""The wordings by which a question shows what it asks for. Knowledge of English; nothing of any story."""

import re


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


QUESTION_WORD = _pattern(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b")
QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]{2,200})[”\"“»]")

_AUXILIARIES = (
    r"(?:(?:(?:did|was|were|is|are|has|have|does|do|will|wo|would)n['’]t|"
    r"all|also|will|is|are|was|were|has|have|had|did|does|do|would|be|been|being|not|n't) )*"
)
_TAKES_PART = (
    r"(?:attend(?:s|ed|ing|ees?)?|tak(?:e|es|ing) part|took part|participat\w+|join(?:s|ed|ing)?|present|"
    r"turn(?:ed)? up|show(?:ed)? up|c[ao]me|connected|invited|uninvited|absent|missing|missed|skip(?:ped)?|"
    r"boycott(?:ed)?|stay(?:ed)? away|dial(?:led|ed)? in|was there|were there|at the table|pull(?:ed)? out|"
    r"declined (?:the|an|his|her|their) invitation)"
)
_MEETING = (
    r"(?:meeting|talks|summit|conference|call|session|hearing|gathering|dinner|inquiry|ceremony|forum|congress|debate|"
    r"festival)"
)
_WHO = r"(?:who(?: else)?|which (?:\w+ ){1,3}?|what (?:countries|nations|states|people|companies))"
WHO_ATTENDED = _pattern(
    rf"^(?:and )?{_WHO}\s*{_AUXILIARIES}{_TAKES_PART}\b",
    r"\b(?:participants|attendees|attendance|guest list)\b",
    r"^who (?:was|were|is|are|will be)(?: not|n['’]t)? (?:at|in) (?:the\b|[\w’'-]+(?: [\w’'-]+)? for the\b)",
    rf"^who (?:went|goes|will go|is going|travelled|flew) to (?:the|a) .*\b{_MEETING}",
    r"^who (?:(?:also|all|has|had|will|did) )*(?:met|meets?|sat down)\b",
    rf"^{_WHO}\s*{_AUXILIARIES}there\b",
    r"^(?:list|name|show)(?: me)? (?:the )?(?:people|countries|those|everyone)?\s*"
    r"(?:who |that )?(?:attended|took part)",
)
TOOK_PART = _pattern(
    rf"\b{_TAKES_PART}\b",
    r"\b(?!is |are |was |were )\w+ there\??$",
    r"^(?:did|will|has|would) .{3,80} (?:go|travel|fly|appear) (?:to|at|in|before) ",
    r"\b(?:at|in|go(?:ing)? to|went to|part of) the\b.*\b(?:meeting|talks|summit|conference|call|session|hearing)\b",
)
WHO_CHAIRED = _pattern(
    r"^who(?: \w+){0,2} (?:(?:co-)?chair(?:s|ed|ing)?|presid(?:es?|ed|ing)|moderat(?:es?|ed|ing))\b",
    rf"^who(?: \w+){{0,2}} (?:hosts|hosted|hosting|will host|leads?|led|opened|convened)\b.*\b{_MEETING}\b",
)
ABSENT = _pattern(
    r"\b(?:absent|missing|missed|skip(?:ped)?|boycott(?:ed)?|stay(?:ed)? away|not (?:there|at)|pull(?:ed)? out|"
    r"declined (?:the|an|his|her|their) invitation)\b",
    r"\b(?:did|was|were|does|do|has|have)(?: not|n['’]t)\b.*(?:attend|part|participate|present|come|join|there|"
    r"show|turn|appear)",
)
REMOTE = _pattern(
    r"\b(?:join\w*|attend\w*|participat\w+|took part|tak\w+ part|connected|present|followed|there)\b"
    r"(?:(?!\bwhen\b|\bwhere\b).){0,40}?\b(?:remotely|virtually|online|from (?:afar|a distance)|"
    r"(?:by|via|over)(?: a)? (?:video|phone|telephone|zoom|remote link))",
    r"\bdial(?:led|ed)? in\b",
)
INVITED = _pattern(r"\binvited\b")
NOT_INVITED = _pattern(r"\b(?:not|n['’]t|un) ?(?:been )?invited\b")
COUNTRIES = _pattern(r"^(?:which|what) (?:\w+ )?(?:countries|nations|states)\b")

YES_NO = _pattern(
    r"^(?:and |but |so )?(?:is|are|was|were|am|did|does|do|has|have|had|can|could|will|would|should|shall|may|might|"
    r"must|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|didn['’]t|doesn['’]t|hasn['’]t|haven['’]t|won['’]t)\b"
)
WHO_SAID = _pattern(r"^who\b.*\b(?:said|says|say|told|asked)\b")
WHO_STATES = _pattern(r"^(?:so |and |but )?who (?:else |also |has |first )?(?:said|says|say)\b")
STATEMENT = _pattern(
    r"\b(?:position|stance|view|views|opinion|objections?|reaction|response|attitude|demands?|arguments?|criticism|"
    r"comments?|warning|promise)\b",
    r"\bwhat (?:did|does|do|has|have|had|is|was|were|are)\b.{2,80}?\b(?:say|saying|said|think|thinking|argue|"
    r"emphasi[sz]e|stress|announce|claim|warn|promise|pledge|demand|call|want|propose|suggest|tell|told|insist|respond|"
    r"react|deny|believe|expect|express|urge)\b",
)
WHICH_OR_WHO = _pattern(
    r"\b(?:which (?!number|percentage|share|proportion|amount|price|sum|total)|who|whom|whose|where)\b"
)
HOW_MUCH = _pattern(
    r"\bhow (?:many|much|big|large|long|old|far|tall|high|deep|fast|heavy|wide|expensive|often|strong)\b"
)
# A body has a chair as a post; a meeting is chaired.
CHAIRS_BODY = _pattern(
    r"^who (?:currently |now )?(?:chairs|chaired|heads|headed|leads|led)\b.*\b"
    r"(?:board|committee|council|commission|panel|party|union|company|association|authority|agency)\b"
    r"(?! (?:meeting|session|hearing|talks))"
)
# Only where the question asks for nothing else.
SIZE = _pattern(
    r"\b(?:the )?(?:number|size|amount|total|percentage|share|price|cost|value) of\b",
    r"\b(?:what|which) (?:number|percentage|share|proportion|amount|price|sum|total)\b",
    r"\bby how much\b",
    r"^what (?:would|will|did|does|do|has|have|is|was|were|are)\b.*\b(?:costs?|price|salary|bonus|budget|turnover)\??$",
    r"^what (?:is|was)\b.*\b(?:salary|bonus|budget|turnover|population|height|weight)\b",
)
DEFINITION = _pattern(
    r"^(?:so |and )?(?:who|what)(?:['’]s| is| are| was| were)\s+(?:an? |the )?(?P<what>[^?]+?)\??$",
    r"^define (?P<word>.+)$",
    r"^what does (?P<term>.+?) mean",
)
_PARTICIPLE = (
    r"[a-z]{2,}ed|shot|hurt|hit|found|held|sworn|chosen|taken|beaten|told|sent|struck|stolen|caught|paid|put|seen|bitten|"
    r"thrown|torn|left|named|lost|sold|given|bought|built|made|shown|driven|forgotten"
)
# "Who was arrested?", "what was corrected in May?"
IS_DONE = _pattern(
    r"^(?:so |and |but )?(?:who|what)(?:['’]s been| (?:has|have|had|will)(?: also)? be(?:en)?|['’]s| is| are| was|"
    r" were| got| gets) (?:(?:being|also|now|first|[a-z]{2,12}ly) )*"
    rf"(?P<verb>{_PARTICIPLE})(?=\W*$|\s(?:in|on|at|by|for|with|from|to|of|as|"
    r"after|before|during|when|while|because|near|inside|outside|into|around|against|without|again|instead|alongside|"
    r"over|under|up|out|off|down|this|last|yesterday|today)\b)"
)
WHY = _pattern(r"^(?:so |and |but )?why\b", r"\b(?:for what|what was the|what is the) reason\b", r"^how come\b")
# What gives a reason, in the sentence or in the one behind it.
REASON = _pattern(
    r"\b(?:because|due to|owing to|thanks to|in order to|so as to|on (?:the )?grounds|for fear|that (?:is|was) why|"
    r"(?:the|one|another|main|its|his|her|their) reasons?)\b",
    r"(?<=,)\s(?:since|as)\s(?:it|he|she|they|the|its|his|her|their|there|no)\b",
)
REASON_BEHIND = _pattern(
    r"^\W?(?:(?:that|this|it) (?:was|is|were) (?:because|due to|why)|(?:the|one) reasons?\b|the cause\b)"
)
NOT_DEFINED = _pattern(r"['’]s\b", r"\b(?:for|happening|going|being|next|wrong)\b")

# The kinds of size that a wording asks for.
MEASURES = (
    (_pattern(r"\bhow (?:tall|high|deep|wide|far)\b", r"\b(?:height|depth|width|distance)\b"), ("length",)),
    (_pattern(r"\bhow long\b", r"\bduration\b"), ("time",)),
    (_pattern(r"\bhow long (?:is|are|was|were)\b"), ("length",)),
    (_pattern(r"\bhow old\b", r"\bwhat age\b"), ("age",)),
    (_pattern(r"\bhow often\b"), ("time",)),
    (_pattern(r"\bhow fast\b", r"\bspeed\b"), ("speed",)),
    (_pattern(r"\bhow heavy\b", r"\bweigh"), ("weight",)),
    (
        _pattern(
            r"\bper ?cent",
            r"\b(?:what|which) (?:share|proportion)\b",
            r"\b(?:share|proportion) of\b",
            r"\bpercentage\b",
        ),
        ("percent",),
    ),
    (
        _pattern(
            r"\bhow much (?:money|did|does|do|will|would|was|were|is|are)\b.*\b(?:cost|pa(?:y|id|ys)|worth|earn|"
            r"spen[dt]|rais|invest|buy|bought|sold|sell|price)",
            r"\bhow expensive\b",
            r"\b(?:pay|paid|pays|cost|costs|spend|spent|fined|earned|sold for|bought for|worth)\b.*\bhow much\b",
            r"\bhow (?:high|big|large)\b.*\b(?:damage|debts?|bill|deficit|fine|loss|losses|reward|loan)\b",
            r"\b(?:price|costs?|salary|bonus|wage|fine|budget|fee|revenue|value)\b",
        ),
        ("money",),
    ),
)

# "How much" of anything else is some size of it: "how much rain fell?".
ANY_AMOUNT = _pattern(r"\bhow much\b(?! (?:time|more|less|longer|older)\b)")
ANY_MEASURE = ("money", "percent", "points", "length", "weight", "area", "volume", "power", "temperature")

FOCUS = _pattern(
    r"\b(?:how many|how much|which|what|number of|size of|amount of|percentage of|share of)\s+"
    r"(?P<noun>(?:(?!\b(?:is|are|was|were|did|do|does|has|have|had|will|would|could|can|of|in|on|at|to|that|for|by|from|"
    r"with)\b)[\w.’'-]+\s*){1,4})"
)
# "countries joined" -> "countries": the noun ends where a verb follows its plural.
AFTER_PLURAL = re.compile(r"(?:(?<=s)|(?<=people)|(?<=children)|(?<=men))\s+(?=[a-z]+(?:ed|ing|t|e)?\b)")

# "The number of dead birds" is not one of people.
DEATH_TOLL = _pattern(
    r"\bdeath toll\b",
    r"\bnumber of (?:deaths|fatalities)\b",
    r"\bnumber of dead(?=\W*$|\W*\s(?:in|at|on|from|after|by|of|so|is|was|has|had|rise|rose|now)\b)",
)

# The question is about what is happening now, or has just happened.
NOW = _pattern(
    r"\bthis (?:week|weekend|month|year|season|past|upcoming)\b",
    r"\b(?:today|tonight|yesterday|recent(?:ly)?|now|current(?:ly)?|new(?:ly)?|latest|just|upcoming|soon|so far)\b",
    r"\b(?:is|are) (?:being |set )?\w+(?:ing|ed)\b",
    r"\b(?:has|have) (?:been|\w+ed)\b",
    r"\blast (?:week|weekend|month|night)\b",
)
