"""Registers of three hundred buyers with made-up suppliers, where the truth is known.

Each company has a name, legal form, country, address, number and domain; each row is one buyer's view of it: number
missing or mistyped, legal form written out, dropped or wrong, words shortened, letters transliterated, slips of the
pen, words in another order, only a town, a post box or another address, a department added. Sister companies ("Nord",
"Holding", "2"), which may share address and domain, are companies of their own: the hard ones. Norwegian numbers have
their check digit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

COLUMNS = ("entity", "member", "name", "number", "address", "postcode", "town", "country", "domain")
_FORMS = {
    "NO": (("AS", "A/S", "Aksjeselskap", "A.S."), ("ASA", "Allmennaksjeselskap"), ("SA", "Samvirkeforetak"), ("ENK",)),
    "SE": (("AB", "Aktiebolag", "A.B."),),
    "DK": (("A/S", "AS", "Aktieselskab"), ("ApS", "Anpartsselskab")),
    "DE": (
        ("GmbH", "G.m.b.H.", "Gesellschaft mbH", "Gesellschaft mit beschränkter Haftung"),
        ("AG", "Aktiengesellschaft"),
    ),
    "CN": (("Co., Ltd.", "Co Ltd", "Company Limited", "Co., Limited", "Ltd"), ("Group Co., Ltd.", "Group")),
    "BD": (("Ltd.", "Limited", "Pvt. Ltd."),),
    "IN": (("Pvt. Ltd.", "Private Limited", "P Ltd", "(P) Ltd."), ("Ltd.", "Limited")),
    "PL": (("Sp. z o.o.", "Spółka z o.o.", "Sp zoo", "Spolka z ograniczona odpowiedzialnoscia"),),
    "TR": (("A.Ş.", "AS", "Anonim Şirketi"), ("Ltd. Şti.", "Limited Sirketi")),
    "VN": (("Co., Ltd", "JSC", "Company Limited"),),
}
_SHARES = {"NO": 45, "SE": 8, "DK": 6, "DE": 8, "CN": 14, "BD": 5, "IN": 5, "PL": 4, "TR": 3, "VN": 2}
_SYLLABLES = {
    "NO": "berg vik dal nes sund fjord ås strøm haug lund øy tun sæter moen rud heim bø hav stad foss",
    "SE": "ström berg lund kvist sjö holm gren ås dal vik hög by",
    "DK": "gård skov lund borg bæk høj sø by holm toft",
    "DE": "hof bach müller stein feld wald berg schön tal burg graf",
    "CN": "shen zhen guang dong jia xing hua feng tai yang ning bo xin long heng da ming wei jin sheng li hong",
    "BD": "rahman apparel dhaka knit shanta apex orion nasir delta mir",
    "IN": "shree balaji laxmi ganesh arvind welspun raj kumar tiru pur maha",
    "PL": "wólka ław sław pol bud mech zakład łódź krak nowa",
    "TR": "öz yıldız demir şahin güneş kaya tekin ipek",
    "VN": "viet thanh phuoc hoang minh tan long an dong nai",
}
_TRADES_HOME = [
    "Bygg",
    "Renhold",
    "Tekstil",
    "Elektro",
    "Rør",
    "Transport",
    "Mat",
    "Kontor",
    "Medisin",
    "Maskin",
    "Møbel",
    "Vakt",
    "Anlegg",
    "Data",
    "Catering",
]
_TRADES = [
    "Textile",
    "Garments",
    "Electronics",
    "Trading",
    "Industrial",
    "Medical",
    "Rubber",
    "Furniture",
    "Technology",
    "Import",
    "Export",
    "Solar",
    "Foods",
    "Gloves",
    "Knitwear",
    "Steel",
]
_SHORT = {
    "industrial": ("ind.", "indl"),
    "technology": ("tech", "techn."),
    "electronics": ("elec", "electronic"),
    "textile": ("textiles", "tex"),
    "trading": ("trdg", "trade"),
    "garments": ("garment", "gmts"),
    "medical": ("med.",),
    "transport": ("transp.",),
    "elektro": ("el.",),
    "import": ("imp.",),
    "export": ("exp.",),
    "furniture": ("furn.",),
    "renhold": ("renh.",),
    "og": ("&",),
    "and": ("&",),
}
_PLAIN = dict(zip("øæåöäüßłóşıçğ", ("o", "ae", "a", "o", "a", "u", "ss", "l", "o", "s", "i", "c", "g"), strict=True))
_DOUBLE = dict(
    zip("øæåöäüßłóşıçğ", ("oe", "ae", "aa", "oe", "ae", "ue", "ss", "l", "o", "sh", "i", "ch", "g"), strict=True)
)
_STREETS_HOME, _STREETS = (
    ("gate", "veien", "vegen", "allé", "plass"),
    ("Road", "Street", "Industrial Zone", "Avenue", "Strasse"),
)
_STREET_SHORT = {
    "gate": "gt.",
    "veien": "vn.",
    "vegen": "vn.",
    "road": "rd",
    "street": "st.",
    "avenue": "ave",
    "industrial zone": "ind. zone",
    "strasse": "str.",
}
_UNITS = ("Nord", "Sør", "Vest", "Eiendom", "Service", "2", "Holding", "International")
_SLIPS = "abcdefghijklmnorstuvy"
_MEMBERS = 300


@dataclass(frozen=True)
class Company:
    country: str
    core: str
    forms: Sequence[str]
    street: str
    house: int
    postcode: str
    town: str
    number: str
    domain: str


def register(rows: int, seed: int) -> pl.DataFrame:
    """So many rows of `COLUMNS`, all text but `entity` and `member`, in random order."""
    made: list[tuple[object, ...]] = []
    maker = _Maker(seed)
    entity = 0
    while len(made) < rows:
        for company in maker.family():
            made.extend((entity, *view) for view in maker.views(company))
            entity += 1
    frame = pl.DataFrame(made[:rows], schema=list(COLUMNS), orient="row")
    return frame.sample(fraction=1, shuffle=True, seed=seed)


class _Maker:
    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self._countries = [code for code, share in _SHARES.items() for _ in range(share)]
        starts = [
            "b",
            "d",
            "f",
            "g",
            "h",
            "j",
            "k",
            "l",
            "m",
            "n",
            "p",
            "r",
            "s",
            "t",
            "v",
            "br",
            "gr",
            "kr",
            "st",
            "tr",
            "sk",
            "fl",
            "kl",
        ]
        self._more = [
            s + v + e for s in starts for v in ["a", "e", "i", "o", "u", "ei", "au", "ia"] for e in ("", "n", "l", "r")
        ]
        self._taken: set[str] = set()
        self._towns = {
            code: [(self._word(code), f"{self._below(9999):04d}") for _ in range(250)] for code in _SYLLABLES
        }

    def _chance(self, share: float) -> bool:
        return bool(self._random.random() < share)

    def _below(self, number: int) -> int:
        return int(self._random.integers(number))

    def _one(self, of: Sequence):  # type: ignore[type-arg, no-untyped-def]  # one of whatever the sequence holds
        return of[self._below(len(of))]

    def _word(self, country: str) -> str:
        syllables = _SYLLABLES[country].split()
        if country in {"BD", "IN"}:
            word = " ".join(self._one(syllables).capitalize() for _ in range(2))
        else:
            word = "".join(self._one(syllables) for _ in range(2 + self._chance(0.25))).capitalize()
        more = [self._one(self._more) for _ in range(1 + self._chance(0.3))] if self._chance(0.7) else []
        return word + "".join(more)

    def family(self) -> list[Company]:
        """A company, and sometimes its sisters; nothing when a register would refuse the name."""
        country = self._one(self._countries)
        trades = _TRADES_HOME if country == "NO" else _TRADES
        core = f"{self._word(country)} {self._one(trades)}"
        if self._chance(0.15):
            core = f"{self._one(self._towns[country])[0]} {core}"
        if self._chance(0.08):
            core += f" {self._one(('og', '&', 'and'))} {self._one(trades)}"
        if core in self._taken and self._chance(0.98):
            return []
        self._taken.add(core)
        mother = self._company(country, core, self._one(_FORMS[country]))
        sisters = []
        if self._chance(0.12):
            for unit in self._random.permutation(_UNITS)[: 1 + self._below(3)]:
                sister = replace(self._company(country, f"{core} {unit}", mother.forms), domain=mother.domain)
                if self._chance(0.5):
                    place = {"street": mother.street, "house": mother.house, "postcode": mother.postcode}
                    sister = replace(sister, town=mother.town, **place)
                sisters.append(sister)
        return [mother, *sisters]

    def _company(self, country: str, core: str, forms: Sequence[str]) -> Company:
        town, postcode = self._one(self._towns[country])
        home = country == "NO"
        street = f"{self._word(country)}{'' if home else ' '}{self._one(_STREETS_HOME if home else _STREETS)}"
        letters = "".join(letter for letter in self._transliterated(core).lower() if letter.isalnum())
        domain = letters[:14] + self._one((".no", ".com", ".cn", ".net"))
        number = self._norwegian_number() if home else str(800_000_000 + self._below(199_999_999))
        return Company(country, core, forms, street, 1 + self._below(180), postcode, town, number, domain)

    def _norwegian_number(self) -> str:
        """With the check digit of modulus 11."""
        while True:
            digits = str(80_000_000 + self._below(19_999_999))
            rest = sum(w * int(d) for w, d in zip((3, 2, 7, 6, 5, 4, 3, 2), digits, strict=True)) % 11
            if rest != 1:
                return digits + str((11 - rest) % 11)

    def views(self, company: Company) -> Iterator[tuple[object, ...]]:
        count = 1 if self._chance(0.45) else 2 + int(self._random.geometric(0.35))
        for _ in range(min(count, 25)):
            address, postcode, town = self._address(company)
            yield (
                self._below(_MEMBERS),
                self._name(company),
                self._number(company),
                address,
                postcode,
                town,
                company.country if self._chance(0.96) else "",
                company.domain if self._chance(0.35) else "",
            )

    def _name(self, company: Company) -> str:
        name, form = company.core, self._one(company.forms) if self._chance(0.35) else company.forms[0]
        if self._chance(0.12):
            form = ""
        elif self._chance(0.03):
            form = self._one(self._one(_FORMS[company.country]))
        if self._chance(0.25):
            name = self._transliterated(name)
        if self._chance(0.18):
            name = " ".join(self._one(_SHORT[w.lower()]) if w.lower() in _SHORT else w for w in name.split())
        if self._chance(0.20):
            name = self._slip(name)
        if self._chance(0.05):
            name = self._slip(name)
        if self._chance(0.05):
            name = " ".join(self._random.permutation(name.split()))
        if self._chance(0.05) and len(name.split()) > 2:
            name = " ".join(name.split()[:-1])
        if self._chance(0.06):
            name = f"{name}, avd. {company.town}"
        whole = f"{name} {form}".strip()
        return whole.upper() if self._chance(0.22) else whole.lower() if self._chance(0.05) else whole

    def _address(self, company: Company) -> tuple[str, str, str]:
        street, house, postcode, town = company.street, str(company.house), company.postcode, company.town
        if self._chance(0.25):
            for word, short in _STREET_SHORT.items():
                street = street.lower().replace(word, short) if word in street.lower() else street
        if self._chance(0.10):
            street = self._slip(street)
        if self._chance(0.15):
            street, town = self._transliterated(street), self._transliterated(town)
        if self._chance(0.12):
            street, house, postcode = f"Postboks {self._below(900)}", "", f"{self._below(9999):04d}"
        elif self._chance(0.10):  # moved, or a branch
            street, house = f"{self._word(company.country)} {self._one(_STREETS)}", str(self._below(99))
            postcode, town = f"{self._below(9999):04d}", self._one(self._towns[company.country])[0]
        address = "" if self._chance(0.18) else f"{street} {house}".strip()
        return address, "" if self._chance(0.12) else postcode, "" if self._chance(0.06) else town

    def _number(self, company: Company) -> str:
        home = company.country == "NO"
        if not self._chance(0.80 if home else 0.25):
            return ""
        number = company.number
        if self._chance(0.02):
            at = self._below(8)
            number = number[:at] + str(self._below(10)) + number[at + 1 :]
        if self._chance(0.25):
            return f"{number[:3]} {number[3:6]} {number[6:]}"
        return f"NO{number}MVA" if home and self._chance(0.1) else number

    def _transliterated(self, text: str) -> str:
        table = self._one((_PLAIN, _DOUBLE))
        return "".join(
            table.get(letter) or (table[letter.lower()].capitalize() if letter.lower() in table else letter)
            for letter in text
        )

    def _slip(self, text: str) -> str:
        if len(text) < 4:
            return text
        at = 1 + self._below(len(text) - 2)
        match self._below(4):
            case 0:
                return text[:at] + text[at + 1 :]
            case 1:
                return text[:at] + text[at] + text[at:]
            case 2:
                return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
            case _:
                return text[:at] + _SLIPS[self._below(len(_SLIPS))] + text[at + 1 :]
