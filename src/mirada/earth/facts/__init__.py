"""Field -> facts: areas, parcels, neighbours, seasons, oddities, data quality, doubt.

docs/earth.md lists every predicate with its unit, tolerance and method, and tells how the evidence
of a fact points at pixels. Nothing here says a sentence.
"""
