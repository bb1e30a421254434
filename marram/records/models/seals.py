"""The triggers that make the ledger append-only in the database itself.

Code that only agrees not to change entries can be got round by a shell, a script or a slip; a
trigger refuses them all, whoever asks. It does not stop an owner of the database who removes the
trigger first: that is what the chain of hashes is for, which shows the change afterwards.
"""

from django.db.backends.base.base import BaseDatabaseWrapper


REFUSAL = "The ledger is append-only: what is written in it is never changed or taken out"
HEAD_REFUSAL = "The head of the ledger only moves forward"

_TAKEN = "SELECT 1 FROM records_ledgerentry WHERE number = NEW.number OR hash = NEW.hash"

# SQLite has one trigger for each verb. INSERT has one as well: "INSERT OR REPLACE" deletes the
# old row without asking the DELETE trigger.
_SQLITE = {
    "ledger_no_update": (
        "BEFORE UPDATE ON records_ledgerentry",
        REFUSAL,
    ),
    "ledger_no_delete": (
        "BEFORE DELETE ON records_ledgerentry",
        REFUSAL,
    ),
    "ledger_no_replace": (
        f"BEFORE INSERT ON records_ledgerentry WHEN EXISTS ({_TAKEN})",
        REFUSAL,
    ),
    "ledger_head_forward": (
        "BEFORE UPDATE ON records_ledgerhead WHEN NEW.number <= OLD.number",
        HEAD_REFUSAL,
    ),
    "ledger_head_stays": (
        "BEFORE DELETE ON records_ledgerhead",
        HEAD_REFUSAL,
    ),
}

# PostgreSQL asks for a function, and has TRUNCATE, which row triggers do not see.
_POSTGRESQL = {
    "ledger_no_change": (
        "records_ledgerentry",
        "BEFORE UPDATE OR DELETE ON records_ledgerentry FOR EACH ROW",
        REFUSAL,
    ),
    "ledger_no_truncate": (
        "records_ledgerentry",
        "BEFORE TRUNCATE ON records_ledgerentry FOR EACH STATEMENT",
        REFUSAL,
    ),
    "ledger_head_forward": (
        "records_ledgerhead",
        "BEFORE UPDATE ON records_ledgerhead FOR EACH ROW WHEN (NEW.number <= OLD.number)",
        HEAD_REFUSAL,
    ),
    "ledger_head_stays": (
        "records_ledgerhead",
        "BEFORE DELETE ON records_ledgerhead FOR EACH ROW",
        HEAD_REFUSAL,
    ),
    "ledger_head_no_truncate": (
        "records_ledgerhead",
        "BEFORE TRUNCATE ON records_ledgerhead FOR EACH STATEMENT",
        HEAD_REFUSAL,
    ),
}


def set_seal(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on the ledger of `connection`; those already there are put anew."""
    lift_seal(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION records_refuse() RETURNS trigger LANGUAGE plpgsql"
                " AS $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]"
                " USING ERRCODE = 'integrity_constraint_violation'; END $$"
            )
            for name, (_, when, sentence) in _POSTGRESQL.items():
                cursor.execute(
                    f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION records_refuse('{sentence}')"
                )
        else:
            for name, (when, sentence) in _SQLITE.items():
                cursor.execute(
                    f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
                )


def lift_seal(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off, to put a whole database back from a backup or to empty a test's.

    Belongs in one transaction with `set_seal`: both databases undo it when the rest fails.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name, (table, _, _) in _POSTGRESQL.items():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        else:
            for name in _SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
