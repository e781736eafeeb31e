"""What everybody reads, without an account: no cookie, no script, and nothing that tells who reads."""
