"""The pages of accounts, organisations, groups and appointments."""
