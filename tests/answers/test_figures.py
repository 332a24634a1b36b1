"""Figures of several sources: which stand together, which apart, and which are said to differ."""

import pytest

from bot.models import Answer
from tests.answers.conftest import Open


def shown(answer: Answer) -> dict[str | None, int]:
    """Each finding's value, and from how many articles it is."""
    return {f.value: len({citation.article for citation in f.citations}) for f in answer.findings}


BOATS = "How many ferries lie in the harbour of Larvik?"
KILLED = "How many people were killed in the Sandnes fire?"
COST = "How much did the renovation of the library cost?"

# A question, what each article says, the values shown with the number of their articles, and whether sources differ.
CASES: dict[str, tuple[str, list[str], dict[str, int], bool]] = {
    "a bound and an exact number within it": (
        BOATS,
        ["The harbour of Larvik holds more than 30 ferries.", "In the harbour of Larvik lie 33 ferries."],
        {"33 ferries": 2},
        False,
    ),
    "a rough number and the same one": (
        BOATS,
        ["Roughly 30 ferries lie in the harbour of Larvik.", "In the harbour of Larvik lie 30 ferries."],
        {"30 ferries": 2},
        False,
    ),
    "a rough number and one near it": (
        BOATS,
        ["Roughly 30 ferries lie in the harbour of Larvik.", "In the harbour of Larvik lie 31 ferries."],
        {"31 ferries": 2},
        False,
    ),
    "a rough number and one far from it": (
        BOATS,
        ["Roughly 30 ferries lie in the harbour of Larvik.", "In the harbour of Larvik lie 38 ferries."],
        {"Roughly 30 ferries": 1, "38 ferries": 1},
        True,
    ),
    "a bound that two exact numbers meet vouches for neither": (
        BOATS,
        [
            "The harbour of Larvik holds more than 30 ferries.",
            "In the harbour of Larvik lie 33 ferries.",
            "Our reporter counted 34 ferries in the harbour of Larvik.",
        ],
        {"33 ferries": 1, "34 ferries": 1, "more than 30 ferries": 1},
        True,
    ),
    "a rough number stands with the very one that it names": (
        BOATS,
        [
            "Roughly 30 ferries lie in the harbour of Larvik.",
            "In the harbour of Larvik lie 30 ferries.",
            "Our reporter counted 31 ferries in the harbour of Larvik.",
        ],
        {"30 ferries": 2, "31 ferries": 1},
        True,
    ),
    "a bound far below the number": (
        BOATS,
        ["At least 11 ferries lie in the harbour of Larvik.", "In the harbour of Larvik lie 13 ferries."],
        {"At least 11 ferries": 1, "13 ferries": 1},
        True,
    ),
    "a bound that rules the number out": (
        BOATS,
        ["Fewer than 30 ferries lie in the harbour of Larvik.", "In the harbour of Larvik lie 30 ferries."],
        {"Fewer than 30 ferries": 1, "30 ferries": 1},
        True,
    ),
    "a range and a number in it": (
        BOATS,
        ["Between 26 and 34 ferries lie in the harbour of Larvik.", "In the harbour of Larvik lie 31 ferries."],
        {"31 ferries": 2},
        False,
    ),
    "a range and a bound are both open": (
        BOATS,
        ["From 20 to 30 ferries lie in the harbour of Larvik.", "Fewer than 30 ferries lie in the harbour of Larvik."],
        {"From 20 to 30 ferries": 1, "Fewer than 30 ferries": 1},
        True,
    ),
    "two words for one thing and for one number": (
        "How many countries have signed the treaty of Vardal?",
        ["The treaty of Vardal was signed by two dozen nations.", "24 countries have signed the treaty of Vardal."],
        {"24 countries": 2},
        False,
    ),
    "one number written in two ways": (
        "How many people visited the Vardal fair?",
        ["The Vardal fair was visited by 1.2 million people.", "1,200,000 people visited the Vardal fair."],
        {"1,200,000 people": 2},
        False,
    ),
    "the killed and the injured of one sentence": (
        KILLED,
        ["Twelve people were killed and 30 injured in the Sandnes fire."],
        {"Twelve people": 1},
        False,
    ),
    "the killed and the injured of two sources": (
        KILLED,
        ["The Sandnes fire killed 12 people.", "The Sandnes fire injured 30 people."],
        {"12 people": 1},
        False,
    ),
    "two tolls": (
        KILLED,
        ["The Sandnes fire killed 12 people.", "In the Sandnes fire 15 people were killed, the police said."],
        {"12 people": 1, "15 people": 1},
        True,
    ),
    "votes for and against": (
        "How many councillors voted for the tunnel?",
        ["61 councillors voted for the tunnel, 30 voted against it and four abstained."],
        {"61 councillors": 1},
        False,
    ),
    "votes against": (
        "How many councillors voted against the tunnel?",
        ["61 councillors voted for the tunnel, 30 councillors voted against it."],
        {"30 councillors": 1},
        False,
    ),
    "the price of something else": (
        COST,
        [
            "The renovation of the library cost $3 million. Tickets for the opening night of the library cost $20.",
            "A new bus station next to the library cost $8 million.",
        ],
        {"$3 million": 1},
        False,
    ),
    "two prices of one thing": (
        COST,
        ["The renovation of the library cost $3 million.", "The library's renovation cost $4.5 million, auditors say."],
        {"$3 million": 1, "$4.5 million": 1},
        True,
    ),
    "two currencies are not compared": (
        COST,
        ["The renovation of the library cost $3 million.", "The library's renovation cost €2.8 million."],
        {"$3 million": 1, "€2.8 million": 1},
        False,
    ),
    "a sum and a rate": (
        COST,
        ["The renovation of the library cost $3 million.", "The library's renovation cost $40,000 a week."],
        {"$3 million": 1, "$40,000": 1},
        False,
    ),
    "one length in two units": (
        "How long is the Vardal tunnel?",
        ["The Vardal tunnel is 5 km long.", "The Vardal tunnel is 3.1 miles long."],
        {"5 km": 2},
        False,
    ),
    "a number that rose": (
        "How many members does the rowing club have?",
        ["The rowing club's membership rose to 300 members from 260.", "The rowing club has 300 members."],
        {"300 members": 2},
        False,
    ),
    "another year's number": (
        "How many pupils did the Larvik school have?",
        ["In 2019 the Larvik school had 410 pupils.", "In 2023 the Larvik school had 380 pupils."],
        {"410 pupils": 1, "380 pupils": 1},
        False,
    ),
    "other ferries elsewhere": (
        "How many ferries were cancelled?",
        ["The storm cancelled 12 ferries in Denmark.", "The storm cancelled 20 ferries in Norway."],
        {"12 ferries": 1, "20 ferries": 1},
        False,
    ),
    "an age": (
        "How old is Kari Lund?",
        ["Kari Lund, 52, leads the fund.", "Kari Lund is 53 years old."],
        {"52": 1, "53 years old": 1},
        False,
    ),
    "how much of what is measured": (
        "How much rain fell at Sandnes?",
        ["At Sandnes 142 millimetres of rain fell in a night, and two roads were closed."],
        {"142 millimetres": 1},
        False,
    ),
    "how much in other words": (
        "The court ordered the mill to pay how much for the spill?",
        ["The court ordered the mill to pay $40,000 for the spill, after two lawyers had spoken."],
        {"$40,000": 1},
        False,
    ),
    "a bare number of something else": (
        "How many keepers work for the lighthouse fund?",
        ["Eleven keepers work for the lighthouse fund. The keepers drank to it, as the bill for 925 showed."],
        {"Eleven keepers": 1},
        False,
    ),
    "years, a day and a house number": (
        BOATS,
        ["In 2021, on 12 May, 40 ferries lay in the harbour of Larvik, off 14 Harbour Street, for Route 7."],
        {"40 ferries": 1},
        False,
    ),
    "those that came on top": (
        KILLED,
        ["The Sandnes fire killed 12 people.", "Two more people were feared killed in the Sandnes fire."],
        {"12 people": 1},
        False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_only_figures_of_the_same_thing_are_joined_or_differ(open_newsroom: Open, case: str) -> None:
    question, told, values, differ = CASES[case]
    articles = {f"a{n}.md": f"---\ntitle: Item {n}\n---\n{text}\n" for n, text in enumerate(told)}
    answer = open_newsroom(articles, topics="").ask(question)
    assert (shown(answer), answer.disagreement) == (values, differ)


def test_each_finding_says_whether_another_differs_from_it(open_newsroom: Open) -> None:
    told = [
        "The storm cancelled 12 ferries in Denmark.",
        "The storm cancelled 20 ferries in Norway.",
        "The storm cancelled 25 ferries in Norway, the union said.",
    ]
    articles = {f"a{n}.md": text for n, text in enumerate(told)}
    answer = open_newsroom(articles, topics="").ask("How many ferries were cancelled?")
    assert {finding.value: finding.differs for finding in answer.findings} == {
        "12 ferries": False,
        "20 ferries": True,
        "25 ferries": True,
    }
