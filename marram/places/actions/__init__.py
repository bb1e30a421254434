"""Every change to what is known about areas. Each is safe to repeat with the same rows."""

from marram.places.actions.areas import amend_area, open_area, record_areas
from marram.places.actions.best_fits import record_best_fits
from marram.places.actions.boundaries import record_boundaries
from marram.places.actions.hierarchy import record_memberships, record_successions
from marram.places.actions.populations import record_populations


__all__ = [
    "amend_area",
    "open_area",
    "record_areas",
    "record_best_fits",
    "record_boundaries",
    "record_memberships",
    "record_populations",
    "record_successions",
]
