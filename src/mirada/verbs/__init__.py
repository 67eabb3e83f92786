"""What an archive can do: one file a verb, pure of any surface."""
