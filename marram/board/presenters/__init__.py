"""What the pages of the board's room show, a module a noun."""
