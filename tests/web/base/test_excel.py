"""Lists as sheets to take away."""

import pytest
from django.utils import timezone

from aktsom.interop.spreadsheets.writing import Column
from aktsom.web.base.excel import excel


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Avtaler", 'filename="avtaler-{day}.xlsx"'),
        ("Lærer & Sønn A/S", "filename*=utf-8''l%C3%A6rer-s%C3%B8nn-as-{day}.xlsx"),
        ('"\r\nSet-Cookie: a=b; ../..', 'filename="set-cookie-ab-{day}.xlsx"'),
        ("!!!", 'filename="aktsom-{day}.xlsx"'),
    ],
)
def test_the_file_is_named_by_the_title_and_the_day(title: str, name: str) -> None:
    answer = excel(title, [Column("A")], [["b"]])
    assert answer["Content-Disposition"] == f"attachment; {name}".format(day=timezone.localdate().isoformat())
