import { type Graph, type GraphNode, member } from "./graph.js";
import { impr } from "./vocabulary.js";

/** Members of the profile’s, each null where it is not stated and refused where it is of another kind. */

export function text(graph: Graph, node: GraphNode, name: string): string | null {
  return ofKind(graph, node, name, "a text", (value) => (typeof value === "string" ? value : null));
}

export function number(graph: Graph, node: GraphNode, name: string): number | null {
  return ofKind(graph, node, name, "a number from 0 on", (value) =>
    typeof value === "number" && value >= 0 ? value : null,
  );
}

export function flag(graph: Graph, node: GraphNode, name: string): boolean | null {
  return ofKind(graph, node, name, "true or false", (value) => (typeof value === "boolean" ? value : null));
}

export function choice<T extends string>(graph: Graph, node: GraphNode, name: string, known: readonly T[]): T | null {
  return ofKind(graph, node, name, `one of ${known.join(", ")}`, (value) => known.find((one) => one === value) ?? null);
}

function ofKind<T>(
  graph: Graph,
  node: GraphNode,
  name: string,
  expected: string,
  read: (value: unknown) => T | null,
): T | null {
  const stated = member(graph, node, name);
  if (stated === null) return null;
  const value = stated.kind === "literal" ? read(stated.value) : null;
  if (value === null) graph.refuse(node, impr(name), `impr:${name} must be ${expected}.`);
  return value;
}

/** Every text of a member, none where it is not stated. */
export function texts(graph: Graph, node: GraphNode, name: string): readonly string[] {
  return graph.values(node, impr(name)).map(({ value }) => String(value));
}

/** The nodes of a member, each read; what they say beyond `known` is refused. */
export function nodesOf(graph: Graph, node: GraphNode, name: string, known: readonly string[]): readonly GraphNode[] {
  const nodes = graph.nodes(node, impr(name));
  for (const one of nodes) graph.refuseOthers(one, new Set(known.map(impr)), `impr:${name}`);
  return nodes;
}
