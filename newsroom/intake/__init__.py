"""Stories from elsewhere on their way in: read, compared with what we have, filed as drafts."""
