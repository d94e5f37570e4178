// What the scripts of a map are given and hand on: the data of relnet/maps/spec.py, what is made of it, and
// the elements of page.html.

/** What a map shows. */
interface Spec {
  schema: string;
  title: string;
  language: string;
  terms: string;
  labels: Record<string, string>;
  waves: string[];
  view: View;
  width: number;
  height: number;
  radius: number;
  font: number;
  line: number;
  layout: Layout;
  relations: Relation[];
  actors: Actor[];
  ties: Tie[];
  inside: Inside[];
  attributes: Attribute[];
  colour: number | null;
  shape: number | null;
  measures: Measure[];
  groups: Group[];
  /** By the two waves, as "0-2". */
  moves: Record<string, Move[]>;
  milestones: Milestone[];
  steps: Step[];
}

/** Null is unknown. */
type Known = number | null;

interface Place {
  x: number;
  y: number;
}

/** How the actors were placed, and how faithful that is. */
interface Layout {
  name: string;
  stillness: Known;
  /** By wave. */
  stress: Known[];
  /** From each wave to the next. */
  motion: Known[];
  text: string;
}

interface Relation {
  name: string;
  rule: string;
  directed: boolean;
  /** By wave. */
  waves: string[];
  /** By the two waves, as "0-2". */
  changes: Record<string, string>;
  levels: number[];
  confirmed: boolean;
}

/** Where an actor stands, and how far from there its name hangs by which end. */
interface Stand extends Place {
  align: "start" | "middle" | "end";
  right: number;
  down: number;
  /** Whether there is room for the name. */
  named: boolean;
}

interface Actor {
  name: string;
  lines: string[];
  /** By relation, of one letter for each wave. */
  heard: string[];
  /** One in all waves, or one for each. */
  places: Stand[];
}

/** A row of the data, with its names and a strength for every wave. */
interface Tie {
  relation: number;
  source: number;
  target: number;
  /** One letter for each wave. */
  states: string;
  /** By wave; null also where there is no tie. */
  strength: Known[];
  /** One letter for each wave, or none. */
  confirmed: string;
}

/** The ties of a relation, as the data has them. */
interface Columns {
  source: number[];
  target: number[];
  /** Letters of one tie after another, one for each wave. */
  states: string;
  /** Of the waves with a tie only, or none. */
  strength: Known[];
  confirmed: string;
}

interface Inside {
  relation: number;
  actor: number;
  source: string;
  target: string;
  states: string;
}

interface Attribute {
  name: string;
  values: string[];
  /** By actor: one a wave, or one for all waves. */
  codes: (number | number[])[];
}

interface Measure {
  name: string;
  label: string;
  /** By relation, wave and actor. */
  values: Known[][][];
}

interface Group {
  name: string;
  /** By wave. */
  members: number[][];
}

interface Move {
  actor: number;
  status: "merged" | "split" | "renamed";
  into: number[];
}

interface Milestone {
  date: string;
  title: string;
  place: number | null;
}

interface View {
  /** One wave, or two to compare. */
  waves: number[];
  relations: number[];
  chosen: number | null;
  reach: number;
  size: number | null;
  /** Position of an attribute → the values that are shown. */
  only: Record<string, number[]>;
  strength: number | null;
  confirmed: boolean;
  groups: boolean;
}

interface Step {
  text: string;
  view: View;
}

/** A view, and the step of the story that it belongs to. */
interface Told extends View {
  step: number | null;
}

/** What the reader has chosen to see. */
interface State extends Told {
  search: string;
  /** Whether tables have all their rows. */
  rows: boolean;
}

/** How an actor is drawn. */
interface ShownActor {
  status: string;
  silent: boolean;
  /** Whether it answered on some of the relations, and not on others. */
  partly: boolean;
  wave: number;
  colour: number;
  shape: number;
  unsized: boolean;
  radius: number;
  /** How many, by status. */
  ties: Record<string, number>;
  shown: boolean;
}

