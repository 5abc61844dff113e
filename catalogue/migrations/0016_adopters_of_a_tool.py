"""The page of a well-known tool counts its adopters along an index."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0015_pairs'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='adoption',
            index=models.Index(condition=models.Q(('published_at__isnull', False)), fields=['tool', 'status', '-as_of', 'slug'], include=('confidence', 'city'), name='adoption_of_tool_by_status'),
        ),
        migrations.AddIndex(
            model_name='adoption',
            index=models.Index(condition=models.Q(('published_at__isnull', False), models.Q(('provider__isnull', False), models.Q(('provider_name', ''), _negated=True), _connector='OR')), fields=['tool', 'provider', 'provider_name'], include=('city', 'status'), name='adoption_of_tool_by_provider'),
        ),
    ]
