"""A field's report as something to read: map, curves, tables; page, PDF, Markdown, JSON.

`make.py` gathers; `crop_map.py` and `curves.py` draw; `page.py`, `pdf.py`, `markdown.py` and
`values_json.py` write; `extract.py` and `recheck.py` read a report back and hold it to its pixels.
"""
