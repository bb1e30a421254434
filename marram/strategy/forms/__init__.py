"""What is typed into the pages of this room; a module a noun."""
