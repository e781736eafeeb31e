"""What the demo shows of suppliers written in several ways: a few contracts that members keep by hand, in which buyers
write suppliers as they remember them, and the matching over all of it."""

from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from django.utils import timezone


class ByHand(NamedTuple):
    """A contract typed in by its owner; the supplier's number was not at hand."""

    owner: str
    member: str
    title: str
    products: tuple[str, ...]
    supplier: str
    value: int


BY_HAND = (
    ByHand("sunniva@stavanger.example", "stavanger-kommune", "Hansker til hjemmetjenesten", ("Engangshansker",),
           "Nordhav Med. AS", 640_000),
    ByHand("sunniva@stavanger.example", "stavanger-kommune", "Arbeidsklær til park og vei", ("Arbeidsklær",),
           "Vevgård Yrkesklær", 910_000),
    ByHand("sunniva@stavanger.example", "stavanger-kommune", "Sengetøy og håndklær, sykehjem", ("Sengetøy",),
           "Tindholt Tekstiler", 1_150_000),
    ByHand("frida@flo.example", "flo", "Vernesko og vintertøy", ("Vernesko", "Arbeidsklær"),
           "Nordhei Arbeidstøy AS", 4_300_000),
    ByHand("frida@flo.example", "flo", "Hjertestartere", ("Hjertestartere",), "Pulsdal Medisin AS", 1_900_000),
    ByHand("frida@flo.example", "flo", "Leie og vask av tøy", ("Sengetøy",), "Sømstad Tekstil AS", 2_750_000),
)  # fmt: skip


def load_contracts_by_hand() -> None:
    from aktsom.contracts.rules import ContractFacts
    from aktsom.core.actor import PLATFORM
    from aktsom.members.models import Member, Person
    from aktsom.risk.actions.registering import register_and_screen
    from aktsom.suppliers.actions.matching import match_suppliers
    from aktsom.teams.queries import actor_of

    now = timezone.localtime()
    for one in BY_HAND:
        by = actor_of(Person.objects.get(email=one.owner))
        facts = ContractFacts(
            title=one.title,
            products=one.products,
            supplier_name=one.supplier,
            value=Decimal(one.value),
            starts_on=now.date() - timedelta(days=200),
            ends_on=now.date() + timedelta(days=530),
        )
        register_and_screen(by=by, at=now, member=Member.objects.get(slug=one.member), facts=facts)
    match_suppliers(by=PLATFORM, at=now)
