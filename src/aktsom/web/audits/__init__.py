"""Audits: the order and its costs, contract owners' consent, and the report."""
