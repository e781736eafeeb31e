"""What registers say, for Hypothesis: facts of contracts in all their untidiness."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from aktsom.contracts.rules import ContractFacts

# No lone surrogates: files are decoded before they are read.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
titles = st.sampled_from(["Hansker", " hansker ", "Kaffe\tog te", "Arbeidstøy\n2026", "", "Ærfugl ØÅ", "x" * 301])
suppliers = st.sampled_from(
    [
        ("", ""),
        ("Nordhav Medisinsk AS", "923609016"),
        ("NORDHAV MEDISINSK A/S", ""),
        ("Nordhav Medisinsk", "923 609 016"),
        ("Fjellsko AS", ""),
        ("Fjellsko", ""),
        ("Fjellsko Norge", "974760673"),
        ("", "974760673"),
        ("Feil AS", "923609017"),
    ]
)
days = st.none() | st.dates(date(2015, 1, 1), date(2035, 1, 1))
values = st.none() | st.decimals(Decimal(-10), Decimal(10) ** 13, places=3, allow_nan=False)
codes = st.lists(st.sampled_from(["33141420", "18424300", "33141420", "15861000"]), max_size=4).map(tuple)
countries = st.lists(st.sampled_from(["CN", "cn ", "BD", "NO"]), max_size=3).map(tuple)


@st.composite
def facts(draw: st.DrawFn) -> ContractFacts:
    name, number = draw(suppliers)
    return ContractFacts(
        reference=draw(st.sampled_from(["", "", "A1", " A1 ", "A2", "A3", "2026/17"])),
        title=draw(titles),
        description=draw(texts),
        supplier_name=name,
        supplier_number=number,
        products=tuple(draw(st.lists(texts, max_size=3))),
        cpv=draw(codes),
        origins=draw(countries),
        value=draw(values),
        currency=draw(st.sampled_from(["NOK", "eur", ""])),
        signed_on=draw(days),
        starts_on=draw(days),
        ends_on=draw(days),
        option_until=draw(days),
        options=draw(texts),
        term_deviations=draw(texts),
    )
