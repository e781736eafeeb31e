"""What goes into a screening: one purchase, as the buyer wrote it down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Purchase:
    """Codes are CPV with or without check digit; origins are declared ISO 3166-1 alpha-2 country codes."""

    title: str
    description: str = ""
    products: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
