"""The page in a browser: what is clicked lights what belongs to it, by mouse and by keyboard."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from articles import HOSTILE, TEXT, extraction, hostile, sample

from orewire.render.html import render

pytestmark = pytest.mark.browser

LIT = "[...document.querySelectorAll({})].map(element => element.dataset.id ?? element.textContent)"
FACT = ".fact[data-id={}] h3 button"
MARK = "mark[data-id={}]"


@pytest.fixture
def one(tmp_path: Path) -> Path:
    path = tmp_path / "one.html"
    path.write_bytes(render([(sample(), TEXT)]).encode())
    return path


@pytest.fixture
def three(tmp_path: Path) -> Path:
    path = tmp_path / "three.html"
    tin = "Tin fell.\n"
    path.write_bytes(
        render([(sample(), TEXT), (extraction(tin, {}, id="b"), tin), (hostile(), HOSTILE)]).encode()
    )
    return path


def lit(page: Any, selector: str) -> Any:
    return page.run(LIT.format(json.dumps(selector)))


def pressed(page: Any) -> Any:
    return lit(page, "article:not([hidden]) .fact:has([aria-pressed=true]), mark[aria-pressed=true]")


def test_a_fact_lights_its_words(page: Any, one: Path) -> None:
    page.open(one)
    page.click(FACT.format("f1"))
    assert lit(page, "mark.lit") == ["m3", "m4", "m5", "m7"]
    assert lit(page, ".lit-trigger") == ["sold"]
    assert "".join(lit(page, ".lit-sentence")) == TEXT.split("\n")[1]
    assert page.run("document.querySelector('mark[data-id=m3]').dataset.role") == "supplier"
    assert pressed(page) == ["f1"]
    assert page.run("location.hash") == "#a1-f1"
    page.click(FACT.format("f2"))
    assert lit(page, "mark.lit") == ["m8"]
    assert lit(page, ".lit-words") == ["minister"]
    assert pressed(page) == ["f2"]
    page.click(FACT.format("f2"))
    page.hover("h1")
    assert (pressed(page), lit(page, ".lit-trigger"), page.run("location.hash")) == ([], [], "")


def test_a_mention_tells_its_value_and_lights_facts_about_the_same(page: Any, one: Path) -> None:
    page.open(one)
    page.click(MARK.format("m1"))
    assert lit(page, ".fact.lit") == ["f1", "f3"]
    assert lit(page, "mark.same") == ["m1", "m3", "m9"]
    assert page.run("document.querySelector('.card .value').textContent") == "Kazakhstan"
    page.click(MARK.format("m6"))
    assert page.run("document.querySelector('.card .value').textContent") == "USD 2,500,000,000"
    assert page.run("document.querySelector('.card .note').textContent") == "currency assumed; in no fact"
    assert lit(page, ".fact.lit") == []
    page.press("Escape")
    page.click(MARK.format("m12"))
    page.click(".card li button")
    assert pressed(page) == ["f3"]
    assert page.run("document.querySelector('.card')") is None


def test_the_pointer_previews_a_fact(page: Any, one: Path) -> None:
    page.open(one)
    page.hover(FACT.format("f3"))
    assert lit(page, ".lit-trigger") == ["may sell"]
    assert pressed(page) == []
    page.hover("h1")
    assert lit(page, ".lit-trigger") == []


def test_words_of_a_trigger_lead_to_their_fact(page: Any, one: Path) -> None:
    page.open(one)
    page.click(".text .trigger")
    assert pressed(page) == ["f1"]
    page.click(".text .trigger")
    assert pressed(page) == []


@pytest.mark.parametrize(
    ("fragment", "chosen"),
    [("#f2", ["f2"]), ("#a1-f3", ["f3"]), ("#m6", ["m6"]), ("#f9", []), ("#%00", []), ("", [])],
)
def test_the_address_chooses(page: Any, one: Path, fragment: str, chosen: list[str]) -> None:
    page.open(one, fragment)
    assert pressed(page) == chosen
    assert page.problems == []


def test_filters(page: Any, one: Path) -> None:
    shown = ".fact:not([hidden])"
    page.open(one)
    page.click(FACT.format("f1"))
    page.click(".chip[data-name=POSITION]")
    assert lit(page, shown) == ["f2"]
    assert pressed(page) == []
    assert page.run("document.querySelector('.findings h2').textContent") == "Facts 1 of 3"
    page.click(".chip[data-name=SUPPLY]")
    page.click(".chip[data-name=possible]")
    assert lit(page, shown) == ["f3"]
    assert lit(page, ".trigger:not(.off)") == ["may sell"]
    page.click(".findings .chips:has([data-name=SUPPLY]) [data-every]")
    page.click(".chip[data-name=possible]")
    assert lit(page, shown) == ["f1", "f2", "f3"]
    page.click(".chip[data-name=DATE]")
    assert lit(page, "mark:not(.off)") == ["m7"]
    assert page.run("document.querySelector('.chip[data-name=DATE]').ariaPressed") == "true"
    assert lit(page, "mark[tabindex='0']") == ["m7"]


def test_keyboard(page: Any, one: Path) -> None:
    page.open(one)
    focused = "document.activeElement.dataset.id"
    while page.run("document.activeElement.tagName") != "MARK":
        page.press("Tab")
    assert page.run(focused) == "m1"
    page.press("ArrowRight")
    page.press("ArrowRight")
    page.press("ArrowLeft")
    assert page.run(focused) == "m2"
    page.press("Enter", "\r")
    assert pressed(page) == ["m2"]
    page.press("Escape")
    assert pressed(page) == []
    assert page.run(focused) == "m2"
    while page.run("document.activeElement.closest('.fact')?.dataset.id") != "f1":
        page.press("Tab")
    page.press(" ", " ")
    assert pressed(page) == ["f1"]


def test_articles_are_chosen_from_the_list(page: Any, three: Path) -> None:
    shown = "[...document.querySelectorAll('article:not([hidden])')].map(article => article.dataset.name)"
    page.open(three)
    assert page.run(shown) == ["Kazakhstan sells tungsten"]
    page.click("summary")
    page.click(".articles li:nth-child(2) a")
    assert page.run(shown) == ["b"]
    assert page.run("location.hash") == "#a2"
    assert page.run("document.querySelector('.articles summary').textContent") == "2 of 3: b"
    page.click("[data-step=previous]")
    assert page.run(shown) == ["Kazakhstan sells tungsten"]
    assert page.run("document.querySelector('[data-step=previous]').disabled") is True
    page.open(three, "#a3-f1")
    assert pressed(page) == ["f1"]


def test_hostile_text_does_nothing(page: Any, three: Path) -> None:
    page.open(three, "#a3")
    page.click("article:not([hidden]) mark")
    page.click("article:not([hidden]) .fact h3")
    assert page.run("document.title") == "3 articles – orewire"
    assert page.run("document.querySelectorAll('img, svg, iframe, b, i').length") == 0
    assert page.run("document.querySelectorAll('script').length") == 1
    read = page.run("document.querySelectorAll('.text')[2].textContent")
    assert "</script><img src=x onerror" in read
    assert "\x00" not in read


def test_script_that_gets_in_does_not_run(page: Any, tmp_path: Path) -> None:
    path = tmp_path / "spoilt.html"
    evil = "<script>document.title = 'caught'</script><img src=x onerror=\"document.title = 'caught'\">"
    path.write_bytes(render([(sample(), TEXT)]).replace("<main>", f"<main>{evil}").encode())
    page.open(path)
    assert page.run("document.title") == "Kazakhstan sells tungsten – orewire"


def test_nothing_is_fetched_and_nothing_is_complained_of(page: Any, one: Path) -> None:
    page.open(one, "#f2")
    page.click(MARK.format("m1"))
    assert page.problems == []
    assert page.requests == [one.as_uri() + "#f2"] or page.requests == [one.as_uri()]


def test_phone(page: Any, three: Path) -> None:
    page.resize(390, 844, mobile=True)
    page.open(three, "#a1-f3")
    assert page.run("document.documentElement.scrollWidth") == 390
    # facts lie below the text, so a card tells the fact beside its words, and leads back
    top = "document.querySelector('.lit-trigger').getBoundingClientRect().top"
    assert 0 < page.run(top) < 422
    page.click(".card .back")
    assert page.run("document.activeElement.closest('.fact').dataset.id") == "f3"
    page.open(three, "#a3")
    assert page.run("document.documentElement.scrollWidth") == 390


def test_print_has_the_facts_and_no_controls(page: Any, one: Path) -> None:
    page.open(one, "#f1")
    page.send("Emulation.setEmulatedMedia", media="print")
    shown = "(selector) => document.querySelector(selector).getClientRects().length > 0"
    for selector, expected in [
        (".page", False),
        (".findings .chips", False),
        (".fact", True),
        (".reading", True),
    ]:
        assert page.run(f"({shown})('{selector}')") is expected, selector
    page.send("Emulation.setEmulatedMedia", media="")
    printed = base64.b64decode(page.send("Page.printToPDF")["data"])
    assert printed.startswith(b"%PDF")


def test_without_scripts_everything_is_there(page: Any, three: Path) -> None:
    page.send("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page.send("Page.navigate", url=three.as_uri())
        page.wait("Page.loadEventFired")
        tree = page.send("DOMSnapshot.captureSnapshot", computedStyles=[])
    finally:
        page.send("Emulation.setScriptExecutionDisabled", value=False)
    drawn = [tree["strings"][index] for index in tree["documents"][0]["layout"]["text"] if index >= 0]
    joined = "".join(drawn)
    for words in ("Tin fell.", "possible", "3 articles", "gpj.exe"):
        assert words in joined
    assert "show all" not in joined
