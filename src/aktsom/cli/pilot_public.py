"""What the demo tells everybody: who follows up what, the year's figures, and where importers get coffee from."""

from datetime import timedelta

from django.utils import timezone

from aktsom.cli.pilot_chain import asked, told_chain
from aktsom.cli.pilot_days import ago, clock
from aktsom.cli.pilot_follow_up import demo_actor as actor

SECRETARIAT = "siri@sekretariatet.example"
COFFEE = "food"
# By supplier: who answers for it, and the farms that it tells of.
FARMS = {
    "Svartkoppen Kaffe AS": ("liv@svartkoppen.example", {"Fazenda Boa Vista": "Brasil", "Finca El Roble": "Honduras"}),
    "Bønnelageret Te og Kaffe AS": ("emil@bonnelageret.example", {"Fazenda Alto": "Brasil", "Finca Azul": "Honduras"}),
    "GRØTFATET ENGROS AS": (
        "ragna@grotfatet.example",
        {"Sítio da Serra": "Brasil", "Finca La Cumbre": "Honduras", "Kebele 9": "Etiopia"},
    ),
}


def load_public_face() -> None:
    from aktsom.effects.actions.publishing_figures import publish_figures
    from aktsom.effects.actions.reckoning import reckon_all
    from aktsom.findings.actions.areas import publish_areas
    from aktsom.teams.actions.telling_all import tell_who_follows_up

    _coffee()
    why = "Forskere og fagforeninger har bedt om det."
    with ago(4):
        publish_areas(by=actor(SECRETARIAT), at=clock(), group_id=COFFEE, reason=why)
    tell_who_follows_up(at=clock())
    reckon_all(clock())
    publish_figures(by=actor(SECRETARIAT), at=clock(), year=clock().year, number=1)


def _coffee() -> None:
    from aktsom.core.actor import PLATFORM
    from aktsom.members.actions import make_person
    from aktsom.suppliers.actions import give_supplier_role
    from aktsom.suppliers.models import Supplier

    now = timezone.localtime()
    for name, (email, farms) in FARMS.items():
        supplier = Supplier.objects.filter(name=name).first()
        if supplier is None:
            continue
        person = make_person(by=PLATFORM, at=now, email=email, name=f"Kaffekontakt hos {name}", home=None)
        give_supplier_role(by=PLATFORM, at=now, person=person, supplier=supplier, role="supplier_approver")
        asked(supplier, now - timedelta(days=50), "Hvor er kaffen dyrket?")
        rows = tuple(
            {"stage": "Råvare", "material": "kaffebønner", "name": farm, "country": country}
            for farm, country in farms.items()
        )
        told_chain(supplier, rows, now - timedelta(days=30), (email, email))
