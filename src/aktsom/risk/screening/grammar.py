"""Which of the goods named in a text are bought, and which are only talked about.

A title is a row of noun phrases: «Levering og service av biler», «Vask av arbeidstøy», «Stativ til hansker». What
stands before a preposition governs what follows it: a purchase lets the goods through, a service or a work keeps them
out, and goods or any other thing make the rest mere description. A comma ends description, a full stop ends all. A
part of the text that only names a service («Kontormøbler – ombruk») turns the whole text into that service, unless
something is said to be bought.
"""

from __future__ import annotations

from collections.abc import Sequence

from aktsom.categories.entries import Effect
from aktsom.risk.screening.compounds import HIRE, PLACE, Reading
from aktsom.risk.screening.government import KEEPS_OUT, Found, Government, Part, government, keeps_out
from aktsom.risk.screening.phrases import Item
from aktsom.risk.screening.result import Why

# What governs on beyond a comma; the rest of a list speaks for itself.
_LASTING = (Effect.BUYS, *KEEPS_OUT)
_AT_HAND, _GOODS = "installation", "goods"
_OF, _MADE_OF = ("av", "of"), ("i", "in")


class Reader:
    """Walks the items of one text once."""

    def __init__(self) -> None:
        self.parts: list[Part] = [Part()]
        self._sentence = 0
        self._begin()

    def _begin(self) -> None:
        self._heads: list[Item] = []
        self._run = 0
        self._governor: Government | None = None
        self._buying = self._beside = self._joined = self._of_parts = self._purpose = False
        self._first: Item | None = None
        self._sentence = len(self.parts) - 1

    def read(self, items: Sequence[Item]) -> list[Part]:
        for item in items:
            reading = item.reading
            self._first = self._first or item
            if item.mark:
                self._mark(item)
            elif reading.targets:
                self._goods(item)
            else:
                if reading.described:
                    why = KEEPS_OUT.get(reading.effect, Why.PART_OF_WORD) if reading.effect else Why.PART_OF_WORD
                    self._keep(item, Government(why, item.text, reading.topic), reading)
                self._other(item)
        return self.parts

    def _mark(self, item: Item) -> None:
        self.parts.append(Part())
        if item.mark == "stop":
            self._begin()
            return
        self._heads = [head for head in self._heads if head.reading.targets or head.reading.effect in _LASTING]
        self._run = len(self._heads)
        self._of_parts, self._purpose, self._first = False, False, None
        if self._governor and self._governor.why is Why.ABOUT:
            self._governor = None
        self._joined = True

    def _goods(self, item: Item) -> None:
        part = self.parts[-1]
        service = next((head for head in self._heads if keeps_out(head)), None)
        if self._governor and not (self._governor.made_of and item.reading.material):
            self._keep(item, self._governor, item.reading)
        elif service and not self._joined and self._is_its_object(service, item):
            self._keep(item, government(service), item.reading)
        else:
            bought = self._buying or any(head.reading.effect is Effect.BUYS for head in self._heads)
            goods = item.reading.as_parts if self._of_parts else item.reading
            part.found.append(Found(item, goods, bought=bought))
        self._heads.append(item)
        self._joined = False

    def _is_its_object(self, service: Item, goods: Item) -> bool:
        """«Service kopimaskiner», «Leie personbiler». In English the last word is the thing: «service vehicles»."""
        if any(head.reading.effect is Effect.BUYS for head in self._heads):
            return False
        return not goods.reading.english or service.reading.topic == HIRE

    def _keep(self, item: Item, by: Government, goods: Reading) -> None:
        targets = goods if goods.targets else Reading(goods.described, sure=goods.sure)
        self.parts[-1].found.append(Found(item, targets, by.why, by.by, by.topic))

    def _other(self, item: Item) -> None:
        match item.reading.effect:
            case Effect.UNDER:
                self._under(item)
            case Effect.JOINS:
                self._joined, self._run = True, len(self._heads)
            case Effect.BESIDE:
                self._heads, self._beside = [head for head in self._heads if keeps_out(head)], True
                if self._heads and not self._buying:
                    self._governor = self._governor or government(self._heads[0])
                self._heads, self._run = [], 0
            case Effect.DENIES:
                self._deny(item)
            case Effect.BUYS:
                if self._joined or not self._heads:
                    self._governor = None if self._joined else self._governor
                self.parts[-1].buys = True
                self._heads.append(item)
                self._joined = False
            case Effect.SERVICE | Effect.WORKS | Effect.DIGITAL if item.reading.topic != PLACE:
                self._service(item)
            case _:
                self._plain(item)

    def _service(self, item: Item) -> None:
        for goods in self._described_by_what_follows():
            self._withdraw(goods, government(item))
        if self._is_the_whole(item):
            self.parts[-1].services.append(item)
        self._heads.append(item)
        self._joined = False

    def _described_by_what_follows(self) -> list[Item]:
        """Goods written right before a service describe it: «arbeidstøy vask», «office furniture repair work».

        English joins such words too («food and beverage services»), but not plurals («desks and cleaning services»).
        """
        last = self._heads[-1] if self._heads else None
        goods = [head for head in self._heads if head.reading.targets]
        run = [] if self._joined else self._heads[self._run :]
        joined = goods if last and last.reading.modifies else []
        return [
            head
            for head in goods
            if (head in run and (head.reading.english or head is last)) or (head in joined and head.reading.modifies)
        ]

    def _is_the_whole(self, service: Item) -> bool:
        """Named on its own, not bought along with goods, nor what some other thing is for."""
        with_goods = self._beside and service.reading.topic != HIRE
        apart = with_goods or self._purpose or self._buying or service.reading.topic == _AT_HAND
        about = self._governor is not None and self._governor.why is Why.ABOUT
        return not apart and not about and not any(head.reading.effect is Effect.BUYS for head in self._heads)

    def _plain(self, item: Item) -> None:
        before = self._heads[-1] if self._heads else None
        named = before and before.reading.targets and before.reading.modifies
        if before and named and not self._joined and not item.text[0].isdigit() and not item.reading.effect:
            self._withdraw(before, Government(Why.PART_OF_WORD, f"{before.text} {item.text}", ""))
        self._heads.append(item)
        self._joined = False

    def _withdraw(self, goods: Item, by: Government) -> None:
        part = self.parts[-1]
        part.found = [
            Found(found.item, found.goods, by.why, by.by, by.topic) if found.item is goods and not found.why else found
            for found in part.found
        ]

    def _under(self, item: Item) -> None:
        heads, self._heads, self._run, self._joined = self._heads, [], 0, False
        if not heads:
            return
        if any(head.reading.effect is Effect.BUYS for head in heads):
            self._governor, self._buying = (self._governor if not self._buying and self._governor else None), True
            return
        if heads[-1].reading.effect is Effect.PARTS and not self._governor:
            self._of_parts = True
            return
        keeps = next((head for head in heads if keeps_out(head)), None)
        if any(head.reading.targets for head in heads):
            self._governor = self._governor or Government(Why.ABOUT, heads[-1].text, "")
        elif keeps:
            self._governor = self._governor or government(keeps)
        elif any(head.reading.effect is Effect.CARRIES for head in heads):
            self._purpose = heads[-1].reading.topic == _GOODS
        else:
            self._about(item, heads[-1])

    def _about(self, preposition: Item, head: Item) -> None:
        named = head.capital and head is not self._first
        word = preposition.text.lower()
        if not named and (head.reading.deed or word not in _OF):
            made_of = word in _MADE_OF and not head.reading.deed
            self._governor = self._governor or Government(Why.ABOUT, head.text, "", made_of)

    def _deny(self, item: Item) -> None:
        self._governor = Government(Why.EXCEPTED, item.text, "")
        if item.reading.topic == "not":
            for part in self.parts[self._sentence :]:
                part.found = [
                    Found(found.item, found.goods, Why.EXCEPTED, item.text) if not found.why else found
                    for found in part.found
                ]


def goods_in(items: Sequence[Item]) -> tuple[list[Found], Item | None]:
    """The goods named, bought or not, and the service that the text as a whole is, if any."""
    parts = Reader().read(items)
    service = next((part.services[0] for part in parts if part.only_service), None)
    found = [entry for part in parts for entry in part.found]
    if service is None:
        return found, None
    by = government(service)
    settled = [
        Found(entry.item, entry.goods, by.why, by.by, by.topic) if not entry.why and not entry.bought else entry
        for entry in found
    ]
    return settled, service if all(entry.why for entry in settled) else None
