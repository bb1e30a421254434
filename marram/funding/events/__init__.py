"""What has happened, in the past tense, a module a noun."""
