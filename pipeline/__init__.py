"""Charterwright: partnership agreements drafted from an intake, with every choice explained."""

__version__ = "0.1.0"
