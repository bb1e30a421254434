"""What has happened to strategies and plans, in the past tense; a module a noun."""
