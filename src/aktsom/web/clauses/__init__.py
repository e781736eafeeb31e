"""The library of clauses."""
