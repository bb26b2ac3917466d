import { nameLicensees } from "./exclusivity.js";
import { coversLanguage } from "./language.js";
import type { Question } from "./question.js";
import { type Reason, type ReasonCode, reason } from "./reasons.js";
import { mayReduce } from "./remainder.js";
import type { Clause } from "./rules.js";
import {
  allowsAds,
  allowsEdits,
  allowsMedium,
  type ExcerptLimit,
  nameOutlets,
  names,
  type Onward,
  type Terms,
} from "./terms.js";
import { nameReach, nameTerritories, type Reach, type Territories } from "./territory.js";
import { COMPONENTS, type Component, HEADLINE_CHANGES, type Use } from "./use.js";
import { foldedName, type WorkFacts } from "./works.js";

/** One constraint that does not depend on the clock: its code, when it fails, and the values that were compared. */
export interface Constraint {
  readonly code: ReasonCode;
  /** False where it can fail for no question, so that it need not be asked. */
  readonly binds: (terms: Terms) => boolean;
  readonly fails: (clause: Clause, question: Question) => boolean;
  readonly says: (clause: Clause, question: Question) => string;
  /** True where the answer depends on terms, licensees and use alone: the same for every work. */
  readonly isOfUse: boolean;
}

/** Constraints that look at the work beside the use. */
const OF_WORK: readonly ReasonCode[] = [
  "language.not-covered",
  "component.images",
  "component.graphics",
  "excerpt.too-long",
];

/** The constraints that can fail for some terms and licensees; one object for all clauses that have the same ones. */
export interface Bound {
  readonly ofUse: readonly Constraint[];
  readonly ofWork: readonly Constraint[];
}

export function boundBy(terms: Terms): Bound {
  const binding = CONSTRAINTS.filter(({ binds }) => binds(terms));
  return { ofUse: binding.filter(({ isOfUse }) => isOfUse), ofWork: binding.filter(({ isOfUse }) => !isOfUse) };
}

const constraint = (
  code: ReasonCode,
  binds: Constraint["binds"],
  fails: Constraint["fails"],
  says: (terms: Terms, question: Question, clause: Clause) => string,
): Constraint => ({
  code,
  binds,
  fails,
  says: (clause, question) => `${clause.id} ${says(clause.terms, question, clause)}.`,
  isOfUse: !OF_WORK.includes(code),
});

const always = () => true;

