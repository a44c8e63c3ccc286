from django.db import migrations

# Which stories are headed alike; the expression is that of newsroom.intake, where the statistics kept for the
# index also say which words are common. The trigrams of 0013 stay for the search of the desk.
CREATE = "create index story_by_headline on newsroom_story using gin (to_tsvector('simple', headline))"


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0022_words_of_editions_so_far")]

    operations = [migrations.RunSQL(CREATE, "drop index story_by_headline")]
