"""How often Python looks for reference cycles, set before anything large is imported.

A start allocates a few hundred thousand objects that all stay, and Python would go through them again and again: with
its own threshold of 700, that is a seventh of the time that `ask` takes.
"""

import gc

gc.set_threshold(50_000, 20, 20)
