"""What is known of packs, as a given viewer may see it; a module a noun."""
