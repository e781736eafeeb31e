"""What sanction decisions set in motion, as pages: stopped deliveries, places replaced, contracts terminated."""
