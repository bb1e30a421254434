"""What is known of strategies and plans, as a given viewer may see it; a module a noun."""
