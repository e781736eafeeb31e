"""The pages of recommendations, decisions and the ladder."""
