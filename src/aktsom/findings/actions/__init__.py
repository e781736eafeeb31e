"""What people do with what was found, one function per verb."""
