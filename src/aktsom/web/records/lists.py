"""Lists of a case to read and to be read by machines: its documents and its journal."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.interop.spreadsheets.writing import neutralised
from aktsom.members.queries.journal import JournalRow
from aktsom.records.documents import CaseDocument
from aktsom.records.rules.noark_facts import NoarkDocument
from aktsom.records.states import Way
from aktsom.web.journal.verbs import verb_words
from aktsom.web.records.making import KINDS


def way_words(way: Way) -> str:
    return {Way.IN: _("Inn"), Way.OUT: _("Ut"), Way.WITHIN: _("Internt")}[way]


def documents_csv(rows: Sequence[NoarkDocument], kinds: Mapping[str, str]) -> bytes:
    """In the order of their numbers. `kinds` is {id of the document: what kind}."""
    heads: tuple[str, ...] = (
        _("Nr."),
        _("Dag"),
        _("Inn eller ut"),
        _("Fra eller til"),
        _("Slag"),
        _("Tittel"),
        _("Offentlig tittel"),
    )
    heads += (_("Hjemmel for unntak"), _("Hva det gjelder"), _("Ses på igjen"), _("Id"), _("Filer"))
    told = (
        (
            str(row.number), row.on.isoformat(), way_words(row.way), row.party, kinds[row.id], row.title,
            row.public_title, row.shield.ground if row.shield else "", row.shield.covers if row.shield else "",
            row.shield.until.isoformat() if row.shield and row.shield.until else "", row.id,
            "\n".join(file.path for file in row.files),
        )
        for row in rows
    )  # fmt: skip
    return _csv(heads, told)


def journal_csv(rows: Iterable[JournalRow]) -> bytes:
    heads = (_("Nummer"), _("Tid"), _("Hvem"), _("Hva"), _("Gjelder"), _("Hos"), _("På vegne av"))
    told = (
        (str(row.number), _time(row), who(row), verb_words(row.verb), row.subject, row.member, row.on_behalf_of)
        for row in rows
    )
    return _csv(heads, told)


def journal_json(rows: Iterable[JournalRow]) -> bytes:
    told = [
        {
            "number": row.number, "at": _time(row), "person": row.person, "body": row.body, "verb": row.verb,
            "subject": row.subject, "member": row.member, "on_behalf_of": row.on_behalf_of, "changes": row.changes,
        }
        for row in rows
    ]  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()


def who(row: JournalRow) -> str:
    if row.person:
        return f"{row.person}, {row.body}" if row.body else row.person
    return _("En ansatt i %(body)s") % {"body": row.body} if row.body else _("Aktsom")


def _time(row: JournalRow) -> str:
    return timezone.localtime(row.at).isoformat(timespec="seconds")


def _csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    target = StringIO()
    lines = csv.writer(target, delimiter=";")
    lines.writerow(heads)
    lines.writerows([neutralised(cell) for cell in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def kinds_of(documents: Iterable[CaseDocument]) -> dict[str, str]:
    return {one.id: str(KINDS[one.kind]) for one in documents}
