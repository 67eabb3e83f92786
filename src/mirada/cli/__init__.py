"""The command line: parse, call the Archive, render."""
