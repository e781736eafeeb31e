"""Who may see a link, as a small number: the walk compares numbers, and a viewer's keys are held up against each
distinct set of keys once."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from aktsom.core.actor import Actor
from aktsom.sharing.audiences import NETWORK_KEY, is_of_supplier, keys_held
from aktsom.supply_chain.reach.edges import CODES

log = logging.getLogger(__name__)
_MASKS_KEPT = 512
Keys = frozenset[int]


class AudienceCodes:
    """Sets of audience keys by number, which never change once given. Keys of suppliers are left out: reach is asked by
    those who take part in the network, and with them nearly each link would have a set of its own."""

    def __init__(self, sets: Iterable[Iterable[int]] = ()) -> None:
        self._sets: list[Keys] = [frozenset(keys) for keys in sets] or [frozenset({NETWORK_KEY})]
        self._codes = {keys: code for code, keys in enumerate(self._sets)}
        self._masks: dict[Keys, npt.NDArray[np.bool_]] = {}

    def __len__(self) -> int:
        return len(self._sets)

    def code(self, keys: Iterable[int]) -> int:
        """When all numbers are used the last one stands for what nobody sees, and the log says so."""
        known = frozenset(key for key in keys if not is_of_supplier(key))
        code = self._codes.get(known)
        if code is None:
            if len(self._sets) == CODES - 1:
                log.warning("reach: more than %s distinct audiences; the links of others are not walked", CODES - 1)
                return CODES - 1
            code = len(self._sets)
            self._sets.append(known)
            self._codes[known] = code
        return code

    def mask(self, viewer: Actor) -> npt.NDArray[np.bool_] | None:
        """For each number whether the viewer sees such links; None for the platform, which sees all."""
        if viewer.is_platform:
            return None
        held = keys_held(viewer)
        mask = self._masks.get(held)
        if mask is None or len(mask) < len(self._sets):
            if len(self._masks) >= _MASKS_KEPT:
                self._masks = {}
            mask = self._masks[held] = np.array([not held.isdisjoint(keys) for keys in self._sets], bool)
        return mask

    def to_json(self) -> list[list[int]]:
        return [sorted(keys) for keys in self._sets]
