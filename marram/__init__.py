"""Marram: a place's health and wellbeing, held together as one connected record."""
