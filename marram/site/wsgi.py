"""The door for a production web server: `gunicorn marram.site.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marram.site.settings")
application = get_wsgi_application()
