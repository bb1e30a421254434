"""Serves the site with the same server as in production, on this machine alone."""

import os
import sys


def serve(*, port: int) -> int:
    """Serve on 127.0.0.1 until stopped; returns the exit code."""
    address = f"127.0.0.1:{port}"
    print(f"\nMarram is on http://{address} - stop it with Ctrl-C.", flush=True)
    if os.name == "nt":  # gunicorn needs fork
        from django.core.management import call_command

        call_command("runserver", address, use_reloader=False)
        return 0
    from gunicorn.app.wsgiapp import run

    sys.argv = ["gunicorn", "--bind", address, "--worker-class", "gthread", "--threads", "4"]
    sys.argv += ["--workers", "2", "--log-level", "warning", "marram.site.wsgi"]
    run()
    return 0
