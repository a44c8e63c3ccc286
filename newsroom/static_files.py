"""Static files under names that change with their content, so browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Whitenoise's storage, which also answers before `collectstatic` ran (tests, first migrations)."""

    manifest_strict = False

    def stored_name(self, name):
        try:
            return super().stored_name(name)
        except ValueError:  # nothing was collected yet: there is no content to name it after
            return name
