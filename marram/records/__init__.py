"""What was done and must be kept: the ledger of every change, and the backups of everything."""
