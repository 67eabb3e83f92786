"""4 · moments -> facts: measured statements, each with unit, tolerance, method and evidence.

docs/facts.md lists every predicate. Nothing here says a sentence; `language/` does.
"""
