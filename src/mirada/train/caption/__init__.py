"""Learned captions of crop windows: class tokens and NDVI -> a small decoder, judged for truth.

The decoder learns to write what `sentences.py` writes of the true mask; `truth.py` counts how much
of what it then says of other windows is false; `shown.py` drops what the check of fields does not
bear out. docs/train-tsvit.md tells the figures.
"""
