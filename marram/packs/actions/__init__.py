"""What is done with packs; a module a noun."""
