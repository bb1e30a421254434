"""Every method works on a table, from Python, from the command line and over Arrow batches."""

import csv
import io

import numpy as np
import pytest

from marram.methods import catalogue, command_line, proportions, rates


def text(content):
    return "\n".join(line.strip() for line in content.strip().splitlines()) + "\n"


@pytest.fixture
def run(tmp_path, capsys):
    """Run a method on the text of a table; return its exit code, rows and what it complained of."""

    def run(name, content, *options):
        path = tmp_path / "input.csv"
        path.write_text(text(content), encoding="utf-8")
        code = command_line.main([name, str(path), *options])
        printed = capsys.readouterr()
        return code, list(csv.DictReader(io.StringIO(printed.out))), printed.err

    return run


def test_a_proportion_of_every_row_with_two_confidences(run):
    code, rows, _ = run(
        "proportion",
        """
        area,count,out_of
        North,65,100
        South,,100
        """,
        "--confidence",
        "0.95",
        "0.998",
    )

    assert code == 0
    assert list(rows[0]) == [
        "area", "count", "out_of", "value", "lower_95", "upper_95", "lower_99_8", "upper_99_8",
    ]  # fmt: skip
    assert (rows[0]["value"], rows[1]["value"]) == ("65", "")
    wanted = proportions.proportion(count=65, out_of=100)
    assert float(rows[0]["lower_95"]) == wanted.lower


def test_the_result_is_written_to_a_file(run, tmp_path):
    output = tmp_path / "out.csv"

    code, _, _ = run("crude-rate", "count,population\n3,1000", "--output", str(output))

    assert code == 0
    assert output.read_text(encoding="utf-8").splitlines()[1].startswith("3,1000,300,")


def test_ages_in_any_order_make_one_rate_an_area(run):
    ages = [f"{age}-{age + 4}" for age in range(0, 90, 5)] + ["90+"]
    lines = [
        f"{area},{age},{number % 4},{1000 + number}"
        for area in ("B", "A")
        for number, age in reversed(list(enumerate(ages)))
    ]

    code, rows, _ = run(
        "directly-standardised-rate",
        "area,age,count,population\n" + "\n".join(lines),
        "--unit",
        "per_1_000",
    )

    counts = np.arange(19) % 4
    from marram.methods.estimates import Unit
    from marram.methods.populations import european_2013

    wanted = rates.directly_standardised(
        count=counts,
        population=1000 + np.arange(19),
        standard=european_2013(),
        unit=Unit.PER_1_000,
    ).only()
    assert code == 0
    assert [row["area"] for row in rows] == ["A", "B"]
    assert float(rows[0]["value"]) == pytest.approx(wanted.value, rel=1e-14)


def test_life_expectancy_has_a_row_for_every_age(run):
    code, rows, _ = run(
        "life-expectancy",
        """
        area,age,deaths,population
        X,0,20,3000
        X,1,10,40000
        X,20,40,50000
        X,50,200,40000
        X,80,900,9000
        """,
    )

    assert code == 0
    assert [row["age"] for row in rows] == ["0", "1", "20", "50", "80"]
    assert float(rows[0]["value"]) == pytest.approx(84.37, abs=0.005)


def test_a_control_chart_of_each_series(run):
    points = "\n".join(
        f"{series},2025-{month:02},{value}"
        for series, top in (("A", 9), ("B", 5))
        for month, value in enumerate([5] * 11 + [top], start=1)
    )

    code, rows, _ = run("control-chart", f"series,day,value\n{points}")

    assert code == 0
    assert rows[11]["rule"] == "outside the limits"
    assert rows[23]["rule"] == "common cause"


def test_trends_read_the_years_of_the_table(run):
    lines = "\n".join(
        f"Here,{2020 + year},{count},40000"
        for year, count in enumerate([994, 1023, 1199, 1332, 1367])
    )

    code, rows, _ = run("trend-of-proportions", f"area,year,count,out_of\n{lines}")

    assert code == 0
    assert rows[0]["direction"] == "Increasing"


def test_means_of_groups_are_named_by_group(run):
    code, rows, _ = run("mean", "groups,values\nB,1\nA,2\nA,4")

    assert code == 0
    assert [(row["groups"], row["value"]) for row in rows] == [("A", "3"), ("B", "1")]


def test_a_comparison_needs_to_know_which_direction_is_good(run):
    code, rows, _ = run(
        "compare-with-interval",
        "value,lower,upper,benchmark\n10,8,12,15",
        "--polarity",
        "low_is_good",
    )

    assert code == 0
    assert rows[0]["compare_with_interval"] == "Better"


def test_a_small_table_is_suppressed_with_the_rule_of_each_cell(run):
    code, rows, _ = run(
        "suppressed-table",
        """
        row,column,counts
        A,x,3
        A,y,12
        A,z,20
        B,x,9
        B,y,6
        B,z,11
        """,
    )

    assert code == 0
    assert rows[0]["rule"] == "Primary: below the threshold"
    assert [row["value"] for row in rows[:4]] == ["", "", "20", "35"]


