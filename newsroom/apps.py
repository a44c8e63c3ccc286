from django.apps import AppConfig
from django.core import checks

from newsroom.database import check_locale


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = "Journalism"

    def ready(self):
        checks.register(check_locale, checks.Tags.database)
