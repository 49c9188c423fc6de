"""The site in a browser: what readers do there, by mouse and by keyboard, on a desk and on a phone."""

import json
import os
import re
import socket
import subprocess
from pathlib import Path

import pytest
from browsing import FLAGS, PHONE, WIDE, chromium, npm_package, one_of_each_kind, served

from checkout import ROOT
from conftest import HANGS
from tools import tool

TEXT = ROOT / "data/articles/minusma-end/article.txt"
CLAIM = "id/article/minusma-end/c15-1.html"
#: Milliseconds after which a page is taken to hang, on the busiest machine.
PATIENCE = HANGS * 1000


@pytest.fixture(scope="session")
def driver():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install -e '.[dev]'")
    chromium()
    with playwright.sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def debugging_port():
    """A free port, by which Lighthouse finds the browser."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def browser(driver, debugging_port):
    """One browser for all tests of a process, with a folder of its own that is empty at first."""
    found = driver.chromium.launch(executable_path=chromium(), args=[*FLAGS, f"--remote-debugging-port={debugging_port}"])
    yield found
    found.close()


@pytest.fixture(scope="session")
def address(site_folder):
    with served(site_folder) as found:
        yield found


@pytest.fixture
def opened(browser, address):
    """Opens pages; at the end no browser has complained, and no other host was asked."""
    contexts, complaints, asked = [], [], set()

    def open_page(path: str, size=WIDE, at: str = address, **options):
        context = browser.new_context(viewport=size, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: asked.add(request.url))
        page.goto(at + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
    assert {url for url in asked if not url.startswith((address, "file:", "data:"))} == set()


def wait_for(page, words: str):
    """Wait until the status of the search tells something."""
    page.wait_for_function("words => document.getElementById('search-status').textContent.includes(words)", arg=words)


def holders_found(page) -> list[str]:
    return page.locator("#search-results .who").all_inner_texts()


def facet(page, name: str, value: str):
    """The button of a value of a facet, which is opened by a click where it is closed."""
    panel = page.locator(f"[data-facet={name}]")
    if panel.get_attribute("open") is None:
        panel.locator("summary").click()
    return panel.locator("li button", has_text=value)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_search_and_facets_by_mouse(opened, size):
    page = opened("index.html", size)
    page.get_by_role("searchbox").fill("deterioration")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    wait_for(page, "found.")
    assert page.url.endswith("search.html?q=deterioration")
    assert "Critics:" in holders_found(page)
    # Each claim stands with who holds it, and how.
    lines = page.locator("#search-results li", has_text="could lead to a deterioration").locator(".line").all_inner_texts()
    assert "Critics: Ending the mission prematurely could lead to a deterioration of security asserted, as possible" in lines
    assert page.locator("#search-results mark").first.inner_text().lower().startswith("deterioration")
    page.get_by_role("searchbox").fill("mission end")
    page.wait_for_url(re.compile(r"\?q=mission\+end$"))
    button = facet(page, "holder", "Transitional Government of Mali")
    number = int(button.locator(".count").inner_text())
    button.click()
    wait_for(page, f"{number} found.")
    assert page.url.endswith("?q=mission+end&holder=transitional-government")
    assert set(holders_found(page)) == {"Transitional Government of Mali:"}
    # What is chosen stands above the results, and is taken out there.
    page.locator("#search-chosen button").click()
    page.wait_for_url(re.compile(r"\?q=mission\+end$"))
    page.go_back()
    wait_for(page, f"{number} found.")
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]


def test_search_by_keyboard_alone(opened):
    page = opened("search.html")
    wait_for(page, "found.")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type("premature")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?q=premature$"))
    page.wait_for_function("document.querySelectorAll('#search-results mark').length > 0")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement === document.querySelector('#search-results .line > a')")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("ArrowDown")
    wanted = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(wanted)


def test_a_facet_by_keyboard(opened):
    page = opened("search.html?polarity=negative")
    page.wait_for_selector("#search-chosen button")
    page.locator("[data-facet=kind] li button", has_text="claim").first.press("Enter")
    page.wait_for_url(re.compile(r"polarity=negative&kind=(claim|outside)$"))
    page.wait_for_function("document.querySelectorAll('#search-chosen button').length === 2")
    assert all("denied" in line for line in page.locator("#search-results .how").all_inner_texts())


def test_another_form_of_a_word_is_found_and_told(opened):
    page = opened("search.html?q=deteriorations")
    wait_for(page, "what begins with “deterioration” is shown")
    assert "Critics:" in holders_found(page)
    page.get_by_role("searchbox").fill("zzz")
    wait_for(page, "Nothing is found")
    assert holders_found(page) == []


def test_all_results_are_shown_by_and_by(opened):
    page = opened("search.html?kind=claim")
    wait_for(page, "94 found.")
    while page.locator("#search-more").is_visible():
        before = page.locator("#search-results li").count()
        page.locator("#search-more").click()
        page.wait_for_function("n => document.querySelectorAll('#search-results li').length > n", arg=before)
    assert page.locator("#search-results li").count() == 94


def test_search_works_from_a_disk(opened, site_folder):
    page = opened("search.html?q=d%C3%A9t%C3%A9rioration", at=f"{site_folder.as_uri()}/")
    wait_for(page, "found.")
    assert "Critics:" in holders_found(page)


def test_without_javascript_the_search_page_leads_on(opened):
    page = opened("search.html", java_script_enabled=False)
    assert page.locator("noscript p").is_visible()
    assert "needs JavaScript" in page.locator("noscript p").inner_text()
    assert not page.locator("#search-tools").is_visible()
    page.get_by_role("link", name="Critics").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Critics"


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_text_is_checked(opened, size):
    page = opened(CLAIM, size)
    page.get_by_text("Check it yourself").click()
    page.locator("#check-file").set_input_files(TEXT)
    verdict = page.get_by_role("status")
    verdict.get_by_text("It is as this page says.").wait_for()
    assert verdict.locator("p").evaluate_all("all => all.map(p => p.className)") == ["right"] * 4
    text = TEXT.read_text(encoding="utf-8")
    page.locator("#check-text").fill(text.replace("prematurely ending", "early ending"))
    page.get_by_role("button", name="Check").click()
    verdict.get_by_text("It is not as this page says.").wait_for()
    assert verdict.locator("p").evaluate_all("all => all.map(p => p.className)") == ["wrong"] * 5
    # Pasted by keyboard alone.
    page.locator("#check-text").fill(text)
    page.locator("#check-text").press("Tab")
    page.get_by_role("button", name="Check").press("Enter")
    verdict.get_by_text("It is as this page says.").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]


def test_places_count_code_points(opened):
    """An emoji is two units of JavaScript and one character of the text: with one more in front, the words stand one further on."""
    page = opened(CLAIM)
    page.get_by_text("Check it yourself").click()
    page.locator("#check-text").fill("😀" + TEXT.read_text(encoding="utf-8"))
    page.get_by_role("button", name="Check").click()
    page.get_by_text("The length is 4198 characters in place of 4197.").wait_for()
    assert page.get_by_text("The quotation stands in this text at character 2887.").is_visible()


def test_a_page_that_is_not_secure_says_what_it_cannot_check(opened):
    page = opened("index.html")
    page.context.add_init_script("Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined })")
    page.goto(page.url.replace("index.html", CLAIM))
    page.get_by_text("Check it yourself").click()
    page.locator("#check-file").set_input_files(TEXT)
    page.get_by_text("As far as can be checked here").wait_for()
    assert page.get_by_text("The sum cannot be computed here").is_visible()
    assert page.get_by_text("Characters 2886 to 2971 are the quotation.").is_visible()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_language_of_the_interface_is_kept_from_page_to_page(opened, size):
    page = opened("search.html?q=deterioration", size)
    wait_for(page, "found.")
    page.get_by_role("button", name="Français").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Rechercher"
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert "Détracteurs:" in holders_found(page)
    page.goto(page.url.partition("search.html")[0] + CLAIM)
    assert page.get_by_role("heading", name="Dans le texte").is_visible()
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("heading", name="In the text").is_visible()


def claim_from_home(page, words: str, label: str):
    """Go from the home page to a claim as a newcomer does: two clicks."""
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("main").get_by_role("button", name="Search").click()
    page.locator("#search-results a", has_text=label).first.click()
    page.wait_for_url(re.compile("/id/article/"))


#: What a newcomer asks of a claim, and what the page of the claim tells: words of a heading, and of what stands below it.
TASKS = [
    ("who denies it, or speaks against it", "mission should end", "The mission should end", "What attacks it", "Critics"),
    ("on what grounds", "mission should end", "The mission should end", "What supports it", "take full responsibility for its security"),
    ("where it stands", "deterioration", "could lead to a deterioration", "In the text", "characters 2886 to 2971"),
    (
        "who else says so",
        "decision end peacekeeping mission",
        "The decision is to end the peacekeeping mission",
        "Who else says so",
        "Also said by",
    ),
    ("how to cite it", "deterioration", "could lead to a deterioration", "Cite this", "claimed by Critics"),
]


@pytest.mark.parametrize(("words", "label", "heading", "told"), [task[1:] for task in TASKS], ids=[task[0] for task in TASKS])
def test_a_newcomer_is_there_in_two_clicks(opened, words, label, heading, told):
    page = opened("index.html", PHONE)
    claim_from_home(page, words, label)
    section = page.locator("section", has=page.get_by_role("heading", name=heading))
    assert told in section.inner_text()


def test_no_page_is_wider_than_a_phone(opened, site_folder, address):
    page = opened("index.html", PHONE)
    wide = []
    for path in one_of_each_kind(site_folder):
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            wide.append(path)
    assert wide == []


def test_axe_finds_nothing(opened, site_folder, address):
    axe = npm_package("axe-core") / "axe.min.js"
    page = opened("index.html")
    found = []
    for path in one_of_each_kind(site_folder):
        page.goto(address + path)
        if path == "search.html":
            wait_for(page, "found.")
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        page.add_script_tag(path=axe)
        result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        found += [(path, v["id"], v["help"], v["nodes"][0]["html"][:200]) for v in result["violations"]]
    assert found == []


def test_the_nu_checker_finds_nothing(site_folder):
    jar = npm_package("vnu-jar") / "build/dist/vnu.jar"
    pages = [str(site_folder / path) for path in one_of_each_kind(site_folder)]
    style, icon = site_folder / "assets/style.css", site_folder / "assets/icon.svg"
    done = tool("java", "-jar", str(jar), "--format", "json", "--also-check-css", "--also-check-svg", *pages, str(style), str(icon))
    messages = [(m["url"], m.get("lastLine"), m["message"]) for m in json.loads(done.stderr)["messages"]]
    assert messages == []


#: Asks Lighthouse about pages, in the browser that is there already.
LIGHTHOUSE = """
import lighthouse from 'lighthouse'
const [port, ...urls] = process.argv.slice(2)
const found = {}
for (const url of urls) {
  const { lhr } = await lighthouse(url, {
    port: Number(port), output: 'json', logLevel: 'silent', onlyCategories: ['accessibility', 'best-practices', 'seo'], disableFullPageScreenshot: true, throttlingMethod: 'provided',
  })
  found[url] = {
    scores: Object.fromEntries(Object.entries(lhr.categories).map(([name, category]) => [name, category.score])),
    failed: Object.values(lhr.audits).filter(audit => audit.score !== null && audit.score < 1).map(audit => audit.id), error: lhr.runtimeError,
  }
}
console.log(JSON.stringify(found))
"""


def test_lighthouse_gives_95_and_more(browser, address, debugging_port):
    npm_package("lighthouse")
    folder = Path(os.environ["MALI_KG_NPM"])
    script = folder / f"lighthouse-{os.getpid()}.mjs"
    script.write_text(LIGHTHOUSE)
    pages = [address + path for path in ("index.html", "id/article/minusma-end.html", CLAIM)]
    try:
        done = subprocess.run(
            ["node", str(script), str(debugging_port), *pages], capture_output=True, text=True, timeout=HANGS, check=False, env=os.environ
        )
    finally:
        script.unlink()
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert list(found) == pages
    low = {url: told for url, told in found.items() if "error" in told or len(told["scores"]) != 3 or min(told["scores"].values()) < 0.95}
    assert low == {}
