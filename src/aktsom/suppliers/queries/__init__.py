"""Reads about suppliers and about those who answer for them."""

from aktsom.suppliers.queries.suppliers import by_name_key, by_number, like, supplier

__all__ = ["by_name_key", "by_number", "like", "supplier"]
