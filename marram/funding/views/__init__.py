"""The pages of money, a module a noun."""
