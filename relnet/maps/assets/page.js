// The page around the map: it shows what is chosen, wherever that was chosen.

/** @type {Scene | null} */
let scene = null;

byId("stage").style.setProperty("--aspect", String(spec.width / spec.height));
/** @type {AnyStage} */
const stage = new Stage(byId("stage"), (index) => choose({ chosen: index === now.chosen ? null : index }));

/** Show what is chosen now. */
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
  writeAddress();
}

/** @param {Scene} shown */
function showCaption(shown) {
  const texts = moving ? [...captionsOf(shown), words.moving] : captionsOf(shown);
  if (byId("caption").children.length !== texts.length + 1) {
    byId("caption").replaceChildren(...texts.map(() => element("p")), element("p", { class: "small", id: "filtered" }));
  }
  [...texts, filterWords(shown)].forEach((text, k) => say(byId("caption").children[k], text));
  const rule = (/** @type {Relation} */ { name, rule: own }) => (shown.several ? `${name}: ${own}` : own);
  byId("rule").textContent = shown.relations.map((k) => rule(spec.relations[k])).join(" ");
}

/**
 * A date as it is written in Europe.
 * @param {Date} date
 */
function dateWords(date) {
  return date.toLocaleDateString(spec.language === "en" ? "en-GB" : spec.language, { dateStyle: "long" });
}

/** Dates as people write them. */
function writeDates() {
  document.querySelectorAll("time").forEach((time) => {
    time.textContent = dateWords(new Date(`${time.dateTime}T00:00`));
  });
}

/** What happened between the two waves that are compared stands out. */
function showMilestones() {
  const [first, last] = now.waves;
  document.querySelectorAll("#milestones [data-place]").forEach((item) => {
    const place = Number(item.getAttribute("data-place"));
    item.classList.toggle("within", comparing() && place > first && place <= last);
  });
}

readAddress();
buildControls();
buildStory();
buildPicture();
writeDates();
byId("noscript").remove();
byId("map").hidden = false;
listen();
window.addEventListener("hashchange", () => { readAddress(); show(); });
show();
