"""What people do with sanctions and what they set in motion, one function per verb."""
