"""The words of this room: permissions, kinds of area, sexes, outlines."""

from marram.places.vocabulary.outlines import Outline, Polygon, Position, Ring, flat
from marram.places.vocabulary.words import Kind, Permission, Sex


__all__ = ["Kind", "Outline", "Permission", "Polygon", "Position", "Ring", "Sex", "flat"]
