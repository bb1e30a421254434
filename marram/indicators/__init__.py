"""The room of measures: what is measured, what was observed, and how it is judged."""
