"""The only rooms that know Word's file format."""
