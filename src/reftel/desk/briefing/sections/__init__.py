"""The parts of a brief, one module each, in the order in which they are read."""
