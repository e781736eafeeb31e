"""Invented contract registers, made from hand-written titles and suppliers; run by `tools/make_examples.py`."""
