"""What a browser would send for a form as it stands on a page."""

from html.parser import HTMLParser


class Form(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.data = {}
        self.area = self.choice = None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name") or ""
        if "__prefix__" in name:
            return
        if tag == "textarea":
            self.area, self.data[name] = name, [""]
        elif tag == "select":
            self.choice, self.data[name] = name, []
        elif tag == "option" and self.choice and "selected" in attrs:
            self.data[self.choice].append(attrs.get("value", ""))
        elif (
            tag == "input"
            and name
            and (attrs.get("type") not in {"submit", "file", "checkbox"} or "checked" in attrs)
        ):
            self.data.setdefault(name, []).append(attrs.get("value", ""))

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:  # browsers don't count the line break it begins with
            self.data[self.area][0] = self.data[self.area][0].removeprefix("\r\n").removeprefix("\n")
        self.area = None if tag == "textarea" else self.area
        self.choice = None if tag == "select" else self.choice

    def handle_data(self, data):
        if self.area:
            self.data[self.area][0] += data


def filled(response, **typed):
    """The form on the page, with what is typed into it."""
    data = {name: values for name, values in Form(response.text).data.items() if values}
    for name, value in typed.items():
        data[name] = [str(v) for v in value] if isinstance(value, list) else [str(value)]
    return data


def submit(client, address, **typed):
    """Open the page, type, save and stay on it."""
    page = client.get(address)
    assert page.status_code == 200
    return client.post(address, {"_continue": "1", **filled(page, **typed)})


def errors(response):
    """What the form says is wrong, by field; rows are named `prefix-number-field`."""
    form = response.context["adminform"].form
    found = {name: list(said) for name, said in form.errors.items()}
    for inline in response.context["inline_admin_formsets"]:
        for row in inline.formset.forms:
            found |= {f"{row.prefix}-{name}": list(said) for name, said in row.errors.items()}
        if inline.formset.non_form_errors():
            found[inline.formset.prefix] = list(inline.formset.non_form_errors())
    return found


def added_row(prefix, number=0, initial=0, **fields):
    """One more row in the inline with this prefix."""
    return {
        f"{prefix}-TOTAL_FORMS": number + 1,
        f"{prefix}-INITIAL_FORMS": initial,
        **{f"{prefix}-{number}-{name}": value for name, value in fields.items()},
    }
