"""The command line: thin; each command parses, calls one function of the desk, and prints."""
