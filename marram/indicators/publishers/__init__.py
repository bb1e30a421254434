"""What publishers send, each in a module: read exactly as it comes, and written so again."""
