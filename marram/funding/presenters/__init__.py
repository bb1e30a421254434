"""Money as components and files, a module a noun."""
