import type { Override } from "../../../src/domain/override.js";
import type { Permission, PermissionVersion } from "../../../src/domain/permission.js";
import { REASONS, type ReasonCode } from "../../../src/domain/reasons.js";
import type { RightsRecord } from "../../../src/domain/rules.js";
import type { Component, Use } from "../../../src/domain/use.js";
import type { Instant } from "../../../src/domain/window.js";
import type { WorkFacts } from "../../../src/domain/works.js";
import {
  coversLanguage,
  coversWork,
  isWithin,
  milliseconds,
  namesOutlet,
  rankOfWorks,
  touchesPlaces,
} from "./obviousScope.js";
import { type Asked, clears, decisive, failuresOf } from "./obviousTerms.js";

/**
 * The whole rule once more, written from the documentation alone and only for tests: slow, obvious, without an index.
 * What it shares with the product are types and the table of reasons.
 */

/** A permission, or none, and why it refuses. */
export type Failure = readonly [permission: string | null, code: ReasonCode];

export interface Obvious {
  readonly verdict: "cleared" | "refused";
  readonly reliedOn: { readonly permission: string; readonly version: number } | null;
  readonly under: readonly { readonly permission: string; readonly version: number }[];
  /** The parts that are cleared, in the order asked for. */
  readonly components: readonly Component[];
  /** Of a refusal: what refuses whatever permission there is. */
  readonly bars: readonly Failure[];
  /** Of a refusal: each permission that covers the work, the nearest miss first by what is not lifted, with all that it fails in. */
  readonly misses: readonly (readonly Failure[])[];
  /** Of a refusal: all of these, sorted. */
  readonly codes: readonly Failure[];
}

interface Clause {
  readonly id: string;
  readonly version: PermissionVersion;
}

interface Candidate {
  readonly own: Clause;
  readonly chain: readonly Clause[];
  readonly failures: readonly Failure[];
}

export function obvious(use: Use, work: WorkFacts, record: RightsRecord, at: Instant): Obvious {
  const asked: Asked = { use, work, at, uses: record.uses ?? [] };
  const current = record.permissions.flatMap((permission) => clauseAt(permission, at));
  const covering = current.filter(({ version }) => isAbout(version, work));
  const lifted = liftedCodes(record.overrides ?? [], use, work, at);
  const isLifted = ([, code]: Failure) => lifted.includes(code);

  const inForce = covering.filter(({ version }) => isInForce(version, at));
  const prohibitions = inForce.filter(
    ({ version }) => version.record.terms.effect === "deny" && reaches(version, asked) && !isWaived(version, lifted),
  );
  const exclusive = lifted.includes("exclusivity.applies")
    ? []
    : inForce.filter(({ version }) => version.record.terms.effect === "allow" && excludes(version, asked));
  const bars: readonly Failure[] = [
    ...prohibitions
      .filter(({ version }) => forbids(version, use))
      .map(({ id }) => [id, "prohibition.applies"] as const),
    ...exclusive.map(({ id }) => [id, "exclusivity.applies"] as const),
  ];

  const candidates = covering
    .filter(({ version }) => version.record.terms.effect === "allow")
    .map((own) => candidateOf(own, current, asked));
  const passing = candidates.filter(({ failures }) => failures.every(isLifted));
  const [relied] = [...passing].sort(byPreference);
  if (bars.length > 0 || relied === undefined) return refusal(bars, candidates, isLifted, work);

  const isCleared = (component: Component) =>
    relied.chain.every(
      ({ version }) => clears(version.record.terms, component, work) || lifted.includes(`component.${component}`),
    ) && prohibitions.every(({ version }) => version.record.terms.components[component] !== "deny");
  const name = ({ id, version }: Clause) => ({ permission: id, version: version.version });
  return {
    verdict: "cleared",
    reliedOn: name(relied.own),
    under: relied.chain.slice(1).map(name),
    components: use.components.filter(isCleared),
    bars: [],
    misses: [],
    codes: [],
  };
}

function refusal(
  bars: readonly Failure[],
  candidates: readonly Candidate[],
  isLifted: (failure: Failure) => boolean,
  work: WorkFacts,
): Obvious {
  const none: Failure[] = candidates.length === 0 ? [[null, "permission.none"]] : [];
  if (none.length > 0 && work.reserved !== null) none.push([null, "stated.reserved"]);
  const misses = candidates
    .map(({ own, failures }) => ({ id: own.id, failures, left: failures.filter((one) => !isLifted(one)).length }))
    .sort((a, b) => a.left - b.left || (a.id < b.id ? -1 : 1))
    .map(({ failures }) => failures);
  const all = [...bars, ...none];
  return {
    verdict: "refused",
    reliedOn: null,
    under: [],
    components: [],
    bars: all,
    misses,
    codes: sorted([...all, ...misses.flat()]),
  };
}

export function sorted(failures: readonly Failure[]): readonly Failure[] {
  const text = ([permission, code]: Failure) => `${permission ?? ""} ${code}`;
  return [...failures].sort((a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0));
}

