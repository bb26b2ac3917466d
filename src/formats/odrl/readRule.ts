import { kindOf, type PermissionRecord } from "../../domain/permission.js";
import type { PermissionState } from "../../domain/permissionState.js";
import { STATES } from "../../domain/permissionState.js";
import type { Terms } from "../../domain/terms.js";
import { type Comparison, comparisonsOf, refuseOperand } from "./comparisons.js";
import type { Graph, GraphNode } from "./graph.js";
import { allowed, forbidden } from "./readActions.js";
import { type DutiesRead, dutiesOf } from "./readDuties.js";
import { grantorOf, licenseesOf } from "./readParties.js";
import type { RecordMembers } from "./readRecord.js";
import { scopeOf } from "./readScope.js";
import { targetOf } from "./readTarget.js";
import { besideOf, RULE_MEMBERS, termsOf } from "./readTerms.js";
import { LIMIT_OPERANDS, PERMISSION_OPERANDS, PROHIBITION_OPERANDS, type Scope } from "./scope.js";
import { impr, odrl } from "./vocabulary.js";

/** One record as a policy says it; a policy of others names no license of ours. */
export type AgreedRecord = Omit<PermissionRecord, "license"> & {
  readonly license: PermissionRecord["license"] | null;
  readonly state: PermissionState;
};

/** What a rule has from its policy. */
export interface PolicyParts {
  readonly node: GraphNode;
  readonly type: string;
  /** True under this desk’s profile. */
  readonly isOwn: boolean;
  readonly members: RecordMembers;
  readonly obligations: DutiesRead;
}

const SHARED = ["target", "assigner", "assignee", "action"] as const;
const MEMBERS = [...SHARED, "constraint"].map(odrl);
const PROFILE_MEMBERS = RULE_MEMBERS.map(impr);
const PERMISSION_MEMBERS: ReadonlySet<string> = new Set([...MEMBERS, odrl("duty"), ...PROFILE_MEMBERS]);
const PROHIBITION_MEMBERS: ReadonlySet<string> = new Set([...MEMBERS, impr("beside"), ...PROFILE_MEMBERS]);

/** What a policy says once for all its rules holds for a rule that does not say it. */
function withShared(graph: Graph, rule: GraphNode, policy: GraphNode): GraphNode {
  const shared = SHARED.map(odrl).filter((iri) => policy[iri] !== undefined);
  for (const iri of shared) {
    if (rule[iri] !== undefined)
      graph.refuse(rule, iri, "is said by the policy for all its rules as well; say it once.");
  }
  return { ...rule, ...Object.fromEntries(shared.map((iri) => [iri, policy[iri]])) };
}

function checkType(graph: Graph, rule: GraphNode, type: "Permission" | "Prohibition"): void {
  const types = rule["@type"];
  const stated: readonly unknown[] = Array.isArray(types) ? types : [];
  if (stated.every((one) => one === odrl(type) || one === odrl("Rule"))) return;
  graph.refuse(rule, "@type", `is said to be another thing than odrl:${type}; correct its @type.`);
}

export function permissionOf(graph: Graph, given: GraphNode, policy: PolicyParts): AgreedRecord {
  const rule = withShared(graph, given, policy.node);
  checkType(graph, rule, "Permission");
  graph.refuseOthers(rule, PERMISSION_MEMBERS, "a permission");
  const read = allowed(graph, rule, policy.isOwn);
  const scope = scopeOf(graph, [...comparisonsOf(graph, rule, odrl("constraint")), ...read.rest], PERMISSION_OPERANDS);
  checkQuota(graph, rule, scope);
  const own = dutiesOf(graph, rule, odrl("duty"), policyId(policy));
  const asks = own.asks || policy.obligations.asks;
  const actions = asks ? { ...read, actions: [], ask: [...new Set([...read.actions, ...read.ask])] } : read;
  const duties = [...own.duties, ...policy.obligations.duties];
  const terms = termsOf(graph, rule, { effect: "allow", actions, reach: scope, limits: scope, duties });
  return recordOf(graph, rule, policy, { terms, scope, credit: own.creditLine ?? policy.obligations.creditLine });
}

export function prohibitionOf(graph: Graph, given: GraphNode, policy: PolicyParts): AgreedRecord {
  const rule = withShared(graph, given, policy.node);
  checkType(graph, rule, "Prohibition");
  graph.refuseOthers(rule, PROHIBITION_MEMBERS, "a prohibition");
  const read = forbidden(graph, rule, policy.isOwn);
  const compared = [...comparisonsOf(graph, rule, odrl("constraint")), ...read.rest];
  for (const one of compared) refuseLimit(graph, one);
  const scope = scopeOf(graph, compared, PROHIBITION_OPERANDS);
  const beside = besideOf(graph, rule);
  const limits = scopeOf(graph, comparisonsOf(graph, beside, odrl("constraint")), LIMIT_OPERANDS);
  checkQuota(graph, beside, limits);
  const changes = allowed(graph, beside, true);
  if (changes.actions.length > 0)
    graph.refuse(beside, odrl("action"), "allows an action beside a prohibition; write a permission.");
  const { duties } = dutiesOf(graph, beside, odrl("duty"), null);
  const actions = { ...changes, actions: read.actions };
  const terms = termsOf(graph, rule, { effect: "deny", actions, reach: scope, limits, duties });
  return recordOf(graph, rule, policy, { terms, scope, credit: null });
}

/** An embargo would put off a prohibition; a record has no such thing. */
function refuseLimit(graph: Graph, one: Comparison): void {
  if (one.node[impr("embargo")] !== undefined) refuseOperand(graph, one, PROHIBITION_OPERANDS);
}

function checkQuota(graph: Graph, rule: GraphNode, { count, period, per }: Scope): void {
  if (count !== null || (period === null && per === null)) return;
  graph.refuse(
    rule,
    odrl("constraint"),
    "has odrl:timeInterval or odrl:unitOfCount without odrl:count; add the count.",
  );
}

function policyId({ node }: PolicyParts): string | null {
  return typeof node["@id"] === "string" ? node["@id"] : null;
}

interface Read {
  readonly terms: Terms;
  readonly scope: Scope;
  readonly credit: string | null;
}

function recordOf(graph: Graph, rule: GraphNode, policy: PolicyParts, { terms, scope, credit }: Read): AgreedRecord {
  const { members, type } = policy;
  const { partner, works } = targetOf(graph, rule);
  const grantor = grantorOf(graph, rule);
  return {
    ...members,
    partner,
    kind: members.kind ?? kindOf({ grantor, works }),
    grantor,
    rightsHolder: members.rightsHolder ?? grantor.name,
    licensees: licenseesOf(graph, rule, type),
    works,
    terms,
    window: { from: scope.from, until: scope.until },
    creditLine: members.creditLine ?? credit,
    state: stateOf(graph, rule, scope, terms.effect === "deny" || type === odrl("Agreement")),
  };
}

/** Where no state is stated, an agreement and any prohibition are in force; what was only offered waits for the desk. */
function stateOf(graph: Graph, rule: GraphNode, { state }: Scope, isInForce: boolean): PermissionState {
  if (state === null) return isInForce ? "active" : "draft";
  const known = STATES.find((one) => one === state);
  if (known === undefined)
    graph.refuse(rule, odrl("constraint"), `“${state}” is no state; it reads ${STATES.join(", ")}.`);
  return known ?? "draft";
}
