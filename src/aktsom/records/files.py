"""The files of this area stay in the store as long as a row names them."""

from collections.abc import Collection

from aktsom.follow_up.naming import names_files
from aktsom.records.models import AccessRequest, CaseExport, RequestedDocument


@names_files
def of_records(checksums: Collection[str]) -> set[str]:
    exports = CaseExport.objects.filter(sha256__in=checksums).values_list("sha256", flat=True)
    pdfs = AccessRequest.objects.filter(pdf_sha256__in=checksums).values_list("pdf_sha256", flat=True)
    words = AccessRequest.objects.filter(word_sha256__in=checksums).values_list("word_sha256", flat=True)
    given = RequestedDocument.objects.filter(given_sha256__in=checksums).values_list("given_sha256", flat=True)
    return {*exports, *pdfs, *words, *given}
