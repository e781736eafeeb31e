"""Papers: what people print, send and archive, as Word and as tagged PDF (PDF/UA-1). Both say the same."""

from aktsom.core.papers.paper import Bars, Facts, Heading, Note, Paper, Part, Points, Table, Text
from aktsom.core.papers.pdf import pdf_of
from aktsom.core.papers.word import word_of

__all__ = ["Bars", "Facts", "Heading", "Note", "Paper", "Part", "Points", "Table", "Text", "pdf_of", "word_of"]
