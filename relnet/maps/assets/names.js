// Names that can be read on a small screen: their letters are larger there, and there are fewer of them.

/** Letters are at least so high on the screen, in its pixels. */
const LEAST_LETTERS = 9;
/** How wide a letter is, as a share of its height. */
const LETTER_WIDTH = 0.6;

/** @typedef {{ left: number, right: number, top: number, bottom: number }} Room */

/**
 * How much larger than the drawing has them letters are shown.
 * @param {number} scale Pixels of the screen for each unit of the drawing.
 */
function grownLetters(scale) {
  return scale > 0 ? Math.max(LEAST_LETTERS / (spec.font * scale), 1) : 1;
}

/**
 * The room that a name takes.
 * @param {Actor} actor
 * @param {Stand} stand
 * @param {number} grown
 * @returns {Room}
 */
function roomOf({ lines }, { x, y, align, right, down }, grown) {
  const width = Math.max(...lines.map((line) => line.length)) * LETTER_WIDTH * spec.font * grown;
  const start = x + right * grown - width * { start: 0, middle: 0.5, end: 1 }[align];
  const top = y + (down - spec.font) * grown;
  return { left: start, right: start + width, top, bottom: top + (lines.length * spec.line + 0.2 * spec.font) * grown };
}

/**
 * The room that a mark takes.
 * @param {Place} place
 * @param {number} radius
 * @returns {Room}
 */
function markRoom({ x, y }, radius) {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

/**
 * For whom there is no room for a name among the marks and the names of larger actors, where letters are larger than the drawing has them.
 * @param {Scene} scene
 * @param {number} wave
 * @param {number} grown
 * @returns {Set<number>}
 */
function crowded(scene, wave, grown) {
  if (grown === 1) return new Set();
  const named = spec.actors.map((_, index) => index).filter((index) => scene.actors[index].shown && placeAt(index, wave).named);
  named.sort((a, b) => scene.actors[b].radius - scene.actors[a].radius || a - b);
  const marks = scene.actors.map((shown, index) => (shown.shown ? markRoom(placeAt(index, wave), shown.radius) : null));
  /** @type {Room[]} */
  const taken = [];
  return new Set(named.filter((index) => {
    const room = roomOf(spec.actors[index], placeAt(index, wave), grown);
    const free = room.left >= 0 && room.right <= spec.width && taken.every((other) => isApart(room, other))
      && marks.every((mark, other) => !mark || other === index || isApart(room, mark));
    if (free) taken.push(room);
    return !free;
  }));
}

/**
 * @param {Room} one
 * @param {Room} other
 */
function isApart(one, other) {
  return one.right < other.left || other.right < one.left || one.bottom < other.top || other.bottom < one.top;
}
