import type { Problem } from "../../domain/error.js";
import { pointerTo } from "./bounds.js";
import { type Expanded, type GraphNode, PLACE } from "./expand.js";
import { IMPR, impr, ODRL, shortName } from "./vocabulary.js";

export type { GraphNode } from "./expand.js";

/** A value in a document: an IRI, or a literal with its datatype where one is stated. */
export interface Value {
  readonly kind: "iri" | "literal";
  readonly value: string | number | boolean;
  readonly datatype: string | null;
}

/** At most this many problems are listed for one policy. */
const MAX_PROBLEMS = 50;
/** Values that are read for one document, however often they are named again: several times what fits in one. */
const MAX_VALUES_READ = 500_000;

/** What describes and binds nobody; allowed on any node. */
const DESCRIBING: ReadonlySet<string> = new Set([
  "@id",
  "@type",
  PLACE,
  ...["title", "description", "creator", "publisher", "issued", "created", "modified"].map(
    (name) => `http://purl.org/dc/terms/${name}`,
  ),
  "http://www.w3.org/2000/01/rdf-schema#label",
  "http://www.w3.org/2000/01/rdf-schema#comment",
]);

const isNode = (value: unknown): value is GraphNode => typeof value === "object" && value !== null;

/** An expanded document that is being read, with what is found wrong. */
export class Graph {
  readonly problems: Problem[] = [];
  readonly top: readonly GraphNode[];
  readonly #byId = new Map<string, GraphNode>();
  readonly #sources: ReadonlyMap<string, object>;
  #valuesRead = 0;

  constructor({ nodes, sources, problems }: Expanded) {
    this.top = nodes.flatMap(unwrapped);
    this.#sources = sources;
    for (const problem of problems) this.refuseAt(problem);
    for (const node of nodes) this.#checkGraph(node);
    for (const node of this.top) this.#index(node);
  }

  refuse(node: GraphNode, iri: string | null, detail: string): void {
    this.refuseAt({ pointer: this.placeOf(node, iri), detail });
  }

  refuseAt(problem: Problem): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    const { pointer, detail } = problem;
    if (!this.problems.some((known) => known.pointer === pointer && known.detail === detail))
      this.problems.push(problem);
  }

  /** The pointer of a node, or of its member where the input spells it in a way that can be told. */
  placeOf(node: GraphNode, iri: string | null): string {
    const pointer = literalOf(node[PLACE]) ?? "";
    if (iri === null) return pointer;
    const source = this.#sources.get(pointer) ?? {};
    const local = iri.startsWith(ODRL) ? iri.slice(ODRL.length) : iri.startsWith(IMPR) ? iri.slice(IMPR.length) : iri;
    const member = [local, `odrl:${local}`, `impr:${local}`, iri].find((name) => Object.hasOwn(source, name));
    return member === undefined ? pointer : pointerTo(pointer, member);
  }

  /** The nodes of a property; a node that is only named stands for the one that the document describes. */
  nodes(node: GraphNode, iri: string): readonly GraphNode[] {
    return this.#spend(entries(node[iri])).flatMap((entry) => {
      if ("@value" in entry) {
        this.refuse(node, iri, `${shortName(iri)} must be an object or an IRI, not “${String(entry["@value"])}”.`);
        return [];
      }
      return [this.#described(entry)];
    });
  }

  /** The literals and IRIs of a property, in their order. */
  values(node: GraphNode, iri: string): readonly Value[] {
    return this.#spend(entries(node[iri])).map(readValue);
  }

  /** True where the property is an ordered list, however long. */
  isList(node: GraphNode, iri: string): boolean {
    const property = node[iri];
    return Array.isArray(property) && property.some((entry) => isNode(entry) && "@list" in entry);
  }

  iris(node: GraphNode, iri: string): readonly string[] {
    return this.values(node, iri).map(({ value }) => String(value));
  }

  /** Lists every property that is not among those known. */
  refuseOthers(node: GraphNode, known: ReadonlySet<string>, what: string): void {
    for (const iri of Object.keys(node)) {
      if (known.has(iri) || DESCRIBING.has(iri)) continue;
      this.refuse(node, iri, `${shortName(iri)} on ${what} cannot be honoured; remove it.`);
    }
  }

  /** True once more was read than any policy needs: its nodes name one another again and again. */
  get isSpent(): boolean {
    return this.#valuesRead > MAX_VALUES_READ;
  }

  #spend(read: readonly GraphNode[]): readonly GraphNode[] {
    this.#valuesRead += 1 + read.length;
    if (!this.isSpent) return read;
    this.refuseAt({
      pointer: "",
      detail: "names the same rules and constraints too often; send fewer policies at once.",
    });
    return [];
  }

  described(id: string): GraphNode | undefined {
    return this.#byId.get(id);
  }

  #described(entry: GraphNode): GraphNode {
    const id = entry["@id"];
    const isOnlyNamed = Object.keys(entry).every((key) => key === "@id" || key === PLACE);
    return isOnlyNamed && typeof id === "string" ? (this.#byId.get(id) ?? entry) : entry;
  }

  /** What stands beside a graph would be dropped with it. */
  #checkGraph(node: GraphNode): void {
    if (!("@graph" in node)) return;
    const others = Object.keys(node).filter((key) => key !== "@graph" && key !== "@id" && key !== PLACE);
    for (const key of others) {
      this.refuseAt({ pointer: "", detail: `${shortName(key)} stands beside @graph; write it inside.` });
    }
    for (const inner of entries(node["@graph"])) this.#checkGraph(inner);
  }

  /** Nodes are nested no deeper than a policy may be. */
  #index(node: GraphNode): void {
    const id = node["@id"];
    if (typeof id === "string" && Object.keys(node).some((key) => key !== "@id" && key !== PLACE)) {
      if (this.#byId.has(id)) this.refuse(node, null, `${id} is described twice; describe it once.`);
      this.#byId.set(id, node);
    }
    for (const [key, value] of Object.entries(node)) {
      if (key === "@reverse" || key === "@included" || key === "@graph") {
        this.refuse(node, null, `${key} is not read inside a policy; write the policy without it.`);
      } else if (key !== "@type") for (const entry of entries(value)) if (!("@value" in entry)) this.#index(entry);
    }
  }
}

/** One member of the profile’s, or null where it is not stated. */
export function member(graph: Graph, node: GraphNode, name: string): Value | null {
  const values = graph.values(node, impr(name));
  if (values.length > 1) graph.refuse(node, impr(name), `impr:${name} must have one value.`);
  return values[0] ?? null;
}

/** The nodes of a document, of all graphs in it. */
function unwrapped(node: GraphNode): readonly GraphNode[] {
  const graph = node["@graph"];
  return Array.isArray(graph) ? graph.filter(isNode).flatMap(unwrapped) : [node];
}

/** The entries of a property, those of lists among them. */
function entries(value: unknown): readonly GraphNode[] {
  if (!Array.isArray(value)) return isNode(value) ? [value] : [];
  return value.filter(isNode).flatMap((entry) => ("@list" in entry ? entries(entry["@list"]) : [entry]));
}

function literalOf(property: unknown): string | null {
  const value = entries(property)[0]?.["@value"];
  return typeof value === "string" ? value : null;
}

function readValue(entry: GraphNode): Value {
  const value = entry["@value"];
  const datatype = entry["@type"];
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return { kind: "literal", value, datatype: typeof datatype === "string" ? datatype : null };
  }
  const id = entry["@id"];
  return { kind: "iri", value: typeof id === "string" ? id : "", datatype: null };
}
