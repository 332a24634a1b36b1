"""Dateline: answers from a team's article corpus with verbatim, sourced snippets."""
