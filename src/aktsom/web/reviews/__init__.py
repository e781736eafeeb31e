"""Documents that a supplier is asked for: for those who ask and read, and for the supplier."""
