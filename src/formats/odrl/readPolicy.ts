import type { Problem } from "../../domain/error.js";
import { boundProblem } from "./bounds.js";
import { expandPolicy } from "./expand.js";
import { Graph, type GraphNode } from "./graph.js";
import { dutiesOf } from "./readDuties.js";
import { RECORD_MEMBERS, recordMembers } from "./readRecord.js";
import { type AgreedRecord, type PolicyParts, permissionOf, prohibitionOf } from "./readRule.js";
import { impr, ODRL, odrl, PROFILE, RIGHTSML_PROFILE, shortName } from "./vocabulary.js";

export type { AgreedRecord } from "./readRule.js";

/** What a document agrees to, or why it cannot be honoured: never both, never half of it. */
export interface PolicyReading {
  readonly agreed: readonly AgreedRecord[];
  readonly problems: readonly Problem[];
}

const POLICY_TYPES = ["Agreement", "Offer", "Set", "Policy", "Request", "Ticket", "Privacy", "Assertion"].map(odrl);
const READ_TYPES = ["Agreement", "Offer", "Set", "Policy"].map(odrl);
const RULES = ["permission", "prohibition", "obligation"].map(odrl);
/** Profiles that add no meaning this desk does not know. */
const PROFILES = [PROFILE, RIGHTSML_PROFILE, RIGHTSML_PROFILE.slice(0, -1), odrl("core"), ODRL];

const POLICY_MEMBERS: ReadonlySet<string> = new Set([
  ...["profile", "conflict", "inheritFrom", "target", "assigner", "assignee", "action"].map(odrl),
  ...RULES,
  ...RECORD_MEMBERS.map(impr),
]);

/**
 * Reads ODRL 2.2 or RightsML 2.0 as JSON-LD: each permission and each prohibition as one record.
 *
 * A document with any term that cannot be honoured is refused as a whole, each such term listed. Contexts are those kept
 * here; nothing is fetched. Where ODRL and the profile could say the same, ODRL is read.
 */
export async function readPolicy(input: unknown): Promise<PolicyReading> {
  const bound = boundProblem(input);
  if (bound !== null || typeof input !== "object" || input === null) {
    return { agreed: [], problems: bound === null ? [] : [bound] };
  }
  const graph = new Graph(await expandPolicy(input));
  const agreed = policiesOf(graph).flatMap((policy) => recordsOf(graph, policy));
  return graph.problems.length > 0 ? { agreed: [], problems: graph.problems } : { agreed, problems: [] };
}

/** The policies that stand for themselves: one that others inherit from is read with them. */
function policiesOf(graph: Graph): readonly GraphNode[] {
  const policies = graph.top.filter((node) => typesOf(node).some(isPolicyType) || RULES.some((iri) => iri in node));
  for (const node of graph.top) {
    if (node[odrl("hasPolicy")] !== undefined) {
      graph.refuse(node, odrl("hasPolicy"), "names its policy from outside; give the policy its odrl:target.");
    }
  }
  const parents = new Set(policies.flatMap((policy) => graph.iris(policy, odrl("inheritFrom"))));
  const heads = policies.filter((policy) => !parents.has(idOf(policy)));
  if (heads.length === 0 && graph.problems.length === 0) {
    const detail = policies.length === 0 ? "holds no ODRL policy; send one." : "inherits in a circle; write it out.";
    graph.refuseAt({ pointer: "", detail });
  }
  return heads;
}

const isPolicyType = (type: string): boolean => POLICY_TYPES.includes(type);
const idOf = (node: GraphNode): string => (typeof node["@id"] === "string" ? node["@id"] : "");

function typesOf(node: GraphNode): readonly string[] {
  const types = node["@type"];
  return Array.isArray(types) ? types.filter((type) => typeof type === "string") : [];
}

