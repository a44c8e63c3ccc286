"""The link desk of a story: each proposal in its place, what speaks for it, and one key for each answer."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode

from cases.models import Entity
from newsroom.admin.fact_desk import FactDesk
from newsroom.admin.link_card import card_of, counts_of
from newsroom.admin.new_names import NamingDesk, name_form, namesakes_of
from newsroom.linking import actions
from newsroom.linking.choosing import key_of, target_of_door, targets_called
from newsroom.linking.models import Link
from newsroom.linking.sheet import sheet
from newsroom.linking.unknown import subjects, unknown_names
from newsroom.numbers.content import words_today

# What a press of a button, or of its key, asks for.
LINK_ACTS = {
    "accept": (actions.accept_link, "“{}” is linked to {}."),
    "reject": (actions.reject_link, "“{}” is not linked to {} here."),
    "never": (actions.never_in_this_story, "“{}” is never linked to {} in this story."),
    "unlink": (actions.unlink, "“{}” no longer leads to {}."),
}
ONE_LINK_ACTS = {"choose": "_choose", "alias": "_alias", "again": "_again"}
STORY_ACTS = {"strong": "_strong", "undo": "_undo", "about": "_about", "not-about": "_not_about"}
SHORTCUTS = [
    ("a", "accept"),
    ("r", "reject: not here"),
    ("c", "choose another case or entity"),
    ("n", "never in this story"),
    ("w", "add the wording as an alias"),
    ("j or ↓", "next"),
    ("k or ↑", "previous"),
    ("Shift + A", "accept all strong"),
    ("u", "undo"),
]


class LinkDesk(NamingDesk, FactDesk):
    """For the desks of stories."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_links"
        view = self.admin_site.admin_view(self.links_view)
        return [path("<int:object_id>/links/", view, name=name), *super().get_urls()]

    def links_address(self, story, **query):
        address = reverse(f"admin:newsroom_{self.opts.model_name}_links", args=[story.pk])
        query = {name: value for name, value in query.items() if value}
        return f"{address}?{urlencode(query)}" if query else address

    def render_change_form(self, request, context, **kwargs):
        story = kwargs.get("obj")
        if story:
            context |= {"links": self.links_address(story), "to_decide": story.links.proposed().count()}
        return super().render_change_form(request, context, **kwargs)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if count := form.instance.links.proposed().count():
            say = "{} proposal{} to decide: <a href='{}'>to the link desk</a>."
            said = format_html(say, count, "" if count == 1 else "s", self.links_address(form.instance))
            self.message_user(request, said)

    def links_view(self, request, object_id):
        """The text with its links, the card of the one in focus, names nobody knows, what it is about."""
        story = self.get_object(request, str(object_id))
        if story is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        if not self.has_view_or_change_permission(request, story):
            raise PermissionDenied
        form = None
        if request.method == "POST":
            if not self.has_change_permission(request, story):
                raise PermissionDenied
            form = self._answered(request, story)
            if not isinstance(form, forms.Form):
                return HttpResponseRedirect(form)
        return TemplateResponse(request, "admin/newsroom/links.html", self._links_page(request, story, form))

    def _links_page(self, request, story, form):
        links, blocks = list(story.links.with_target()), story.blocks()
        asked, part = _number(request.GET.get("link")), _number(request.GET.get("part"))
        laid_out = sheet(blocks, links, part=part, focus=asked, said=words_today(blocks))
        names = unknown_names(blocks, links)
        name = form or name_form(request, names)
        focus = next((link for link in laid_out.links if link.pk == asked), None) or laid_out.after(None)
        return {
            **self.admin_site.each_context(request),
            "title": f"Links: {story}",
            "opts": self.opts,
            "story": story,
            "sheet": laid_out,
            "parts": range(1, laid_out.parts + 1),
            "subjects": subjects(story.headline, links)[:30],
            "names": [(each, Entity.Kind(each.kind).label) for each in names],
            "name": name,
            "namesakes": namesakes_of(name),
            "shortcuts": SHORTCUTS,
            "here": self.links_address(story),
            "facts": self.facts_address(story),
            **self._at_hand(request, laid_out, None if name else focus),
            **self._allowed(request, story),
            **_decided(links),
        }

    def _at_hand(self, request, laid_out, focus):
        """The link that is looked at, and what could be its target instead."""
        typed = request.GET.get("q", "")
        found = targets_called(typed, by=request.user) if focus else []
        return {
            "focus": focus,
            "card": card_of(focus, request.user),
            "next": laid_out.after(focus),
            "typed": typed,
            "found": [(key_of(each), each) for each in found],
        }

    def _allowed(self, request, story):
        """What the editor may do, and the last they did, to be taken back."""
        user, may_change = request.user, self.has_change_permission(request, story)
        return {
            "last": actions.last_decision(story, by=user, now=timezone.now()) if may_change else [],
            "may_change": may_change,
            "may_enter": may_change and user.has_perm("cases.add_entity"),
            "may_alias": may_change and user.has_perm("cases.add_alias"),
        }

    def _answered(self, request, story):
        """Do what was pressed. Answers where to go on, or a form that was refused."""
        focus = None
        try:
            if request.POST.get("act", "").partition(":")[0] in {"enter", "known"}:
                refused = self.name_answered(request, story)
                if refused:
                    return refused
            else:
                focus = self._do(request, story)
        except (actions.NoLongerThere, actions.NotInText) as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
            focus = _number(request.POST.get("link"))
        return self.links_address(story, link=focus, part=_number(request.POST.get("part")))

    def _do(self, request, story):
        """One verb; says which link is in focus then."""
        act, _, detail = request.POST.get("act", "").partition(":")
        who = {"by": request.user, "now": timezone.now()}
        if act in STORY_ACTS:
            return getattr(self, STORY_ACTS[act])(request, story, detail, who)
        link = _link_of(story, request.POST.get("link"))
        if act in LINK_ACTS:
            verb, words = LINK_ACTS[act]
            said = words.format(link.surface, link.target)
            verb(link, **who)
            self.message_user(request, said)
            return _number(request.POST.get("next"))
        if act in ONE_LINK_ACTS:
            return getattr(self, ONE_LINK_ACTS[act])(request, link, detail, who)
        return link.pk

    def _strong(self, request, story, _detail, who):
        count = actions.accept_all_strong(story, **who)
        self.message_user(request, f"{count} strong proposal{'' if count == 1 else 's'} accepted.")

    def _undo(self, request, story, _detail, who):
        last = actions.last_decision(story, **who)
        again = actions.take_back(story, **who)
        words = f"Taken back: what you said to “{last[0].surface or last[0].target}”" if last else ""
        more = f" and {len(last) - 1} more" if len(last) > 1 else ""
        self.message_user(request, f"{words}{more}." if last else "Nothing that you decided within the hour.")
        return again[0].pk if again else None

    def _about(self, request, story, detail, who):
        target = _target(detail, request.user)
        actions.link_about(story, target, **who)
        self.message_user(request, f"The story is about {target}.")
        return _number(request.POST.get("link"))

    def _not_about(self, request, story, detail, who):
        target = _target(detail, request.user)
        for link in story.links.about().filter(**{target._meta.model_name: target}):
            actions.unlink(link, **who)
        self.message_user(request, f"The story is not said to be about {target}.")
        return _number(request.POST.get("link"))

    def _again(self, request, link, _detail, who):
        again = actions.propose_again(link, by=who["by"])
        self.message_user(request, f"“{link.surface}” may be proposed again.")
        return again[0].pk if again else None

    def _choose(self, request, link, detail, who):
        chosen = actions.choose_another(link, _target(detail, request.user), **who)
        self.message_user(request, f"“{chosen.surface}” is linked to {chosen.target}.")
        return _number(request.POST.get("next"))

    def _alias(self, request, link, _detail, who):
        if not request.user.has_perm("cases.add_alias"):
            raise PermissionDenied
        if not link.entity:
            raise ValidationError("A case has no aliases: amend its caption or its dockets instead.")
        alias = actions.add_wording_as_alias(link.entity, link.surface, by=who["by"])
        where = reverse("admin:mentions", args=["entity", link.entity_id])
        say = "“{}” is now an alias of {}{}. <a href='{}'>Stories that mention it</a>."
        weak = f", a weak one: {alias.get_weakness_display()}" if alias.weakness else ""
        self.message_user(request, format_html(say, alias, link.entity, weak, where))
        return link.pk


def _decided(links):
    """How many there are of each sort, and those whose words are gone or that were refused."""
    decision = Link.Decision
    return {
        "counts": counts_of(links),
        "orphans": [link for link in links if link.is_orphaned and link.decision == decision.ACCEPTED],
        "refused": [link for link in links if link.decision in {decision.REJECTED, decision.NEVER}][:50],
    }


def _number(typed):
    typed = str(typed or "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else 0


def _link_of(story, typed):
    link = story.links.mentions().with_target().filter(pk=_number(typed)).first()
    if link is None:
        raise actions.NoLongerThere
    return link


def _target(named, user):
    target = target_of_door(named, by=user)
    if target is None:
        raise actions.NoLongerThere
    return target
