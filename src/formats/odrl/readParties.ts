import type { Licensees } from "../../domain/exclusivity.js";
import type { Grantor } from "../../domain/permission.js";
import { comparisonsOf, refuseOperand } from "./comparisons.js";
import type { Graph, GraphNode } from "./graph.js";
import { choice } from "./members.js";
import { outletsOf } from "./readScope.js";
import { impr, iriOf, odrl } from "./vocabulary.js";

/** Properties by which vocabularies name a party. */
const NAMES = [
  "http://www.w3.org/2006/vcard/ns#fn",
  "http://xmlns.com/foaf/0.1/name",
  "http://schema.org/name",
  "http://www.w3.org/2000/01/rdf-schema#label",
] as const;

const BASES = ["owner", "agent", "license-text"] as const;
const ASSIGNER: ReadonlySet<string> = new Set([...NAMES, impr("basis")]);

/** The name of a party, or its IRI where it has no name; empty where it has neither. */
export function nameOf(graph: Graph, node: GraphNode): string {
  const name = NAMES.flatMap((iri) => graph.values(node, iri))[0]?.value ?? node["@id"];
  return typeof name === "string" ? name : "";
}

/** Who grants; without a name where the policy names nobody. */
export function grantorOf(graph: Graph, owner: GraphNode): Grantor {
  const [node, ...more] = graph.nodes(owner, odrl("assigner"));
  if (more.length > 0) graph.refuse(owner, odrl("assigner"), "names several assigners; a record has one grantor.");
  if (node === undefined) return { name: "", basis: "owner" };
  graph.refuseOthers(node, ASSIGNER, "an assigner");
  return { name: nameOf(graph, node), basis: choice(graph, node, "basis", BASES) ?? "owner" };
}

/**
 * Whom the rule is for. Nobody named: an offer is for anyone, a set for this house alone, an agreement is refused. A
 * party that is neither this house nor anyone is an outlet of that id, so nothing is granted to others by mistake.
 */
export function licenseesOf(graph: Graph, owner: GraphNode, policyType: string): Licensees {
  const parties = graph.nodes(owner, odrl("assignee"));
  const [first, ...more] = parties;
  if (first === undefined) {
    if (policyType === odrl("Agreement")) graph.refuse(owner, null, "is an agreement without odrl:assignee; name one.");
    return policyType === odrl("Offer") ? "anyone" : "house";
  }
  if (more.length === 0) return licensee(graph, first);
  const all = parties.map((party) => licensee(graph, party));
  const sets = all.filter((one) => typeof one !== "string");
  if (sets.length < all.length)
    graph.refuse(owner, odrl("assignee"), "names this house, or anyone, beside others; write a rule for each.");
  const groups = sets.flatMap((set) => set.groups ?? []);
  const outlets = sets.flatMap((set) => set.outlets);
  return groups.length === 0 ? { outlets } : { outlets, groups };
}

const COLLECTION: ReadonlySet<string> = new Set([...NAMES, odrl("source"), odrl("refinement")]);

function licensee(graph: Graph, node: GraphNode): Licensees {
  graph.refuseOthers(node, COLLECTION, "an assignee");
  const id = graph.iris(node, odrl("source"))[0] ?? (typeof node["@id"] === "string" ? node["@id"] : "");
  const [refinement, ...more] = comparisonsOf(graph, node, odrl("refinement"));
  if (refinement !== undefined) return outletsWithin(graph, node, id, [refinement, ...more]);
  if (id === "") graph.refuse(node, null, "is an assignee without uid; give it its uid.");
  if (id === iriOf("house")) return "house";
  if (id === iriOf("anyone")) return "anyone";
  const type = node["@type"];
  const isGroup = Array.isArray(type) && type.includes(odrl("PartyCollection"));
  return isGroup ? { outlets: [], groups: [id] } : { outlets: [id] };
}

function outletsWithin(
  graph: Graph,
  node: GraphNode,
  id: string,
  refinements: readonly [Parameters<typeof outletsOf>[0], ...Parameters<typeof outletsOf>[0][]],
): Licensees {
  const [only, ...more] = refinements;
  const isNaming = [impr("outlet"), impr("outletGroup")].includes(only.operand);
  const isReadable = isNaming && ["eq", "isAnyOf"].includes(only.operator);
  if (!isReadable) refuseOperand(graph, only, [impr("outlet"), impr("outletGroup")]);
  else if (id !== iriOf("outlets") || more.length > 0) {
    graph.refuse(
      node,
      null,
      `is a refined collection of parties; only one list of ${iriOf("outlets")} can be honoured.`,
    );
  }
  return outletsOf(only);
}
