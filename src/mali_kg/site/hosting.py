"""Files for hosts: the redirect from the IRI of a thing to its page or its data by what is asked for, media types, and the list of all pages.

A host that can negotiate answers an IRI with 303 (Cool URIs for the Semantic Web, 4.2): to its page, or to its Turtle, JSON-LD or card. The same rules are
written for Apache, for nginx and for w3id.org, which knows the site by its paths alone.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

from mali_kg.rdf.iris import LOCAL_IDS
from mali_kg.site.media import MEDIA_TYPES, NAMED, TEXTS

if TYPE_CHECKING:
    from mali_kg.site.site import File

#: URLs that one sitemap may have (sitemaps.org).
URLS = 50_000
#: What stands in w3id.htaccess for the address of a site whose IRIs are not below it, where that is not known.
UNKNOWN = "https://example.org/where-the-site-is/"

#: A segment of an IRI; and one or more of them.
_SEGMENT, _BELOW = "[A-Za-z0-9_~-]+", "[A-Za-z0-9/_~-]+"
_OF_ARTICLE = "|".join((LOCAL_IDS["claim"].replace("(", "(?:"), LOCAL_IDS["argument"], "narrator"))


class PageRule(NamedTuple):
    """Where the page of some IRIs is: what `mali_kg.site.places` tells, as servers take it."""

    #: The path of an IRI below the base: its groups are ``$1`` and ``$2`` of what follows.
    pattern: str
    #: Path of the page, without its ending.
    page: str
    #: Anchor within it; empty where the page is of this thing alone.
    anchor: str = ""


#: The first that fits holds.
RULES = (
    PageRule(f"(id/article/{_SEGMENT}/(?:{_OF_ARTICLE}))", "$1"),
    PageRule(f"(id/article/{_SEGMENT}/(?:{_OF_ARTICLE}))/({_BELOW})", "$1", "$2"),
    PageRule(f"(id/article/{_SEGMENT})", "$1"),
    PageRule(f"(id/article/{_SEGMENT})/({_BELOW})", "$1", "$2"),
    PageRule(f"(id/(?:source|proposition)/{_SEGMENT})", "$1"),
    PageRule(f"(id/(?:source|proposition)/{_SEGMENT})/({_BELOW})", "$1", "$2"),
    PageRule(f"id/review/({_SEGMENT})", "reviews", "$1"),
    PageRule(f"id/link/({_SEGMENT})-[0-9]+", "id/$1"),
    PageRule(f"(id/{_SEGMENT})", "$1"),
    PageRule(f"(code/kind/{_SEGMENT})", "$1"),
    PageRule(f"(code/{_SEGMENT})", "$1"),
    PageRule(f"(code/{_SEGMENT})/({_BELOW})", "$1", "$2"),
    PageRule(f"shape/({_BELOW})", "shapes", "$1"),
    PageRule(f"graph/({_BELOW})", "dataset", "$1"),
    PageRule("annotations(?:/[0-9]+)?", "dataset"),
    PageRule("(ns)", "$1"),
    PageRule("(dataset)", "$1"),
)


#: What may be asked for, the best last: the ending, and its media types as regular expressions. All that asks for none of them gets the page.
WANTED = (
    ("json", r"application/json"),
    ("jsonld", r"application/ld\+json"),
    ("ttl", r"(?:text/turtle|application/x-turtle|text/n3|text/rdf\+n3)"),
    ("html", r"(?:text/html|application/xhtml\+xml)"),
)
#: Weights by which one is asked for (RFC 9110, 12.4.2), the best last: less than a half, less than one, one.
WEIGHTS = (r";\s*q=0\.(?!0*\s*(?:[;,]|$))[0-4][0-9]*", r";\s*q=0\.[5-9][0-9]*", r"(?:;\s*q=1(?:\.0*)?)?")
#: Parameters that are no weight, such as a profile.
_PARAMETERS = r"\s*(?:;(?!\s*q=)[^;,]*)*"


def accepts() -> Iterator[tuple[str, str]]:
    """Give what to look for in an Accept header, the best last, and the ending that it asks for."""
    for weight in WEIGHTS:
        for ending, types in WANTED:
            yield rf"(?:^|,)\s*{types}{_PARAMETERS}{weight}{_PARAMETERS}(?:,|$)", ending


def closing(address: str, base: str, paths: list[str]) -> "Iterator[File]":
    """Write what needs to know all files of a site: the list of its pages, and the files for hosts.

    :param address: where the site is on the web.
    :param base: of the IRIs.
    :param paths: of all other files.
    """
    yield from sitemap(address, sorted(path for path in paths if path.endswith(".html") and path != "404.html"))
    path = urlsplit(address).path
    yield ".htaccess", apache(path)
    yield "hosting/nginx.conf", nginx(path)
    yield "hosting/w3id.htaccess", w3id(address if address != base else UNKNOWN, paths)
    yield "_headers", headers(path)
    # GitHub Pages would leave out what begins with a dot or an underscore.
    yield ".nojekyll", b""


def sitemap(address: str, pages: list[str]) -> "Iterator[File]":
    """List the pages for search engines (sitemaps.org): in one file, or in several with an index."""
    files = [pages[start : start + URLS] for start in range(0, len(pages), URLS)]
    if len(files) == 1:
        yield "sitemap.xml", _sitemap("urlset", "url", address, files[0])
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(files) + 1)]
    for name, urls in zip(names, files, strict=True):
        yield name, _sitemap("urlset", "url", address, urls)
    yield "sitemap.xml", _sitemap("sitemapindex", "sitemap", address, names)


def _sitemap(root: str, entry: str, address: str, paths: Iterable[str]) -> bytes:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    lines += [f"<{entry}><loc>{escape(address + quote('' if path == 'index.html' else path))}</loc></{entry}>" for path in paths]
    return ("\n".join([*lines, f"</{root}>"]) + "\n").encode()


def apache(path: str) -> bytes:
    """Write ``.htaccess``: the site is served as it is, and the IRIs below it lead to its pages.

    :param path: of the site on its host.
    """
    types = [f'AddType "{_with_charset(media_type)}" {ending}' for ending, media_type in MEDIA_TYPES.items()]
    lines = [
        "# For Apache 2.4 with mod_rewrite, mod_headers and mod_mime. The server has to allow it: AllowOverride All.",
        f"# The site stands at {path} below the folder that the host serves (DocumentRoot).",
        "Options -MultiViews -Indexes",
        "DirectoryIndex index.html",
        "# The page of an article stands beside a folder of the same name.",
        "DirectorySlash Off",
        f"ErrorDocument 404 {path}404.html",
        "AddDefaultCharset utf-8",
        *types,
        *(
            f'<Files "{name.rpartition("/")[2]}">\n  ForceType "{_with_charset(media_type)}"\n</Files>'
            for name, media_type in NAMED.items()
        ),
        "<IfModule mod_headers.c>",
        '  Header always set Access-Control-Allow-Origin "*"',
        "  Header always merge Vary Accept env=KG_PAGE",
        "</IfModule>",
        "RewriteEngine On",
        "RewriteOptions AllowNoSlash",
        "# Files are served as they are.",
        "RewriteCond %{REQUEST_FILENAME} -f [OR]",
        "RewriteCond %{REQUEST_FILENAME}/index.html -f",
        "RewriteRule ^ - [L]",
        *_rewrites(),
        "# The data where there is such a file, else the page.",
        "RewriteCond %{ENV:KG_ENDING} =json",
        f"RewriteCond %{{DOCUMENT_ROOT}}{path}%{{ENV:KG_PAGE}}.json !-f",
        "RewriteRule ^ - [E=KG_ENDING:jsonld]",
        "RewriteCond %{ENV:KG_ENDING} !=html",
        f"RewriteCond %{{DOCUMENT_ROOT}}{path}%{{ENV:KG_PAGE}}.%{{ENV:KG_ENDING}} -f",
        f"RewriteRule ^ {path}%{{ENV:KG_PAGE}}.%{{ENV:KG_ENDING}} [R=303,L,NE]",
        f"RewriteCond %{{DOCUMENT_ROOT}}{path}%{{ENV:KG_PAGE}}.html -f",
        f"RewriteRule ^ {path}%{{ENV:KG_PAGE}}.html%{{ENV:KG_ANCHOR}} [R=303,L,NE]",
        "# All that is no file and has no page is not there, folders too.",
        "RewriteRule ^ - [R=404,L]",
    ]
    return ("\n".join(lines) + "\n").encode()


def _rewrites() -> Iterator[str]:
    """Write what Apache is to find out: which page, and which form of it is asked for."""
    yield "# Which page."
    for rule in RULES:
        anchor = rf",E=KG_ANCHOR:\#{rule.anchor}" if rule.anchor else ",E=KG_ANCHOR:"
        yield 'RewriteCond %{ENV:KG_PAGE} =""'
        yield f"RewriteRule ^{rule.pattern}$ - [E=KG_PAGE:{rule.page}{anchor}]"
    yield "# Which form of it: the page, if nothing else is asked for."
    yield "RewriteRule ^ - [E=KG_ENDING:html]"
    for pattern, ending in accepts():
        yield f'RewriteCond %{{HTTP_ACCEPT}} "{pattern}" [NC]'
        yield f"RewriteRule ^ - [E=KG_ENDING:{ending}]"


def nginx(path: str) -> bytes:
    """Write what is to be included in a ``server`` of nginx.

    :param path: of the site on its host.
    """
    by_type: dict[str, list[str]] = {}
    for ending, media_type in MEDIA_TYPES.items():
        by_type.setdefault(media_type, []).append(ending[1:])
    lines = [
        "# For nginx: include this file in a server { … }.",
        f"# The site stands at {path} below the folder that the server serves (root).",
        "index index.html;",
        "absolute_redirect off;",
        "charset utf-8;",
        f"charset_types {' '.join(t for t in TEXTS if t != 'text/html')};",
        "types {",
        *(f"    {media_type} {' '.join(endings)};" for media_type, endings in by_type.items()),
        "}",
        f"error_page 404 403 =404 {path}404.html;",
        'add_header Access-Control-Allow-Origin "*" always;',
        "add_header Vary $mali_kg_vary always;",
        *(f"location = {path}{name} {{ types {{ }} default_type {media_type}; }}" for name, media_type in NAMED.items()),
        "",
        "# Which page.",
        'set $mali_kg_page "";',
        'set $mali_kg_anchor "";',
        'set $mali_kg_vary "";',
    ]
    # The last that fits holds here.
    for rule in reversed(RULES):
        lines.append(
            f'if ($uri ~ "^{re.escape(path)}{rule.pattern}$") {{ set $mali_kg_page "{rule.page}"; set $mali_kg_anchor "{"#" + rule.anchor if rule.anchor else ""}"; }}'
        )
    lines += ["", "# Which form of it: the page, if nothing else is asked for.", 'set $mali_kg_ending "";', 'set $mali_kg_other "";']
    for pattern, ending in accepts():
        lines.append(f'if ($http_accept ~* "{pattern}") {{ set $mali_kg_ending "{"" if ending == "html" else ending}"; }}')
    site = f"$document_root{path}$mali_kg_page"
    lines += [
        "if ($mali_kg_ending = json) { set $mali_kg_other jsonld; }",
        "",
        "# The data where there is such a file, else the page; files are served as they are.",
        'set $mali_kg_there "";',
        f'if (-f "{site}.html") {{ set $mali_kg_there "$mali_kg_page.html$mali_kg_anchor"; }}',
        f'if (-f "{site}.$mali_kg_other") {{ set $mali_kg_there "$mali_kg_page.$mali_kg_other"; }}',
        f'if (-f "{site}.$mali_kg_ending") {{ set $mali_kg_there "$mali_kg_page.$mali_kg_ending"; }}',
        'if (-f $request_filename) { set $mali_kg_there ""; }',
        'if ($mali_kg_there != "") { set $mali_kg_vary Accept; }',
        f'if ($mali_kg_there != "") {{ return 303 "{path}$mali_kg_there"; }}',
    ]
    return ("\n".join(lines) + "\n").encode()


def w3id(address: str, paths: list[str]) -> bytes:
    """Write ``.htaccess`` for the folder of a project at w3id.org: IRIs lead to the site, wherever that is.

    :param address: of the site.
    :param paths: of its files.
    """
    lines = [
        "# For w3id.org: the .htaccess of the project. The site need not be able to negotiate.",
        "Options -MultiViews",
        "RewriteEngine On",
        "# Where the site is.",
        f"RewriteRule ^ - [E=KG_SITE:{address}]",
        *_rewrites(),
        "# The data where the site has such files, else the page.",
        "RewriteCond %{ENV:KG_ENDING} =json",
        f"RewriteCond %{{ENV:KG_PAGE}} !^(?:{'|'.join(_with('.json', paths)) or '$.'})$",
        "RewriteRule ^ - [E=KG_ENDING:jsonld]",
        "RewriteCond %{ENV:KG_ENDING} !=html",
        f"RewriteCond %{{ENV:KG_PAGE}} ^(?:{'|'.join(_with('.ttl', paths)) or '$.'})$",
        "RewriteRule ^ %{ENV:KG_SITE}%{ENV:KG_PAGE}.%{ENV:KG_ENDING} [R=303,L,NE]",
        'RewriteCond %{ENV:KG_PAGE} !=""',
        "RewriteRule ^ %{ENV:KG_SITE}%{ENV:KG_PAGE}.html%{ENV:KG_ANCHOR} [R=303,L,NE]",
        "# All else: files of the site by their paths.",
        "RewriteRule ^(.*)$ %{ENV:KG_SITE}$1 [R=303,L,NE]",
    ]
    return ("\n".join(lines) + "\n").encode()


def _with(ending: str, paths: list[str]) -> list[str]:
    """Give the sorts of pages, as regular expressions, that have data with an ending."""
    stems = {path.removesuffix(ending) for path in paths if path.endswith(ending)}
    sorts: list[str] = []
    for rule in RULES:
        for page in [rule.pattern] if rule.page == "$1" and not rule.anchor else [] if "$" in rule.page else [rule.page]:
            if page not in sorts and any(re.fullmatch(page, stem) for stem in stems):
                sorts.append(page)
    return sorts


def headers(path: str) -> bytes:
    """Write ``_headers``, as Netlify, Cloudflare Pages and others read it: media types, and where the links of the dataset are.

    :param path: of the site on its host.
    """
    lines = [f"{path}*", "  Access-Control-Allow-Origin: *"]
    for ending, media_type in MEDIA_TYPES.items():
        lines += [f"{path}*{ending}", f"  Content-Type: {_with_charset(media_type)}"]
    for name, media_type in NAMED.items():
        lines += [f"{path}{name}", f"  Content-Type: {_with_charset(media_type)}"]
    lines += [f"{path}dataset.html", f'  Link: <{path}linkset.json>; rel="linkset"; type="application/linkset+json"']
    return ("\n".join(lines) + "\n").encode()


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type in TEXTS else media_type
