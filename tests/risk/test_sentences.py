"""Names are joined so that a reader sees where one ends and the next begins."""

import pytest

from aktsom.risk.sentences import listed


@pytest.mark.parametrize(
    ("names", "language", "said"),
    [
        ([], "nb", ""),
        (["penner"], "nb", "penner"),
        (["penner", "stoler"], "nn", "penner og stoler"),
        (["pens", "chairs", "desks"], "en", "pens, chairs and desks"),
        (["engangshansker", "bandasjer og plaster"], "nb", "engangshansker samt bandasjer og plaster"),
        (["bandasjer og plaster", "penner", "stoler"], "nb", "bandasjer og plaster, penner samt stoler"),
        (["disposable gloves", "dressings and plasters"], "en", "disposable gloves as well as dressings and plasters"),
        (["epler, importerte", "mat og drikke", "penner"], "nb", "epler, importerte; mat og drikke; penner"),
        (["dogs", "handbags"], "en", "dogs and handbags"),
    ],
)
def test_listed(names: list[str], language: str, said: str) -> None:
    assert listed(names, language) == said
