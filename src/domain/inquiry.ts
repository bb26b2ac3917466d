import { type Constraint, failing } from "./constraints.js";
import { coversLanguage } from "./language.js";
import type { Question } from "./question.js";
import type { Clause, Rule, Rules } from "./rules.js";
import { allowsMedium, names } from "./terms.js";
import { touches } from "./territory.js";
import { addInstants, addWindow, countsUses, grantsFirstUse } from "./timedConstraints.js";
import type { Instant } from "./window.js";
import { covers } from "./works.js";

/** Sublicenses deeper than this are refused when they are recorded, and end the look upwards here. */
export const MAX_PARENTS = 10;

/** What one version of a permission answers whatever the clock says; worked out once for a question. */
export interface Prepared {
  readonly clause: Clause;
  readonly covers: boolean;
  readonly failing: readonly Constraint[];
  /** Of a prohibition: it reaches the use. */
  readonly reaches: boolean;
}

/** A rule that is asked about the work. */
export interface Asked {
  readonly rule: Rule;
  readonly versions: readonly Prepared[];
  /** Every permission that some version stands under. */
  readonly parents: readonly Asked[];
}

const NOTHING: readonly never[] = [];

/** The rules that cover the work at some time, in any order. */
export function askedRules(question: Question, rules: Rules): readonly Asked[] {
  const asked: Asked[] = [];
  for (const rule of rules.about(question.work)) {
    if (rule.plain !== null) {
      asked.push({ rule, versions: [prepare(rule.plain, question, true)], parents: NOTHING });
      continue;
    }
    const sole = rule.clauses.length === 1 ? rule.clauses[0] : undefined;
    const versions = sole === undefined ? preparedVersions(rule, question) : [prepare(sole, question, true)];
    asked.push({ rule, versions, parents: ancestors(rule, question, rules) });
  }
  return asked;
}

function preparedVersions({ permission, clauses }: Rule, question: Question): readonly Prepared[] {
  const isOfPartner = permission.partner === question.work.partner;
  return clauses.map((clause) => prepare(clause, question, isOfPartner && covers(clause.works, question.work)));
}

function prepare(clause: Clause, question: Question, isCovered: boolean): Prepared {
  const isAsked = isCovered && !clause.isDeny;
  return {
    clause,
    covers: isCovered,
    failing: isAsked ? failing(clause, question) : NOTHING,
    reaches: isCovered && clause.isDeny && reaches(clause, question),
  };
}

/** A prohibition reaches a use where it touches any part of it. */
function reaches({ terms }: Clause, { use, language }: Question): boolean {
  const { onward, audience } = terms;
  return (
    terms.actions.includes(use.action) &&
    allowsMedium(terms, use.medium) &&
    touches(terms.territories, use.territories) &&
    (language === null || coversLanguage(terms.languages, language)) &&
    (audience === "any" || audience.includes(use.audience)) &&
    (typeof onward === "string" || (use.outlet !== null && names(onward, use.outlet, use.outletGroups)))
  );
}

/** Each once, however they may circle. */
function ancestors(rule: Rule, question: Question, rules: Rules): readonly Asked[] {
  if (!rule.clauses.some(hasParent)) return NOTHING;
  const found = new Map<string, Asked>();
  const waiting = parentsOf(rule);
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    const parent = rules.rule(id);
    if (found.has(id) || parent === undefined) continue;
    found.set(id, { rule: parent, versions: preparedVersions(parent, question), parents: NOTHING });
    waiting.push(...parentsOf(parent));
  }
  return [...found.values()];
}

function hasParent({ parent }: Clause): boolean {
  return parent !== null;
}

function parentsOf({ clauses }: Rule): string[] {
  return clauses.flatMap(({ parent }) => parent ?? []);
}

/** True where the rule can neither allow the use nor bear on another's answer, at any time: it only has reasons to give. */
export function isIdle({ versions }: Asked): boolean {
  return versions.every(
    ({ clause, covers: isAbout, failing: failed }) => !isAbout || (failed.length > 0 && clause.exclusivity === null),
  );
}

/** The version that counts at an instant. */
export function versionOf({ versions }: Asked, at: Instant): Prepared | undefined {
  for (let index = versions.length - 1; index >= 0; index--) {
    const version = versions[index];
    if (version !== undefined && version.clause.since <= at) return version;
  }
  return undefined;
}

/** The instants after `at`, in any order, at which what is asked may answer otherwise. */
export function instantsOf(asked: readonly Asked[], question: Question, rules: Rules, at: Instant): Instant[] {
  const instants: Instant[] = [];
  for (const { rule, parents } of asked) {
    addRuleInstants(rule, question, rules, at, instants);
    for (const parent of parents) addRuleInstants(parent.rule, question, rules, at, instants);
  }
  return instants;
}

function addRuleInstants(rule: Rule, { work }: Question, rules: Rules, at: Instant, instants: Instant[]): void {
  if (rule.plain !== null) {
    addWindow(rule.plain, at, instants);
    return;
  }
  const uses = rule.clauses.some(countsUses) ? rules.usesOf(rule.permission.id) : NOTHING;
  addInstants(rule, work, uses, at, instants);
  if (!rule.clauses.some(grantsFirstUse)) return;
  for (const use of rules.usesOfItem(work.id)) if (use.at > at) instants.push(use.at);
}
