"""The door for a production web server: `gunicorn marram.site.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marram.site.settings")
application = get_wsgi_application()
# What is loaded by now stays for good. Looking through all of it for garbage again would take
# 150 ms of every twentieth page.
gc.collect()
gc.freeze()
