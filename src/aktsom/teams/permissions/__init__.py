"""Per verb: why an actor may not do it with a team or a mandate, or nothing."""
