"""What a chart draws is taken away as a sheet of numbers too."""

import io

import pytest
from openpyxl import load_workbook

from aktsom.effects.actions.reckoning import reckon_all
from tests import commons
from tests.beginnings import beginning
from tests.cast import member, now
from tests.effects.laid import Laid, lay_world
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db


@beginning(after=commons.terms)
def world() -> Laid:
    return lay_world()


@pytest.mark.parametrize("chart", ["requests", "funnel", "coverage", "trend"])
def test_each_chart_is_a_sheet_of_what_it_draws(world: Laid, visit: Visit, chart: str) -> None:
    reckon_all(now())
    address = f"/effekt/medlem/{member('oslo').public_id}/bilde/{chart}/"
    drawn, answer = visit("olga").get(address), visit("olga").get(f"{address}?som=excel")
    assert (drawn.status_code, answer.status_code) == (200, 200)
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    [_heads, *rows] = sheet.iter_rows(values_only=True)
    assert rows
    for name, number, _said, _when in rows:
        assert isinstance(number, int | float)
        assert str(name).split()[0] in drawn.text


def test_another_members_chart_is_no_sheet_either(world: Laid, visit: Visit) -> None:
    reckon_all(now())
    address = f"/effekt/medlem/{member('oslo').public_id}/bilde/coverage/?som=excel"
    assert visit("stina").get(address).status_code == 404
