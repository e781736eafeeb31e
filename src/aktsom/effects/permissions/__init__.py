"""Per verb: why this actor may not, or nothing."""
