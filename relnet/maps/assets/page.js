// The page around the map: it shows what is chosen, wherever that was chosen.

/** @type {Scene | null} */
let scene = null;

byId("stage").style.setProperty("--aspect", String(spec.width / spec.height));
const stage = new Stage(byId("stage"), (index) => choose({ chosen: index === now.chosen ? null : index }));

function show() {
  scene = sceneOf(now);
  stage.show(scene);
  document.body.dataset.view = now.waves.join("-");
  showCaption(scene);
  showControls();
  showMilestones();
  showLegend(scene);
  showFound(scene);
  showChosen(scene);
  showStory();
  showTables();
  writeFragment();
}

/** @param {Scene} shown */
function showCaption(shown) {
  byId("caption").replaceChildren();
  captionsOf(shown).forEach((text) => element("p", {}, text, byId("caption")));
  element("p", { class: "small", id: "filtered" }, filterWords(shown), byId("caption"));
  byId("rule").textContent = shown.relations.map((k) => (shown.several ? `${spec.relations[k].name}: ` : "") + spec.relations[k].rule).join(" ");
}

/** What happened between the two waves that are compared stands out. */
function showMilestones() {
  const [first, last] = now.waves;
  document.querySelectorAll("#milestones [data-place]").forEach((item) => {
    const place = Number(/** @type {HTMLElement} */ (item).dataset.place);
    item.classList.toggle("within", comparing() && place > first && place <= last);
  });
}

readFragment();
buildControls();
buildStory();
buildPicture();
byId("noscript").remove();
byId("map").hidden = false;
listen();
window.addEventListener("hashchange", () => { readFragment(); show(); });
show();
