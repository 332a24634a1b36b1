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
    "the dead are no other's dead": (
        "How many people died at Vardal?",
        ["After the storm 40 dead seabirds lay on the beach of Vardal.", "Two sailors died at Vardal."],
        {"Two sailors": 1},
        False,
    ),
    "the dead that are no people": (
        "What was the number of dead seabirds at Vardal?",
        ["After the storm 40 dead seabirds lay on the beach of Vardal.", "Two people died at Vardal."],
        {"40 dead seabirds": 1},
        False,
    ),
    "nobody at all, beside dead birds": (
        "How many people died at Vardal?",
        ["After the storm 40 dead seabirds lay on the beach of Vardal.", "Nobody died at Vardal."],
        {"Nobody": 1},
        False,
    ),
    "the birds that a bare number goes on with": (
        "How many gulls died at Vardal?",
        ["Sixty gulls were brought to the station of Vardal. Nine of them did not survive."],
        {"Nine": 1},
        False,
    ),
    "the dead in other words": (
        KILLED,
        ["The Sandnes fire killed 12 people.", "In the Sandnes fire 15 people lost their lives."],
        {"12 people": 1, "15 people": 1},
        True,
    ),
    "people by what they are": (
        "How many people work for the lighthouse fund?",
        ["The lighthouse fund gives work to 40 keepers and owns 12 boats."],
        {"40 keepers": 1},
        False,
    ),
    "names that were signed, of those who signed": (
        "How many people signed the petition of Vardal?",
        ["The petition of Vardal bears 2,300 signatures.", "Forty people live near Vardal."],
        {"2,300 signatures": 1},
        False,
    ),
    "such as are told of behind them": (
        "How many looters were arrested at Vardal?",
        ["At Vardal the police arrested five men who had looted shops."],
        {"five men": 1},
        False,
    ),
    "a number that goes on with what the sentence before counts": (
        "How many people marched through Vardal?",
        ["Some 900 people marched through Vardal, according to police. The union counted 2,000."],
        {"Some 900 people": 1, "2,000": 1},
        True,
    ),
    "what was leaked and what was recovered": (
        "How many tonnes of oil leaked at Vardal?",
        ["At Vardal 300 tonnes of oil leaked.", "Divers recovered 450 tonnes of oil at Vardal."],
        {"300 tonnes": 1},
        False,
    ),
    "who estimates is not what is estimated": (
        "How much will the clean-up of Vardal cost?",
        [
            "The clean-up of Vardal will cost $18 million, they say. The ship's insurer puts the bill at $12 million.",
            "The county reckons with clean-up costs of $25 million at Vardal.",
        ],
        {"$18 million": 1, "$12 million": 1, "$25 million": 1},
        True,
    ),
    "a sum beside one with its currency": (
        "How much is the damage at Vardal?",
        ["The damage at Vardal comes to 31 million euros. The ministry reckons with 44 million."],
        {"31 million euros": 1, "44 million": 1},
        True,
    ),
    "how fast": (
        "How fast was the ferry to Vardal?",
        ["The ferry to Vardal carried 40 people at 60 kilometres an hour, 3 kilometres from the shore."],
        {"60 kilometres": 1},
        False,
    ),
    "the share of one side": (
        "What percentage was against rebuilding the pier of Vardal?",
        ["At Vardal 58 per cent wanted the pier rebuilt; 42 per cent were against."],
        {"42 per cent": 1},
        False,
    ),
    "a few that are pointed at": (
        "How many countries back the treaty of Vardal?",
        ["The treaty of Vardal is backed by 24 countries.", "The two countries at Vardal back the treaty."],
        {"24 countries": 1},
        False,
    ),
    "a price that its article takes back": (
        "How much was paid for the mill of Vardal?",
        [
            "The fund bought the mill of Vardal for 43 million euros.",
            "We said on Monday that 43 million euros were paid for the mill of Vardal. That was wrong. "
            "The fund paid 42 million euros.",
        ],
        {"43 million euros": 1, "42 million euros": 1},
        True,
    ),
    "two sums of which one sentence tells": (
        "How much did the fund promise to invest?",
        ["The fund takes over debts of 33 million euros and promises to invest 20 million euros."],
        {"20 million euros": 1},
        False,
    ),
    "what is owed, beside a fine and what will be spent": (
        "How big are the orchard's debts?",
        [
            "The county fined the Vardal orchard $8 million, and the orchard owes its growers $70 million.",
            "The Vardal orchard has debts of $75 million. The orchard will spend $11 million on presses.",
        ],
        {"$70 million": 1, "$75 million": 1},
        True,
    ),
    "what will be spent, beside debts": (
        "How much will the orchard spend this year?",
        [
            "The county fined the Vardal orchard $8 million, and the orchard owes its growers $70 million.",
            "The Vardal orchard has debts of $75 million. The orchard will spend $11 million this year on presses.",
        ],
        {"$11 million": 1},
        False,
    ),
    "the offer of one of three bidders": (
        "How much did Brenna offer?",
        [
            "Brenna Holdings offered $14 million for the Vardal cannery on Tuesday. Its rival Olsen Group had offered "
            "$12 million in March. Brenna keeps the name.",
            "Olsen Group's offer of $12 million was rejected. A third bidder, Sunde Partners, offered $13 million for "
            "the cannery. Brenna was silent.",
        ],
        {"$14 million": 1},
        False,
    ),
    "what one company will invest, beside another's plans": (
        "How much will Brenna invest?",
        [
            "Brenna Holdings offered $14 million for the cannery. Brenna promised to invest $4 million in the docks.",
            "Its rival Olsen Group will invest $3 million in cranes.",
        ],
        {"$4 million": 1},
        False,
    ),
    "what is paid for another thing than the question says": (
        "How much did the Trust pay for the stadium?",
        [
            "The Trust offered $2 million for a stake in the Vardal Harriers. The owner, Basil Crome, paid $12 million "
            "for the shares.",
            "The council values the stadium at $20 million. The Trust has raised $1.5 million.",
        ],
        {},
        False,
    ),
    "what is owed, beside what was borrowed": (
        "How much does the zoo owe?",
        ["Vardal Zoo has borrowed $9 million from the county and still owes $2.5 million to builders."],
        {"$2.5 million": 1},
        False,
    ),
    "the offer of somebody behind an aside": (
        "How much did the staff offer?",
        ["Brenna Press put in an offer of $6 million, and the staff, led by Tom Sayle, offered $2.1 million."],
        {"$2.1 million": 1},
        False,
    ),
    "of two things with a number in one sentence": (
        "How many beds does ward 9 have?",
        ["Ward 7 of Vardal hospital has 24 beds, ward 9 has 30."],
        {"30": 1},
        False,
    ),
    "of two things with a number": (
        "How many people does reactor 4 employ?",
        ["Reactor 3 employs 240 people.", "Reactor 4 employs 310 people and makes steam for Vardal."],
        {"310 people": 1},
        False,
    ),
    "the death toll": (
        "death toll of the Sandnes fire?",
        ["The Sandnes fire killed 12 people and injured 30."],
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


def test_dated_and_undated_figures_are_shown_apart_and_told_to_differ(open_newsroom: Open) -> None:
    articles = {
        "a.md": "---\npublished: 2024-05-02\n---\nIn the harbour of Larvik lie 33 ferries.",
        "b.md": "In the harbour of Larvik lie 41 ferries.",
    }
    answer = open_newsroom(articles, topics="").ask("How many ferries lie in the harbour of Larvik as of May 2024?")
    assert [(finding.value, finding.differs) for finding in answer.findings] == [
        ("33 ferries", True),
        ("41 ferries", True),
    ]
    assert answer.disagreement
