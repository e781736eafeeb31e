"""Which members form which team: plain values and arrays in, a plan with its reasons out. No database, no request, no
clock but the one that stops the solver. A decision of a person, not this package, makes teams of it."""
