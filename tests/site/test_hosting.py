"""The site on real servers: IRIs lead to pages and data by what is asked for, files have their types, what is not there says so."""

import gzip
import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import xml.etree.ElementTree as ET
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from checkout import checkout
from mali_kg.project import Project
from mali_kg.site.hosting import RULES, UNKNOWN, URLS, accepts, sitemap
from mali_kg.site.site import Options, open_site

#: Seconds after which a server that does not answer hangs.
HANGS = 120
IRI = "/mali-kg"
CLAIM = f"{IRI}/id/article/minusma-end/c15-1"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
#: A path, what is asked for, and where it leads: written down by hand from the README’s promise of .html, .ttl, .jsonld and .json.
REDIRECTS = [
    (CLAIM, BROWSER, f"{CLAIM}.html"),
    (CLAIM, "", f"{CLAIM}.html"),
    (CLAIM, "*/*", f"{CLAIM}.html"),
    (CLAIM, "image/png", f"{CLAIM}.html"),
    (CLAIM, "text/turtle", f"{CLAIM}.ttl"),
    (CLAIM, "Text/Turtle", f"{CLAIM}.ttl"),
    (CLAIM, "application/ld+json", f"{CLAIM}.jsonld"),
    (CLAIM, 'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', f"{CLAIM}.jsonld"),
    (CLAIM, "application/json", f"{CLAIM}.json"),
    (CLAIM, "text/html;q=0.4, text/turtle;q=0.9", f"{CLAIM}.ttl"),
    (CLAIM, "text/turtle;q=0.4, text/html", f"{CLAIM}.html"),
    (CLAIM, "text/turtle;q=0, text/html;q=0.1", f"{CLAIM}.html"),
    (CLAIM, "text/turtle;q=0.000", f"{CLAIM}.html"),
    (f"{CLAIM}/evidence", BROWSER, f"{CLAIM}.html#evidence"),
    (f"{CLAIM}/says/theme", "text/turtle", f"{CLAIM}.ttl"),
    (f"{IRI}/id/article/minusma-end", BROWSER, f"{IRI}/id/article/minusma-end.html"),
    (f"{IRI}/id/article/minusma-end", "text/turtle", f"{IRI}/id/article/minusma-end.ttl"),
    (f"{IRI}/id/article/minusma-end", "application/json", f"{IRI}/id/article/minusma-end.jsonld"),
    (f"{IRI}/id/article/minusma-end/s15", BROWSER, f"{IRI}/id/article/minusma-end.html#s15"),
    (f"{IRI}/id/article/minusma-end/narrator", BROWSER, f"{IRI}/id/article/minusma-end/narrator.html"),
    (f"{IRI}/id/critics", "text/turtle, */*;q=0.1", f"{IRI}/id/critics.ttl"),
    (f"{IRI}/id/link/mali-1", BROWSER, f"{IRI}/id/mali.html"),
    (f"{IRI}/dataset", BROWSER, f"{IRI}/dataset.html"),
    (f"{IRI}/dataset", "application/ld+json", f"{IRI}/dataset.jsonld"),
    (f"{IRI}/graph/article/minusma-end", BROWSER, f"{IRI}/dataset.html#article/minusma-end"),
    (f"{IRI}/graph/catalog", "text/turtle", f"{IRI}/dataset.ttl"),
    (f"{IRI}/annotations", BROWSER, f"{IRI}/dataset.html"),
]
#: Files, and what they are: the types that IANA registers.
TYPES = [
    ("", "text/html; charset=utf-8"),
    ("dataset.html", "text/html; charset=utf-8"),
    ("dataset.ttl", "text/turtle; charset=utf-8"),
    ("dataset.jsonld", "application/ld+json"),
    (".well-known/void", "text/turtle; charset=utf-8"),
    ("linkset.json", "application/linkset+json"),
    ("id/article/minusma-end/c15-1.json", "application/json"),
    ("downloads/dataset.nq", "application/n-quads; charset=utf-8"),
    ("downloads/dataset.trig", "application/trig; charset=utf-8"),
    ("downloads/dataset.nq.gz", "application/gzip"),
    ("downloads/dataset.sqlite", "application/vnd.sqlite3"),
    ("downloads/dataset-tables.zip", "application/zip"),
    ("changes.atom", "application/atom+xml"),
    ("sitemap.xml", "application/xml"),
    ("assets/style.css", "text/css; charset=utf-8"),
    ("robots.txt", "text/plain; charset=utf-8"),
]


@pytest.fixture(scope="module")
def web(site_folder):
    """A folder that a host serves, with the site in it, which any user may read: Apache does not run as root."""
    root = Path(tempfile.mkdtemp(prefix="mali-kg-web-"))
    root.chmod(0o755)
    shutil.copytree(site_folder, root / "mali-kg")
    (root / "w3id/mali-kg").mkdir(parents=True)
    shutil.copy(site_folder / "hosting/w3id.htaccess", root / "w3id/mali-kg/.htaccess")
    yield root
    shutil.rmtree(root)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@contextmanager
