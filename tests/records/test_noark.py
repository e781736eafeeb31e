"""The XML in the shape of Noark 5: it can be read, its elements stand in the schema's order, each checksum is that of
the file it names, and the public journal tells nothing that is kept back."""

import hashlib
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from aktsom.findings.models import Finding
from aktsom.follow_up.models import FollowUp
from aktsom.records.actions.filing import mark_access
from tests.cast import NOON, actor, member
from tests.records.filed import made, numbered, unpacked

pytestmark = pytest.mark.django_db
XSI = "{http://www.w3.org/2001/XMLSchema-instance}type"
# As the public schema for arkivstruktur has them (version 4.0), those that we write; written here by hand.
ORDER = {
    "arkiv": "systemID tittel beskrivelse arkivstatus dokumentmedium opprettetDato opprettetAv arkivskaper arkivdel",
    "arkivskaper": "arkivskaperID arkivskaperNavn",
    "arkivdel": "systemID tittel arkivdelstatus dokumentmedium opprettetDato opprettetAv klassifikasjonssystem",
    "klassifikasjonssystem": "systemID tittel opprettetDato opprettetAv klasse",
    "klasse": "systemID klasseID tittel opprettetDato opprettetAv mappe",
    "mappe": "systemID mappeID tittel offentligTittel dokumentmedium opprettetDato opprettetAv avsluttetDato"
    " avsluttetAv skjerming registrering saksaar sakssekvensnummer saksdato administrativEnhet saksansvarlig"
    " saksstatus sakspart",
    "sakspart": "sakspartNavn sakspartRolle",
    "registrering": "systemID opprettetDato opprettetAv arkivertDato arkivertAv skjerming dokumentbeskrivelse"
    " registreringsID tittel offentligTittel dokumentmedium journalpostnummer journalposttype journalstatus journaldato"
    " dokumentetsDato mottattDato sendtDato antallVedlegg korrespondansepart",
    "skjerming": "tilgangsrestriksjon skjermingshjemmel skjermingMetadata skjermingDokument skjermingOpphoererDato",
    "korrespondansepart": "korrespondanseparttype korrespondansepartNavn",
    "dokumentbeskrivelse": "systemID dokumenttype dokumentstatus tittel opprettetDato opprettetAv dokumentmedium"
    " tilknyttetRegistreringSom dokumentnummer tilknyttetDato tilknyttetAv dokumentobjekt",
    "dokumentobjekt": "versjonsnummer variantformat format opprettetDato opprettetAv referanseDokumentfil sjekksum"
    " sjekksumAlgoritme filstoerrelse",
}
NEEDED = {
    "dokumentobjekt": "versjonsnummer variantformat format opprettetDato opprettetAv referanseDokumentfil sjekksum"
    " sjekksumAlgoritme filstoerrelse",
    "registrering": "systemID opprettetDato opprettetAv arkivertDato arkivertAv registreringsID tittel journalposttype"
    " journalstatus journaldato korrespondansepart",
    "mappe": "systemID mappeID tittel opprettetDato opprettetAv saksdato administrativEnhet saksansvarlig saksstatus",
}


def name(one: Element) -> str:
    return one.tag.partition("}")[2]


def texts(one: Element, tag: str) -> list[str]:
    return [found.text or "" for found in one.iter() if name(found) == tag]


@pytest.fixture
def found(one: FollowUp, tmp_path: Path) -> dict[str, bytes]:
    numbered(one)
    mark_access(
        by=actor("mons"), at=NOON, member_id=member("oslo").public_id, follow_up_id=one.public_id,
        subject=Finding.objects.get().public_id, ground="offl-13", covers="Navn på fabrikken",
        review_on=NOON.date().replace(year=2029),
    )  # fmt: skip
    return unpacked(made(one), tmp_path)[1]


def test_elements_stand_in_the_order_of_the_schema(found: dict[str, bytes]) -> None:
    root = fromstring(found["arkivstruktur.xml"])
    seen = 0
    for one in root.iter():
        children = [name(child) for child in one]
        if children:
            order = ORDER[name(one)].split()
            assert sorted(children, key=order.index) == children, name(one)
            assert set(NEEDED.get(name(one), "").split()) <= set(children), name(one)
            seen += 1
    assert seen > 20
    kinds = {one.get(XSI) for one in root.iter() if one.get(XSI)}
    assert kinds == {"saksmappe", "journalpost"}


def test_each_file_named_is_there_with_its_sum_and_size(found: dict[str, bytes]) -> None:
    root = fromstring(found["arkivstruktur.xml"])
    rows = list(
        zip(texts(root, "referanseDokumentfil"), texts(root, "sjekksum"), texts(root, "filstoerrelse"), strict=True)
    )
    assert rows
    for path, checksum, size in rows:
        assert (hashlib.sha256(found[path]).hexdigest(), len(found[path])) == (checksum, int(size))
    assert {path for path, _sum, _size in rows} == {path for path in found if "/dokumenter/" in path}


def test_ids_are_unique_and_the_log_names_only_those(found: dict[str, bytes]) -> None:
    ids = texts(fromstring(found["arkivstruktur.xml"]), "systemID")
    assert len(ids) == len(set(ids))
    log = fromstring(found["endringslogg.xml"])
    assert set(texts(log, "referanseArkivenhet")) <= set(ids)
    for one in log:
        assert [name(child) for child in one] == [
            "referanseArkivenhet", "referanseMetadata", "endretDato", "endretAv", "nyVerdi"
        ]  # fmt: skip


def test_the_journals_have_each_document_once(found: dict[str, bytes]) -> None:
    wanted = len(texts(fromstring(found["arkivstruktur.xml"]), "registreringsID"))
    for journal in ("loependeJournal", "offentligJournal"):
        root = fromstring(found[f"{journal}.xml"])
        assert name(root) == journal
        assert sum(name(one) == "journalpost" for one in root.iter()) == wanted
        assert texts(root, "antallJournalposter") == [str(wanted)]


def test_the_public_journal_tells_nothing_that_is_kept_back(found: dict[str, bytes]) -> None:
    [finding] = Finding.objects.all()
    public, running = found["offentligJournal.xml"].decode(), found["loependeJournal.xml"].decode()
    assert finding.title in running
    assert finding.title not in public
    assert "Navn på fabrikken" not in public
    assert "Kari Dahl" not in public
    assert "offentleglova § 13" in public
    assert "Unntatt offentlighet" in public
