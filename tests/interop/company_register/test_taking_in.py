import csv
import gzip
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import override_settings
from django.utils import timezone

from aktsom.cli.companies import companies
from aktsom.core.actor import PLATFORM
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.core.outbox import deliver_due, send
from aktsom.interop.company_register.files import Counted, WrongFile, read_companies
from aktsom.interop.company_register.jobs import TAKE_IN_FILE, look_up, look_up_stale
from aktsom.interop.company_register.problems import RegisterProblem
from aktsom.interop.company_register.taking_in import FileTakenIn, take_in_file
from aktsom.suppliers.actions.registered import ask_register
from aktsom.suppliers.models import Supplier, SupplierEvent, SupplierName
from aktsom.suppliers.queries import by_name_key
from aktsom.suppliers.states import CompanyState
from tests.cast import NOON, actor, supplier
from tests.interop.company_register.stand_in import MOTHER, NORDHAV, UNIT, StandIn, entity, unit

pytestmark = pytest.mark.django_db
FIELDS = (
    "organisasjonsnummer", "navn", "organisasjonsform.kode", "antallAnsatte", "forretningsadresse.adresse",
    "forretningsadresse.postnummer", "forretningsadresse.poststed", "forretningsadresse.landkode", "konkurs",
    "konkursdato", "underAvvikling", "overordnetEnhet",
)  # fmt: skip


def as_json(folder: Path, *rows: Any, packed: bool = True) -> Path:
    text = json.dumps(rows, ensure_ascii=False, indent=1).encode()
    path = folder / ("enheter.json.gz" if packed else "enheter.json")
    path.write_bytes(gzip.compress(text) if packed else text)
    return path


def as_csv(folder: Path, *rows: dict[str, str], mark: str = ",") -> Path:
    path = folder / "enheter.csv"
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, FIELDS, delimiter=mark, quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
    return path


def line(**said: str) -> dict[str, str]:
    return {
        "organisasjonsnummer": NORDHAV,
        "navn": "NORDHAV MEDISINSK AS",
        "organisasjonsform.kode": "AS",
        "antallAnsatte": "63",
        "forretningsadresse.adresse": "Lagerveien 4",
        "forretningsadresse.postnummer": "0579",
        "forretningsadresse.poststed": "OSLO",
        "forretningsadresse.landkode": "NO",
        "konkurs": "false",
    } | said


def taken(path: Path) -> FileTakenIn:
    return take_in_file(by=PLATFORM, at=NOON, path=path)


def kinds() -> list[str]:
    return list(SupplierEvent.objects.order_by("pk").values_list("kind", flat=True))


def test_only_suppliers_known_here_are_updated(tmp_path: Path) -> None:
    known = supplier()
    done = taken(as_json(tmp_path, entity("811111120", "UKJENT AS"), entity()))
    assert done == FileTakenIn(rows=2, suppliers=1, events=0, not_understood=0)
    known.refresh_from_db()
    assert (known.name, known.legal_form, known.employees) == ("Nordhav Medisinsk AS", "AS", 63)
    assert (known.checked_at, known.register_answer) == (NOON, "found")
    assert [(row.postal, row.town) for row in known.addresses.order_by("postal")] == [(False, "OSLO"), (True, "OSLO")]
    assert Supplier.objects.count() == 1


@pytest.mark.parametrize("mark", [",", ";"])
def test_the_registers_csv_says_the_same(tmp_path: Path, mark: str) -> None:
    known = supplier()
    told = line(konkurs="true", konkursdato="2026-10-02")
    assert taken(as_csv(tmp_path, told, mark=mark)).events == 1
    known.refresh_from_db()
    assert (known.state, known.employees, known.addresses.get().town) == (CompanyState.BANKRUPT, 63, "OSLO")


def test_a_file_taken_in_twice_changes_nothing_more(tmp_path: Path) -> None:
    supplier()
    path = as_json(tmp_path, entity(konkurs=True, konkursdato="2026-10-02"))
    assert taken(path).events == 1
    written = JournalEntry.objects.count()
    assert taken(path).events == 0
    assert kinds() == ["bankrupt"]
    assert JournalEntry.objects.count() == written


