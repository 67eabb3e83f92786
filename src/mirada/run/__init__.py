"""How stages are mapped over items; no stage knows which mapper runs it."""
