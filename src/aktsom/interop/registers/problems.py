"""What is wrong with a cell or a row, in words for the officer, and how to mend it. Norwegian message ids."""

from __future__ import annotations

from aktsom.interop.registers.columns import ColumnGuess, Reason
from aktsom.interop.registers.contract_rows import CellProblem
from aktsom.interop.spreadsheets.problems import Described, Translate, _

_MESSAGES: dict[str, tuple[str, str]] = {
    "formula_error": (
        _("Cellen viser formelfeilen {shown}."),
        _("Rett formelen i Excel, eller skriv verdien rett inn i cellen."),
    ),
    "title_missing": (_("Raden har ikke noe navn på avtalen."), _("Skriv hva avtalen gjelder.")),
    "title_is_a_number": (
        _("Navnet på avtalen er bare et tall."),
        _("Se etter om riktig kolonne er valgt som navn."),
    ),
    "title_has_no_words": (
        _("Navnet på avtalen har ingen ord."),
        _("Se etter om riktig kolonne er valgt som navn."),
    ),
    "supplier_missing": (_("Raden har ingen leverandør."), _("Skriv leverandørens navn eller organisasjonsnummer.")),
    "name_is_a_number": (
        _("Leverandørens navn er bare et tall."),
        _("Er det et organisasjonsnummer, så velg det for kolonnen."),
    ),
    "text_too_long": (
        _("Teksten er på {length} tegn. Vi tok med de første {limit}."),
        _("Kort ned teksten hvis resten er viktig."),
    ),
    "not_an_amount": (_("Vi fant ikke noe beløp i «{value}»."), _("Skriv et tall, for eksempel 1 250 000.")),
    "date_as_amount": (_("Cellen er en dato, ikke et beløp."), _("Se etter om riktig kolonne er valgt som verdi.")),
    "value_negative": (_("Verdien er negativ."), _("Skriv verdien uten minus.")),
    "value_absurd": (
        _("Verdien er over 100 milliarder."),
        _("Se etter om sifre er skrevet to ganger, eller om kolonnen gjelder noe annet."),
    ),
    "amount_not_in_heading_unit": (
        _("Overskriften sier tusen eller millioner, men beløpet er for stort til det. Vi leste det som kroner."),
        _("Se etter at verdien er riktig."),
    ),
    "amount_is_a_range": (_("Cellen har to beløp. Vi brukte det siste."), _("Skriv ett beløp hvis det er feil.")),
    "amount_ambiguous": (
        _("Beløpet kan leses på to måter. Vi leste skilletegnet som desimaltegn."),
        _("Skriv hele beløpet med alle sifre."),
    ),
    "amount_per_year": (
        _("Beløpet gjelder ett år, ikke hele avtalen."),
        _("Skriv verdien av hele avtalen hvis du vet den."),
    ),
    "amount_with_words": (
        _("Beløpet står sammen med andre ord: {words}."),
        _("Se etter at beløpet er riktig, og skriv ordene i beskrivelsen."),
    ),
    "not_a_date": (_("Vi fant ingen dato i «{value}»."), _("Skriv datoen som dag.måned.år, for eksempel 31.12.2026.")),
    "not_a_period": (
        _("Vi fant ikke to datoer i «{value}»."),
        _("Skriv fra og til, for eksempel 01.01.2024 - 31.12.2026."),
    ),
    "impossible_date": (_("Datoen «{value}» finnes ikke."), _("Se etter dag og måned.")),
    "date_out_of_range": (_("Datoen «{value}» er før 1950."), _("Se etter årstallet.")),
    "date_ambiguous": (
        _("«{value}» kan være to datoer. Vi leste den som {taken}, med dagen først."),
        _("Skriv dag.måned.år hvis det er feil."),
    ),
    "date_was_a_number": (
        _("Cellen er et tall. Vi leste det som en dato fra Excel."),
        _("Sett formatet på kolonnen til dato."),
    ),
    "date_is_a_year": (_("Cellen har bare et år. Vi brukte {taken}."), _("Skriv hele datoen hvis du vet den.")),
    "date_is_a_month": (_("Cellen har bare en måned. Vi brukte {taken}."), _("Skriv hele datoen hvis du vet den.")),
    "ends_before_start": (_("Sluttdatoen er før startdatoen {start}."), _("Se etter om de to er byttet om.")),
    "option_before_end": (
        _("Siste dato med opsjoner er før sluttdatoen {end}."),
        _("Se etter om de to er byttet om."),
    ),
    "org_number_check_digit": (
        _("Organisasjonsnummeret stemmer ikke: siste siffer passer ikke til de andre."),
        _("Slå opp leverandøren i Brønnøysundregistrene og rett nummeret."),
    ),
    "org_number_length": (
        _("Et organisasjonsnummer har ni sifre. Dette har {digits}."),
        _("Slå opp leverandøren i Brønnøysundregistrene og rett nummeret."),
    ),
    "foreign_number_without_country": (
        _("Nummeret har {digits} sifre og er ikke norsk."),
        _("Skriv landkoden foran, for eksempel SE eller DK."),
    ),
    "not_an_org_number": (
        _("«{value}» er ikke et organisasjonsnummer."),
        _("Skriv ni sifre, eller et utenlandsk nummer med landkode foran."),
    ),
    "looks_like_person_number": (
        _("Cellen kan være et fødselsnummer. Vi har ikke tatt vare på den."),
        _("Bruk organisasjonsnummeret til foretaket, og slett fødselsnummeret i filen."),
    ),
    "several_org_numbers": (
        _("Cellen har flere organisasjonsnumre. Vi brukte {taken}."),
        _("Lag en rad for hver leverandør hvis alle er avtaleparter."),
    ),
    "not_a_cpv": (_("Vi fant ingen CPV-kode i «{value}»."), _("En CPV-kode har åtte sifre, for eksempel 33141420.")),
    "cpv_check_digit": (
        _("Kontrollsifferet til CPV-koden {code} skulle vært {expected}."),
        _("Se etter om koden er skrevet riktig."),
    ),
    "cpv_leading_zero": (
        _("CPV-koden hadde mistet nullen foran. Vi leste {code}."),
        _("Sett formatet på kolonnen til tekst."),
    ),
    "cpv_shortened": (
        _("CPV-koden er forkortet. Vi leste {code}."),
        _("Skriv alle åtte sifrene, så blir vurderingen mer presis."),
    ),
    "cpv_length": (_("CPV-koden har {digits} sifre, så vi får ikke lest den."), _("Skriv alle åtte sifrene.")),
    "not_a_country": (
        _("Vi kjenner ikke landet «{name}»."),
        _("Skriv landets navn på norsk eller engelsk, eller landkoden."),
    ),
    "region_not_country": (_("«{name}» er ikke ett land."), _("Skriv hvilke land varene lages i, hvis du vet det.")),
    "not_a_currency": (
        _("Vi kjenner ikke valutaen «{value}». Vi regner med kroner."),
        _("Skriv valutakoden, for eksempel EUR."),
    ),
    "terms_unknown": (
        _("Vi vet ikke hvilke vilkår «{value}» er."),
        _("Velg vilkårene på avtalen etter innlesingen."),
    ),
    "same_row_again": (_("Raden er lik rad {row}."), _("Vi tar den med bare én gang.")),
    "reference_twice": (
        _("Referansen «{value}» står også på rad {row}, med annet innhold."),
        _("Gi hver avtale sin referanse, eller slett den raden som er feil."),
    ),
}

CODES = frozenset(_MESSAGES)
_REASONS: dict[Reason, str] = {
    Reason.REMEMBERED: _("Du valgte dette sist."),
    Reason.HEADING: _("Overskriften sier det."),
    Reason.HEADING_PART: _("Overskriften inneholder «{words}»."),
    Reason.VALUES: _("Verdiene i kolonnen ser slik ut."),
    Reason.KNOWN_BUT_UNUSED: _("Denne opplysningen trengs ikke, så vi lar den ligge."),
    Reason.OTHER_COLUMN_BETTER: _("Kolonnen «{words}» passer bedre."),
    Reason.VALUES_DISAGREE: _("Overskriften inneholder «{words}», men verdiene ser ut som noe annet."),
    Reason.UNKNOWN: _("Vi kjenner ikke igjen overskriften."),
}


def describe_cell(problem: CellProblem, translate: Translate = str) -> Described:
    what, mend = _MESSAGES[problem.code]
    words = {"value": problem.value[:80], **problem.params}
    return Described(translate(what).format(**words), translate(mend).format(**words))


def describe_reason(guess: ColumnGuess, translate: Translate = str) -> str:
    return translate(_REASONS[guess.reason]).format(words=guess.words)
