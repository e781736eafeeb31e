"""Register files brought in the way a person does."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from aktsom.contracts.models import RegisterImport
from aktsom.core.outbox import deliver_due
from tests.cast import now
from tests.interop.files import xlsx

HEADINGS = ["Avtalenr", "Tittel", "Leverandør", "Org.nr", "Verdi", "Startdato", "Sluttdato", "CPV-kode"]
GLOVES = ["2026/1", "Engangshansker", "Nordhav AS", "923609016", 1200000, "01.01.2026", "31.12.2027", "18424300"]
PAPER = ["2026/2", "Kopipapir", "Papirbruket AS", "", 90000, "01.02.2026", "31.12.2027", "30197643"]
WRONG = ["2026/3", "Munnbind", "Vask & Rent AS", "923609017", 50000, "01.02.2026", "31.12.2027", ""]


def rows(*lines: list[object]) -> bytes:
    return xlsx([HEADINGS, *lines])


def bring(client: Client, content: bytes, name: str = "register.xlsx", **said: str) -> RegisterImport:
    """Upload and read."""
    client.post(reverse("contracts_import_new"), {"file": SimpleUploadedFile(name, content), **said})
    deliver_due(now())
    return RegisterImport.objects.latest("id")


def take_in(client: Client, content: bytes) -> RegisterImport:
    found = bring(client, content)
    confirm(client, found)
    return RegisterImport.objects.get(pk=found.pk)


def confirm(client: Client, found: RegisterImport) -> int:
    address = reverse("contracts_import_confirm", kwargs={"public_id": found.public_id})
    status = client.post(address, {"revision": found.revision}).status_code
    deliver_due(now())
    return status


def page(found: RegisterImport, name: str = "review", **more: object) -> str:
    return reverse(f"contracts_import_{name}", kwargs={"public_id": found.public_id, **more})
