"""The same words by other tools, each used as its own users use it."""
