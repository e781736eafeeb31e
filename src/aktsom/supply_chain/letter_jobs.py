"""The letter that asks a supplier for its chain."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from aktsom.core.letters import Letter, deliver, page_address
from aktsom.core.outbox import handles
from aktsom.members.models import Member, Person
from aktsom.supply_chain.actions.asking import ASKED_MAIL
from aktsom.supply_chain.models import Declaration
from aktsom.supply_chain.states import DeclarationState


@handles(ASKED_MAIL)
def tell_that_a_chain_is_asked_for(payload: dict[str, Any]) -> None:
    """To everybody who answers for the supplier, while the question waits."""
    told = Declaration.objects.select_related("supplier").filter(public_id=payload["declaration"]).first()
    if told is None or told.state != DeclarationState.DRAFT:
        return
    asking = Member.objects.filter(pk__in=payload.get("members") or [told.owner_id]).order_by("name")
    body = ", ".join(asking.values_list("name", flat=True))
    people = Person.objects.filter(supplier_roles__supplier=told.supplier_id, is_active=True).distinct()
    for person in people:
        with translation.override(person.language or settings.LANGUAGE_CODE):
            letter = _letter(person, told, body)
        deliver(letter, person.email)


def _letter(person: Person, told: Declaration, body: str) -> Letter:
    day = told.answer_by.strftime("%d.%m.%Y") if told.answer_by else ""
    lines = [
        _("Hei {name},").format(name=person.name),
        _("{body} ber {supplier} fortelle hvor varene og råvarene kommer fra.").format(
            body=body, supplier=told.supplier.name
        ),
        *([_("Svar innen {day}.").format(day=day)] if day else []),
        _("Logg inn og velg «Vår kjede». Det dere har svart før, er fylt ut. Å svare koster ingenting."),
        page_address("chain_home"),
    ]
    return Letter(_("{body} spør om leverandørkjeden deres").format(body=body), "\n\n".join(lines))