def test_answers_of_a_questionnaire_are_added_up(run):
    names = ",".join(f"answer_{number}" for number in range(1, 8))

    code, rows, _ = run("gad-7", f"{names}\n1,2,3,0,1,2,3")

    assert code == 0
    assert rows[0]["gad_7"] == "12"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("count\n1", "the table has no column out_of; proportion needs count, out_of"),
        ("count,out_of\n1,0", "out_of must be positive; got 0 at position 0"),
        ("count,out_of\n1", "input.csv line 2 has 1 cells; the first line names 2"),
    ],
)
def test_a_table_that_will_not_do_is_refused_in_a_sentence(run, content, complaint):
    code, _, error = run("proportion", content)

    assert code == 1
    assert complaint in error


def test_an_empty_file_is_refused(tmp_path, capsys):
    path = tmp_path / "empty.csv"
    path.write_text("", encoding="utf-8")

    assert command_line.main(["proportion", str(path)]) == 1
    assert "is empty" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--unit", "furlongs"), "unit must be one of"),
        (("--confidence", "95"), "confidence must be above 0 and at most 1"),
    ],
)
def test_an_impossible_option_is_refused(run, options, complaint):
    code, _, error = run("proportion", "count,out_of\n1,2", *options)

    assert code == 1
    assert complaint in error


def test_true_or_false_is_asked_for_in_those_words(run):
    code, _, error = run("quantile", "values\n1\n2", "--first-is-highest", "perhaps")

    assert code == 1
    assert "first_is_highest must be true or false; got perhaps" in error


def test_options_of_every_kind_are_read(run):
    code, rows, _ = run(
        "quantile", "values\n1\n2\n3\n4", "--number", "2", "--first-is-highest", "false"
    )

    assert code == 0
    assert [row["quantile"] for row in rows] == ["1", "1", "2", "2"]


def test_text_options_are_passed_on(run):
    code, rows, _ = run("reliable-change", "first,last\n15,9", "--threshold", "6")

    assert code == 0
    assert rows[0]["reliable_change"] == "Reliable improvement"


def test_one_cell_must_not_come_twice(run):
    code, _, error = run("slope-index", "area,quantile,value,population\nA,1,2,3\nA,1,2,3")

    assert code == 1
    assert "the table has two rows for one area and quantile" in error


def test_ages_other_than_the_standards_need_their_weights(run):
    code, _, error = run("directly-standardised-rate", "area,age,count,population\nA,0,2,3")

    assert code == 1
    assert "give a column standard" in error


def test_every_method_is_listed_with_its_columns(capsys):
    assert command_line.main(["--list"]) == 0

    printed = capsys.readouterr().out
    for method in catalogue.METHODS.values():
        assert f"{method.name}\n    {method.summary}\n    columns: " in printed


def test_asking_for_nothing_prints_how_to_ask(capsys):
    assert command_line.main([]) == 2
    assert "usage: marram method" in capsys.readouterr().out


def test_the_curves_of_a_funnel_are_a_table_of_their_own(run):
    code, rows, _ = run("funnel-of-crude-rates", "count,population\n40,1000\n55,1000")

    assert code == 0
    assert len(rows) == 100
    assert {"axis", "lower_95", "upper_99_8", "lower_size_95"} <= set(rows[0])


def test_slope_indices_keep_difference_and_ratio_apart(run):
    lines = "\n".join(f"A,{place},{70 + place},100,0.5" for place in range(1, 6))

    code, rows, _ = run("slope-index", f"area,quantile,value,population,standard_error\n{lines}")

    assert code == 0
    assert float(rows[0]["slope_value"]) == pytest.approx(5.0)
    assert float(rows[0]["relative_lower"]) < float(rows[0]["relative_value"])


def test_two_estimates_make_a_gap(run):
    code, rows, _ = run(
        "absolute-gap",
        "value,lower,upper,other_value,other_lower,other_upper\n20,18,22,15,14,16",
    )
    relative, ratio, _ = run(
        "relative-gap",
        "value,lower,upper,other_value,other_lower,other_upper\n20,18,22,10,9,11",
    )

    assert (code, relative) == (0, 0)
    assert (rows[0]["absolute_gap"] if "absolute_gap" in rows[0] else rows[0]["lower"]) is not None
    assert float(ratio[0]["upper"]) > 2


def test_forecasts_have_a_row_for_every_period(run):
    lines = "\n".join(f"A,{period},{10 + period % 3}" for period in range(1, 13))

    code, rows, _ = run("forecast", f"series,period,values\n{lines}", "--periods", "3")

    assert code == 0
    assert [row["period"] for row in rows] == ["1", "2", "3"]


def test_a_mark_in_the_table_starts_a_new_baseline(run):
    points = "\n".join(
        f"A,2025-{month:02},{5 if month < 7 else 9},{int(month == 7)}" for month in range(1, 13)
    )

    code, rows, _ = run("control-chart", f"series,day,value,rebase\n{points}")

    assert code == 0
    assert (rows[0]["mean"], rows[-1]["mean"]) == ("5", "9")


def test_a_chart_takes_the_rule_for_screening_from_the_command_line(run):
    points = "\n".join(
        f"A,2025-{month:02},{month % 2 + 20 * (month == 6)}" for month in range(1, 13)
    )

    _, plain, _ = run("control-chart", f"series,day,value\n{points}")
    _, screened, _ = run("control-chart", f"series,day,value\n{points}", "--screened", "true")

    assert float(screened[0]["upper"]) < float(plain[0]["upper"])
