"""A list as an Excel file to take away."""

import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from aktsom.interop.spreadsheets.writing import Column, Item, write_xlsx

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def excel(title: str, columns: Sequence[Column], rows: Iterable[Sequence[Item]]) -> HttpResponse:
    """The file is named by the title and the day."""
    target = io.BytesIO()
    write_xlsx(target, columns, rows, title)
    named = slugify(title, allow_unicode=True) or "aktsom"
    disposition = content_disposition_header(True, f"{named}-{timezone.localdate().isoformat()}.xlsx")
    return HttpResponse(target.getvalue(), content_type=EXCEL, headers={"Content-Disposition": str(disposition)})
