import {
  CHECKS,
  DUTY_CLASSES,
  type Duty,
  type DutyClass,
  type DutyParameter,
  dutyOf,
  parameterProblems,
} from "../../domain/duty.js";
import { MEDIA, type Medium } from "../../domain/use.js";
import { type Comparison, refuseComparison, refuseOperand } from "./comparisons.js";
import type { Graph, GraphNode } from "./graph.js";
import { choice, number } from "./members.js";
import { refinedActions } from "./readActions.js";
import { nameOf } from "./readParties.js";
import { numberOf } from "./readValues.js";
import { CURRENCY_IRIS, dutyAction, IMPR, impr, odrl, shortName } from "./vocabulary.js";

/** What the duties of a rule say. */
export interface DutiesRead {
  readonly duties: readonly Duty[];
  /** True where consent must be obtained before any use. */
  readonly asks: boolean;
  /** The party that is to be named, or null. */
  readonly creditLine: string | null;
}

const NO_DUTIES: DutiesRead = { duties: [], asks: false, creditLine: null };
const CLASS_OF: ReadonlyMap<string, DutyClass> = new Map(DUTY_CLASSES.map((name) => [dutyAction(name), name]));
const WITH = "with-";

const MEMBERS = ["strength", "placement", "medium", "dueAfter", "dueHours", "check"].map(impr);
const PARTIES = ["attributedParty", "informedParty", "consentingParty"].map(odrl);
/** Who owes a duty, and to whom, is said by the rule. */
const IGNORED = ["assigner", "assignee"].map(odrl);

/** The duties of a permission, or the obligations of a policy. */
export function dutiesOf(graph: Graph, owner: GraphNode, iri: string, policy: string | null): DutiesRead {
  return graph.nodes(owner, iri).reduce((before, node) => readDuty(graph, node, before, policy), NO_DUTIES);
}

function readDuty(graph: Graph, node: GraphNode, before: DutiesRead, policy: string | null): DutiesRead {
  const [one, ...more] = refinedActions(graph, node);
  if (one === undefined || more.length > 0) {
    graph.refuse(node, odrl("action"), "is a duty that must have one action.");
    return before;
  }
  if (one.iri === odrl("nextPolicy")) return onward(graph, node, before, policy);
  const parameterTerms = Object.keys(node).filter((iri) => iri.startsWith(impr(WITH)));
  const known = [odrl("action"), odrl("consequence"), ...MEMBERS, ...PARTIES, ...IGNORED, ...parameterTerms];
  graph.refuseOthers(node, new Set(known), "a duty");
  const cure = cured(graph, node);
  const duties = [...before.duties, ...cure];
  if (one.iri === odrl("obtainConsent") && one.refinements.length === 0) return { ...before, duties, asks: true };
  const name = CLASS_OF.get(one.iri);
  if (name === undefined) {
    const readable = [...CLASS_OF.keys()]
      .filter((iri) => !iri.startsWith(IMPR))
      .map(shortName)
      .join(", ");
    graph.refuse(
      node,
      odrl("action"),
      `${shortName(one.iri)} is a duty that cannot be honoured; it reads ${readable} and the impr:duty- terms.`,
    );
    return before;
  }
  const duty = dutyWith(graph, node, name, one.refinements, parameterTerms);
  return {
    ...before,
    duties: [...before.duties, duty, ...cure],
    creditLine: creditOf(graph, node) ?? before.creditLine,
  };
}

/** Use may be granted to others under the same policy: the record says as much by itself. */
function onward(graph: Graph, node: GraphNode, before: DutiesRead, policy: string | null): DutiesRead {
  graph.refuseOthers(node, new Set([odrl("action"), odrl("target")]), "the duty odrl:nextPolicy");
  const isSame = policy !== null && graph.iris(node, odrl("target")).every((iri) => iri === policy);
  if (!isSame)
    graph.refuse(node, odrl("target"), "odrl:nextPolicy can be honoured only where it names this very policy.");
  return before;
}

/** A consequence that ends publication is the duty to mend a breach or unpublish; others have no place in a record. */
function cured(graph: Graph, node: GraphNode): readonly Duty[] {
  return graph.nodes(node, odrl("consequence")).flatMap((consequence) => {
    const [one, ...more] = refinedActions(graph, consequence);
    graph.refuseOthers(consequence, new Set([odrl("action"), ...IGNORED]), "a consequence");
    if (one?.iri === odrl("delete") && one.refinements.length === 0 && more.length === 0)
      return [dutyOf({ class: "cure" })];
    graph.refuse(
      node,
      odrl("consequence"),
      `odrl:consequence ${shortName(one?.iri ?? "")} cannot be honoured; it reads odrl:delete.`,
    );
    return [];
  });
}

