"""Who may do what with money, a module a noun."""
