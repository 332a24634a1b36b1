"""How likely a slip of the fingers is: what it costs to take one word for another."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
_HEARD_ALIKE = frozenset(
    map(frozenset, ("ck", "kq", "sz", "sc", "cz", "vw", "fv", "dt", "bp", "gj", "mn", "iy", "jy", "ij"))
)
_SWAPPED = 0.8
_DOUBLED = 0.7
_ONE = 1.0
_UNLIKELY = 1.6
_OWNING = 0.7
"""What an s at the end costs: a possessive typed without its apostrophe."""
_LAST = 1.5
"""What a letter costs that was added at the end: without it, the word is most often another one."""


def slip_cost(typed: str, meant: str) -> float:
    """What typing one folded word for another costs: about 1 an edit, less for the usual slips, more for odd ones.

    Edits are letters left out, added, changed, or swapped with the next (optimal string alignment).
    """
    before: list[float] = []
    row = [0.0]
    for at in range(len(meant)):
        row.append(row[-1] + _left_out(meant, at))
    for i, letter in enumerate(typed):
        last, before, row = before, row, [row[0] + _added(typed, i)]
        for j, other in enumerate(meant):
            least = min(
                before[j + 1] + _added(typed, i),
                row[j] + _left_out(meant, j),
                before[j] + _changed(letter, other),
            )
            if i and j and letter == meant[j - 1] and typed[i - 1] == other and letter != other:
                least = min(least, last[j - 1] + _SWAPPED)
            row.append(least)
    return row[-1]


def _left_out(meant: str, at: int) -> float:
    return _DOUBLED if at and meant[at] == meant[at - 1] else _ONE


def _added(typed: str, at: int) -> float:
    if at and typed[at] == typed[at - 1]:
        return _DOUBLED
    if at == len(typed) - 1:
        return _OWNING if typed[at] == "s" else _LAST
    return _ONE


def _changed(typed: str, meant: str) -> float:
    """Less where the keys are side by side, both are vowels, or the two sound alike."""
    if typed == meant:
        return 0.0
    pair = {typed, meant}
    is_usual = pair <= _VOWELS or pair in _HEARD_ALIKE or any(typed + meant in r or meant + typed in r for r in _ROWS)
    return _ONE if is_usual else _UNLIKELY
