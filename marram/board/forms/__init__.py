"""What is typed in the board's room, a module a noun."""
