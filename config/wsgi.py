"""The door that a production server knocks at."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
# No connection is open yet: those of visitors wait less long than those of commands.
database = settings.DATABASES["default"]["OPTIONS"]
database["options"] = database["options"].replace(
    settings.TIMEOUTS_OF_COMMANDS, settings.TIMEOUTS_OF_VISITORS
)
