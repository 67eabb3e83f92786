"""Crops and fields: masks and satellite series -> facts that can be recomputed from their pixels.

`read/` opens masks and series, `synth/` makes fields whose truth is known, `facts/` measures.
docs/earth.md tells the layouts, the predicates and how a fact's evidence points at pixels.
"""
