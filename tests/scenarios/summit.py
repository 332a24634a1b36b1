"""A corpus for conversations: a summit with many who came, what was said there, and what came of it."""

from pathlib import Path

SUMMIT = """---
title: The summit in Varde
published: 2025-03-04
---
The harbour summit in Varde on 3 March 2025 was chaired by Mara Lindqvist.
Oskar Brandt, Ana Terzic, Ingrid Vos, Helena Prado and Piotr Wolski attended the summit in Varde.
Carmen Ibarra was not invited to the summit in Varde.
"""
WORDS = """---
title: Lindqvist on the fee
published: 2025-03-05
---
"We will halve the fee for small ports," Mara Lindqvist said after the summit in Varde.
Oskar Brandt said the fee would stay as it is.
"""
MADRID = """---
title: Talks in Madrid
published: 2025-03-09
---
Lena Okafor and Jonas Weil attended the harbour talks in Madrid.
The harbour league counts 12 ports, its treasurer Jonas Weil said in Madrid.
"""


def write(corpus: Path) -> None:
    corpus.mkdir()
    for name, text in (("summit", SUMMIT), ("fee", WORDS), ("madrid", MADRID)):
        (corpus / f"{name}.md").write_text(text, encoding="utf-8")
    topics = (
        '[harbour]\nsize = "How many ports does the harbour league count?"\ntimeline = "When did the league begin?"\n'
    )
    (corpus / "topics.toml").write_text(topics, encoding="utf-8")