def running(command, port, folder):
    """A server for as long as it is needed."""
    with (folder / "out.txt").open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out, cwd=folder) as server:
        try:
            end = time.monotonic() + HANGS
            while True:
                assert server.poll() is None, "".join(p.read_text() for p in folder.iterdir() if p.suffix in (".txt", ".log"))
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    assert time.monotonic() < end, "the server does not answer"
                    time.sleep(0.05)
            yield port
        finally:
            server.terminate()


@contextmanager
def nginx(root, folder):
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if not program:
        pytest.skip("nginx is not installed")
    port = free_port()
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;" if os.geteuid() == 0 else ""
    conf = folder / "nginx.conf"
    conf.write_text(
        f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log; {user} events {{ }}\n"
        f"http {{ access_log off; {temporary} server {{ listen 127.0.0.1:{port}; root {root}; include {root}/mali-kg/hosting/nginx.conf; }} }}\n"
    )
    with running([program, "-p", str(folder), "-c", str(conf)], port, folder):
        yield port


@contextmanager
def apache(root, folder):
    program = shutil.which("apache2", path=f"{os.environ['PATH']}:/usr/sbin")
    modules = Path("/usr/lib/apache2/modules")
    if not program or not modules.is_dir():
        pytest.skip("Apache is not installed")
    port = free_port()
    wanted = ["mpm_event", "authz_core", "dir", "mime", "headers", "rewrite", "negotiation", "autoindex"]
    loaded = "\n".join(f"LoadModule {name}_module {modules}/mod_{name}.so" for name in wanted)
    user = "User nobody\nGroup nogroup\n" if os.geteuid() == 0 else ""
    conf = folder / "apache.conf"
    conf.write_text(
        f"{loaded}\n{user}TypesConfig /dev/null\nServerRoot {folder}\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\nErrorLog {folder}/error.log\n"
        f"DocumentRoot {root}\n<Directory {root}>\n  Require all granted\n  AllowOverride All\n  Options Indexes FollowSymLinks MultiViews\n</Directory>\n"
    )
    with running([program, "-X", "-f", str(conf)], port, folder):
        yield port


@pytest.fixture(scope="module", params=[nginx, apache], ids=lambda server: server.__name__)
def server(request, web, tmp_path_factory):
    with request.param(web, tmp_path_factory.mktemp("server")) as port:
        yield port


@pytest.fixture(scope="module")
def w3id(web, tmp_path_factory):
    with apache(web / "w3id", tmp_path_factory.mktemp("w3id")) as port:
        yield port


def get(port, path, accept=""):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=HANGS)) as connection:
        connection.request("GET", path, headers={"Accept": accept} if accept else {})
        response = connection.getresponse()
        return response, response.read()


def local(location):
    """A redirect without the host, which a server may tell or not."""
    return re.sub(r"^http://(127\.0\.0\.1|localhost)(:\d+)?", "", location)


@pytest.mark.parametrize(("path", "accept", "target"), REDIRECTS)
def test_an_iri_leads_to_what_is_asked_for(server, web, path, accept, target):
    response, _ = get(server, path, accept)
    assert (response.status, local(response.headers["Location"])) == (303, target)
    assert response.headers["Vary"] == "Accept"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert (web / target.partition("#")[0].strip("/")).is_file()


@pytest.mark.parametrize(("path", "media_type"), TYPES)
def test_files_have_their_types(server, web, path, media_type):
    response, data = get(server, f"{IRI}/{path}", "text/turtle")
    assert (response.status, response.headers["Content-Type"]) == (200, media_type)
    assert data == (web / "mali-kg" / (path or "index.html")).read_bytes()
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Content-Encoding"] is None
    assert "Vary" not in response.headers


@pytest.mark.parametrize(
    "path", ["id/nobody", "id/article/minusma-end/c99-9.html", "id/article/none/c01-1/quote", "a/b/c/d", "id/", "hosting/"]
)
def test_what_is_not_there_says_so_at_any_depth(server, path):
    response, data = get(server, f"{IRI}/{path}", BROWSER)
    assert response.status == 404
    links = re.findall(r'(?:href|src)="([^"]+)"', data.decode())
    assert f"{IRI}/assets/style.css" in links
    for link in links:
        if link.startswith("/") and not link.endswith("about.html"):
            assert get(server, link)[0].status == 200, link
        else:
            assert link.startswith(("https://", "#", "/")), link


def test_no_header_can_be_smuggled_in(server):
    response, _ = get(server, f"{CLAIM}/x%0d%0aSet-Cookie:%20a=b", BROWSER)
    assert response.status == 404
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(("path", "accept", "target"), REDIRECTS)
def test_w3id_leads_to_the_site(w3id, path, accept, target):
    response, _ = get(w3id, path, accept)
    assert (response.status, response.headers["Location"]) == (303, target.replace(f"{IRI}/", UNKNOWN))


