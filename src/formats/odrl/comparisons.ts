import type { Graph, GraphNode, Value } from "./graph.js";
import { impr, ODRL, odrl, shortName } from "./vocabulary.js";

/** One constraint or refinement that is read: the left operand’s IRI, the operator’s name, the values compared with. */
export interface Comparison {
  readonly node: GraphNode;
  readonly operand: string;
  readonly operator: Operator;
  readonly values: readonly Value[];
  /** Of outlets: the groups that are enough as well. */
  readonly groups: readonly Value[] | null;
  readonly unit: string | null;
  readonly status: string | null;
}

export const OPERATORS = [
  "eq",
  "neq",
  "gt",
  "gteq",
  "lt",
  "lteq",
  "isA",
  "hasPart",
  "isPartOf",
  "isAllOf",
  "isAnyOf",
  "isNoneOf",
] as const;
export type Operator = (typeof OPERATORS)[number];

const LOGICAL = ["and", "or", "xone", "andSequence"] as const;

const KNOWN = ["leftOperand", "operator", "rightOperand", "rightOperandReference", "dataType"].map(odrl);

/** What may stand beside the three parts of a constraint, by its operand. */
const BESIDE: ReadonlyMap<string, readonly string[]> = new Map([
  [odrl("count"), [odrl("unit")]],
  [odrl("payAmount"), [odrl("unit")]],
  [odrl("spatial"), [impr("namedGroup")]],
  [odrl("dateTime"), [impr("embargo")]],
  [odrl("delayPeriod"), [impr("after")]],
  [odrl("elapsedTime"), [impr("after")]],
  [impr("state"), [odrl("status")]],
]);

/** Logical constraints within one another, also where they name one another from afar. */
const MAX_LOGICAL_DEPTH = 10;

/** The comparisons that must all hold; `and` is resolved, and what cannot be said as such a list is refused. */
export function comparisonsOf(graph: Graph, owner: GraphNode, iri: string): readonly Comparison[] {
  return graph.nodes(owner, iri).flatMap((node) => read(graph, node, []));
}

function read(graph: Graph, node: GraphNode, above: readonly GraphNode[]): readonly Comparison[] {
  if (graph.isSpent) return [];
  if (above.length >= MAX_LOGICAL_DEPTH) {
    graph.refuse(node, null, "is a constraint that leads back to itself, or too deep; write it out.");
    return [];
  }
  const logical = LOGICAL.filter((name) => node[odrl(name)] !== undefined);
  const [only] = logical;
  if (only === undefined) return readOne(graph, node);
  graph.refuseOthers(node, new Set([odrl(only)]), "a logical constraint");
  const parts = graph.nodes(node, odrl(only));
  if (parts.length === 0) {
    graph.refuse(node, odrl(only), `odrl:${only} must have constraints.`);
    return [];
  }
  const operands = parts.map((part) => read(graph, part, [...above, node]));
  if (only === "and" || parts.length === 1) return operands.flat();
  return only === "or" ? either(graph, node, operands) : notRepresentable(graph, node, only);
}

function notRepresentable(
  graph: Graph,
  node: GraphNode,
  logical: "or" | "xone" | "andSequence",
): readonly Comparison[] {
  const why: Readonly<Record<typeof logical, string>> = {
    or: "joins constraints that no one list of values can say; write a policy for each",
    xone: "(exactly one of several) cannot be honoured; write a policy for each",
    andSequence: "(in this order) cannot be honoured; use odrl:and where the order does not matter",
  };
  graph.refuse(node, odrl(logical), `odrl:${logical} ${why[logical]}.`);
  return [];
}

const UNITED: readonly Operator[] = ["eq", "isAnyOf"];
const OUTLET = impr("outlet");
const GROUP = impr("outletGroup");

/** A union of values of one operand, or of outlets and their groups. */
function either(graph: Graph, node: GraphNode, operands: readonly (readonly Comparison[])[]): readonly Comparison[] {
  const all = operands.flat();
  const [first] = all;
  const isUnion =
    first !== undefined &&
    operands.every((part) => part.length === 1) &&
    all.every(({ operator, unit, status, groups }) => UNITED.includes(operator) && !(unit ?? status ?? groups));
  if (!isUnion) return all.length < operands.length ? [] : notRepresentable(graph, node, "or");
  const named = (operand: string) => all.filter((one) => one.operand === operand);
  const valuesOf = (some: readonly Comparison[]) => some.flatMap(({ values }) => values);
  const isSame = named(first.operand).length === all.length;
  if (isSame) return [{ ...first, operator: "isAnyOf", values: valuesOf(all) }];
  if (named(OUTLET).length + named(GROUP).length < all.length) return notRepresentable(graph, node, "or");
  const outlets = valuesOf(named(OUTLET));
  return [{ ...first, operand: OUTLET, operator: "isAnyOf", values: outlets, groups: valuesOf(named(GROUP)) }];
}

function readOne(graph: Graph, node: GraphNode): readonly Comparison[] {
  const operand = single(graph, node, "leftOperand");
  const beside = BESIDE.get(operand ?? "") ?? [];
  graph.refuseOthers(node, new Set([...KNOWN, ...beside]), "this constraint");
  const operator = single(graph, node, "operator");
  const right = node[odrl("rightOperand")];
  if (node[odrl("rightOperandReference")] !== undefined) {
    graph.refuse(
      node,
      odrl("rightOperandReference"),
      "odrl:rightOperandReference is not fetched; write the value itself.",
    );
    return [];
  }
  if (right === undefined) graph.refuse(node, null, "lacks odrl:rightOperand; write the value compared with.");
  if (operand === null || operator === null || right === undefined) return [];
  const name = OPERATORS.find((known) => odrl(known) === operator);
  if (name === undefined) {
    graph.refuse(
      node,
      odrl("operator"),
      `${shortName(operator)} is no operator of ODRL 2.2; use one of ${OPERATORS.join(", ")}.`,
    );
    return [];
  }
  const unit = graph.iris(node, odrl("unit"))[0] ?? null;
  const status = graph.iris(node, odrl("status"))[0] ?? null;
  const values = graph.values(node, odrl("rightOperand"));
  return [{ node, operand, operator: name, values, groups: null, unit, status }];
}

function single(graph: Graph, node: GraphNode, name: string): string | null {
  const values = graph.values(node, odrl(name));
  const [first, ...more] = values.map(({ value }) => String(value));
  if (values.some(({ kind }) => kind === "literal")) {
    graph.refuse(node, odrl(name), `odrl:${name} is a text here; write it as an IRI: {"@id": "odrl:…"}.`);
    return null;
  }
  if (first === undefined || more.length > 0) graph.refuse(node, odrl(name), `must have one odrl:${name}.`);
  return first ?? null;
}

/** Refuses a comparison, naming its operand, its operator and what would be read. */
export function refuseComparison(graph: Graph, { node, operand, operator }: Comparison, expected: string): void {
  const isOperandKnown = operand.startsWith(ODRL) || operand.startsWith(impr(""));
  graph.refuse(
    node,
    odrl(isOperandKnown ? "operator" : "leftOperand"),
    `${shortName(operand)} ${operator} cannot be honoured here; ${expected}.`,
  );
}

/** Refuses an operand that nothing here compares. */
export function refuseOperand(graph: Graph, { node, operand }: Comparison, known: readonly string[]): void {
  graph.refuse(
    node,
    odrl("leftOperand"),
    `${shortName(operand)} is an operand that cannot be honoured here; it reads ${known.map(shortName).join(", ") || "none"}.`,
  );
}
