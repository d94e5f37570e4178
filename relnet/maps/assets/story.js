// The story: steps of an author, each a text and what is shown with it.

function buildStory() {
  byId("story").hidden = !spec.steps.length;
  on("story-previous", "click", () => tell(Math.max((now.step ?? 0) - 1, 0)));
  on("story-next", "click", () => tell(now.step === null ? 0 : Math.min(now.step + 1, spec.steps.length - 1)));
  on("story-close", "click", () => {
    choose(clone(OPENING));
    byId("story-next").focus();
  });
}

/** @param {number} step */
function tell(step) {
  choose({ ...clone(startOf(step)), search: "" });
  byId("search").value = "";
}

function showStory() {
  const { step } = now;
  const last = spec.steps.length - 1;
  say(byId("story-text"), step === null ? words["story.begin"] : spec.steps[step].text);
  byId("story-place").textContent = step === null ? "" : fill("story.place", { step: step + 1, steps: last + 1 });
  allow("story-previous", step !== null && step > 0);
  allow("story-next", step !== last);
  byId("story-next").textContent = step === null ? words["story.start"] : words["story.next"];
  byId("story-close").hidden = step === null;
  byId("story").classList.toggle("begun", step !== null);
}
