"""What strangers are told of the cooperation's figures."""

from decimal import Decimal

import pytest

from aktsom.effects.rules.public_figures import Between, PublicFigure, PublicPart
from aktsom.effects.tables import indicators
from aktsom.web.public.data_sets import _numbers
from aktsom.web.public.figure_words import shown


def figure(id_: str) -> PublicFigure:
    counted, of, unknown = (Between(Decimal(low), Decimal(high)) for low, high in ((50, 150), (150, 250), (0, 50)))
    return PublicFigure(id_, (PublicPart("", counted, of, unknown),), "")


@pytest.mark.parametrize(("id_", "told"), [("with_clause", ""), ("followed_up", "0–50")])
def test_what_cannot_be_unknown_is_not_said_to_be(id_: str, told: str) -> None:
    assert shown(figure(id_)).unknown.replace("\u00a0", " ") == told
    assert _numbers(figure(id_).parts[0], indicators()[id_])["unknown_high"] == (50 if told else 0)
    assert indicators()[id_].always_known is not bool(told)


def test_what_is_always_known_is_told_so_in_each_language() -> None:
    for one in indicators().values():
        known = ("Ingen: det er alltid kjent", "None: this is always known")
        assert one.always_known == (one.words["unknown_en"] == known[1]) == (one.words["unknown_nb"] == known[0]), (
            one.id
        )
