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

interface Actor extends Place {
  name: string;
  lines: string[];
  /** By relation, of one letter for each wave. */
  heard: string[];
  label: [align: "start" | "middle" | "end", x: number, y: number];
  named: boolean;
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

/** What the reader has chosen to see. */
interface State extends View {
  step: number | null;
  search: string;
}

/** How an actor is drawn. */
interface ShownActor {
  status: string;
  silent: boolean;
  wave: number;
  colour: number;
  shape: number;
  size: Known;
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
  inside: Inside[];
  moves: Move[];
  all: { actors: number; ties: number };
  shown: number;
}

/** What keys ask of a stage. */
interface AnyStage {
  current: number;
  places(): (Place | null)[];
  moveTo(index: number): void;
  onChoose(index: number | null): void;
  zoom(factor: number): void;
}

/** The elements of the page that scripts ask for; those of an attribute or milestones may not be there. */
interface PageElements {
  actors: HTMLDetailsElement;
  "actor-table": HTMLTableElement;
  after: HTMLSelectElement;
  before: HTMLSelectElement;
  caption: HTMLElement;
  chosen: HTMLElement;
  found: HTMLElement;
  hint: HTMLElement;
  "legend-actors": HTMLElement;
  "legend-groups": HTMLElement;
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
  relation: HTMLSelectElement;
  "relation-choice": HTMLElement;
  rule: HTMLElement;
  said: HTMLElement;
  search: HTMLInputElement;
  stage: HTMLElement;
  ties: HTMLDetailsElement;
  "tie-table": HTMLTableElement;
  "two-waves": HTMLElement;
  wave: HTMLInputElement;
  "wave-name": HTMLOutputElement;
  "zoom-all": HTMLButtonElement;
  "zoom-in": HTMLButtonElement;
  "zoom-out": HTMLButtonElement;
}