def test_what_changes_becomes_an_event_once_each(tmp_path: Path) -> None:
    known = supplier()
    taken(as_json(tmp_path, entity()))
    moved = {"landkode": "NO", "postnummer": "3040", "poststed": "DRAMMEN", "adresse": ["Kaia 1"]}
    again = entity(navn="NORDHAV GRUPPEN AS", forretningsadresse=moved, overordnetEnhet=MOTHER)
    for _ in range(2):
        taken(as_json(tmp_path, again))
    assert kinds() == ["name_changed", "address_changed", "parent_changed"]
    known.refresh_from_db()
    assert known.name == "NORDHAV GRUPPEN AS"
    assert SupplierName.objects.get().name == "Nordhav Medisinsk AS"
    assert (SupplierName.objects.get().kind, SupplierName.objects.get().until) == ("former", NOON.date())
    assert known.parent is not None
    assert known.parent.organisation_number == MOTHER
    for state in ({"underAvvikling": True}, {"konkurs": True}, {}, {"slettedato": "2026-11-01"}):
        taken(as_json(tmp_path, {**again, **state}))
    assert kinds()[3:] == ["winding_up", "bankrupt", "revived", "deleted"]
    assert SupplierEvent.objects.get(kind="deleted").happened_on == date(2026, 11, 1)


def test_a_name_that_buyers_wrote_is_no_change_of_name_and_still_finds_the_supplier(tmp_path: Path) -> None:
    known = supplier("Nordhav")
    taken(as_json(tmp_path, entity()))
    assert kinds() == []
    known.refresh_from_db()
    assert known.name == "NORDHAV MEDISINSK AS"
    assert (known.names.get().name, known.names.get().kind) == ("Nordhav", "alias")
    assert by_name_key(["nordhav"]) == {"nordhav": [known]}


def test_a_sub_unit_belongs_under_its_entity_which_is_made_when_it_is_new(tmp_path: Path) -> None:
    lager = supplier("Nordhav lager", UNIT)
    taken(as_json(tmp_path, unit()))
    lager.refresh_from_db()
    assert lager.unit_of is not None
    assert (lager.unit_of.organisation_number, lager.unit_of.name) == (NORDHAV, NORDHAV)
    taken(as_json(tmp_path, entity()))
    assert Supplier.objects.get(organisation_number=NORDHAV).name == "NORDHAV MEDISINSK AS"
    assert kinds() == []


def test_an_entity_above_that_stands_further_up_is_found_in_a_second_pass(tmp_path: Path) -> None:
    supplier("Nordhav lager", UNIT)
    done = taken(as_json(tmp_path, entity(), unit()))
    assert (done.rows, done.suppliers) == (2, 2)
    assert Supplier.objects.get(organisation_number=NORDHAV).name == "NORDHAV MEDISINSK AS"


def test_a_ring_of_entities_is_not_believed(tmp_path: Path) -> None:
    one, other = supplier(), supplier("Mor AS", MOTHER)
    taken(as_json(tmp_path, entity(overordnetEnhet=MOTHER), entity(MOTHER, "MOR AS", overordnetEnhet=NORDHAV)))
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.parent, other.parent) == (other, None)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04", "ikke en fil fra Enhetsregisteret"),
        (b"navn,nummer\nx,1\n", "ikke en fil fra Enhetsregisteret"),
        (b'[{"organisasjonsnummer": "923609016"', "ikke hel"),
        (b"[1, 2]", "ikke en fil fra Enhetsregisteret"),
        (gzip.compress(b'[{"organisasjonsnummer": "923609016"}]' * 50, mtime=0)[:40], "ikke hel"),
        ("organisasjonsnummer,navn\n923609016,Blåbær".encode("latin-1"), "UTF-8"),
    ],
)
def test_a_wrong_or_broken_file_is_said_and_changes_nothing(tmp_path: Path, content: bytes, words: str) -> None:
    supplier()
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(WrongFile) as raised:
        taken(path)
    assert words in str(raised.value)
    assert not Supplier.objects.filter(checked_at__isnull=False).exists()


def test_a_file_cut_off_after_good_rows_changes_nothing(tmp_path: Path) -> None:
    supplier()
    path = tmp_path / "x.json"
    path.write_text(json.dumps([entity(konkurs=True), entity("811111120")])[:-20])
    with pytest.raises(WrongFile):
        taken(path)
    assert kinds() == []


