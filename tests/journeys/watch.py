"""Notes what a page asks for and complains of while a reader looks at it."""

from urllib.parse import urlsplit


class Watch:
    """`requests` of a page, and its `complaints`: errors of scripts, of the console, of the
    policy, and requests that failed.
    """

    def __init__(self, page):
        self.page = page
        self.requests = []
        self.complaints = []
        page.on("request", self.note)
        page.on("requestfailed", lambda request: self.complaints.append(f"failed: {request.url}"))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self.hear)

    @property
    def status(self):
        """Of the page itself, the first time."""
        return self.requests[0].response().status

    def note(self, request):
        self.requests.append(request)

    def hear(self, message):
        if message.type not in {"error", "warning"}:
            return
        # A browser complains of every page that is a 404, although the page is well.
        if message.location["url"] == self.page.url and "Failed to load" in message.text:
            return
        self.complaints.append(message.text)

    def strangers(self, site):
        """What was asked of another host."""
        ours = urlsplit(site).netloc
        return [
            request.url
            for request in self.requests
            if urlsplit(request.url).scheme != "data" and urlsplit(request.url).netloc != ours
        ]

    def bytes_of(self, kind):
        """What came over the wire for documents, stylesheets, scripts or fonts, compressed."""
        return sum(
            request.sizes()["responseBodySize"]
            for request in self.requests
            if request.resource_type == kind
        )
