"""What must hold for the board's business, a module a noun."""
