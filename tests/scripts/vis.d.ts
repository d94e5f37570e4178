// What the scripts use of vis-network, and what its renderer adds to the data.

interface Spec {
  nodes: vis.Item[];
  edges: vis.Item[];
  options: Record<string, any>;
}

interface HTMLElement {
  network?: vis.Network;
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
    on(event: "hoverNode" | "blurNode", act: () => void): void;
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
    getPosition(id: Id): Place;
    getPositions(ids?: Id[]): Record<Id, Place>;
    getConnectedNodes(id: Id): Id[];
    canvasToDOM(point: Place): Place;
  }

  /** How an actor is asked to be drawn. */
  interface Asked extends Place {
    ctx: CanvasRenderingContext2D;
    id: Id;
    state: { selected: boolean; hover: boolean };
  }
}
