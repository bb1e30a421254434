"""Page numbers that stay."""

from itertools import permutations, product

import pytest

from marram.packs.rules import page_labels


def test_pages_of_a_first_edition_count_from_one():
    labels = page_labels(pages=[("front", 2), ("item-4", 1)], earlier={})

    assert labels == {"front": ("1", "2"), "item-4": ("3",)}


def test_a_supplement_takes_letters_after_the_page_before_it():
    first = page_labels(pages=[("front", 1), ("item-4", 2), ("item-5", 1)], earlier={})

    later = page_labels(
        pages=[("front", 1), ("item-4", 2), ("item-4a", 2), ("item-5", 1)], earlier=first
    )

    assert later["item-4a"] == ("3a", "3b")
    assert later["item-5"] == first["item-5"]


def test_a_second_supplement_at_the_same_place_goes_on_with_the_letters():
    first = page_labels(pages=[("front", 1), ("item-4", 1)], earlier={})
    second = page_labels(pages=[("front", 1), ("late", 1), ("item-4", 1)], earlier=first)

    third = page_labels(
        pages=[("front", 1), ("late", 1), ("later", 2), ("item-4", 1)], earlier=second
    )

    assert (third["late"], third["later"]) == (("1a",), ("1b", "1c"))


@pytest.mark.parametrize("order", [("item-4a", "item-5a"), ("item-5a", "item-4a")])
def test_two_supplements_are_numbered_alike_whichever_comes_first(order):
    agenda = {"front": 1, "item-4": 1, "item-4a": 2, "item-5": 1, "item-5a": 1}
    out = [key for key in agenda if not key.endswith("a")]
    labels = {}
    for late in ("", *order):
        out.append(late)
        labels = page_labels(
            pages=[(key, many) for key, many in agenda.items() if key in out], earlier=labels
        )

    assert labels == {
        "front": ("1",),
        "item-4": ("2",),
        "item-4a": ("2a", "2b"),
        "item-5": ("3",),
        "item-5a": ("3a",),
    }


@pytest.mark.parametrize("before", [False, True])
def test_a_second_supplement_beside_the_first_leaves_it_its_numbers(before):
    first = page_labels(pages=[("front", 1), ("item-2", 1), ("item-3", 1)], earlier={})
    second = page_labels(
        pages=[("front", 1), ("item-2", 1), ("first", 2), ("item-3", 1)], earlier=first
    )
    late = [("second", 1), ("first", 2)] if before else [("first", 2), ("second", 1)]

    third = page_labels(pages=[("front", 1), ("item-2", 1), *late, ("item-3", 1)], earlier=second)

    assert (third["first"], third["second"]) == (("2a", "2b"), ("2c",))
    assert third["item-3"] == ("3",)


def test_a_paper_that_grew_keeps_its_pages_and_adds_letters():
    first = page_labels(pages=[("front", 1), ("item-4", 2), ("item-5", 1)], earlier={})

    later = page_labels(pages=[("front", 1), ("item-4", 4), ("item-5", 1)], earlier=first)

    assert later["item-4"] == ("2", "3", "3a", "3b")


def test_letters_go_on_after_z():
    labels = page_labels(pages=[("front", 1), ("late", 28)], earlier={"front": ("1",)})

    assert labels["late"][25:] == ("1z", "1aa", "1bb")


def test_no_two_pages_share_a_number_and_no_number_moves_to_another_paper():
    """Every pack of three papers of up to two pages, after every other in every order."""
    sizes = list(product(range(3), repeat=3))
    for before, order, after in product(sizes, permutations("abc"), sizes):
        first = page_labels(pages=[("front", 1), *zip("abc", before, strict=True)], earlier={})

        later = page_labels(pages=[("front", 1), *zip(order, after, strict=True)], earlier=first)

        every = [label for labels in later.values() for label in labels]
        owners = {label: key for key, labels in first.items() for label in labels}
        assert len(every) == len(set(every)) == 1 + sum(after)
        assert all(
            owners.get(label, key) == key for key, labels in later.items() for label in labels
        )
