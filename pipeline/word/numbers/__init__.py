"""List labels: as the model counts, as a template counts, as Word prints."""
