"""/archive/add, /archive/jobs/ID and removal: changes to the archive, where the settings let visitors make them."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from ragbot.errors import RagbotError
from ragbot.ui import uploads
from ragbot.ui.access import is_own
from ragbot.ui.jobs import BusyError, Jobs, Tell, Work
from ragbot.ui.pages import forms
from ragbot.ui.pages.render import Renderer, Routes
from ragbot.ui.site import Site

MOST_BYTES = 64_000_000
MOST_FILES = 500
_BUSY = 503
_FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


def routes(site: Site, renderer: Renderer) -> Routes:
    if not site.editing:
        return []
    pages = _Editing(site, renderer)
    return [
        ("/archive/add", ["GET"], pages.show),
        ("/archive/add", ["POST"], pages.add),
        ("/archive/jobs/{job_id}", ["GET"], pages.job),
        ("/article/{article_id}/remove", ["POST"], pages.remove),
    ]


class _Editing:
    def __init__(self, site: Site, renderer: Renderer) -> None:
        self._site = site
        self._renderer = renderer
        self._jobs = Jobs()

    def show(self, request: Request) -> Response:
        from ragbot.articles.loading import endings

        refused = self._refused(request)
        return refused or self._renderer.page("add.html", endings=endings(), most_mb=MOST_BYTES // 1_000_000)

    async def add(self, request: Request) -> Response:
        refused = self._refused(request)
        if refused:
            return refused
        try:
            form = await forms.read(request, MOST_BYTES, files=MOST_FILES)
        except forms.TooLargeError:
            most = f"At most {MOST_FILES} files and {MOST_BYTES // 1_000_000} MB at once."
            return self._renderer.told("Too large", f"{most} Send them in parts, or use: ragbot ingest FOLDER", 413)
        try:
            return await run_in_threadpool(self._added, form)
        finally:
            await form.close()

    def _added(self, form: FormData) -> Response:
        library, folder = self._site.library, self._site.uploads
        files = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
        url = str(form.get("url") or "").strip()
        if url and not files:
            return self._begun(url, lambda tell: uploads.take_in(library, uploads.keep_page(folder, url), tell))
        if not files:
            return self._renderer.told("Nothing chosen", "Choose one or more files, or write an address.", 400)
        try:
            inbox = uploads.keep(folder, [(f.filename or "", f.file) for f in files])
        except RagbotError as error:
            return self._renderer.told("Not taken", str(error), 507)
        title = "1 file" if len(files) == 1 else f"{len(files)} files"
        reply = self._begun(title, lambda tell: uploads.take_in(library, inbox, tell))
        if reply.status_code == _BUSY:
            uploads.discard(inbox)
        return reply

    def _begun(self, title: str, work: Work) -> Response:
        try:
            return forms.see(self._site.root, f"/archive/jobs/{self._jobs.start(title, work)}")
        except BusyError as error:
            return self._renderer.told("Busy", str(error), _BUSY)

    def job(self, request: Request) -> Response:
        job = self._jobs.get(request.path_params["job_id"])
        refused = self._refused(request)
        if refused or job is None:
            return refused or self._renderer.told("No such change", "It is long done. Look into the archive.", 404)
        return self._renderer.page("job.html", refresh_s=0 if job.over else 1, job=job)

    def remove(self, request: Request) -> Response:
        refused = self._refused(request)
        if refused:
            return refused
        article_id = request.path_params["article_id"]
        versions = self._site.library.versions(article_id)
        if not versions:
            return self._renderer.told("No such article", "It may have been removed already.", 404)
        newest = versions[-1].article

        def work(_: Tell) -> str:
            self._site.library.remove(newest.id)
            return f"Removed “{newest.headline}” with all its versions."

        return self._begun("Remove an article", work)

    def _refused(self, request: Request) -> Response | None:
        """None where this visitor may change the archive."""
        forwarded = self._site.private and any(name in request.headers for name in _FORWARDED)
        origin = request.headers.get("origin", "")
        hosts = self._site.rules.hosts
        # Where a policy or an extension hides it, a page's origin is "null"; no page can make up where a request comes from.
        ours = request.headers.get("sec-fetch-site") == "same-origin" and origin == "null"
        if forwarded or (origin and not ours and not is_own(origin, request.headers.get("host", ""), hosts)):
            sentence = "The archive can be changed from the machine itself only. Whoever runs it can allow more: RAGBOT_ARCHIVE_EDITING."
            return self._renderer.told("Not allowed", sentence, 403)
        return None
