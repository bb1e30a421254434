"""What the board's room has to show on the pages of other rooms, a module a noun."""
