"""Where sessions are kept: a table that knows whose they are, since when, and when last used."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    """A session that was idle too long, or that began too long ago, is not found any more."""

    @classmethod
    def get_model_class(cls):
        from keco_portal.sign_in.models import Session

        return Session

    def _validate_session_key(self, key):
        """Only what could be one of ours: a cookie may hold anything, NUL included."""
        return super()._validate_session_key(key) and key.isascii() and key.isalnum()

    def _get_session_from_db(self):
        session = self.model.objects.alive().filter(session_key=self.session_key).first()
        if session is None:
            self._session_key = None
        return session

    def create_model_instance(self, data):
        session = super().create_model_instance(data)
        session.person_id = data.get(SESSION_KEY)
        return session
