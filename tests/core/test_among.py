"""To ask by many ids at once gives what asking by a list of them gives."""

import pytest
from django.db.models import Q

from aktsom.core.among import among
from aktsom.suppliers.models import Supplier
from tests.findings.signalled import of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("chosen", [[], [0], [0, 2, 2], [1, 7]])
def test_the_same_rows_as_a_list_of_them(chosen: list[int]) -> None:
    made = [of(name).pk for name in ("Alfa AS", "Beta AS", "Gamma AS")] + [10**9] * 5
    wanted = [made[at] for at in chosen]
    found = Supplier.objects.filter(among("id", wanted)).order_by("id")
    assert list(found) == list(Supplier.objects.filter(id__in=wanted).order_by("id"))
    assert Supplier.objects.filter(among("same_as", wanted) | Q(id=made[1])).count() == 1
