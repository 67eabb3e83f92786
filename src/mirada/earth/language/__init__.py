"""Facts of a field -> a report in Spanish or English, and any text back to claims that are checked.

One template gives both a sentence's words and its parse (:mod:`mirada.language.patterns`):
``report.py`` writes, ``check.py`` reads. docs/earth.md tells what a report says.
"""
