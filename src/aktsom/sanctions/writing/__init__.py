"""From words with named fields to a letter as Word and PDF: plain Python, no tables and no request.

`words` reads a wording, `filling` puts the values in, `pdf` and `word_file` set it; `word_layout` takes in a
member's own Word file, which is somebody else's file until it is looked through.
"""
