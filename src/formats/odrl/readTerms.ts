import {
  AFTER_ENDS,
  AI_ANSWERS,
  type AiAnswers,
  ANSWERS,
  type ComponentAnswers,
  completeTerms,
  SEARCH_WISHES,
  type Terms,
} from "../../domain/terms.js";
import { ADS, AI_USES, COMPONENTS, EDITS, HEADLINE_CHANGES } from "../../domain/use.js";
import { comparisonsOf } from "./comparisons.js";
import type { Graph, GraphNode } from "./graph.js";
import { choice, flag, number, texts } from "./members.js";
import { type ActionsRead, excerptOf } from "./readActions.js";
import { quotaOf, type Scope, territoriesOf } from "./scope.js";
import { impr, odrl } from "./vocabulary.js";

/** Members of the profile that a rule may have. */
export const RULE_MEMBERS = [
  ...COMPONENTS.map((part) => `part-${part}`),
  ...AI_USES.map((use) => `ai-${use}`),
  "absolute",
  "creditMatch",
  "editsWithConsent",
  "headline",
  "excerptLimit",
  "paywall",
  "ads",
  "maxDays",
  "afterEnd",
  "searchWish",
  "revocable",
  "noticeDays",
];

/** What a rule says outside the profile of its terms. */
export interface RuleParts {
  readonly effect: Terms["effect"];
  readonly actions: ActionsRead;
  /** How far it reaches. */
  readonly reach: Scope;
  /** What limits it further; of a prohibition, what stands beside it. */
  readonly limits: Scope;
  readonly duties: Terms["duties"];
}

/** The terms of one rule; what it does not state is as usual for terms, and denied where no right was given. */
export function termsOf(graph: Graph, rule: GraphNode, { effect, actions, reach, limits, duties }: RuleParts): Terms {
  const given = completeTerms({
    effect,
    actions: actions.actions,
    ask: actions.ask,
    media: reach.media ?? "any",
    territories: territoriesOf(reach),
    languages: reach.languages ?? "any",
    audience: reach.audience ?? "any",
    onward: reach.outlets ?? actions.onward,
    edits: actions.edits,
    purpose: limits.purpose,
    embargo: limits.embargo,
    useWithinDays: limits.withinDays,
    maxUses: quotaOf(limits),
    components: components(graph, rule, effect),
    ai: ai(graph, rule, effect),
    duties,
  });
  return { ...given, ...profileTerms(graph, rule, given), excerpt: excerpt(graph, rule, actions) };
}

/** A foreign permission of a work is read as one of its text and headline; a prohibition, as one of every part. */
function components(graph: Graph, rule: GraphNode, effect: Terms["effect"]): ComponentAnswers {
  return Object.fromEntries(
    COMPONENTS.map((part) => {
      const isUsual = effect === "allow" && (part === "text" || part === "headline");
      return [part, choice(graph, rule, `part-${part}`, ANSWERS) ?? (isUsual ? "allow" : "deny")];
    }),
  ) as ComponentAnswers;
}

function ai(graph: Graph, rule: GraphNode, effect: Terms["effect"]): AiAnswers {
  const usual = effect === "allow" ? "unknown" : "deny";
  return Object.fromEntries(
    AI_USES.map((use) => [use, choice(graph, rule, `ai-${use}`, AI_ANSWERS) ?? usual]),
  ) as AiAnswers;
}

function profileTerms(graph: Graph, rule: GraphNode, usual: Terms) {
  return {
    absolute: flag(graph, rule, "absolute") ?? usual.absolute,
    creditMatch: texts(graph, rule, "creditMatch"),
    editsWithConsent: choice(graph, rule, "editsWithConsent", EDITS),
    headline: choice(graph, rule, "headline", HEADLINE_CHANGES) ?? usual.headline,
    paywall: flag(graph, rule, "paywall") ?? usual.paywall,
    ads: choice(graph, rule, "ads", ADS) ?? usual.ads,
    maxDays: number(graph, rule, "maxDays"),
    afterEnd: choice(graph, rule, "afterEnd", AFTER_ENDS) ?? usual.afterEnd,
    searchWish: choice(graph, rule, "searchWish", SEARCH_WISHES) ?? usual.searchWish,
    revocable: flag(graph, rule, "revocable") ?? usual.revocable,
    noticeDays: number(graph, rule, "noticeDays") ?? usual.noticeDays,
  };
}

/** The limit of an excerpt, said by its action or, where no action carries it, by itself. */
function excerpt(graph: Graph, rule: GraphNode, actions: ActionsRead): Terms["excerpt"] {
  return graph.nodes(rule, impr("excerptLimit")).reduce<Terms["excerpt"]>((before, node) => {
    graph.refuseOthers(node, new Set([odrl("refinement")]), "impr:excerptLimit");
    return excerptOf(graph, comparisonsOf(graph, node, odrl("refinement")), before);
  }, actions.excerpt);
}

/** The node of what stands beside a prohibition, or an empty one. */
export function besideOf(graph: Graph, rule: GraphNode): GraphNode {
  const [node, ...more] = graph.nodes(rule, impr("beside"));
  if (more.length > 0) graph.refuse(rule, impr("beside"), "impr:beside must stand once.");
  if (node === undefined) return {};
  graph.refuseOthers(node, new Set(["action", "constraint", "duty"].map(odrl)), "impr:beside");
  return node;
}
