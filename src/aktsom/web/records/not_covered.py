"""What the metadata in the shape of Noark 5 do not cover: said in the file itself and on the page."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from aktsom.records.documents import LeftOut


def not_covered() -> list[str]:
    return [
        _(
            "Rekkefølgen av elementene følger det offentlige skjemaet for arkivstruktur, versjon 4.0. Filen er ikke "
            "prøvd mot Nasjonalarkivets egne kontroller, og er ikke et godkjent avleveringsuttrekk."
        ),
        _("arkivuttrekk.xml (ADDML) og METS er ikke med. Arkivsystemet eller den som avleverer, lager dem."),
        _(
            "Skjemaet krever avsluttetDato på arkiv, arkivdel og saksmappe. Den er bare med når saken er avsluttet "
            "her: vi finner ikke på datoer."
        ),
        _("Bevaring og kassasjon er ikke med. Dere bestemmer det i arkivplanen."),
        _("Skjerming er satt for hele dokumenter. Passasjer i et dokument skjermes i svaret på et krav om innsyn."),
        _("Dager er kjent, klokkeslett er det ikke alltid. Klokken 12 står for dagen."),
        _(
            "Filene er slik de kom. De er ikke gjort om til arkivformat. Papirene vi setter selv, er PDF/UA-1 og "
            "ikke PDF/A."
        ),
        _("Restanse, avskrivning, dokumentflyt, presedens og elektronisk signatur er ikke med."),
        _("At saken er tatt ut, står i journalen hos oss og ikke i uttrekket, så samme innhold gir samme fil."),
        _("Saksnummer, klasse, enhet og ansvarlig er dem dere har skrevet inn. Mangler de, står vår egen id."),
    ]


def as_file(left_out: Iterable[LeftOut]) -> bytes:
    lines = [_("Hva uttrekket ikke dekker"), "", *(f"- {one}" for one in not_covered()), ""]
    told = [f"- {one.what}: {one.count}. {one.why}" for one in left_out]
    lines += [_("Holdt utenfor"), "", *(told or [_("Ingenting.")]), ""]
    lines += [_("Det dere ikke har tilgang til, er ikke talt med."), ""]
    return "\n".join(lines).encode()
