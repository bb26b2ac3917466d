import type { ExcerptLimit, Onward } from "../../domain/terms.js";
import { ACTIONS, type Action, EDITS, type Edits } from "../../domain/use.js";
import { type Comparison, comparisonsOf, refuseComparison, refuseOperand } from "./comparisons.js";
import type { Graph, GraphNode } from "./graph.js";
import { outletsOf } from "./readScope.js";
import { most } from "./readValues.js";
import {
  ACTION_NAMES,
  IMPLIED_BY_DISTRIBUTE,
  INCLUDED_IN_USE,
  impr,
  iriOf,
  odrl,
  RDF_VALUE,
  shortName,
} from "./vocabulary.js";

/** What the actions of a rule say, with their refinements. */
export interface ActionsRead {
  readonly actions: readonly Action[];
  readonly ask: readonly Action[];
  readonly edits: Edits;
  readonly onward: Onward;
  readonly excerpt: ExcerptLimit | null;
  /** Refinements that say what a constraint of the rule would say. */
  readonly rest: readonly Comparison[];
}

export const NO_ACTIONS: ActionsRead = {
  actions: [],
  ask: [],
  edits: "verbatim",
  onward: "none",
  excerpt: null,
  rest: [],
};

/** One action with its refinements. */
interface Refined {
  readonly node: GraphNode;
  readonly iri: string;
  readonly refinements: readonly Comparison[];
}

const BY_IRI: ReadonlyMap<string, Action> = new Map(ACTIONS.map((action) => [odrl(ACTION_NAMES[action]), action]));
const DISTRIBUTE = odrl("distribute");
const IMPLIED: readonly string[] = IMPLIED_BY_DISTRIBUTE.map(odrl);
export const NOTHING = impr("nothing");
const READ_ACTIONS = [...BY_IRI.keys(), odrl("modify"), odrl("grantUse")];

/** Each action of a rule; `owner` is the rule, or the policy where all its rules share their actions. */
export function refinedActions(graph: Graph, owner: GraphNode): readonly Refined[] {
  return graph.nodes(owner, odrl("action")).map((node) => {
    graph.refuseOthers(node, new Set([RDF_VALUE, odrl("refinement")]), "an action");
    const value = graph.iris(node, RDF_VALUE)[0] ?? node["@id"];
    const iri = typeof value === "string" ? value : "";
    return { node, iri, refinements: comparisonsOf(graph, node, odrl("refinement")) };
  });
}

/** What a permission allows. Of a policy outside this profile, what is made of the work may be published only with `distribute`. */
export function allowed(graph: Graph, owner: GraphNode, isOwn: boolean): ActionsRead {
  const refined = refinedActions(graph, owner);
  const distributes = refined.some(({ iri }) => iri === DISTRIBUTE);
  const read = refined.reduce((before, one) => readAllowed(graph, owner, one, before, distributes), NO_ACTIONS);
  const isNothing = read.actions.length + read.ask.length === 0;
  if (isNothing && !isOwn && graph.problems.length === 0) {
    graph.refuse(owner, odrl("action"), "allows nothing that can be published; add odrl:distribute.");
  }
  if (!isOwn && !distributes && [...read.actions, ...read.ask].some((action) => action !== "archive")) {
    graph.refuse(
      owner,
      odrl("action"),
      "allows making something of the work but not publishing it; add odrl:distribute.",
    );
  }
  return read;
}

function readAllowed(
  graph: Graph,
  owner: GraphNode,
  one: Refined,
  before: ActionsRead,
  distributes: boolean,
): ActionsRead {
  const { iri, refinements } = one;
  const action = BY_IRI.get(iri);
  if (action !== undefined) return withAction(graph, before, action, refinements);
  if (iri === odrl("modify")) return modified(graph, before, refinements);
  if (iri === odrl("grantUse")) return passedOn(graph, before, refinements);
  if (iri === NOTHING || (IMPLIED.includes(iri) && distributes && refinements.length === 0)) return before;
  refuseAction(graph, owner, one);
  return before;
}

function refuseAction(graph: Graph, owner: GraphNode, { iri }: Refined): void {
  if (iri === odrl("use")) {
    const detail = `odrl:use would grant ${INCLUDED_IN_USE.join(", ")}; name the actions that are meant.`;
    graph.refuse(owner, odrl("action"), detail);
    return;
  }
  const readable = READ_ACTIONS.map(shortName).join(", ");
  const name = iri === "" ? "An action without a name" : shortName(iri);
  const hint = IMPLIED.includes(iri) ? "it is honoured only unrefined and beside odrl:distribute" : "remove it";
  graph.refuse(owner, odrl("action"), `${name} is an action that cannot be honoured (${readable} can); ${hint}.`);
}

const CONSENT = impr("consent");
const add = <T>(list: readonly T[], value: T): readonly T[] => (list.includes(value) ? list : [...list, value]);

