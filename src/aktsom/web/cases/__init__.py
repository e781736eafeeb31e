"""Cases: what is being followed up, by whom, and for which contracts."""
