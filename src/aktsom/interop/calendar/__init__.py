"""iCalendar (RFC 5545), as calendars subscribe to it. Written here in fifty lines: whole days with a text are all that
is needed, and no library that writes them is among ours."""
