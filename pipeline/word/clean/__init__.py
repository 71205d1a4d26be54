"""The copy for the other side: what goes, what stays, and the proof that the text is the same."""
