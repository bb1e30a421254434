"""What is known about people, organisations and groups, as a given viewer may see it."""

from marram.people.queries.standing import Standing, names, second_step_due, standing


__all__ = ["Standing", "names", "second_step_due", "standing"]
