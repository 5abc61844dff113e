"""History kept by the database: every creation, change and deletion, with who and when.

The triggers of django-pghistory write it, so that no way of writing (page, command, bulk, SQL)
escapes it. Who did it comes from `catalogue.actions.attribution.acting`.
"""

import pghistory


def keep_history(model):
    """Keep every version of a noun's rows in `<noun>event`."""
    stamps = [field.name for field in model._meta.fields if field.name == "updated_at"]
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(condition=pghistory.AnyChange(exclude=stamps)),
        pghistory.DeleteEvent(),
    )(model)


def keep_link_history(model):
    """Keep every link made or undone between two nouns."""
    return pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)(model)