/** The records of a policy, with the rules of those that it inherits from. */
function recordsOf(graph: Graph, head: GraphNode): readonly AgreedRecord[] {
  if (graph.isSpent) return [];
  const lineage = lineageOf(graph, head);
  const policies = lineage.map((node) => partsOf(graph, node));
  const rulesOf = (name: string) =>
    policies.flatMap((policy) => graph.nodes(policy.node, odrl(name)).map((rule) => ({ rule, policy })));
  const [permissions, prohibitions] = [rulesOf("permission"), rulesOf("prohibition")];
  for (const node of lineage) checkConflict(graph, node, permissions.length > 0 && prohibitions.length > 0);
  if (permissions.length + prohibitions.length === 0) {
    graph.refuse(head, null, "has neither permission nor prohibition; nothing can be recorded of it.");
  } else if (permissions.length === 0 && policies.some(({ obligations }) => obligations.duties.length > 0)) {
    graph.refuse(
      head,
      odrl("obligation"),
      "has obligations without a permission; a record has duties of a permission only.",
    );
  }
  const obligations = joined(policies);
  return [
    ...permissions.flatMap(({ rule, policy }) =>
      graph.isSpent ? [] : permissionOf(graph, rule, { ...policy, obligations }),
    ),
    ...prohibitions.flatMap(({ rule, policy }) => (graph.isSpent ? [] : prohibitionOf(graph, rule, policy))),
  ];
}

function joined(policies: readonly PolicyParts[]): PolicyParts["obligations"] {
  const all = policies.map(({ obligations }) => obligations);
  return {
    duties: all.flatMap(({ duties }) => duties),
    asks: all.some(({ asks }) => asks),
    creditLine: all.find(({ creditLine }) => creditLine !== null)?.creditLine ?? null,
  };
}

const MAX_INHERITED = 20;

/** A policy and all that it inherits from, each once; they must stand in the same document. */
function lineageOf(graph: Graph, head: GraphNode): readonly GraphNode[] {
  const lineage: GraphNode[] = [];
  const waiting = [head];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (lineage.includes(node)) continue;
    if (lineage.length >= MAX_INHERITED) {
      graph.refuse(head, odrl("inheritFrom"), `inherits from more than ${MAX_INHERITED} policies; write it out.`);
      break;
    }
    lineage.push(node);
    for (const id of graph.iris(node, odrl("inheritFrom"))) {
      const parent = graph.described(id);
      if (parent !== undefined && graph.top.includes(parent)) waiting.push(parent);
      else
        graph.refuse(
          node,
          odrl("inheritFrom"),
          `inherits from ${id}, which is not in this document; add it to @graph.`,
        );
    }
  }
  return lineage;
}

function partsOf(graph: Graph, node: GraphNode): PolicyParts {
  graph.refuseOthers(node, POLICY_MEMBERS, "a policy");
  const profiles = graph.iris(node, odrl("profile"));
  for (const profile of profiles) {
    if (!PROFILES.includes(profile)) {
      graph.refuse(
        node,
        odrl("profile"),
        `${profile} is a profile that is not known here; send the policy without it.`,
      );
    }
  }
  const isOwn = profiles.includes(PROFILE);
  const obligations = dutiesOf(graph, node, odrl("obligation"), null);
  return { node, type: typeOf(graph, node), isOwn, members: recordMembers(graph, node), obligations };
}

function typeOf(graph: Graph, node: GraphNode): string {
  const types = typesOf(node);
  if (types.includes(impr("Clearance"))) {
    graph.refuse(node, "@type", "is an answer to one question, no agreement; send the permission that it relies on.");
  }
  const [type = odrl("Set"), ...more] = types.filter((one) => one !== impr("Clearance"));
  if (!READ_TYPES.includes(type) || more.length > 0) {
    const names = types.map(shortName).join(", ");
    graph.refuse(
      node,
      "@type",
      `${names} cannot be honoured; a policy is one of ${READ_TYPES.map(shortName).join(", ")}.`,
    );
  }
  return type;
}

/** Here a prohibition outranks any permission. A strategy that would have it otherwise cannot be honoured. */
function checkConflict(graph: Graph, node: GraphNode, mayConflict: boolean): void {
  const strategies = graph.iris(node, odrl("conflict"));
  const known = ["prohibit", "perm", "invalid"].map(odrl);
  for (const strategy of strategies) {
    const isKnown = known.includes(strategy);
    if (isKnown && (strategy === odrl("prohibit") || !mayConflict)) continue;
    graph.refuse(
      node,
      odrl("conflict"),
      `odrl:conflict ${shortName(strategy)} cannot be honoured${isKnown ? " beside prohibitions" : ""}; use odrl:prohibit.`,
    );
  }
}
