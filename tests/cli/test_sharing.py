"""`aktsom sharing check`: everybody sees what they should."""

from decimal import Decimal

import pytest
from click.testing import CliRunner

from aktsom.cli.sharing import sharing
from aktsom.contracts.actions.banding import check_bands
from aktsom.contracts.models import Contract
from aktsom.sharing.audiences import Audience
from aktsom.sharing.rules import Band
from aktsom.teams.models import MemoPassage
from tests.factories.contracts import contract
from tests.factories.memos import first_passage, memo, released

pytestmark = pytest.mark.django_db


def test_keys_that_differ_are_told_and_mended_when_asked() -> None:
    made = released(memo(), Audience.LINKED_BUYERS)
    assert "2 titles and passages checked, 0 differ." in CliRunner().invoke(sharing, ["check"]).output
    right = first_passage(made).seen_by
    MemoPassage.objects.update(seen_by=frozenset({1}))
    told = CliRunner().invoke(sharing, ["check"])
    assert told.exit_code == 1
    assert f"{first_passage(made).public_id}: {len(right)} keys missing, 1 too many" in told.output
    assert CliRunner().invoke(sharing, ["check", "--mend"]).exit_code == 0
    assert first_passage(made).seen_by == right
    assert CliRunner().invoke(sharing, ["check"]).exit_code == 0


def test_bands_that_differ_are_told_and_mended_when_asked() -> None:
    made = contract("oslo", value=Decimal(1_500_000))
    foreign = contract("bergen", value=Decimal(1_500_000), currency="EUR")
    right = Contract.objects.get(pk=made.pk).value_band
    assert right
    assert "2 contracts checked, 0 differ." in CliRunner().invoke(sharing, ["check"]).output
    Contract.objects.update(value_band="other")
    told = CliRunner().invoke(sharing, ["check"])
    assert told.exit_code == 1
    assert f"{made.public_id}: another band of value" in told.output
    assert CliRunner().invoke(sharing, ["check", "--mend"]).exit_code == 0
    assert [Contract.objects.get(pk=one.pk).value_band for one in (made, foreign)] == [right, ""]


def test_other_bands_are_laid_down_on_every_contract() -> None:
    made = contract("oslo", value=Decimal(1_500_000))
    bands = (Band("little", Decimal(0), Decimal(1_000_000)), Band("much", Decimal(1_000_000), None))
    assert check_bands(mend=True, bands=bands) == (1, [made.public_id])
    assert Contract.objects.get(pk=made.pk).value_band == "much"
    assert check_bands(bands=bands) == (1, [])
