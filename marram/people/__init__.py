"""Accounts, organisations, groups and appointments: who is who, and who speaks for whom."""
