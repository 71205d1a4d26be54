"""From decisions to document models."""
