"""A paper as a Word file to take away."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from aktsom.core.papers import Paper, word_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word(paper: Paper) -> HttpResponse:
    """The file is named by the paper's title."""
    named = slugify(paper.title, allow_unicode=True)[:80] or "aktsom"
    disposition = content_disposition_header(True, f"{named}.docx")
    return HttpResponse(word_of(paper), content_type=WORD, headers={"Content-Disposition": str(disposition)})
