"""Which files this room takes in, and what becomes of their rows."""
