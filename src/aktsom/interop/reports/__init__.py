"""Self-reports as spreadsheets: taken out, filled in away from the net, and read back."""
