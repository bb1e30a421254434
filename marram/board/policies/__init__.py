"""Who may do what in the board's room, a module a noun."""
