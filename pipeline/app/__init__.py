"""The order of the stages, and the only room with disk, clock and progress."""
