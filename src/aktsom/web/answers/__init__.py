"""A supplier's people answer a self-report, and read what they handed in."""
