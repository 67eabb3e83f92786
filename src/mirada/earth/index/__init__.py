"""Fields in an archive: what ``mirada index`` makes of patches and masks, so that they are found.

``domain.py`` recognises them, ``facts.py`` turns what was measured into the archive's facts,
``pictures.py`` draws the thumbnails. docs/earth.md tells what can be asked.
"""
