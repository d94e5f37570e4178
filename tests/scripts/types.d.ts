// What the scripts of a map are given: the data of relnet/maps/spec.py as JSON, and the elements of page.html.

interface MapSpec {
  schema: string;
  title: string;
  language: string;
  terms: string;
  labels: Record<string, string>;
  waves: string[];
  view: MapView;
  width: number;
  height: number;
  radius: number;
  font: number;
  line: number;
  relations: MapRelation[];
  actors: MapActor[];
  ties: TieRow[];
  inside: MapInside[];
  attributes: MapAttribute[];
  colour: number | null;
  shape: number | null;
  measures: MapMeasure[];
  groups: MapGroup[];
  /** By the two waves, as "0-2". */
  moves: Record<string, MapMove[]>;
  milestones: MapMilestone[];
  steps: MapStep[];
}

/** Null is unknown. */
type Known = number | null;

interface MapRelation {
  name: string;
  rule: string;
  directed: boolean;
  waves: string[];
  changes: Record<string, string>;
  levels: number[];
  confirmed: boolean;
}

interface MapActor {
  name: string;
  lines: string[];
  x: number;
  y: number;
  heard: string[];
  label: [align: "start" | "middle" | "end", x: number, y: number];
  named: boolean;
}

/** Strengths are those of the waves in which there is a tie. */
type TieRow = [
  relation: number,
  source: number,
  target: number,
  states: string,
  strength: Known[],
  confirmed: string,
];

interface MapInside {
  relation: number;
  actor: number;
  source: string;
  target: string;
  states: string;
}

interface MapAttribute {
  name: string;
  values: string[];
  /** By actor: one a wave, or one for all waves. */
  codes: (number | number[])[];
}

interface MapMeasure {
  name: string;
  label: string;
  /** By relation, wave and actor. */
  values: Known[][][];
}

interface MapGroup {
  name: string;
  members: number[][];
}

interface MapMove {
  actor: number;
  status: "merged" | "split" | "renamed";
  into: number[];
}

interface MapMilestone {
  date: string;
  title: string;
  place: number | null;
}

interface MapView {
  /** One wave, or two to compare. */
  waves: number[];
  relations: number[];
  chosen: number | null;
  reach: number;
  size: number | null;
  only: Record<string, number[]>;
  strength: number | null;
  confirmed: boolean;
  groups: boolean;
}

interface MapStep {
  text: string;
  view: MapView;
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
