import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from aktsom.categories.models import CatalogueVersion
from tests import catalogues
from tests.web.conftest import Visit


@pytest.fixture(autouse=True)
def _own_files(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]  # pytest-django's settings take any name


def parcel(tmp_path: Path, *names: str, version: str = "test-2") -> bytes:
    """A zip with the named files of a list where the gloves' raw material is only high."""
    folder = catalogues.write(tmp_path / "new", catalogues.with_level("gloves", "raw", "high"), version=version)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for name in names:
            packed.write(folder / name, f"changed/{name}")
    return target.getvalue()


def send(client: Client, content: bytes) -> Any:
    return client.post(reverse("catalogue_propose"), {"file": SimpleUploadedFile("list.zip", content)})


BOTH = ("high_risk_products.csv", "catalogue.toml")


def test_a_new_version_is_shown_as_a_difference_then_taken_in(visit: Visit, tmp_path: Path) -> None:
    client = visit("sekka")
    assert "Last ned utgave test-1" in client.get(reverse("catalogue_propose")).text
    address = send(client, parcel(tmp_path, *BOTH))["Location"]
    page = client.get(address)
    assert "<b>0 nye produkter</b>, 0 tatt bort, 1 nivå endret." in page.text
    assert "Engangshansker" in page.text
    assert CatalogueVersion.objects.count() == 1
    checksum = page.text.split('name="checksum" value="')[1].split('"')[0]
    answer = client.post(address, {"checksum": checksum}, follow=True)
    assert "Utgaven «test-2» gjelder nå" in answer.text
    assert CatalogueVersion.objects.first().label == "test-2"
    assert "Denne utgaven er lest inn før" in client.get(address).text


def test_files_changed_since_they_were_read_are_not_taken_in(visit: Visit, tmp_path: Path) -> None:
    client = visit("sekka")
    address = send(client, parcel(tmp_path, *BOTH))["Location"]
    answer = client.post(address, {"checksum": "0" * 64})
    assert answer.status_code == 400
    assert "Filene er endret" in answer.text
    assert CatalogueVersion.objects.count() == 1


def test_a_label_that_is_taken_says_so_beside_the_button(visit: Visit, tmp_path: Path) -> None:
    client = visit("sekka")
    address = send(client, parcel(tmp_path, "high_risk_products.csv"))["Location"]
    page = client.get(address).text
    assert "Utgaven «test-1» finnes fra før med et annet innhold" in page
    assert 'aria-disabled="true"' in page


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("groups.csv", b"0" * (21 * 1024 * 1024))
    return target.getvalue()


def damaged() -> bytes:
    """A zip whose directory is whole while what it packs is not."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("groups.csv", b"group_id,name\n" * 500)
    content = bytearray(target.getvalue())
    content[45:60] = b"\xff" * 15
    return bytes(content)


def zipped(name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"not a zip", "Filen er ikke en zip-fil"),
        (zipped("__MACOSX/x", b""), "Zip-filen er tom"),
        (zipped("accounts.csv", b""), "«accounts.csv» er ikke en av tabellene"),
        (
            zipped("groups.csv", b"group_id\n1\n"),
            "Listen kan ikke brukes: groups, linje 2, kolonne name_nb",
        ),
        (bomb(), "større enn 20 MB"),
        (damaged(), "Filen er ikke en zip-fil"),
        (zipped("../../../rights.csv", b"a" * 300_000), "rights.csv, linje 1: en celle er for lang"),
        (zipped("rights.csv", b"code\na\0b\n"), "rights.csv, linje 2: filen er ikke i UTF-8"),
        (zipped("catalogue.toml", b"a = " + b"[" * 5_000), "filen er ikke i TOML"),
        (zipped("catalogue.toml", b'version = "a\\nb"'), "navnet må være på én linje"),
        (zipped("catalogue.toml", b'version = "' + b"a" * 41 + b'"'), "med høyst 40 tegn"),
        (zipped("catalogue.toml", b'version = "2"\nas_of = "2026-13-45"'), "«2026-13-45» er ikke en dato"),
    ],
    ids=[
        *("not a zip", "empty", "strange", "unusable", "bomb", "damaged", "long cell", "null", "nested", "two lines"),
        *("long name", "no day"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(visit: Visit, content: bytes, told: str) -> None:
    answer = send(visit("sekka"), content)
    assert answer.status_code == 422
    assert told in answer.text


def test_no_file_asks_for_one(visit: Visit) -> None:
    assert "Velg en fil først" in visit("sekka").post(reverse("catalogue_propose"), {}).text


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", ["/katalog/utgaver/ny/", "/katalog/utgaver/ny/new-0123456789/"])
def test_only_the_secretariat_changes_the_list(visit: Visit, address: str, method: str) -> None:
    answer = getattr(visit("olga"), method)(address)
    assert answer.status_code == 403
    assert "Bare sekretariatet kan endre katalogen" in answer.text


@pytest.mark.parametrize("name", ["new-0123456789", "..", "new-", "cat-0123456789", "new-UPPER"])
def test_a_parcel_that_is_not_kept_is_not_found(visit: Visit, name: str) -> None:
    assert visit("sekka").get(f"/katalog/utgaver/ny/{name}/").status_code == 404


def test_a_version_taken_home_and_sent_back_is_the_same(visit: Visit) -> None:
    client, version = visit("sekka"), CatalogueVersion.objects.get()
    packed = client.get(reverse("catalogue_download", kwargs={"public_id": version.public_id}))
    assert packed["Content-Disposition"] == 'attachment; filename="hoyrisikolisten-test-1.zip"'
    answer = client.get(send(client, packed.content)["Location"])
    assert "Denne utgaven er lest inn før" in answer.text


def test_two_versions_are_listed_newest_first(visit: Visit, tmp_path: Path) -> None:
    catalogues.take_in(tmp_path / "new", catalogues.without("gloves"), version="test-2")
    page = visit("olga").get(reverse("catalogue_editions")).text
    assert page.index("test-2") < page.index("test-1")
