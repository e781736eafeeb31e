"""All files of follow-ups as one package to save: put together in the background, fetched by whoever asked."""
