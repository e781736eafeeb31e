"""What the outbox delivers and what falls due; importing it registers the handlers."""