/** In the order in which a person reads them. */
export const CONSTRAINTS: readonly Constraint[] = [
  constraint(
    "action.not-allowed",
    always,
    ({ terms }, { use }) =>
      !terms.actions.includes(use.action) && !terms.ask.includes(use.action) && !mayReduce(terms, use),
    ({ actions }, { use }) => `allows ${actions.join(", ") || "no action"}; asked to ${use.action}`,
  ),
  constraint(
    "action.to-be-asked",
    ({ ask }) => ask.length > 0,
    ({ terms }, { use }) =>
      terms.ask.includes(use.action) && !terms.actions.includes(use.action) && !mayReduce(terms, use),
    (_terms, { use }) => `asks to be asked each time; asked to ${use.action}`,
  ),
  constraint(
    "medium.not-covered",
    ({ media }) => media !== "any",
    ({ terms }, { use }) => !allowsMedium(terms, use.medium),
    ({ media }, { use }) => `covers ${listOf(media) || "no medium"}; asked for ${use.medium}`,
  ),
  constraint(
    "territory.not-covered",
    ({ territories }) => territories.include !== "worldwide" || territories.exclude.length > 0,
    ({ terms, countries }, { use }) => !reachIsCovered(terms.territories, countries, use.territories),
    ({ territories }, { use }) => `covers ${nameTerritories(territories)}; asked for ${nameReach(use.territories)}`,
  ),
  constraint(
    "language.not-covered",
    ({ languages }) => languages !== "any",
    ({ terms }, { language }) => !coversLanguage(terms.languages, language),
    ({ languages }, { language }) =>
      `covers the languages ${listOf(languages) || "none"}; asked for ${language ?? "a column of unknown language"}`,
  ),
  constraint(
    "licensee.not-named",
    always,
    ({ licensees }, { use }) => !isNamedLicensee(licensees, use),
    (_terms, { use }, { licensees }) =>
      `is for ${nameLicensees(licensees)}; asked for ${use.outlet ?? "a channel of our own"}`,
  ),
  constraint(
    "outlet.not-covered",
    ({ onward }) => onward !== "anyone",
    ({ terms, licensees }, { use }) => licensees === "house" && !mayPassOn(terms.onward, use),
    ({ onward }, { use }) => `${nameOnward(onward)}; asked for ${use.outlet}`,
  ),
  constraint(
    "purpose.not-covered",
    ({ purpose }) => purpose === "non-commercial",
    (_clause, { use }) => use.purpose === "commercial",
    ({ purpose }, { use }) => `is for ${purpose} use; asked for ${use.purpose} use`,
  ),
  constraint(
    "paywall.not-covered",
    ({ paywall }) => !paywall,
    (_clause, { use }) => use.paywall,
    () => "allows no paywall; asked for a page that readers pay for",
  ),
  constraint(
    "ads.not-covered",
    ({ ads }) => ads !== "against",
    ({ terms }, { use }) => !allowsAds(terms.ads, use.ads),
    ({ ads }, { use }) => `allows advertisements: ${ads}; asked for: ${use.ads}`,
  ),
  constraint(
    "audience.not-covered",
    ({ audience }) => audience !== "any",
    ({ terms }, { use }) => terms.audience !== "any" && !terms.audience.includes(use.audience),
    ({ audience }, { use }) => `is for ${listOf(audience) || "no audience"}; asked for ${use.audience}`,
  ),
  constraint(
    "ai.not-allowed",
    always,
    ({ terms }, { use }) => use.ai.length > 0 && use.ai.some((asked) => terms.ai[asked] !== "allow"),
    (terms, { use: { ai } }) => {
      const refused = ai.filter((use) => terms.ai[use] !== "allow").map((use) => `${use} (${terms.ai[use]})`);
      return `does not allow machines to use it for ${refused.join(", ")}; asked for ${ai.join(", ")}`;
    },
  ),
  ...COMPONENTS.map((component) =>
    constraint(
      `component.${component}`,
      ({ components, creditMatch }) => components[component] !== "allow" || creditMatch.length > 0,
      ({ terms }, { decisive, work }) => decisive.includes(component) && !clearsComponent(terms, component, work),
      ({ components }) =>
        components[component] === "ask" ? `asks to be asked for the ${component}` : `does not cover the ${component}`,
    ),
  ),
  constraint(
    "edits.not-allowed",
    ({ edits }) => edits !== "free",
    ({ terms }, { use: { edits } }) => !allowsEdits(terms.edits, edits) && !isWithConsent(terms, edits),
    ({ edits }, { use }) => `allows ${edits}; asked for ${use.edits}`,
  ),
  constraint(
    "edits.to-be-asked",
    ({ editsWithConsent }) => editsWithConsent !== null,
    ({ terms }, { use: { edits } }) => !allowsEdits(terms.edits, edits) && isWithConsent(terms, edits),
    ({ edits, editsWithConsent }, { use }) =>
      `allows ${edits}, and ${editsWithConsent} with consent; asked for ${use.edits}`,
  ),
  constraint(
    "headline.not-allowed",
    ({ headline }) => headline !== "rewrite",
    ({ terms }, { use }) => HEADLINE_CHANGES.indexOf(use.headline) > HEADLINE_CHANGES.indexOf(terms.headline),
    ({ headline }, { use }) => `lets the headline ${headline}; asked to ${use.headline} it`,
  ),
  constraint(
    "excerpt.too-long",
    ({ excerpt }) => excerpt !== null,
    ({ terms }, { use, work }) => excerptFaults(terms.excerpt, use, work).length > 0,
    ({ excerpt }, { use, work }) => `allows an excerpt of ${excerptFaults(excerpt, use, work).join(", ")}`,
  ),
];

