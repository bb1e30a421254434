"""Permissions, kinds of area, sexes."""

from enum import StrEnum


class Permission(StrEnum):
    EDIT_AREAS = "places.edit_areas"


class Kind(StrEnum):
    """A kind of area; each has its own form of code."""

    COUNTRY = "country"
    REGION = "region"
    COUNTY = "county"
    UNITARY_AUTHORITY = "unitary authority"
    METROPOLITAN_DISTRICT = "metropolitan district"
    DISTRICT = "district"
    LONDON_BOROUGH = "London borough"
    COMBINED_AUTHORITY = "combined authority"
    WARD = "ward"
    PARISH = "parish"
    CONSTITUENCY = "constituency"
    OUTPUT_AREA = "output area"
    LOWER_OUTPUT_AREA = "lower layer super output area"
    MIDDLE_OUTPUT_AREA = "middle layer super output area"
    CLINICAL_COMMISSIONING_GROUP = "clinical commissioning group"
    SUB_ICB_LOCATION = "sub-ICB location"
    INTEGRATED_CARE_BOARD = "integrated care board"
    NHS_REGION = "NHS England region"
    CANCER_ALLIANCE = "cancer alliance"
    LOCAL = "local area"


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
