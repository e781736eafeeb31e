"""The member's archive: cases taken out as files, and requests for access to what is in them."""
