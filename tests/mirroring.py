"""What two instances are compared by."""

from django.apps import apps

from catalogue.models import Mirror, SearchEntry

#: What the database gives each instance for itself.
OWN = {"pk", "object_id", "updated_at", "digest", "words"}


def shown():
    """All that lists, searches and the API show."""
    columns = [field.name for field in SearchEntry._meta.fields if field.name not in OWN]
    return {(row["kind"], row["slug"]): row for row in SearchEntry.objects.values(*columns)}


def everything():
    """Every row of the catalogue, its history included."""
    return {
        model.__name__: sorted(model.objects.values_list(), key=str)
        for model in apps.get_app_config("catalogue").get_models(include_auto_created=True)
        if model is not Mirror
    }
