"""What the pages of signing in have in common: the frame of the desk."""

from django.contrib import admin

from institutes.refusals import TooManyRequests


class DeskPage:
    """A page in the frame of the desk, by its `title`."""

    title = ""

    @staticmethod
    def frame_of(request, title):
        return admin.site.each_context(request) | {"title": title}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | self.frame_of(self.request, self.title)


class GuessedPage(DeskPage):
    """A page with a form where somebody may guess: who has to wait is told how long."""

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except TooManyRequests as error:
            context = self.get_context_data(form=self.get_form_class()(**self.blank()))
            context["seconds"] = error.retry_after
            response = self.render_to_response(context, status=429)
            response["Retry-After"] = str(error.retry_after)
            return response

    def blank(self):
        """What a form is made of that nobody has filled in."""
        given = self.get_form_kwargs()
        return {name: given[name] for name in given if name not in ("data", "files")}
