"""What a supplier is followed up for, as it reads it."""
