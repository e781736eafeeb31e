"""Where files lie and what may be in them: plain Python, without tables. `follow_up.files` joins it to the settings."""
