"""What was found, and the plans that put it right."""
