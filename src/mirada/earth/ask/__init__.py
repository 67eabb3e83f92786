"""Questions and statements about fields: ``mirada ask`` and ``mirada verify``, from facts alone.

``voice.py`` is what the archive sees, ``known.py`` makes the facts of an archive ready to be asked,
``words_*.py`` hold the questions that are understood, ``read.py`` reads them, ``answers*.py``
answer them of one field, ``several.py`` of several, ``verdicts.py`` judges statements.
"""
