"""What is done to pools and returns, a module a noun."""
