"""A person's own days as a calendar that phones and computers fetch, by an address that is nobody else's."""
