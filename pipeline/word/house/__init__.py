"""The house document that ships, built from data."""
