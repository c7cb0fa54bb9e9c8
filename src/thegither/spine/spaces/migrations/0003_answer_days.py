from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("spaces", "0002_partnership_complaints_partnership_set_aside"),
    ]

    operations = [
        migrations.AddField(
            model_name="partnership",
            name="answer_days",
            field=models.PositiveSmallIntegerField(
                default=10, verbose_name="working days in which a question is answered"
            ),
        ),
    ]
