"""What every public noun shares: an address that is never reused, dates, and publication."""

import pgtrigger
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SLUG_SHAPE = RegexValidator(
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
    _("Use small letters without accents, digits and single hyphens: for example libre-office."),
)


class Dated(models.Model):
    """Knows when it entered the catalogue and when it last changed, whoever wrote."""

    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True
        triggers = [
            pgtrigger.Trigger(
                name="touched",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func="NEW.updated_at = clock_timestamp(); RETURN NEW;",
                condition=pgtrigger.AnyChange(exclude=["updated_at"]),
            ),
        ]


class Sluggable(Dated):
    """Has an address of its own. A slug once used is never given to something else; an old one
    redirects.
    """

    slug = models.CharField(
        _("slug"),
        max_length=100,
        unique=True,
        db_collation="C",
        validators=[SLUG_SHAPE],
        help_text=_("The end of the page’s address. Changing it leaves a redirect behind."),
    )

    class Meta(Dated.Meta):
        abstract = True
        triggers = [
            *Dated.Meta.triggers,
            pgtrigger.Trigger(
                name="slug_never_reused",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("slug"),
                when=pgtrigger.Before,
                func="""
                    IF EXISTS (
                        SELECT FROM catalogue_formerslug
                        WHERE kind = TG_TABLE_NAME AND slug = NEW.slug AND object_id <> NEW.id
                    ) THEN
                        RAISE unique_violation USING
                            MESSAGE = format('slug_never_reused: %s was the address of something else', NEW.slug),
                            CONSTRAINT = 'slug_never_reused';
                    END IF;
                    RETURN NEW;
                """,  # noqa: E501
            ),
            pgtrigger.Trigger(
                name="old_slug_kept",
                operation=pgtrigger.UpdateOf("slug") | pgtrigger.Delete,
                when=pgtrigger.After,
                func="""
                    IF TG_OP = 'DELETE' OR OLD.slug <> NEW.slug THEN
                        INSERT INTO catalogue_formerslug (kind, slug, object_id, left_at)
                        VALUES (TG_TABLE_NAME, OLD.slug, OLD.id, clock_timestamp())
                        ON CONFLICT (kind, slug) DO NOTHING;
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]


class PublishableQuerySet(models.QuerySet):
    def published(self):
        """What visitors may see."""
        return self.filter(published_at__isnull=False)


class Publishable(models.Model):
    """Seen by visitors once published; a draft is for editors only."""

    published_at = models.DateTimeField(
        _("published at"),
        null=True,
        blank=True,
        default=timezone.now,
        db_index=True,
        help_text=_("Empty means a draft that visitors do not see."),
    )

    class Meta:
        abstract = True