function withAction(
  graph: Graph,
  before: ActionsRead,
  action: Action,
  refinements: readonly Comparison[],
): ActionsRead {
  const consent = refinements.filter(({ operand }) => operand === CONSENT);
  for (const one of consent) {
    const isAsked = one.operator === "eq" && one.values[0]?.value === "obtained";
    if (!isAsked) refuseComparison(graph, one, "it reads eq obtained");
  }
  const others = refinements.filter(({ operand }) => operand !== CONSENT);
  const sizes = action === "excerpt" ? others.filter(({ operand }) => SIZES.has(operand)) : [];
  const excerpt = sizes.length > 0 ? excerptOf(graph, sizes, before.excerpt) : before.excerpt;
  const rest = [...before.rest, ...others.filter((one) => !sizes.includes(one))];
  return consent.length > 0
    ? { ...before, ask: add(before.ask, action), excerpt, rest }
    : { ...before, actions: add(before.actions, action), excerpt, rest };
}

const SIZES: ReadonlyMap<string, keyof ExcerptLimit | null> = new Map([
  [impr("words"), "words"],
  [impr("characters"), "characters"],
  [impr("paragraphs"), "paragraphs"],
  [odrl("percentage"), "percent"],
  [impr("excerptSize"), null],
] as const);

const UNLIMITED: ExcerptLimit = { words: null, characters: null, paragraphs: null, percent: null };

/** The most that an excerpt may have; of two limits the lower. */
export function excerptOf(graph: Graph, sizes: readonly Comparison[], before: ExcerptLimit | null): ExcerptLimit {
  const limit: { -readonly [unit in keyof ExcerptLimit]: number | null } = { ...(before ?? UNLIMITED) };
  for (const one of sizes) {
    const unit = SIZES.get(one.operand);
    if (unit === undefined) refuseOperand(graph, one, [...SIZES.keys()]);
    if (unit === undefined || unit === null) continue;
    const number = most(graph, one);
    if (number !== null) limit[unit] = Math.min(limit[unit] ?? number, number);
  }
  return limit;
}

const EDITING = impr("edits");

/** Without a refinement any change is allowed. */
function modified(graph: Graph, before: ActionsRead, refinements: readonly Comparison[]): ActionsRead {
  const how = refinements.filter(({ operand }) => operand === EDITING);
  const rest = [...before.rest, ...refinements.filter(({ operand }) => operand !== EDITING)];
  const [only] = how;
  if (only === undefined) return { ...before, edits: "free", rest };
  const edits = EDITS.find((known) => known === only.values[0]?.value);
  if (edits !== undefined && only.operator === "lteq" && how.length === 1) return { ...before, edits, rest };
  refuseComparison(graph, only, `it reads lteq with one of ${EDITS.join(", ")}`);
  return { ...before, rest };
}

const RECEIVERS = [odrl("recipient"), impr("outlet"), impr("outletGroup")];

/** To whom use may be granted; to anyone where nobody is named. */
function passedOn(graph: Graph, before: ActionsRead, refinements: readonly Comparison[]): ActionsRead {
  const to = refinements.filter(({ operand }) => RECEIVERS.includes(operand));
  const rest = [...before.rest, ...refinements.filter(({ operand }) => !RECEIVERS.includes(operand))];
  const [only] = to;
  if (only === undefined) return { ...before, onward: "anyone", rest };
  const isAnyone = only.operand === odrl("recipient") && only.values[0]?.value === iriOf("anyone");
  if (["eq", "isAnyOf"].includes(only.operator) && to.length === 1) {
    if (isAnyone) return { ...before, onward: "anyone", rest };
    if (only.operand !== odrl("recipient") || only.values.length > 0)
      return { ...before, onward: outletsOf(only), rest };
  }
  refuseComparison(graph, only, "name the receivers once, with isAnyOf");
  return { ...before, rest };
}

/**
 * What a prohibition forbids. A wider prohibition is safe: `use` forbids everything, and outside this profile so does
 * whatever every publication needs.
 */
export function forbidden(graph: Graph, owner: GraphNode, isOwn: boolean): ActionsRead {
  const refined = refinedActions(graph, owner);
  const actions = refined.flatMap((one) => {
    const action = BY_IRI.get(one.iri);
    const isEverything = one.iri === odrl("use") || IMPLIED.includes(one.iri) || (one.iri === DISTRIBUTE && !isOwn);
    if (isEverything) return ACTIONS;
    if (action !== undefined) return [action];
    if (one.iri !== NOTHING) refuseAction(graph, owner, one);
    return [];
  });
  const rest = refined.flatMap(({ refinements }) => refinements);
  const [narrowed] = rest;
  if (narrowed !== undefined && refined.length > 1) {
    refuseComparison(graph, narrowed, "a refined action of a prohibition stands in a rule of its own");
  }
  return { ...NO_ACTIONS, actions: [...new Set(actions)], rest };
}
