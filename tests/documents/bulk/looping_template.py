"""A template that never comes to an end."""

from documents.package import Part, read_parts, zipped
from documents.template import BODY
from documents.template_file import template_file
from forms.grammar import FormDefinition

_LOOP = (
    "{% for a in range(90000) %}{% for b in range(90000) %}{% for c in range(90000) %}"
    "{% endfor %}{% endfor %}{% endfor %}"
)


def looping_template(definition: FormDefinition) -> bytes:
    parts = read_parts(template_file(definition).read_bytes())
    end = b"<w:sectPr"
    loop = f"<w:p><w:r><w:t>{_LOOP}</w:t></w:r></w:p>".encode()
    body = parts[BODY]
    at = body.rindex(end)
    parts[BODY] = body[:at] + loop + body[at:]
    return zipped(Part.of(name, content) for name, content in parts.items())