def test_w3id_leads_to_files_too(w3id):
    assert get(w3id, f"{IRI}/void.ttl", BROWSER)[0].headers["Location"] == f"{UNKNOWN}void.ttl"
    assert get(w3id, f"{IRI}/", BROWSER)[0].headers["Location"] == UNKNOWN


def test_the_rules_of_hosts_tell_the_same_pages_as_the_site_does():
    site = open_site(Project(checkout()), Options())
    base, seen = site.iris.base, 0
    for quad in site.store:
        iri = quad.subject.value
        page = site.places.page(iri) if iri.startswith(base) and "#" not in iri else ""
        if page:
            seen += 1
            path = iri.removeprefix(base)
            rule, found = next((rule, m) for rule in RULES if (m := re.fullmatch(rule.pattern, path)))
            told = f"{rule.page}.html{'#' if rule.anchor else ''}{rule.anchor}"
            assert re.sub(r"\$(\d)", lambda n: found[int(n[1])], told) == page, iri  # noqa: B023
    assert seen > 5000


@pytest.mark.parametrize(
    ("header", "ending"),
    [
        ("text/turtle;q=1.0;level=1", "ttl"),
        ("text/turtle ; q=0.5 , text/html;q=0.49", "ttl"),
        ("text/html; q=0.9, application/json; q=1", "json"),
        ("application/ld+json;profile=x;q=0.001", "jsonld"),
        ("application/ld+json-x, text/turtles, xtext/turtle", ""),
        ("application/json;q=0.0", ""),
        ("application/rdf+xml,text/rdf+n3;q=0.9,application/xhtml+xml;q=0.4,*/*;q=0.1", "ttl"),
    ],
)
def test_an_accept_header_is_read(header, ending):
    asked = ""
    for pattern, of in accepts():
        if re.search(pattern, header, re.IGNORECASE):
            asked = of
    assert asked == ending


def locations(data):
    return [e.text for e in ET.fromstring(data).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


def test_the_sitemap_has_every_page(site_folder):
    found = locations((site_folder / "sitemap.xml").read_bytes())
    pages = {str(p.relative_to(site_folder)) for p in site_folder.rglob("*.html")} - {"404.html", "index.html"}
    assert set(found) == {f"https://w3id.org/mali-kg/{page}" for page in pages} | {"https://w3id.org/mali-kg/"}
    assert len(found) == len(set(found))
    assert "lastmod" not in (site_folder / "sitemap.xml").read_text()


def test_a_sitemap_that_is_too_long_is_divided():
    files = dict(sitemap("https://example.org/a/", [f"id/{n}.html" for n in range(URLS + 1)]))
    assert sorted(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert locations(files["sitemap.xml"]) == ["https://example.org/a/sitemap-1.xml", "https://example.org/a/sitemap-2.xml"]
    assert [len(locations(files[name])) for name in ("sitemap-1.xml", "sitemap-2.xml")] == [URLS, 1]
    assert max(len(data) for data in files.values()) < 50 * 2**20


def test_static_hosts_are_told_types_and_links(site_folder):
    rules, path = {}, ""
    for line in (site_folder / "_headers").read_text().splitlines():
        if line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            rules[path, name] = value
        else:
            path = line
    assert rules["/mali-kg/*.ttl", "Content-Type"] == "text/turtle; charset=utf-8"
    assert rules["/mali-kg/*.jsonld", "Content-Type"] == "application/ld+json"
    assert rules["/mali-kg/*", "Access-Control-Allow-Origin"] == "*"
    assert rules["/mali-kg/dataset.html", "Link"] == '</mali-kg/linkset.json>; rel="linkset"; type="application/linkset+json"'
    assert len({path for path, _ in rules}) <= 100  # what Cloudflare Pages takes


def test_the_linkset_names_files_that_are_there(site_folder):
    found = json.loads((site_folder / "linkset.json").read_text())["linkset"]
    base = "https://w3id.org/mali-kg/"
    anchors = [links["anchor"] for links in found]
    assert anchors[0] == f"{base}dataset.html"
    for link in [*anchors, *(item["href"] for key in ("item", "describedby") for item in found[0][key])]:
        assert (site_folder / link.removeprefix(base)).is_file()
    assert gzip.decompress((site_folder / "downloads/dataset.nq.gz").read_bytes())


def test_the_home_page_alone_is_listed_by_its_folder():
    ((name, data),) = sitemap("https://example.org/", ["id/index.html", "id/price-index.html", "index.html"])
    assert name == "sitemap.xml"
    assert re.findall("<loc>(.*?)</loc>", data.decode()) == [
        "https://example.org/id/index.html",
        "https://example.org/id/price-index.html",
        "https://example.org/",
    ]
