"""A page as a test reads it: titles, language, links, places, and what we never want to ship."""

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser

DATA_BLOCK = "application/ld+json"
DANGEROUS = ("javascript:", "data:text", "vbscript:")


@dataclass
class Page:
    """What a reader, a search engine or a screen reader gets out of a page.

    `faults` says in words what a strict policy forbids and what a template left behind.
    """

    lang: str = ""
    title: str = ""
    description: str = ""
    robots: str = ""
    canonical: str = ""
    alternates: dict = field(default_factory=dict)
    headings: list = field(default_factory=list)
    hrefs: list = field(default_factory=list)
    files: list = field(default_factory=list)
    ids: list = field(default_factory=list)
    data: list = field(default_factory=list)
    faults: list = field(default_factory=list)

    @property
    def main_headings(self):
        return [text for level, text in self.headings if level == 1]


def read_page(html):
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.page = Page()
        self.caught = None  # an element whose text is wanted, and that text

    def handle_starttag(self, tag, attrs):
        has = {name: value or "" for name, value in attrs}
        self.page.faults += _faults_of(tag, has)
        if "id" in has:
            self.page.ids.append(has["id"])
        if tag == "a" and "href" in has:
            self.page.hrefs.append(has["href"])
        elif tag in {"title", "h1", "h2", "h3", "h4", "script"}:
            self.caught = (tag, [])
        elif tag == "link":
            self._link(has)
        elif tag == "html":
            self.page.lang = has.get("lang", "")
        elif tag == "meta" and has.get("name") in {"description", "robots"}:
            setattr(self.page, has["name"], has.get("content", ""))
        if tag in {"img", "script", "source"} and "src" in has:
            self.page.files.append(has["src"])

    def _link(self, has):
        if has.get("rel") == "canonical":
            self.page.canonical = has["href"]
        elif has.get("rel") == "alternate" and "hreflang" in has:
            self.page.alternates[has["hreflang"]] = has["href"]
        elif has.get("rel") in {"alternate", "service-desc"}:
            self.page.hrefs.append(has["href"])
        else:
            self.page.files.append(has["href"])

    def handle_data(self, data):
        if self.caught:
            self.caught[1].append(data)
        if ("{{" in data or "{%" in data) and not (self.caught and self.caught[0] == "script"):
            self.page.faults.append(f"a template's insides: {data.strip()[:80]}")

    def handle_endtag(self, tag):
        if not self.caught or tag != self.caught[0]:
            return
        text = "".join(self.caught[1])
        self.caught = None
        if tag == "script":
            if text.strip():
                self.page.data.append(json.loads(text))
        elif tag != "title":
            self.page.headings.append((int(tag[1]), " ".join(text.split())))
        elif not self.page.title:  # a picture may have a title too
            self.page.title = " ".join(text.split())


def _faults_of(tag, has):
    if tag == "style":
        yield "an inline <style>"
    if tag == "script" and "src" not in has and has.get("type") != DATA_BLOCK:
        yield "an inline <script>"
    for name, value in has.items():
        if name == "style" or name.startswith("on"):
            yield f"{name}= on <{tag}>"
        if name in {"href", "src", "action"} and value.strip().lower().startswith(DANGEROUS):
            yield f"{value} in {name}= of <{tag}>"
