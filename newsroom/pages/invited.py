"""A draft for somebody outside who was sent a link, and what they say of it."""

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from newsroom.pages.preview import STORIES, UNSEEN, preview_of
from newsroom.pages.rendering import render
from newsroom.publishing.canonical import digest
from newsroom.publishing.models import PreviewAnswer
from newsroom.publishing.previews import NoPreview, NotTheSameWords, answer_preview, preview_at


class AnswerForm(forms.ModelForm):
    read = forms.CharField(widget=forms.HiddenInput, max_length=64)

    class Meta:
        model = PreviewAnswer
        fields = ["verdict", "name", "text"]
        widgets = {"verdict": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, link, **kwargs):
        super().__init__(*args, **kwargs)
        if not link.may_approve:
            self.fields["verdict"].choices = [("comment", "comment")]
            self.fields["verdict"].widget = forms.HiddenInput()


# The token in the address is what lets them in; there is no session that another site could use.
@method_decorator(csrf_exempt, name="dispatch")
class InvitedPreview(View):
    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except NoPreview as refusal:
            page = {"path": request.path, "robots": "noindex", "message": str(refusal)}
            return HttpResponse(render("no_preview.html", page), status=404, headers=UNSEEN)

    def get(self, request, token):
        now = timezone.now()
        link, story = self._invited(token, now)
        form = AnswerForm(link=link, initial={"verdict": "comment", "read": digest(story.content())})
        return self._shown(link, story, form, now, thanks="thanks" in request.GET)

    def post(self, request, token):
        now = timezone.now()
        link, story = self._invited(token, now)
        form = AnswerForm(request.POST, link=link)
        if form.is_valid():
            try:
                answer_preview(link, story, by=None, now=now, **form.cleaned_data)
            except NotTheSameWords as refusal:
                form.data = form.data.copy()
                form.data["read"] = digest(story.content())
                form.add_error(None, str(refusal))
            else:
                return HttpResponseRedirect(f"{request.path}?thanks=1#answer", headers=UNSEEN)
        return self._shown(link, story, form, now, thanks=False)

    def _invited(self, token, now):
        link = preview_at(token, now=now)
        return link, STORIES[link.story.kind].objects.get(pk=link.story_id)

    def _shown(self, link, story, form, now, *, thanks):
        invitation = {"link": link, "form": form, "thanks": thanks}
        status = 200 if not form.errors else 422
        banner = {"problems": [], "invitation": invitation}
        return preview_of(story, now, banner, status, depth=self.request.GET.get("depth", ""))
