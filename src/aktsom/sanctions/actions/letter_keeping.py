"""What a letter gets when it is sent and keeps: its number, and its files in the store."""

import hashlib
import tempfile
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from aktsom.follow_up.actions.evidence import StoreAway
from aktsom.follow_up.files import place
from aktsom.follow_up.storage.places import PlaceAway, key_of
from aktsom.sanctions.letter_making import PDF, WORD, layout_of
from aktsom.sanctions.models import Letter, LetterSeries
from aktsom.sanctions.writing.filling import Sheet
from aktsom.sanctions.writing.pdf import pdf_of
from aktsom.sanctions.writing.word_file import word_of


def next_number(member_id: int, year: int) -> tuple[int, int]:
    LetterSeries.objects.get_or_create(member_id=member_id, year=year)
    series = LetterSeries.objects.select_for_update().get(member_id=member_id, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return year, series.last


def freeze(one: Letter, sheet: Sheet) -> None:
    one.subject = sheet.filled.subject[:300]
    one.blocks = [asdict(block) for block in sheet.filled.blocks]
    one.values = {name: value if isinstance(value, str) else list(value) for name, value in sheet.values.items()}
    files = {PDF: pdf_of(sheet), WORD: word_of(sheet, layout_of(one.template, one.kind, one.language))}
    for content in files.values():
        put_away(content)
    one.pdf_sha256, one.pdf_size = hashlib.sha256(files[PDF]).hexdigest(), len(files[PDF])
    one.word_sha256, one.word_size = hashlib.sha256(files[WORD]).hexdigest(), len(files[WORD])


def put_away(content: bytes) -> str:
    """Into the store, under its checksum, which is returned. What a killed process leaves beside it is tidied with the
    uploads that were given up."""
    sha256 = hashlib.sha256(content).hexdigest()
    folder = Path(settings.UPLOADS)
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    with tempfile.NamedTemporaryFile(dir=folder, prefix="upl-letter-") as file:
        file.write(content)
        file.flush()
        try:
            place().put(key_of(sha256), Path(file.name))
        except PlaceAway as error:
            raise StoreAway from error
    return sha256
