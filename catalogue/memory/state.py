"""Which state of the catalogue a reader sees at this moment."""

from django.db import connection
from django.utils import timezone

MARK = "SELECT mark FROM catalogue_revision"


def state():
    """`(mark, day)`, equal for two moments between which no answer changed: another mark follows
    each commit that changed what is public, and some pages tell how long ago something was. None
    where the state is not known.
    """
    with connection.cursor() as cursor:
        cursor.execute(MARK)
        found = cursor.fetchone()
    return found and (found[0], timezone.now().date())