function clauseAt({ id, versions }: Permission, at: Instant): readonly Clause[] {
  const begun = versions.filter(({ since }) => milliseconds(since) <= milliseconds(at));
  const last = begun[begun.length - 1];
  return last === undefined ? [] : [{ id, version: last }];
}

function isAbout({ record }: PermissionVersion, work: WorkFacts): boolean {
  return record.partner === work.partner && coversWork(record.works, work);
}

function isInForce({ state, record }: PermissionVersion, at: Instant): boolean {
  return state === "active" && isWithin(record.window, at);
}

/** Its own failures, and those of all that it stands under, each under the name of the permission that fails. */
function candidateOf(own: Clause, current: readonly Clause[], asked: Asked): Candidate {
  const chain: Clause[] = [];
  const failures: Failure[] = [];
  let next: Clause | undefined = own;
  while (next !== undefined) {
    const clause: Clause = next;
    chain.push(clause);
    failures.push(...failuresOf(clause.id, clause.version, asked).map((code): Failure => [clause.id, code]));
    next = undefined;
    const { parent } = clause.version.record;
    if (parent === null) continue;
    const above = current.find(({ id, version }) => id === parent && version.record.terms.effect === "allow");
    if (above === undefined) failures.push([clause.id, "parent.missing"]);
    else if (chain.some(({ id }) => id === parent)) failures.push([clause.id, "parent.circular"]);
    else if (!isAbout(above.version, asked.work)) failures.push([clause.id, "parent.other-works"]);
    else next = above;
  }
  return { own, chain, failures };
}

function byPreference(a: Candidate, b: Candidate): number {
  const needsNothing = ({ failures }: Candidate) => (failures.length === 0 ? 0 : 1);
  if (needsNothing(a) !== needsNothing(b)) return needsNothing(a) - needsNothing(b);
  const rank = ({ own }: Candidate) => rankOfWorks(own.version.record.works);
  if (rank(a) !== rank(b)) return rank(a) > rank(b) ? -1 : 1;
  const end = ({ own }: Candidate) => {
    const { until } = own.version.record.window;
    return until === null ? Number.POSITIVE_INFINITY : milliseconds(until);
  };
  if (end(a) !== end(b)) return end(a) > end(b) ? -1 : 1;
  return a.own.id < b.own.id ? -1 : 1;
}

function liftedCodes(
  overrides: readonly Override[],
  { channel }: Use,
  { id }: WorkFacts,
  at: Instant,
): readonly ReasonCode[] {
  return overrides
    .filter((given) => given.item === id && (given.channel === null || given.channel === channel))
    .filter(({ givenAt, until }) => isWithin({ from: givenAt, until }, at))
    .filter(({ endedAt }) => endedAt === null || milliseconds(at) < milliseconds(endedAt))
    .flatMap(({ codes }) => codes)
    .filter((code) => REASONS[code].overridable);
}

function isWaived({ record }: PermissionVersion, lifted: readonly ReasonCode[]): boolean {
  return !record.terms.absolute && lifted.includes("prohibition.applies");
}

/** Whether a prohibition is about the use at all: one that misses it in any respect is not. */
function reaches({ record }: PermissionVersion, { use, work }: Asked): boolean {
  const { actions, media, territories, languages, audience, onward } = record.terms;
  const language = use.language ?? work.language;
  const isNamed = (names: typeof onward) =>
    names === "none" || names === "anyone" || (use.outlet !== null && namesOutlet(names, use.outlet, use.outletGroups));
  return (
    actions.includes(use.action) &&
    (media === "any" || media.includes(use.medium)) &&
    touchesPlaces(territories, use.territories) &&
    (languages === "any" || language === null || coversLanguage(languages, language)) &&
    (audience === "any" || audience.includes(use.audience)) &&
    isNamed(onward)
  );
}

function forbids({ record }: PermissionVersion, use: Use): boolean {
  const { components, ai } = record.terms;
  return decisive(use).some((part) => components[part] === "deny") || use.ai.some((machine) => ai[machine] === "deny");
}

/** Whether exclusivity that others were given stops this receiver: where it runs, and is not used up. */
function excludes({ record }: PermissionVersion, { use, work, at, uses }: Asked): boolean {
  const { exclusivity, licensees } = record;
  if (exclusivity === null || licensees === "anyone" || licensees === "house") return false;
  const isLicensee = (outlet: string | null, groups: readonly string[]) =>
    outlet !== null && namesOutlet(licensees, outlet, groups);
  const isUsed = uses.some(
    (one) =>
      one.item === work.id && milliseconds(one.at) <= milliseconds(at) && isLicensee(one.outlet, one.outletGroups),
  );
  return (
    !isLicensee(use.outlet, use.outletGroups) &&
    touchesPlaces(exclusivity.territories, use.territories) &&
    (exclusivity.media === "any" || exclusivity.media.includes(use.medium)) &&
    !hasTermEnded(exclusivity.until, at) &&
    !(exclusivity.kind === "first" && isUsed)
  );
}

function hasTermEnded(until: Instant | null, at: Instant): boolean {
  return until !== null && milliseconds(until) <= milliseconds(at);
}
