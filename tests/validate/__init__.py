"""Validation of Word files by several judges that know nothing of each other."""
