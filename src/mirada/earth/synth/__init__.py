"""Fields that never were, with everything about them known: for training and for checking.

layout -> seasons -> spectra -> clouds -> patch -> folder; docs/earth.md tells what is drawn and
how near it comes to PASTIS.
"""
