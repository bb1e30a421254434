"""What happens in the board's room, a module a noun. The first line of each is the fact."""
