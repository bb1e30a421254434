"""The command `marram`: what an installation is run with.

marram serve            serve the site
marram demo             load the published record and serve it
marram load             load the published record, or a file of your own
marram check            look for what is set up wrongly
marram chase            send the reminders that are due (run it once a day)
marram verify-ledger    find any change that was made past the ledger
marram read-paper FILE  read a published pack and propose what it tells
marram pack MEETING     make the packs of a meeting (--out DIR)
marram backup FILE      write everything to one file
marram restore FILE     bring everything back from one file
marram fetch NUMBER     ask Fingertips for the figures of indicators
marram recompute        judge every figure anew, here or on Apache Spark
marram tidy             put small files of figures together and remove what nothing names
marram method NAME      work a statistic out over a table (--list prints every one)
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one errand and return its exit code: 0 when all is well."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marram.site.settings")
    words = sys.argv[1:] if arguments is None else list(arguments)
    if words[:1] == ["method"]:  # needs no installation: statistics know no database
        from marram.methods.command_line import main as method

        return method(words[1:])
    chosen = _parser().parse_args(words)

    import django

    django.setup()

    from marram.foundation.verdicts import Missing, Refused

    try:
        errand: Callable[[argparse.Namespace], int] = chosen.errand
        return errand(chosen)
    except (Refused, Missing) as no:
        print(no, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="marram",
        description="Holds a place's health and wellbeing together.",
    )
    errands = parser.add_subparsers(required=True, metavar="ERRAND")

    def errand(
        name: str, words: str, run: Callable[[argparse.Namespace], int]
    ) -> argparse.ArgumentParser:
        added = errands.add_parser(name, help=words, description=words)
        added.set_defaults(errand=run)
        return added

    serving = errand("serve", "Serve the site.", _serve)
    showing = errand("demo", "Load the published record and serve it.", _demo)
    showing.add_argument("--no-serve", action="store_true", help="stop before serving")
    for each in (serving, showing):
        each.add_argument("--port", type=int, default=8000)
    loading = errand("load", "Load the published record, or one file of your own.", _load)
    loading.add_argument("file", nargs="?", help="a CSV or XLSX file; the published record if none")
    loading.add_argument("--layout", help="what the file holds, such as strategy-actions")
    errand("check", "Look for what is set up wrongly.", _check)
    errand("chase", "Send the reminders that are due.", _chase)
    verifying = errand("verify-ledger", "Find any change made past the ledger.", _verify)
    verifying.add_argument("--expect", metavar="HASH", help="the head that you wrote down")
    packing = errand("pack", "Make the packs of a meeting.", _pack)
    packing.add_argument("meeting", help="the code of the meeting, such as hwb-2021-06-16")
    packing.add_argument("--out", required=True, help="the folder to write to")
    packing.add_argument("--mail", action="store_true", help="publish them and mail their links")
    reading = errand("read-paper", "Read a published pack and propose what it tells.", _read)
    reading.add_argument("file", help="a PDF with words in it, or its text")
    errand("backup", "Write everything to one file.", _backup).add_argument("file")
    restoring = errand("restore", "Bring everything back from one file.", _restore)
    restoring.add_argument("file")
    restoring.add_argument("--replace", action="store_true", help="replace what is here")
    fetching = errand("fetch", "Ask Fingertips for the figures of indicators.", _fetch)
    fetching.add_argument("numbers", nargs="+", metavar="NUMBER", help="Fingertips' own numbers")
    fetching.add_argument("--area-type", type=int, default=502, help="502: counties and unitaries")
    fetching.add_argument("--parent-type", type=int, default=6, help="6: regions of England")
    judging = errand(
        "recompute", "Judge every figure anew: interval, comparison and trend.", _recompute
    )
    judging.add_argument("--engine", choices=("here", "spark"), default="here")
    judging.add_argument("--master", default="local[*]", help="the Spark master to work on")
    judging.add_argument("--benchmark", default="E92000001", help="the place to compare with")
    errand("tidy", "Put small files of figures together, remove what nothing names.", _tidy)
    # Listed for the help; `main` hands its words on before they are read here.
    errand("method", "Work a statistic out over a table.", lambda chosen: 0)
    return parser


def _serve(chosen: argparse.Namespace) -> int:
    from marram.site import server

    return server.serve(port=chosen.port)


def _demo(chosen: argparse.Namespace) -> int:
    from marram.site import demo, server

    demo.prepare(say=print)
    if chosen.no_serve:
        return 0
    return server.serve(port=chosen.port)


def _load(chosen: argparse.Namespace) -> int:
    from marram.site import demo

    demo.migrate()
    if chosen.file:
        return demo.load_file(chosen.file, layout=chosen.layout or "", say=print)
    demo.load_record(say=print)
    return 0


def _check(chosen: argparse.Namespace) -> int:
    from django.core.management import call_command

    call_command("check", deploy=False)
    call_command("migrate", check_unapplied=True, verbosity=0)

    from marram.site import errands

    return errands.look_over(say=print)


def _chase(chosen: argparse.Namespace) -> int:
    from marram.site import errands

    return errands.chase(say=print)


def _verify(chosen: argparse.Namespace) -> int:
    from marram.site import errands

    return errands.verify_ledger(expected_head=chosen.expect or "", say=print)


def _pack(chosen: argparse.Namespace) -> int:
    from django.core.management import call_command

    mail = ["--mail"] if chosen.mail else []
    call_command("pack", chosen.meeting, "--out", chosen.out, *mail)
    return 0


def _read(chosen: argparse.Namespace) -> int:
    from marram.site import errands

    return errands.read_paper(chosen.file, say=print)


def _backup(chosen: argparse.Namespace) -> int:
    from marram.site import errands

    return errands.backup(chosen.file, say=print)


def _restore(chosen: argparse.Namespace) -> int:
    from marram.site import errands

    return errands.restore(chosen.file, replace=chosen.replace, say=print)


def _fetch(chosen: argparse.Namespace) -> int:
    from marram.site import errands

    return errands.fetch(
        chosen.numbers, area_type=chosen.area_type, parent_type=chosen.parent_type, say=print
    )


def _recompute(chosen: argparse.Namespace) -> int:
    from marram.site import errands

    spark = chosen.master if chosen.engine == "spark" else ""
    return errands.recompute(benchmark=chosen.benchmark, spark=spark, say=print)


def _tidy(chosen: argparse.Namespace) -> int:
    from marram.site import errands

    return errands.tidy(say=print)
