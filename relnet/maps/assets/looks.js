// What the style sheet makes of a line or a mark of SVG, so that a canvas looks as the legend does.

class Looks {
  constructor() {
    this.svg = svgNode("svg", { hidden: "", "aria-hidden": "true" });
    this.svg.style.setProperty("--unit", String(spec.font / 14));
    this.group = svgNode("g", {}, this.svg);
    /** @type {Map<string, Look>} */
    this.kept = new Map();
    [this.ink, this.page, this.family] = ["", "", ""];
    this.forget();
  }

  /** Ask the style sheet anew. */
  forget() {
    this.kept.clear();
    const page = getComputedStyle(document.documentElement);
    this.ink = page.getPropertyValue("--ink");
    this.page = page.getPropertyValue("--page");
    this.family = getComputedStyle(document.body).fontFamily;
  }

  /**
   * The look of a part, by its class, in a group by its classes.
   * @param {string} group
   * @param {string} part
   * @param {string} own
   */
  of(group, part, own = "") {
    const key = `${group}|${part}|${own}`;
    const look = this.kept.get(key) || this.read(group, part, own);
    this.kept.set(key, look);
    return look;
  }

  /**
   * @param {string} group
   * @param {string} part
   * @param {string} own
   * @returns {Look}
   */
  read(group, part, own) {
    this.group.setAttribute("class", group);
    const node = svgNode("path", { class: part, "data-colour": own }, this.group);
    const style = getComputedStyle(node);
    const look = {
      fill: style.fill,
      stroke: style.stroke,
      width: parseFloat(style.strokeWidth),
      opacity: Number(style.strokeOpacity),
      dashes: style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(",").map(parseFloat),
      butt: style.strokeLinecap === "butt",
      alpha: Number(style.opacity),
    };
    node.remove();
    return look;
  }
}
