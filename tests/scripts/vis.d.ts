// What the scripts use of vis-network, and what its renderer adds to the data.

interface Spec {
  nodes: vis.Item[];
  edges: vis.Item[];
  /** Actors and ties that were taken away. */
  gone: { nodes: vis.Id[]; edges: vis.Id[] };
  options: Record<string, any>;
}

interface HTMLElement {
  network?: vis.Network;
  drawing?: Painter;
}

/** How a part is drawn. */
interface Look {
  fill: string;
  stroke: string;
  width: number;
  opacity: number;
  dashes: number[];
  /** Whether lines end where they end, rather than round. */
  butt: boolean;
  alpha: number;
}

/** What of the map is in sight, at what scale, and how much larger that is than all of it. */
interface Sight {
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Dots for each unit of the map. */
  scale: number;
  zoom: number;
}

/** What is asked of ties: where actors are, which ties are drawn here, and which stand back. */
interface DrawnTies {
  places: Place[];
  isOurs(tie: number): boolean;
  isDim(tie: number): boolean;
  /** Whether those that do not stand back are chosen. */
  chosen: boolean;
}

/** Ties that look the same. */
interface TieBatch {
  layer: number;
  /** How much fainter than in full it is. */
  faint: number;
  look: Look;
  /** How many lines are in one path. */
  lot: number;
  count: number;
  lines: Path2D[];
  head: number;
  /** Null where none can be seen. */
  heads: Path2D[] | null;
  /** What stands in their middle. */
  sign: string | null;
  signs: number[][];
}

/** Marks that look the same. */
interface MarkBatch {
  mark: Look;
  ring: Look;
  marks: Path2D;
  rings: Path2D;
  /** Where a question mark stands. */
  doubts: Place[];
}

/** How the mark of an actor is drawn. */
interface DrawnActor {
  classes: string;
  /** A colour of its own. */
  fill: string | null;
  radius: number;
}

/** What is drawn of a scene. */
interface Painted {
  hulls: Hull[];
  marks: MarkBatch[];
  /** Whose names. */
  names: number[];
}

declare namespace vis {
  type Id = number | string;

  /** A node or an edge, with what vis-network may be told of it. */
  interface Item {
    id: Id;
    [option: string]: any;
  }

  interface View {
    position?: Place;
    scale?: number;
    animation?: boolean;
  }

  class DataSet {
    length: number;
    add(items: Item[]): Id[];
    update(items: Item[]): Id[];
    remove(ids: Id[]): Id[];
    clear(): Id[];
    get(id: Id): Item | null;
  }

  class Network {
    constructor(root: HTMLElement, data: { nodes: DataSet; edges: DataSet }, options: object);
    on(event: "beforeDrawing" | "afterDrawing", act: (context: CanvasRenderingContext2D) => void): void;
    on(event: "click", act: (event: { pointer: { canvas: Place } }) => void): void;
    on(event: "hoverNode" | "blurNode", act: (event: { node: Id }) => void): void;
    on(event: "dragging", act: (event: { nodes: Id[] }) => void): void;
    on(event: "stabilized" | "stabilizationIterationsDone", act: () => void): void;
    redraw(): void;
    setOptions(options: object): void;
    setSize(width: string, height: string): void;
    stabilize(): void;
    fit(options: { animation: boolean }): void;
    moveTo(view: View): void;
    moveNode(id: Id, x: number, y: number): void;
    getScale(): number;
    getViewPosition(): Place;
    getPositions(ids?: Id[]): Record<Id, Place>;
    getConnectedNodes(id: Id): Id[];
    canvasToDOM(point: Place): Place;
  }

  /** How an actor is asked to be drawn. */
  interface Asked {
    id: Id;
  }
}
