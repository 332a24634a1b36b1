"""Text and citations as any article could bring them."""

from datetime import date

from hypothesis import strategies as st

from bot.models import Citation

MARKUP = [
    "<!channel>",
    "<@U0ANN>",
    "<#C0X|general>",
    "<https://evil.example|safe>",
    "*bold*",
    "`code`",
    "&amp;",
]
TROUBLE = st.sampled_from([*MARKUP, "🦆", "שלום", "\n\n", "x" * 400])
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
FOREIGN = st.lists(st.one_of(TEXT, TROUBLE), max_size=4).map("".join)
QUOTE = FOREIGN.filter(lambda text: text.strip())
RECURRING = st.builds(
    lambda few, at: few[at % len(few)],
    st.shared(st.lists(QUOTE, min_size=1, max_size=6), key="recurring"),
    st.integers(0, 5),
)
"""One of a few quotes that an example has. Where it has many, each drawn anew would take most of a test's time, and
all but the smallest examples would be more than hypothesis draws: it throws them away."""

URLS = st.sampled_from(["https://ledger.example/a?b=c&d=e", "http://[bad", "HTTPS://X.EXAMPLE"])


def citations() -> st.SearchStrategy[Citation]:
    return st.builds(
        Citation,
        article=RECURRING,
        title=st.one_of(st.just(""), RECURRING),
        url=st.one_of(st.none(), RECURRING, URLS),
        published=st.one_of(st.none(), st.dates()),
        quote=RECURRING,
        start=st.just(0),
        end=st.just(1),
    )


def citation(number: int = 1, **changes: object) -> Citation:
    quote = f"There are {number} of them."
    told = {
        "article": f"a{number}",
        "title": f"Article {number}",
        "url": f"https://ledger.example/{number}",
        "published": date(2025, 3, 4),
        "quote": quote,
        "start": 0,
        "end": len(quote),
    }
    return Citation.model_validate({**told, **changes})
