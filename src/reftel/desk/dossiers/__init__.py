"""Where dossiers and the archive meet: citations opened, proposals reviewed, calendars written."""