/** What fails for a clause whatever the clock says; what only the use decides is kept with the use. */
export function failing(clause: Clause, question: Question): readonly Constraint[] {
  const { bound } = clause;
  const ofUse = question.memory?.get(bound) ?? remembered(clause, question);
  if (bound.ofWork.length === 0) return ofUse;
  const ofWork = failingOf(bound.ofWork, clause, question);
  if (ofWork.length === 0) return ofUse;
  return ofUse.length === 0 ? ofWork : CONSTRAINTS.filter((one) => ofUse.includes(one) || ofWork.includes(one));
}

function remembered(clause: Clause, question: Question): readonly Constraint[] {
  const found = failingOf(clause.bound.ofUse, clause, question);
  question.memory?.set(clause.bound, found);
  return found;
}

function failingOf(asked: readonly Constraint[], clause: Clause, question: Question): readonly Constraint[] {
  let failed: Constraint[] | null = null;
  for (const candidate of asked) {
    if (candidate.fails(clause, question)) {
      failed ??= [];
      failed.push(candidate);
    }
  }
  return failed ?? NONE;
}

const NONE: readonly Constraint[] = [];

export function reasonFor({ code, says }: Constraint, clause: Clause, question: Question): Reason {
  return reason(code, says(clause, question), clause.id);
}

/** Pictures are cleared by credit where the terms name credits: every one must carry such a name. */
export function clearsComponent(terms: Terms, component: Component, { imageCredits }: WorkFacts): boolean {
  if (terms.components[component] !== "allow") return false;
  if (terms.creditMatch.length === 0 || (component !== "images" && component !== "graphics")) return true;
  const wanted = terms.creditMatch.map(foldedName);
  return imageCredits.every((credit) => credit !== null && wanted.some((name) => foldedName(credit).includes(name)));
}

function reachIsCovered(territories: Territories, countries: ReadonlySet<string>, asked: Reach): boolean {
  if (asked === "worldwide") return territories.include === "worldwide" && territories.exclude.length === 0;
  return asked.every((country) => countries.has(country));
}

/** Named outlets are licensees themselves; the house answers for whom it passes the work on to. */
function isNamedLicensee(licensees: Clause["licensees"], { outlet, outletGroups }: Use): boolean {
  if (typeof licensees === "string") return true;
  return outlet !== null && names(licensees, outlet, outletGroups);
}

function mayPassOn(onward: Onward, { outlet, outletGroups }: Use): boolean {
  if (outlet === null || onward === "anyone") return true;
  return onward !== "none" && names(onward, outlet, outletGroups);
}

function nameOnward(onward: Onward): string {
  if (onward === "none") return "does not allow passing the column on to an outlet";
  return onward === "anyone" ? "allows any outlet" : `allows passing on to ${nameOutlets(onward)}`;
}

function isWithConsent({ editsWithConsent }: Terms, edits: Use["edits"]): boolean {
  return editsWithConsent !== null && allowsEdits(editsWithConsent, edits);
}

/** `at most 100 words, asked for 120`; a size that nobody has counted exceeds every limit. */
function excerptFaults(limit: ExcerptLimit | null, { action, excerpt }: Use, work: WorkFacts): readonly string[] {
  if (limit === null || action !== "excerpt") return [];
  const units = ["words", "characters", "paragraphs"] as const;
  const faults = units.flatMap((unit) => fault(limit[unit], excerpt?.[unit] ?? null, unit));
  const words = excerpt?.words ?? null;
  const percent = words === null ? null : work.words === 0 ? 100 : (words * 100) / work.words;
  return [...faults, ...fault(limit.percent, percent, "percent of its words")];
}

function fault(most: number | null, size: number | null, unit: string): readonly string[] {
  if (most === null || (size !== null && size <= most)) return [];
  return [`at most ${most} ${unit}, asked for ${size === null ? "an uncounted size" : sizeInWords(most, size)}`];
}

function listOf(values: "any" | readonly string[]): string {
  return values === "any" ? "any" : values.join(", ");
}

/** Two decimals, unless that would hide by how little it is too much. */
function sizeInWords(most: number, size: number): string {
  const rounded = Number(size.toFixed(2));
  return String(rounded > most ? rounded : size);
}
