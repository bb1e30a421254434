"""What is known in the board's room, as a given viewer may see it, a module a noun."""
