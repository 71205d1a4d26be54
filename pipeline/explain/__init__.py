"""Views of the decisions: why.html, why.json, the terminal."""
