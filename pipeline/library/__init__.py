"""The clause library: read, checked and compiled once."""
