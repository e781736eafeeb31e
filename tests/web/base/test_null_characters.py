"""The null character comes from probing, never from people."""

import pytest

from aktsom.contracts.models import Contract
from tests.risk.purchases import gloves
from tests.web.conftest import Visit


@pytest.mark.parametrize(
    "address", ["/avtaler/con-%00/", "/avtaler/?text=%00", "/leverandorer/%00/", "/sok/?q=a%00b", "/avtaler/inn/%00/"]
)
def test_address_with_one_leads_nowhere(visit: Visit, address: str) -> None:
    assert visit("olga").get(address).status_code == 404


def test_form_with_one_is_not_taken(visit: Visit) -> None:
    contract = gloves()
    said = {"revision": "1", "reason": "Avklart med\x00 leverandøren."}
    answer = visit("olga").post(f"/avtaler/{contract.public_id}/tilstand/end/", said)
    assert (answer.status_code, "usynlig tegn" in answer.text) == (400, True)
    assert Contract.objects.get().state == "running"
