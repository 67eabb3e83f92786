"""The recipe of crop maps: dated series of Sentinel-2 -> the class of each pixel.

`tsvit.py` is the published network, `exchange.py` a cheaper one, `recipe.py` the stages;
docs/train-tsvit.md tells the data, the defaults and the figures.
"""
