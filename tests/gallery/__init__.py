"""Every document of every example as page images."""
