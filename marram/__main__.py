"""`python -m marram` is the command `marram`."""

import sys

from marram.site.command_line import main


sys.exit(main(sys.argv[1:]))
