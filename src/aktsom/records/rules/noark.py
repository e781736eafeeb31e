"""Metadata in the shape of Noark 5: which elements, in which order. Plain values in, XML out.

The order is that of the public schema for deposits (arkivstruktur, version 4.0, published by Arkivverket), from which
nothing is copied but the names of elements and how they follow on each other. What is not covered is said in a file of
its own (`web/records/not_covered.py`).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from aktsom.core.papers.setting import printable
from aktsom.records.rules.noark_facts import NoarkArchive, NoarkCase, NoarkChange, NoarkDocument, NoarkFile, Shield
from aktsom.records.states import Way

BASE = "http://www.arkivverket.no/standarder/noark5/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
STRUCTURE, CHANGES, JOURNAL, PUBLIC_JOURNAL = "arkivstruktur", "endringslogg", "loependeJournal", "offentligJournal"
_TYPES = {
    Way.IN: "Inngående dokument",
    Way.OUT: "Utgående dokument",
    Way.WITHIN: "Organinternt dokument uten oppfølging",
}
_PARTS = {Way.IN: "Avsender", Way.OUT: "Mottaker", Way.WITHIN: "Intern avsender"}
_DONE = "Dokumentet er ferdigstilt"
Said = str | date | int | None
register_namespace("xsi", XSI)


def system_id(public_id: str) -> str:
    """The same each time, as deposits ask for UUIDs."""
    return str(uuid5(NAMESPACE_URL, f"aktsom:{public_id}"))


def structure(archive: NoarkArchive) -> bytes:
    root = _root(STRUCTURE, "arkiv")
    _add(
        root, ("systemID", system_id(archive.id)), ("tittel", f"Aktsom: {archive.owner}"), ("arkivstatus", "Opprettet")
    )
    _add(root, ("dokumentmedium", "Elektronisk arkiv"), *_made(archive.opened, archive.owner))
    _creator(root, archive)
    part = _sub(root, "arkivdel")
    _add(part, ("systemID", system_id(f"{archive.id}/del")), ("tittel", "Oppfølging av menneskerettigheter"))
    _add(part, ("arkivdelstatus", "Aktiv periode"), ("dokumentmedium", "Elektronisk arkiv"))
    _add(part, *_made(archive.opened, archive.owner))
    system = _sub(part, "klassifikasjonssystem")
    _add(system, ("systemID", system_id(f"{archive.id}/klasser")), ("tittel", "Klassifikasjon"))
    _add(system, *_made(archive.opened, archive.owner))
    classes = dict.fromkeys((case.class_code, case.class_title) for case in archive.cases)
    for code, title in classes:
        _class(system, archive, code, title)
    return _bytes(root)


def _class(system: Element, archive: NoarkArchive, code: str, title: str) -> None:
    found = _sub(system, "klasse")
    _add(found, ("systemID", system_id(f"{archive.id}/klasse/{code}")), ("klasseID", code or "uoppgitt"))
    _add(found, ("tittel", title or "Ikke klassifisert"), *_made(archive.opened, archive.owner))
    for case in archive.cases:
        if (case.class_code, case.class_title) == (code, title):
            _case(found, case)


def _case(above: Element, case: NoarkCase) -> None:
    """As a saksmappe: what all folders have comes first, with the documents, and then what a case has."""
    one = _sub(above, "mappe", kind="saksmappe")
    _add(one, ("systemID", system_id(case.id)), ("mappeID", case.number or case.id), ("tittel", case.title))
    _add(one, ("offentligTittel", case.public_title), ("dokumentmedium", "Elektronisk arkiv"))
    _add(one, *_made(case.opened, case.maker))
    if case.closed:
        _add(one, ("avsluttetDato", _moment(case.closed)), ("avsluttetAv", case.maker))
    for document in case.documents:
        _registered(one, case, document)
    if case.serial:
        _add(one, ("saksaar", case.year), ("sakssekvensnummer", case.serial))
    _add(one, ("saksdato", case.opened), ("administrativEnhet", case.unit), ("saksansvarlig", case.responsible))
    _add(one, ("saksstatus", "Avsluttet" if case.closed else "Under behandling"))
    for name in case.parties:
        party = _sub(one, "sakspart")
        _add(party, ("sakspartNavn", name), ("sakspartRolle", "Leverandør"))


def _registered(above: Element, case: NoarkCase, document: NoarkDocument) -> None:
    one = _sub(above, "registrering", kind="journalpost")
    _add(one, ("systemID", system_id(f"{case.id}/{document.id}")), *_made(document.on, document.maker))
    _add(one, ("arkivertDato", _moment(document.on)), ("arkivertAv", document.maker))
    _shield(one, document.shield)
    for number, file in enumerate(document.files, start=1):
        _described(one, case, document, number, file)
    _add(one, ("registreringsID", f"{case.number or case.id}-{document.number}"), ("tittel", document.title))
    _add(one, ("offentligTittel", document.public_title), ("dokumentmedium", "Elektronisk arkiv"))
    if case.serial:
        _add(one, ("journalpostnummer", document.number))
    _add(one, ("journalposttype", _TYPES[document.way]), ("journalstatus", "Journalført"), ("journaldato", document.on))
    _add(one, ("dokumentetsDato", document.on))
    _dates(one, document)
    _add(one, ("antallVedlegg", max(0, len(document.files) - 1)))
    _party(one, document, document.party or document.maker)


def _dates(one: Element, document: NoarkDocument) -> None:
    if document.way is Way.IN:
        _add(one, ("mottattDato", _moment(document.on)))
    if document.way is Way.OUT:
        _add(one, ("sendtDato", _moment(document.on)))


def _party(one: Element, document: NoarkDocument, name: str) -> None:
    party = _sub(one, "korrespondansepart")
    _add(party, ("korrespondanseparttype", _PARTS[document.way]), ("korrespondansepartNavn", name))


def _described(above: Element, case: NoarkCase, document: NoarkDocument, number: int, file: NoarkFile) -> None:
    one = _sub(above, "dokumentbeskrivelse")
    _add(one, ("systemID", system_id(f"{case.id}/{document.id}/{number}")), ("dokumenttype", document.kind))
    _add(one, ("dokumentstatus", _DONE), ("tittel", document.title), *_made(document.on, document.maker))
    _add(one, ("dokumentmedium", "Elektronisk arkiv"))
    _add(one, ("tilknyttetRegistreringSom", "Hoveddokument" if number == 1 else "Vedlegg"), ("dokumentnummer", number))
    _add(one, ("tilknyttetDato", _moment(document.on)), ("tilknyttetAv", document.maker))
    kept = _sub(one, "dokumentobjekt")
    _add(kept, ("versjonsnummer", 1), ("variantformat", "Arkivformat" if file.form == "pdf" else "Produksjonsformat"))
    _add(kept, ("format", file.form), *_made(document.on, document.maker), ("referanseDokumentfil", file.path))
    _add(kept, ("sjekksum", file.sha256), ("sjekksumAlgoritme", "SHA-256"), ("filstoerrelse", file.size))


def _shield(one: Element, shield: Shield | None) -> None:
    if shield is not None:
        made = _sub(one, "skjerming")
        _add(made, ("tilgangsrestriksjon", "Unntatt offentlighet"), ("skjermingshjemmel", shield.ground))
        _add(made, ("skjermingMetadata", "tittel"), ("skjermingDokument", shield.covers))
        _add(made, ("skjermingOpphoererDato", shield.until))


def changes(rows: Iterable[NoarkChange]) -> bytes:
    root = _root(CHANGES, "endringslogg")
    for row in rows:
        one = _sub(root, "endring")
        _add(one, ("referanseArkivenhet", system_id(row.of)), ("referanseMetadata", row.what))
        _add(one, ("endretDato", row.at.isoformat(timespec="seconds")), ("endretAv", row.by), ("nyVerdi", row.said))
    return _bytes(root)


def journal(archive: NoarkArchive, *, public: bool) -> bytes:
    """All documents in the order of their days; the public one shows no more of a document that is kept back than that
    it is there."""
    name = PUBLIC_JOURNAL if public else JOURNAL
    root = _root(name, name)
    rows = sorted(
        ((case, document) for case in archive.cases for document in case.documents),
        key=lambda row: (row[1].on, row[0].number, row[0].id, row[1].number),
    )
    head = _sub(root, "journalhode")
    days = [document.on for _case, document in rows] or [archive.opened]
    _add(head, ("journalStartDato", min(days)), ("journalSluttDato", max(days)), ("antallJournalposter", len(rows)))
    _creator(head, archive)
    for case, document in rows:
        _journalled(root, case, document, public=public)
    return _bytes(root)


def _journalled(root: Element, case: NoarkCase, document: NoarkDocument, *, public: bool) -> None:
    one = _sub(root, "journalregistrering")
    if case.class_code:
        found = _sub(one, "klasse")
        _add(found, ("klasseID", case.class_code), ("tittel", case.class_title))
    folder = _sub(one, "saksmappe")
    if case.serial:
        _add(folder, ("saksaar", case.year), ("sakssekvensnummer", case.serial))
    _add(folder, *_title(case.title, case.public_title, public), ("administrativEnhet", case.unit))
    _add(folder, ("saksansvarlig", "" if public else case.responsible))
    told = _sub(one, "journalpost")
    _add(told, ("systemID", system_id(f"{case.id}/{document.id}")))
    if case.serial:
        _add(told, ("journalpostnummer", document.number))
    _add(told, ("journalposttype", _TYPES[document.way]), ("journaldato", document.on))
    _add(told, ("dokumentetsDato", document.on), *_title(document.title, document.public_title, public))
    _party(told, document, _party_told(document, public))
    if document.shield is not None and public:
        shield = _sub(told, "skjerming")
        _add(shield, ("tilgangsrestriksjon", "Unntatt offentlighet"), ("skjermingshjemmel", document.shield.ground))
    else:
        _shield(told, document.shield)


def _party_told(document: NoarkDocument, public: bool) -> str:
    """Who it came from or went to; in the public journal nobody kept from it, and no private person."""
    kept = ("Unntatt offentlighet" if document.shield else document.public_party) if public else ""
    return kept or document.party or document.maker


def _title(title: str, public_title: str, public: bool) -> Sequence[tuple[str, Said]]:
    return [("offentligTittel", public_title)] if public else [("tittel", title), ("offentligTittel", public_title)]


def _creator(root: Element, archive: NoarkArchive) -> None:
    creator = _sub(root, "arkivskaper")
    _add(creator, ("arkivskaperID", archive.owner_number or archive.id), ("arkivskaperNavn", archive.owner))


def _made(on: date, by: str) -> tuple[tuple[str, Said], ...]:
    return ("opprettetDato", _moment(on)), ("opprettetAv", by)


def _moment(on: date) -> str:
    """Days are known, hours are not: midday stands for the day in every zone of Europe."""
    return f"{on.isoformat()}T12:00:00"


def _root(of: str, name: str) -> Element:
    return Element(f"{{{BASE}{of}}}{name}")


def _sub(above: Element, name: str, kind: str = "") -> Element:
    namespace = above.tag.partition("}")[0] + "}"
    return SubElement(above, namespace + name, {f"{{{XSI}}}type": kind} if kind else {})


def _add(above: Element, *said: tuple[str, Said]) -> None:
    """Those that say something, in order."""
    for name, value in said:
        if value not in (None, ""):
            text = value.isoformat() if isinstance(value, date) else str(value)
            _sub(above, name).text = printable(text)


def _bytes(root: Element) -> bytes:
    indent(root)
    space = root.tag[1:].partition("}")[0]
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True, default_namespace=space)) + b"\n"
