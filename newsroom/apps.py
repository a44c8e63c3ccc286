from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.core import checks

from newsroom.database import check_locale


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = "Journalism"

    def ready(self):
        checks.register(check_locale, checks.Tags.database)


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin as the editors' desk."""

    default = False  # of the two in this file, the newsroom is "newsroom"
    default_site = "newsroom.admin.site.Desk"

    def ready(self):
        # First of all, so that the package is being imported when the site is made: else its desks would
        # be registered with a site that is then replaced.
        import_module("newsroom.admin")
        super().ready()
