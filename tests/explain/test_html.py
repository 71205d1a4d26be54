"""``why.html`` is one page that stands alone, prints, and can be read by everyone."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from jinja2 import UndefinedError

from pipeline.explain.html import why_html
from tests.explain.support import COLLECTED, OVERLAY, UNCHECKED, broken, run
from tests.library.support import added, compiled, intake, override, party

VOID = {"meta", "br", "link", "img", "hr", "input"}


class Page(HTMLParser):
    """Tags in balance, ids, links, headings, tables."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.headings: list[int] = []
        self.seen: Counter[str] = Counter()
        self.unscoped = 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.seen[tag] += 1
        self.ids += [given["id"]] if given.get("id") else []
        self.targets += [given["href"]] if given.get("href") else []
        self.unscoped += tag == "th" and "scope" not in given
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page() -> str:
    answers = intake(
        party("Ada", staff=1, country="FR"), party("Bo", staff=9), binding_wish="core", size="large",
        overrides=(override("votes_needed", "1"),),
    )  # fmt: skip
    return why_html(run(answers, compiled(COLLECTED, UNCHECKED, OVERLAY)).why())


def test_every_tag_is_closed(page: str) -> None:
    assert Page(page).open == []


def test_ids_are_unique_and_every_link_leads_somewhere_on_the_page(page: str) -> None:
    read = Page(page)
    assert len(read.ids) == len(set(read.ids))
    assert {each for each in read.targets if each.removeprefix("#") not in read.ids} == set()


def test_it_asks_no_other_server_for_anything_and_runs_nothing(page: str) -> None:
    read = Page(page)
    assert not {"script", "link", "img", "iframe"} & set(read.seen)
    assert "http" not in page
    assert "url(" not in page


def test_headings_go_down_one_step_at_a_time_from_a_single_title(page: str) -> None:
    levels = Page(page).headings
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_scoped_headers(page: str) -> None:
    read = Page(page)
    assert read.seen["table"] == read.seen["caption"] == read.seen["thead"]
    assert read.unscoped == 0


def test_it_names_its_language_and_lets_keyboards_skip_to_the_text(page: str) -> None:
    assert '<html lang="en-GB">' in page
    assert page.index('href="#main"') < page.index("<header>") < page.index('id="main"')


def test_a_lawyer_reads_what_was_drafted_then_the_open_points_then_the_rest(page: str) -> None:
    order = [
        "What was drafted, and why", "Open points for counsel", "What the answers showed", ">Charter</h2>",
        ">Agreement</h2>", "Periods, limits and figures", "Facts in full", ">Sources</h2>",
    ]  # fmt: skip
    body = page[page.index("<main") :]
    places = [body.index(each) for each in order]
    assert places == sorted(places)


def test_it_tells_overrides_and_unchecked_law(page: str) -> None:
    assert "Set by Kim Lee: We talked about it." in page
    assert "Loi 2016-1691" in page


def test_it_tells_what_the_law_of_a_place_added_and_what_that_rests_on(page: str) -> None:
    told = re.sub(r"\s+", " ", re.sub("<[^>]+>", "", page))
    said = "Under the law of France: The law says so; rests on Loi 2016-1691: Nobody may forbid a report"
    assert f"{said} (not checked)." in told


def test_it_tells_everything_that_is_broken_in_a_draft() -> None:
    points = why_html(broken().why()).split('id="open"')[1].split("</section>")[0]
    assert "The text needs an answer that is not there: In which currency?" in points
    assert "The Charter refers to a clause on “Votes” that is not there." in points
    assert "<li>Pace" in points


def test_what_a_person_typed_is_text_and_nothing_else() -> None:
    answers = intake(
        party("<b>Ada</b>"), party("{{ 7 * 7 }}"), alliance_name="<script>alert(1)</script> & Co"
    )
    page = why_html(run(answers).why())
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co" in page
    assert "{{ 7 * 7 }}" in page
    assert Page(page).open == []


def test_a_missing_value_is_an_error_and_not_a_blank() -> None:
    data = run(intake()).why()
    del data["gate"]["because"]
    with pytest.raises(UndefinedError):
        why_html(data)


def test_a_page_without_open_points_says_so() -> None:
    answers = intake(party("Ada", staff=5), party("Bo", staff=5), size="small", binding_wish="core")
    page = why_html(run(answers).why())
    assert "None was found." in page


def test_a_private_fact_is_not_told() -> None:
    secret = party("Ada", red_lines="Never Kestrel", releases=("red_lines",))
    page = why_html(run(intake(secret, party("Bo"))).why())
    assert "Kestrel" not in page
    assert "Not told" in page


def test_the_same_data_gives_the_same_page() -> None:
    rest = added(
        "clause_library/facts.yaml",
        "odd:\n  means: Odd.\n  when: people > 3\n  unanswered: fails\n  source: [S1]\n",
    )
    one, other = (why_html(run(intake(), compiled(rest)).why()) for _ in range(2))
    assert one == other
