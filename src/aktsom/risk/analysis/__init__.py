"""Screening of whole ledgers: distinct codes and kinds of text are read once, lines never. The only home of frames.

Nothing is imported here, for frames take time to load and small registers do without.
"""
