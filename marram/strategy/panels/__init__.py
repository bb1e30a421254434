"""What this room hangs in the rooms below it; a module a noun."""
