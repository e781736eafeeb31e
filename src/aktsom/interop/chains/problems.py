"""What is wrong with a row of a declaration, in words for whoever mends it. Norwegian message ids."""

from collections.abc import Mapping
from typing import Any

from aktsom.interop.spreadsheets.problems import Described, Translate, _

_MESSAGES: dict[str, tuple[str, str]] = {
    "stage_missing": (_("Raden sier ikke hvilket ledd dette er."), _("Velg råvare, komponent eller ferdig vare.")),
    "not_a_stage": (_("«{value}» er ikke et ledd."), _("Velg råvare, komponent eller ferdig vare.")),
    "not_a_product": (
        _("Vi kjenner ikke produktet «{value}»."),
        _("Velg et av produktene kunden spør om, eller la feltet stå tomt."),
    ),
    "not_yes_or_no": (_("«{value}» er verken ja eller nei."), _("Skriv ja når dere ikke vet, ellers ingenting.")),
    "unknown_with_name": (
        _("Raden sier både at dere ikke vet, og hvor det er."),
        _("Slett navnet, eller ta bort «vi vet ikke». Vet dere noe, men ikke alt, så bruk to rader."),
    ),
    "name_missing": (
        _("Raden har ikke noe sted."),
        _("Skriv navnet på stedet, eller svar «vi vet ikke»."),
    ),
    "no_letters": (_("Navnet har verken bokstaver eller tall."), _("Skriv navnet slik stedet er registrert.")),
    "mixed_alphabets": (
        _("Ordet «{value}» blander bokstaver fra ulike alfabeter som ser like ut."),
        _("Se om ordet er riktig, eller skriv det på nytt med ett alfabet. Navn på andre språk har et eget felt."),
    ),
    "hidden_characters": (_("{count} usynlige tegn er fjernet."), _("Se etter at teksten er riktig.")),
    "too_long": (_("Teksten er på {length} tegn. Grensen er {limit}."), _("Skriv det kortere.")),
    "text_cut": (
        _("Cellen var på {length} tegn. Vi tok vare på de første {limit}."),
        _("Se om noe er limt inn på feil sted, og skriv det kortere."),
    ),
    "country_missing": (_("Raden sier ikke hvilket land stedet ligger i."), _("Skriv landet.")),
    "not_a_country": (
        _("Vi kjenner ikke landet «{value}»."),
        _("Skriv navnet på norsk eller engelsk, eller landkoden."),
    ),
    "several_countries": (_("«{value}» er flere land."), _("Et sted ligger i ett land. Lag en rad for hvert sted.")),
    "not_degrees": (_("«{value}» er ikke grader."), _("Skriv et tall, for eksempel 23,8103.")),
    "half_a_position": (
        _("Bare den ene halvdelen av posisjonen er fylt ut."),
        _("Skriv både breddegrad og lengdegrad, eller ingen av dem."),
    ),
    "position_turned": (
        _("Posisjonen finnes ikke på jorden. Det ser ut til at de to er byttet om."),
        _("Breddegraden er mellom -90 og 90."),
    ),
    "position_impossible": (
        _("Posisjonen finnes ikke på jorden."),
        _("Breddegraden er mellom -90 og 90, lengdegraden mellom -180 og 180."),
    ),
    "position_zero": (
        _("Posisjonen 0, 0 ligger i havet utenfor Afrika."),
        _("Skriv den riktige posisjonen, eller la begge feltene stå tomme."),
    ),
    "not_workers": (_("«{value}» er ikke et antall ansatte."), _("Velg et bånd, eller skriv et tall.")),
    "not_a_day": (_("Vi fant ingen dato i «{value}»."), _("Skriv dag.måned.år, for eksempel 31.12.2026.")),
    "ends_before_start": (_("Siste dag er før første dag."), _("Se om de to er byttet om.")),
    "not_an_os_id": (
        _("«{value}» er ikke en id fra Open Supply Hub."),
        _("Den ser slik ut: CN2019083D3G2JF. La feltet stå tomt om dere ikke vet."),
    ),
    "site_unknown": (
        _("Vi kjenner ikke stedet med id «{value}»."),
        _("La feltet stå tomt, så lager vi et nytt sted."),
    ),
    "delivers_to_nobody": (
        _("Ingen rad har stedet «{value}»."),
        _("Skriv navnet slik det står i en annen rad, eller la feltet stå tomt når stedet leverer til dere."),
    ),
    "delivers_to_several": (
        _("Flere steder heter «{value}»."),
        _("Gi stedene ulike navn, for eksempel med byen."),
    ),
    "delivers_to_itself": (
        _("Stedet leverer til seg selv."),
        _("Skriv hvem det leverer til, eller la feltet stå tomt."),
    ),
    "row_twice": (_("Raden sier det samme som rad {row}."), _("Fjern den ene, eller rett det som skiller dem.")),
    "in_a_ring": (
        _("Leveransene går i ring."),
        _("Det kan stemme, for eksempel ved gjenvinning. Se etter at «leverer til» er riktig."),
    ),
}

# What one can do about a file that should hold a chain, by the code of a `FileProblem`.
FILE_MENDS = {
    "not_a_spreadsheet": _("Velg skjemaet for kjeden: Excel (.xlsx, .xls), OpenDocument (.ods) eller CSV."),
    "no_rows": _("Se etter om stedene står i en annen fil, og om filen ble lagret."),
    "inflates_too_much": _("Last ned skjemaet her, og kopier stedene over i det."),
    "dangerous_markup": _("Last ned skjemaet her, og kopier stedene over i det."),
    "file_too_large": _("Slett bilder og ark som ikke trengs. Et skjema med bare rader er langt mindre."),
    "too_many_sheets": _("Last ned skjemaet her, og kopier stedene over i det."),
    "too_many_rows": _("Slett tomme rader nederst og lagre. Er kjeden så stor, så del den mellom leddene."),
    "too_many_columns": _("Last ned skjemaet her, og kopier stedene over i det."),
    "too_many_cells": _("Slett tomme rader og kolonner rundt stedene, og lagre."),
    "damaged": _("Last ned skjemaet på nytt. Lar filen seg åpne i Excel, så kopier stedene over i det."),
    "binary_text": _("Lagre skjemaet på nytt som Excel eller CSV."),
    "no_table_in_page": _("Last ned skjemaet her. Kanskje var du logget ut da filen ble hentet."),
}

CODES = frozenset(_MESSAGES)


def describe(problem: Mapping[str, Any], translate: Translate = str) -> Described:
    what, mend = _MESSAGES[problem["code"]]
    params = problem.get("params") or {}
    return Described(translate(what).format(**params), translate(mend).format(**params))
