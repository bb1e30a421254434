"""The pages of the board's room, a module a noun."""
