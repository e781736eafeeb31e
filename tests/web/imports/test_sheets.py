"""A file with several registers in it: told of, chosen between, and not taken for the whole register."""

import re

import pytest

from aktsom.contracts.models import RegisterImport, VanishedContract
from aktsom.core.outbox import deliver_due
from tests.cast import now
from tests.interop.files import xlsx
from tests.web.conftest import Visit
from tests.web.imports.files import GLOVES, HEADINGS, PAPER, bring, page, rows, take_in

MASKS = ["2026/8", "Munnbind", "Nordhav AS", "", 50000, "01.02.2026", "31.12.2027", ""]
PENS = ["2026/9", "Penner", "Papirbruket AS", "", 4000, "01.02.2026", "31.12.2027", ""]
TOLD = "Arket «Tjeneste» ligner også et register og har 2 rader. Det er ikke lest."


def two_sheets() -> bytes:
    return xlsx([HEADINGS, GLOVES, PAPER], [HEADINGS, MASKS, PENS], names=["Vare", "Tjeneste"])


def fresh(found: RegisterImport) -> RegisterImport:
    return RegisterImport.objects.get(pk=found.pk)


def box(shown: str) -> bool:
    """Whether it is ticked."""
    return " checked" in re.findall(r'<input type="checkbox" name="whole_register"[^>]*>', shown)[0]


def test_other_sheet_is_told_of_on_top_with_a_way_to_read_it(visit: Visit) -> None:
    olga = visit("olga")
    found = bring(olga, two_sheets())
    shown = olga.get(page(found)).text
    assert TOLD in shown
    assert shown.index(TOLD) < shown.index('id="kolonner"')
    assert not box(shown)
    olga.post(page(found, "table"), {"sheet": "Tjeneste"})
    deliver_due(now())
    assert [row.facts["title"] for row in found.rows.all()] == ["Munnbind", "Penner"]
    shown = olga.get(page(found)).text
    assert "Arket «Vare» ligner også et register og har 2 rader." in shown
    assert not box(shown)


def test_file_of_one_sheet_is_the_whole_register(visit: Visit) -> None:
    olga = visit("olga")
    shown = olga.get(page(bring(olga, rows(GLOVES)))).text
    assert "ligner også et register" not in shown
    assert box(shown)


@pytest.mark.parametrize(("said", "gone"), [("yes", 1), ("no", 0)])
def test_contracts_vanish_only_from_a_whole_register(visit: Visit, said: str, gone: int) -> None:
    olga = visit("olga")
    take_in(olga, rows(GLOVES))
    found = bring(olga, rows(MASKS))
    olga.post(page(found, "confirm"), {"revision": found.revision, "whole_register": ["no", said]})
    deliver_due(now())
    assert fresh(found).whole_register == (said == "yes")
    assert VanishedContract.objects.count() == gone


def test_second_sheet_taken_in_after_the_first_loses_nothing(visit: Visit) -> None:
    olga = visit("olga")
    done = olga.get(page(take_in(olga, two_sheets()))).text
    assert TOLD in done
    second = bring(olga, two_sheets())
    olga.post(page(second, "table"), {"sheet": "Tjeneste"})
    deliver_due(now())
    olga.post(page(second, "confirm"), {"revision": fresh(second).revision, "whole_register": "no"})
    deliver_due(now())
    assert fresh(second).state == "taken_in"
    assert not VanishedContract.objects.exists()


def test_box_stands_when_touched_and_when_columns_are_read_again(visit: Visit) -> None:
    olga = visit("olga")
    found = bring(olga, rows(GLOVES))
    headers = {"HX-Request": "true"}
    answer = olga.post(page(found, "whole"), {"whole_register": "no"}, headers=headers, follow=True)
    assert answer.text.lstrip().startswith('<div id="review">')
    assert not box(answer.text)
    olga.post(page(found, "columns"), {"column-7": ""})
    deliver_due(now())
    assert (fresh(found).state, fresh(found).whole_register) == ("read", False)


def test_box_is_only_for_those_who_keep_the_register(visit: Visit) -> None:
    found = bring(visit("olga"), rows(GLOVES))
    answer = visit("rita").post(page(found, "whole"), {"whole_register": "no"})
    assert (answer.status_code, fresh(found).whole_register) == (403, True)
    assert 'name="whole_register"' not in visit("rita").get(page(found)).text
    assert visit("berit").post(page(found, "whole"), {"whole_register": "no"}).status_code == 404
