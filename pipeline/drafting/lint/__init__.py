"""The linter of drafts: what counsel would send back, found before counsel sees it."""
