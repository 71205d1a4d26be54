"""From the intake file to typed, validated answers."""
