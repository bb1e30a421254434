"""What is typed about money, a module a noun."""
