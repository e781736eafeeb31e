"""Lays a chain behind the demo's supplier of gloves, for journeys: run with the demo's own environment.

python -m tests.factories.demo_chain
"""

import sys

from aktsom.cli.django_setup import start_django


def lay() -> str:
    """The public id of the farms that it begins with. Laid once."""
    from aktsom.suppliers.models import Supplier
    from aktsom.supply_chain.models import Site
    from tests.factories.links import glove_chain, link, site

    farms = Site.objects.filter(name="Samvirke Trang").first()
    if farms is None:
        nordhav = Supplier.objects.get(name="Nordhav Medisinsk AS")
        chain = glove_chain(nordhav)
        farms = chain["farms"]
        dipping = site("Pulau Dipping", "MY", town="Sungai Petani", region="Kedah")
        link(dipping, nordhav, stage="final", product_id="gloves")
        for number in range(16):
            workshop = site(f"Pakkeri {number + 1}", "VN" if number % 4 else "CN", town="Haiphong")
            link(workshop, chain["packing"], stage="component")
    return farms.public_id


if __name__ == "__main__":
    start_django()
    sys.stdout.write(lay())
