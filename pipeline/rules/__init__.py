"""From answers to facts, gate, packet, parameters and decisions."""
