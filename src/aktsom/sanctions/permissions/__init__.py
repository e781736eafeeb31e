"""Per verb: why an actor may not, or nothing."""
