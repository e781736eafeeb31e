"""The files of reports stay in the store as long as a row names them."""

from collections.abc import Collection

from aktsom.effects.models import Report
from aktsom.follow_up.naming import names_files


@names_files
def of_reports(checksums: Collection[str]) -> set[str]:
    pdfs = Report.objects.filter(pdf_sha256__in=checksums).values_list("pdf_sha256", flat=True)
    words = Report.objects.filter(word_sha256__in=checksums).values_list("word_sha256", flat=True)
    return {*pdfs, *words}
