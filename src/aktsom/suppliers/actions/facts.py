"""What people write down of a company: numbers, names, where it is, who owns it, how large it is. Always with a source.

Each raises NotVisible, Refused, or `WrongFact` with the field that is wrong.
"""

from datetime import date, datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, stop_if
from aktsom.core.journal import Act, record
from aktsom.suppliers import permissions
from aktsom.suppliers.hiding import hidden_from
from aktsom.suppliers.models import (
    Supplier,
    SupplierAddress,
    SupplierEvent,
    SupplierName,
    SupplierNumber,
)
from aktsom.suppliers.rules import SupplierWords, name_key
from aktsom.suppliers.rules.numbers import LONGEST, cleaned, is_number
from aktsom.suppliers.rules.register import Place
from aktsom.suppliers.sizing import size_again
from aktsom.suppliers.states import EventKind, NameKind, Scheme

NAME_LENGTH = 200
_FIGURES = ("legal_form", "employees", "turnover", "balance_sum")


class WrongFact(DomainError):
    """`field` is the one to mend, by its name in the form."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def for_change(by: Actor, public_id: str) -> Supplier:
    found = Supplier.objects.select_for_update(of=("self",)).filter(public_id=public_id).first()
    if found is None or hidden_from(by, [found.pk]):
        raise NotVisible
    stop_if(permissions.keep_facts(by))
    return found


def _sourced(source: str) -> str:
    if not source.strip():
        raise WrongFact("source", _("Skriv hvor opplysningen kommer fra."))
    return source.strip()[:200]


@transaction.atomic
def add_number(*, by: Actor, at: datetime, supplier: str, scheme: Scheme, text: str, source: str) -> Supplier:
    """A number as somebody writes it. A Norwegian organisation number becomes the supplier's own; the others stand
    beside it. One that the supplier has already changes nothing."""
    found, source = for_change(by, supplier), _sourced(source)
    value = cleaned(scheme, text)
    if len(value) > LONGEST or not is_number(scheme, value):
        raise WrongFact("value", _wrong_number(scheme))
    holder = _holder(scheme, value)
    if holder is not None and holder.pk == found.pk:
        return found
    if holder is not None:
        told = _("%(name)s har dette nummeret. Er de to det samme, vurderes det i køen for like leverandører.")
        raise WrongFact("value", told % {"name": holder.name})
    if scheme is Scheme.NO_ORG:
        if found.organisation_number:
            raise WrongFact("value", _("Leverandøren har et organisasjonsnummer fra før. Et selskap har bare ett."))
        found.organisation_number, found.country = value, "NO"
        found.save(update_fields=["organisation_number", "country"])
    else:
        SupplierNumber.objects.create(supplier=found, scheme=scheme, value=value, source=source, added_at=at)
    _told(by, at, found, "supplier_number_added", {str(scheme): [None, value], "source": source})
    return found


def _holder(scheme: Scheme, value: str) -> Supplier | None:
    if scheme is Scheme.NO_ORG:
        return Supplier.objects.filter(organisation_number=value).first()
    held = SupplierNumber.objects.select_related("supplier").filter(scheme=scheme, value=value).first()
    return held.supplier if held else None


def _wrong_number(scheme: Scheme) -> str:
    return {
        Scheme.NO_ORG: _("Dette er ikke et organisasjonsnummer: ni siffer, der det siste kontrollerer de andre."),
        Scheme.LEI: _("Dette er ikke en LEI: tjue tegn, der de to siste kontrollerer de andre."),
        Scheme.VAT: _("Dette er ikke et mva-nummer: to bokstaver for landet, og så nummeret slik landet skriver det."),
        Scheme.DUNS: _("Dette er ikke et D-U-N-S-nummer: ni siffer."),
        Scheme.OTHER: _("Skriv de to bokstavene for landet først, og så nummeret: SE5560001111."),
    }[scheme]


@transaction.atomic
def remove_number(*, by: Actor, at: datetime, supplier: str, scheme: Scheme, value: str) -> Supplier:
    """A number that was wrong. What the supplier does not have is not removed."""
    found = for_change(by, supplier)
    if scheme is Scheme.NO_ORG:
        if not value or found.organisation_number != value:
            return found
        if Supplier.objects.filter(organisation_number="", name_key=found.name_key).exists():
            raise WrongFact("value", _("En annen leverandør uten nummer heter det samme. Da må nummeret skille de to."))
        found.organisation_number = ""
        found.save(update_fields=["organisation_number"])
    elif not SupplierNumber.objects.filter(supplier=found, scheme=scheme, value=value).delete()[0]:
        return found
    _told(by, at, found, "supplier_number_removed", {str(scheme): [value, None]})
    return found


@transaction.atomic
def add_name(
    *, by: Actor, at: datetime, supplier: str, name: str, kind: NameKind, source: str, until: date | None = None
) -> Supplier:
    """Another name, in any script. `until` is the last day it was used, of a former one."""
    found, source = for_change(by, supplier), _sourced(source)
    name = " ".join(name.split())
    if not name:
        raise WrongFact("name", _("Skriv navnet."))
    if len(name) > NAME_LENGTH:
        raise WrongFact("name", _("Navnet er for langt. Skriv høyst %(most)s tegn.") % {"most": NAME_LENGTH})
    _row, new = SupplierName.objects.get_or_create(
        supplier=found,
        name=name,
        kind=kind,
        defaults={"key": SupplierWords(name).key, "source": source, "until": until},
    )
    if new:
        _told(by, at, found, "supplier_name_added", {str(kind): [None, name], "source": source})
    return found


@transaction.atomic
def remove_name(*, by: Actor, at: datetime, supplier: str, kind: NameKind, name: str) -> Supplier:
    found = for_change(by, supplier)
    if SupplierName.objects.filter(supplier=found, kind=kind, name=name).delete()[0]:
        _told(by, at, found, "supplier_name_removed", {str(kind): [name, None]})
    return found


@transaction.atomic
def set_address(*, by: Actor, at: datetime, supplier: str, postal: bool, place: Place, source: str) -> Supplier:
    found, source = for_change(by, supplier), _sourced(source)
    if not place.lines.strip():
        raise WrongFact("lines", _("Skriv adressen."))
    if change := address_written(found, postal=postal, place=place, source=source, at=at):
        _told(by, at, found, "supplier_address_changed", {"postal" if postal else "visiting": change, "source": source})
    return found


def address_written(
    supplier: Supplier, *, postal: bool, place: Place, source: str, at: datetime
) -> list[str | None] | None:
    """[old, new] where it is another than before."""
    before = SupplierAddress.objects.filter(supplier=supplier, postal=postal).first()
    old = place_of(before) if before else None
    if old == place:
        return None
    said = {"lines": place.lines[:300], "postcode": place.postcode[:12], "town": place.town[:100]}
    SupplierAddress.objects.update_or_create(
        supplier=supplier, postal=postal, defaults={**said, "country": place.country, "source": source, "added_at": at}
    )
    return [str(old) if old else None, str(place)]


def place_of(row: SupplierAddress) -> Place:
    return Place(row.lines, row.postcode, row.town, row.country)


@transaction.atomic
def set_parent(*, by: Actor, at: datetime, supplier: str, parent: str, source: str) -> Supplier:
    """The mother company, by its public id; empty for none. Refused where the two would own each other."""
    found, source = for_change(by, supplier), _sourced(source)
    mother = Supplier.objects.filter(public_id=parent).first() if parent else None
    if parent and mother is None:
        raise WrongFact("parent", _("Vi fant ikke morselskapet."))
    above = mother
    while above is not None:
        if above.pk == found.pk:
            raise WrongFact("parent", _("Et selskap kan ikke eie seg selv, heller ikke gjennom andre."))
        above = above.parent
    if found.parent_id != (mother.pk if mother else None):
        before = found.parent.public_id if found.parent else None
        left = found.parent
        found.parent = mother
        found.save(update_fields=["parent"])
        for one in (found, left, mother):
            if one is not None:
                size_again(one)
        change = [before, mother.public_id if mother else None]
        _told(by, at, found, "supplier_parent_changed", {"parent": change, "source": source})
    return found


@transaction.atomic
def set_figures(
    *,
    by: Actor,
    at: datetime,
    supplier: str,
    legal_form: str,
    employees: int | None,
    turnover: int | None,
    balance_sum: int | None,
    source: str,
) -> Supplier:
    """Legal form and size; sums in kroner a year. None is "not known", and is allowed."""
    found, source = for_change(by, supplier), _sourced(source)
    said = {"legal_form": legal_form.upper(), "employees": employees, "turnover": turnover, "balance_sum": balance_sum}
    changes = {name: [getattr(found, name), said[name]] for name in _FIGURES if getattr(found, name) != said[name]}
    if not changes:
        return found
    for name, value in said.items():
        setattr(found, name, value)
    found.size_source = source
    found.save(update_fields=[*_FIGURES, "size_source"])
    size_again(found)
    _told(by, at, found, "supplier_figures_changed", {**changes, "source": source})
    return found


@transaction.atomic
def set_account(*, by: Actor, at: datetime, supplier: str, address: str, source: str) -> Supplier:
    """Where the yearly account under the Transparency Act stands (§ 5): an https address that we never fetch."""
    found, source = for_change(by, supplier), _sourced(source)
    account_written(found, checked_address(address) if address.strip() else "", source, by, at)
    return found


def account_written(found: Supplier, address: str, source: str, by: Actor, at: datetime) -> None:
    if found.account_address == address:
        return
    change = [found.account_address or None, address or None]
    found.account_address, found.account_source = address, source if address else ""
    found.save(update_fields=["account_address", "account_source"])
    _told(by, at, found, "supplier_account_changed", {"account": change, "source": source})


def checked_address(address: str) -> str:
    """Of a page on the open net, over https; people are led there, so that nothing else may stand in the link."""
    address = address.strip()
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    plain = parts.hostname and "." in parts.hostname and not parts.username and not parts.password
    if parts.scheme != "https" or not plain or port not in (None, 443) or len(address) > 500 or _unseen(address):
        raise WrongFact("address", _("Skriv adressen til en nettside, med https:// foran."))
    return address


def _unseen(text: str) -> bool:
    return any(sign.isspace() or not sign.isprintable() for sign in text)


@transaction.atomic
def note_merger(*, by: Actor, at: datetime, supplier: str, into: str, on: date | None, source: str) -> SupplierEvent:
    """Merged into another company, by its public id, as announced: the open register says only that it is deleted."""
    found, source = for_change(by, supplier), _sourced(source)
    other = Supplier.objects.filter(public_id=into).exclude(pk=found.pk).first()
    if other is None:
        raise WrongFact("into", _("Vi fant ikke selskapet det er slått sammen med."))
    event, new = SupplierEvent.objects.get_or_create(
        supplier=found,
        kind=EventKind.MERGED_INTO,
        other=other,
        defaults={"happened_on": on, "learned_at": at, "after": other.name, "source": source},
    )
    if new:
        _told(by, at, found, "supplier_merged", {"into": [None, other.public_id], "source": source})
    return event


def renamed(supplier: Supplier, name: str) -> None:
    """The name that the supplier goes by, not saved. The folded one follows it."""
    supplier.name, supplier.name_key = name[:NAME_LENGTH], name_key(name)[:NAME_LENGTH]


def _told(by: Actor, at: datetime, supplier: Supplier, verb: str, changes: dict[str, object]) -> None:
    record(by=by, at=at, acts=[Act(verb, supplier.public_id, changes=changes)])
