"""One cell to one plain value, with what is wrong with it. Nothing here raises, whatever the cell holds."""
