"""Public-health statistics as pure functions over numbers and arrays: no Django, no files, no clock."""