def test_rows_that_cannot_be_understood_are_counted(tmp_path: Path) -> None:
    supplier()
    assert taken(as_json(tmp_path, entity(antallAnsatte="mange"))).not_understood == 1


def test_many_rows_pass_through(tmp_path: Path) -> None:
    path = tmp_path / "many.json.gz"
    row = json.dumps(entity("000000000", "X" * 40), ensure_ascii=False)
    with gzip.open(path, "wt", compresslevel=1) as opened:
        opened.write("[" + ",\n".join([row] * 20_000 + [json.dumps(entity())]) + "]")
    counted = Counted()
    assert [one.number for one in read_companies(path, {NORDHAV}, counted)] == [NORDHAV]
    assert counted == Counted(rows=20_001)


def test_the_command_says_what_came_of_it(tmp_path: Path) -> None:
    supplier()
    path = as_json(tmp_path, entity(konkurs=True), packed=False)
    ran = CliRunner().invoke(companies, ["import", str(path)])
    assert ran.output == "1 rows read, 1 suppliers updated, 1 events.\n"


def test_the_worker_takes_in_a_file_that_lies_on_the_machine(tmp_path: Path) -> None:
    known = supplier()
    send(kind=TAKE_IN_FILE, payload={"path": str(as_json(tmp_path, entity(konkurs=True)))}, at=NOON)
    deliver_due(timezone.now())
    known.refresh_from_db()
    assert known.state == CompanyState.BANKRUPT


def test_somebody_asks_and_the_worker_looks_up(register: StandIn) -> None:
    known = supplier("Nordhav lager", UNIT)
    register.says(f"/underenheter/{UNIT}", unit())
    register.says(f"/enheter/{NORDHAV}", entity())
    with override_settings(COMPANY_REGISTER=register.base):
        assert ask_register(by=actor("olga"), at=NOON, supplier=known.public_id)
        assert not ask_register(by=actor("olga"), at=NOON, supplier=known.public_id)
        deliver_due(timezone.now())
    known.refresh_from_db()
    assert known.unit_of is not None
    assert known.unit_of.name == "NORDHAV MEDISINSK AS"


def test_without_an_address_nothing_is_fetched() -> None:
    known = supplier()
    with override_settings(COMPANY_REGISTER=""):
        look_up({"supplier": known.public_id})
        look_up_stale({})
    known.refresh_from_db()
    assert known.checked_at is None


def test_a_number_that_is_not_there_is_remembered(register: StandIn) -> None:
    known = supplier()
    with override_settings(COMPANY_REGISTER=register.base):
        look_up({"supplier": known.public_id})
    known.refresh_from_db()
    assert known.register_answer == "missing"
    assert known.checked_at is not None


def test_a_problem_that_may_pass_keeps_what_was_known_and_is_tried_again(register: StandIn) -> None:
    known = supplier()
    register.says(f"/enheter/{NORDHAV}", b"<html>", 200)
    with override_settings(COMPANY_REGISTER=register.base), pytest.raises(RegisterProblem):
        look_up({"supplier": known.public_id})
    known.refresh_from_db()
    assert (known.register_answer, known.checked_at) == ("failed", None)


def test_each_day_those_looked_up_longest_ago_are_asked_about(register: StandIn) -> None:
    fresh, stale, never = supplier(), supplier("Mor AS", MOTHER), supplier("Lager", UNIT)
    Supplier.objects.filter(pk=fresh.pk).update(checked_at=timezone.now())
    Supplier.objects.filter(pk=stale.pk).update(checked_at=timezone.now() - timedelta(days=30))
    supplier("Uten nummer", "")
    with override_settings(COMPANY_REGISTER=register.base):
        look_up_stale({})
    assert [path.rpartition("/")[2] for path in register.asked[::2]] == [never.organisation_number, MOTHER]


def test_waiting_work_is_stored_with_the_act() -> None:
    known = supplier()
    assert ask_register(by=actor("sekka"), at=NOON, supplier=known.public_id)
    assert OutboxMessage.objects.filter(kind="suppliers.look_up").count() == 1