/** What is to be seen in a state. */
interface Scene {
  view: number[];
  relations: number[];
  several: boolean;
  directed: boolean;
  actors: ShownActor[];
  /** By tie; null where it is not shown. */
  statuses: (string | null)[];
  counts: Record<string, number>;
  /** How many in all. */
  ties: number;
  inside: Inside[];
  moves: Move[];
  all: { actors: number; ties: number };
  shown: number;
}

/** A tie that is shown, and what is known of it. */
interface ShownTie {
  tie: Tie;
  status: string;
}

/** How a tie runs: where it starts, turns and ends. */
interface Curve {
  start: number[];
  turn: number[];
  end: number[];
  straight: boolean;
}

/** A group with the line around it, and where its name stands. */
interface Hull extends Place {
  name: string;
  colour: string;
  line: string;
  /** Around each member. */
  rings: string;
}

/** What a cell of a table says, and what it is sorted by: null is not known. */
interface Cell {
  text: string;
  key: string | number | null;
}

interface Row {
  kind: string;
  cells: Cell[];
}

/** How a table is sorted. */
interface Order {
  column: number | null;
  down: boolean;
}

/** What the page asks of a stage. */
interface AnyStage {
  current: number;
  onChoose(index: number | null): void;
  show(scene: Scene): void;
  mark(chosen: number | null, found: Set<number> | null): void;
  moveTo(index: number): void;
  places(): (Place | null)[];
  zoom(factor: number): void;
  recolour(): void;
  picture(): Promise<SVGElement>;
}

/** The elements of the page that scripts ask for. */
interface PageElements {
  "actor-table": HTMLTableElement;
  actors: HTMLDetailsElement;
  after: HTMLSelectElement;
  before: HTMLSelectElement;
  caption: HTMLElement;
  chosen: HTMLElement;
  "chosen-said": HTMLElement;
  confirmed: HTMLInputElement;
  "confirmed-choice": HTMLElement;
  display: HTMLDetailsElement;
  "filter-list": HTMLElement;
  filters: HTMLDetailsElement;
  found: HTMLElement;
  "group-legend": HTMLElement;
  groups: HTMLInputElement;
  "groups-choice": HTMLElement;
  hint: HTMLElement;
  "legend-actors": HTMLElement;
  "legend-colours": HTMLElement;
  "legend-groups": HTMLElement;
  "legend-shapes": HTMLElement;
  "legend-size": HTMLElement;
  "legend-width": HTMLElement;
  "legend-ties": HTMLElement;
  map: HTMLElement;
  "map-data": HTMLScriptElement;
  "mode-change": HTMLInputElement;
  "mode-wave": HTMLInputElement;
  modes: HTMLFieldSetElement;
  names: HTMLDataListElement;
  next: HTMLButtonElement;
  noscript: HTMLElement;
  "one-wave": HTMLElement;
  previous: HTMLButtonElement;
  print: HTMLButtonElement;
  "relation-choice": HTMLFieldSetElement;
  reset: HTMLButtonElement;
  rule: HTMLElement;
  said: HTMLElement;
  save: HTMLDetailsElement;
  "save-png": HTMLButtonElement;
  "save-svg": HTMLButtonElement;
  search: HTMLInputElement;
  size: HTMLSelectElement;
  "size-choice": HTMLElement;
  stage: HTMLElement;
  story: HTMLElement;
  "story-close": HTMLButtonElement;
  "story-next": HTMLButtonElement;
  "story-place": HTMLElement;
  "story-previous": HTMLButtonElement;
  "story-text": HTMLElement;
  strength: HTMLSelectElement;
  "strength-choice": HTMLElement;
  theme: HTMLSelectElement;
  "tie-table": HTMLTableElement;
  ties: HTMLDetailsElement;
  "two-waves": HTMLElement;
  wave: HTMLInputElement;
  "wave-name": HTMLOutputElement;
  which: HTMLElement;
  "zoom-all": HTMLButtonElement;
  "zoom-in": HTMLButtonElement;
  "zoom-out": HTMLButtonElement;
}