function creditOf(graph: Graph, node: GraphNode): string | null {
  const [party] = graph.nodes(node, odrl("attributedParty"));
  return party === undefined ? null : nameOf(graph, party);
}

function dutyWith(
  graph: Graph,
  node: GraphNode,
  name: DutyClass,
  refinements: readonly Comparison[],
  terms: readonly string[],
): Duty {
  const usual = dutyOf({ class: name });
  const stated = {
    ...refinedParameters(graph, name, refinements),
    ...contact(graph, node, name),
    ...Object.fromEntries(terms.map((iri) => [parameterName(iri), parameter(graph, node, iri)])),
  };
  const duty: Duty = {
    class: name,
    strength: choice(graph, node, "strength", ["must", "please"]) ?? usual.strength,
    placement: choice(graph, node, "placement", ["top", "bottom"]),
    media: media(graph, node),
    due: {
      after: choice(graph, node, "dueAfter", DUE_AFTER) ?? usual.due.after,
      hours: number(graph, node, "dueHours") ?? usual.due.hours,
    },
    check: choice(graph, node, "check", CHECKS) ?? usual.check,
    parameters: stated,
  };
  for (const { detail } of parameterProblems(duty)) graph.refuse(node, null, detail);
  return duty;
}

const DUE_AFTER = ["asking", "publication", "correction", "request", "notice", "end"] as const;

function media(graph: Graph, node: GraphNode): "any" | readonly Medium[] {
  if (node[impr("medium")] === undefined) return "any";
  return graph.values(node, impr("medium")).flatMap(({ value }) => {
    const medium = MEDIA.find((known) => known === value);
    if (medium === undefined)
      graph.refuse(node, impr("medium"), `“${String(value)}” is no medium; it reads ${MEDIA.join(", ")}.`);
    return medium ?? [];
  });
}

const REFINED_BY: Partial<Readonly<Record<DutyClass, readonly string[]>>> = {
  pay: [odrl("payAmount")],
  consent: [impr("change")],
};

/** Refinements that are parameters of the class; `consent` is refined by what it is about. */
function refinedParameters(
  graph: Graph,
  name: DutyClass,
  refinements: readonly Comparison[],
): Record<string, DutyParameter> {
  const parameters: Record<string, DutyParameter> = {};
  for (const one of refinements) {
    const value = one.values[0];
    const isPay = name === "pay" && one.operand === odrl("payAmount");
    const isChange = name === "consent" && one.operand === impr("change") && value?.value === "beyond-house-style";
    const amount = numberOf(value);
    if (isPay && one.operator === "eq" && amount !== null) Object.assign(parameters, paid(graph, one, amount));
    else if (isPay || (isChange && one.operator !== "eq"))
      refuseComparison(graph, one, "write it with eq and one number");
    else if (!isChange) refuseOperand(graph, one, REFINED_BY[name] ?? []);
  }
  return parameters;
}

function paid(graph: Graph, one: Comparison, amount: number): Record<string, DutyParameter> {
  if (one.unit === null) return { amount };
  const currency = one.unit.startsWith(CURRENCY_IRIS) ? one.unit.slice(CURRENCY_IRIS.length) : one.unit;
  if (!/^[A-Z]{3}$/u.test(currency)) refuseComparison(graph, one, `its unit is a currency as ${CURRENCY_IRIS}GBP`);
  return { amount, currency };
}

/** Whom to tell, or to ask, where the party has an address. */
function contact(graph: Graph, node: GraphNode, name: DutyClass): Record<string, DutyParameter> {
  const iri = name === "notify" ? odrl("informedParty") : name === "consent" ? odrl("consentingParty") : null;
  const [party] = iri === null ? [] : graph.iris(node, iri);
  return party === undefined ? {} : { address: party.replace(/^mailto:/u, "") };
}

function parameterName(iri: string): string {
  const name = iri.slice(impr(WITH).length);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function parameter(graph: Graph, node: GraphNode, iri: string): DutyParameter {
  const values = graph.values(node, iri).map(({ value }) => value);
  if (graph.isList(node, iri)) return values.map(String);
  const [only, ...more] = values;
  if (only === undefined || more.length > 0)
    graph.refuse(node, iri, `${shortName(iri)} must have one value, or a list.`);
  return only ?? "";
}
