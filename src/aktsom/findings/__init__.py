"""What was found to be wrong: signals, findings, how they are put right, and what those who were harmed get back."""
