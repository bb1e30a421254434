"""What is done in the board's room, a module a noun."""
