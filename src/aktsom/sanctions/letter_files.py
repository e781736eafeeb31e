"""The files of letters and of their layouts stay in the store as long as a row names them."""

from collections.abc import Collection

from aktsom.follow_up.naming import names_files
from aktsom.sanctions.models import Letter, LetterTemplate


@names_files
def of_letters(checksums: Collection[str]) -> set[str]:
    pdfs = Letter.objects.filter(pdf_sha256__in=checksums).values_list("pdf_sha256", flat=True)
    words = Letter.objects.filter(word_sha256__in=checksums).values_list("word_sha256", flat=True)
    layouts = LetterTemplate.objects.filter(layout_sha256__in=checksums).values_list("layout_sha256", flat=True)
    return {*pdfs, *words, *layouts}
