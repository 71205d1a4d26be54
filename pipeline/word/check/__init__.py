"""Whether a Word file can serve as a template, in words for people who only know Word."""
