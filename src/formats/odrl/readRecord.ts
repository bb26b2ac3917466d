import type { Digest } from "../../domain/digest.js";
import type { Exclusivity } from "../../domain/exclusivity.js";
import {
  EVIDENCE_KINDS,
  type Evidence,
  KINDS_OF_PERMISSION,
  type PermissionRecord,
  REFERENCE_KINDS,
} from "../../domain/permission.js";
import { isInstant } from "../../domain/window.js";
import { comparisonsOf } from "./comparisons.js";
import type { Graph, GraphNode } from "./graph.js";
import { choice, flag, nodesOf, number, text } from "./members.js";
import { scopeOf } from "./readScope.js";
import { REGION_OPERANDS, territoriesOf } from "./scope.js";
import { impr, odrl } from "./vocabulary.js";

/** Members of the profile that a policy may have. */
export const RECORD_MEMBERS = [
  "direction",
  "parent",
  "kind",
  "license",
  "rightsHolder",
  "exclusivity",
  "creditLine",
  "notice",
  "reference",
  "evidence",
  "fee",
  "contributorPayment",
  "reviewBy",
];

export type RecordMembers = Pick<
  PermissionRecord,
  | "direction"
  | "parent"
  | "exclusivity"
  | "creditLine"
  | "notice"
  | "references"
  | "evidence"
  | "fee"
  | "contributorPayment"
  | "reviewBy"
> & {
  /** Null: what the rest of the record speaks for. */
  readonly kind: PermissionRecord["kind"] | null;
  readonly license: PermissionRecord["license"] | null;
  readonly rightsHolder: string | null;
};

/** What a policy says of the record beside its rules; nothing is made up where it says nothing. */
export function recordMembers(graph: Graph, policy: GraphNode): RecordMembers {
  return {
    direction: choice(graph, policy, "direction", ["inbound", "outbound"]) ?? "inbound",
    parent: text(graph, policy, "parent"),
    kind: choice(graph, policy, "kind", KINDS_OF_PERMISSION),
    license: license(graph, policy),
    rightsHolder: text(graph, policy, "rightsHolder"),
    exclusivity: exclusivity(graph, policy),
    creditLine: text(graph, policy, "creditLine"),
    notice: text(graph, policy, "notice"),
    references: nodesOf(graph, policy, "reference", ["kind", "number"]).map((node) => ({
      kind: choice(graph, node, "kind", REFERENCE_KINDS) ?? "other",
      number: text(graph, node, "number") ?? "",
    })),
    evidence: nodesOf(graph, policy, "evidence", EVIDENCE_MEMBERS).map((node) => evidence(graph, node)),
    fee: fee(graph, policy),
    contributorPayment: flag(graph, policy, "contributorPayment") ?? false,
    reviewBy: instant(graph, policy, "reviewBy"),
  };
}

function one(graph: Graph, policy: GraphNode, name: string, known: readonly string[]): GraphNode | null {
  const [node, ...more] = nodesOf(graph, policy, name, known);
  if (more.length > 0) graph.refuse(policy, impr(name), `impr:${name} must stand once.`);
  return node ?? null;
}

function license(graph: Graph, policy: GraphNode): PermissionRecord["license"] | null {
  const node = one(graph, policy, "license", ["id", "digest"]);
  if (node === null) return null;
  const id = text(graph, node, "id");
  const digest = digestIn(graph, node);
  if (id === null || digest === null)
    graph.refuse(policy, impr("license"), "impr:license must have an id and a digest.");
  return id === null || digest === null ? null : { id, digest };
}

const isDigest = (value: string): value is Digest => value.startsWith("sha256:");

function digestIn(graph: Graph, node: GraphNode): Digest | null {
  const digest = text(graph, node, "digest");
  if (digest === null || isDigest(digest)) return digest;
  graph.refuse(node, impr("digest"), "impr:digest must begin with sha256:.");
  return null;
}

function instant(graph: Graph, node: GraphNode, name: string): string | null {
  const stated = text(graph, node, name);
  if (stated === null || isInstant(stated)) return stated;
  graph.refuse(
    node,
    impr(name),
    `impr:${name} must be an instant in UTC with milliseconds, as 2026-03-01T09:00:00.000Z.`,
  );
  return null;
}

function exclusivity(graph: Graph, policy: GraphNode): Exclusivity | null {
  const [node, ...more] = graph.nodes(policy, impr("exclusivity"));
  if (node === undefined) return null;
  if (more.length > 0) graph.refuse(policy, impr("exclusivity"), "impr:exclusivity must stand once.");
  graph.refuseOthers(node, new Set([impr("kind"), odrl("constraint")]), "impr:exclusivity");
  const scope = scopeOf(graph, comparisonsOf(graph, node, odrl("constraint")), REGION_OPERANDS);
  const kind = choice(graph, node, "kind", ["exclusive", "first"]);
  if (kind === null) graph.refuse(node, null, "lacks impr:kind, exclusive or first.");
  if (scope.from !== null || scope.embargo !== null)
    graph.refuse(
      node,
      odrl("constraint"),
      "bounds the term of exclusivity at its beginning; only its end can be honoured.",
    );
  return {
    kind: kind ?? "exclusive",
    territories: territoriesOf(scope),
    media: scope.media ?? "any",
    until: scope.until,
  };
}

const EVIDENCE_MEMBERS = ["kind", "note", "digest", "url", "capturedAt", "capturedBy"];

function evidence(graph: Graph, node: GraphNode): Evidence {
  return {
    kind: choice(graph, node, "kind", EVIDENCE_KINDS) ?? "note",
    note: text(graph, node, "note") ?? "",
    digest: digestIn(graph, node),
    url: text(graph, node, "url"),
    capturedAt: instant(graph, node, "capturedAt"),
    capturedBy: text(graph, node, "capturedBy"),
  };
}

function fee(graph: Graph, policy: GraphNode): PermissionRecord["fee"] {
  const node = one(graph, policy, "fee", ["amount", "currency", "per", "invoice"]);
  if (node === null) return null;
  const amount = number(graph, node, "amount");
  const currency = text(graph, node, "currency");
  const basis = text(graph, node, "per");
  if (amount === null || currency === null || basis === null) {
    graph.refuse(policy, impr("fee"), "impr:fee must have amount, currency and per.");
    return null;
  }
  return { amount, currency, basis, invoice: text(graph, node, "invoice") };
}
