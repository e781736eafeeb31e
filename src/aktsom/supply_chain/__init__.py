"""Production places, who delivers to whom, what suppliers have told of it, and how well it is known."""
