"""No barrier is found on the page of any renderer, whatever is open, in any colours, however narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe

import relnet as rn
from tests.maps.regions import lindeland_panel
from tests.maps.test_access import TAGS

LOOKS = [
    ("svg", 1280, "light", ""),
    ("svg", 320, "light", "dark"),
    ("svg", 320, "dark", "contrast"),
    ("pyvis", 320, "dark", ""),
    ("pyvis", 1280, "dark", "light"),
    ("pyvis", 320, "light", "contrast"),
]


@pytest.fixture(scope="module")
def panel():
    """The hospitals of the region and who is near them: few enough to look at all."""
    whole = lindeland_panel()
    near = [name for name in whole["information"]["2021"].actors if "ziekenhuis" in name.lower()]
    near += ["Lindelands Ziekenhuis", "GGZ Lindeland", "Gemeente Lindeveen", "Wijkteam Vinkeloo"]
    everyone = {name for network in whole["information"] for name in network.actors}
    return rn.subset(whole, actors=[name for name in dict.fromkeys(near) if name in everyone])


@pytest.mark.parametrize(("renderer", "width", "system", "theme"), LOOKS)
def test_none_is_found(open_page, panel, renderer, width, system, theme):
    steps = [
        ("Two hospitals.", rn.View(waves=("2021", "2023"), relations="referral", groups=True)),
        (
            "What GGZ Lindeland has.",
            rn.View(
                waves="2025", relations=["information", "referral"], focus="GGZ Lindeland",
                reach=1, only={"district": ["centre", "south"]},
            ),
        ),
        ("Strong ones.", rn.View(waves="2025", relations="information", focus="GGZ Lindeland", strength=2)),
    ]  # fmt: skip
    drawn = rn.draw(panel, renderer=renderer, groups="sector", steps=steps, language="nl")
    page = open_page(drawn.html(), color_scheme=system, viewport={"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.locator("#theme").select_option(theme)
    for step in range(len(steps)):
        page.locator("#story-next").click()
        if step == 0:
            page.locator("#search").fill("gemeente")
            page.keyboard.press("Enter")
        assert page.locator("#chosen").is_visible()
        page.locator("#actor-table tbody tr").first.wait_for()
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
