import { parameterProblems } from "../domain/duty.js";
import { DomainError, type Problem } from "../domain/error.js";
import { excessOver } from "../domain/excess.js";
import type { Exclusivity } from "../domain/exclusivity.js";
import { currentVersion, type LicenseVersion } from "../domain/license.js";
import { unknownPlaceholders } from "../domain/notice.js";
import type { Partner } from "../domain/partner.js";
import { type Evidence, kindOf, noteOf, type PermissionRecord, type Reference } from "../domain/permission.js";
import { completeComponents, completeTerms, type Terms, type TermsGiven } from "../domain/terms.js";
import { contradictions, expandGroups, isCountry, namesAgain, type Territories } from "../domain/territory.js";
import { type Instant, plusDays, type Window } from "../domain/window.js";
import { completeWorks, type Works, workContradictions } from "../domain/works.js";
import type { GrantRequest } from "../formats/shapes/grants.js";
import type { Desk } from "./desk.js";
import { getLicense, getPartner } from "./reads.js";

/**
 * What was agreed, as a record: the current version of the license, narrowed by what the request says.
 *
 * @throws DomainError `input.invalid` with a pointer for each problem; `license.unknown`, `partner.unknown`.
 */
export async function recordOf(desk: Desk, request: GrantRequest, at: Instant): Promise<PermissionRecord> {
  const partner = await getPartner(desk, request.partner);
  const license = currentVersion(await getLicense(desk, request.license));
  if (license === undefined) throw new DomainError("license.unknown", `The license ${request.license} has no terms.`);
  const record = composed(request, partner, license, at);
  refuse("The permission was not recorded.", [
    ...excessOver(record.terms, license.terms).map(({ member, detail }) => ({ pointer: `/${member}`, detail })),
    ...problemsOf(request, record),
    ...sourceProblems(record.works, partner),
  ]);
  return record;
}

/** The request that says what a record says: what an amendment starts from. */
export function requestOf(record: PermissionRecord): GrantRequest {
  const { license, window, terms, exclusivity, ...said } = record;
  const { effect: _effect, ...narrowing } = terms;
  return {
    ...said,
    ...narrowing,
    territories: namesAgain(terms.territories),
    license: license.id,
    state: "active",
    from: window.from,
    until: window.until,
    openEnded: window.until === null,
    exclusivity: exclusivity === null ? null : { ...exclusivity, territories: namesAgain(exclusivity.territories) },
    acceptsConflictsWith: [],
    reference: null,
  };
}

/** @throws DomainError `input.invalid` where there is any problem. */
export function refuse(what: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const summary = problems.map(({ detail }) => detail).join(" ");
  throw new DomainError("input.invalid", `${what} ${summary}`, problems);
}

function composed(request: GrantRequest, partner: Partner, license: LicenseVersion, at: Instant): PermissionRecord {
  const works = completeWorks(request.works);
  const terms = narrowed(license.terms, request);
  const { direction, parent, grantor, creditLine, notice, fee, contributorPayment } = request;
  return {
    partner: request.partner,
    direction,
    parent,
    kind: request.kind ?? kindOf({ grantor, works }),
    license: { id: request.license, digest: license.digest },
    grantor,
    rightsHolder: request.rightsHolder ?? partner.rightsHolder,
    licensees: request.licensees ?? (grantor.basis === "license-text" ? "anyone" : "house"),
    works,
    terms,
    window: { from: request.from ?? at, until: request.until },
    exclusivity: exclusivityOf(request, terms),
    creditLine,
    notice,
    references: referencesOf(request),
    evidence: evidenceOf(request.evidence),
    fee,
    contributorPayment,
    reviewBy: request.reviewBy,
  };
}

/** Members of the license's terms that a request may say anew. */
const NARROWING = [
  "absolute",
  "actions",
  "ask",
  "media",
  "languages",
  "creditMatch",
  "onward",
  "edits",
  "editsWithConsent",
  "headline",
  "purpose",
  "paywall",
  "ads",
  "audience",
  "useWithinDays",
  "maxUses",
  "maxDays",
  "afterEnd",
  "searchWish",
  "revocable",
  "noticeDays",
] as const satisfies readonly (keyof Terms)[];

function narrowed(license: Terms, request: GrantRequest): Terms {
  const said = Object.fromEntries(
    NARROWING.filter((member) => request[member] !== undefined).map((member) => [member, request[member]]),
  );
  const { territories, components, ai, excerpt, embargo, duties } = request;
  const given: TermsGiven = {
    ...license,
    ...said,
    ...(territories === undefined ? {} : { territories: expandGroups(territories) }),
    ...(components === undefined ? {} : { components: completeComponents(components) }),
    ...(ai === undefined ? {} : { ai }),
    ...(excerpt === undefined ? {} : { excerpt }),
    ...(embargo === undefined ? {} : { embargo }),
    ...(duties === undefined ? {} : { duties }),
  };
  return completeTerms(given);
}

function exclusivityOf({ exclusivity }: GrantRequest, terms: Terms): Exclusivity | null {
  if (exclusivity === null) return null;
  const territories = exclusivity.territories === null ? terms.territories : expandGroups(exclusivity.territories);
  return {
    kind: exclusivity.kind,
    territories,
    media: exclusivity.media ?? terms.media,
    until: exclusivity.until,
  };
}

function referencesOf({ reference, references }: GrantRequest): readonly Reference[] {
  return reference === null ? references : [{ kind: "other", number: reference }, ...references];
}

function evidenceOf(evidence: GrantRequest["evidence"]): readonly Evidence[] {
  if (typeof evidence === "string") return [noteOf(evidence)];
  return evidence.map((piece) => ({ ...noteOf(piece.note), ...piece, capturedAt: piece.capturedAt ?? null }));
}

function problemsOf(request: GrantRequest, record: PermissionRecord): readonly Problem[] {
  const { terms, works } = record;
  return [
    ...windowProblems(request, record),
    ...territoryProblems(terms.territories, "/territories"),
    ...(record.exclusivity === null
      ? []
      : territoryProblems(record.exclusivity.territories, "/exclusivity/territories")),
    ...workContradictions(works).map((name) => ({
      pointer: "/works/except",
      detail: `“${name}” is both covered and excepted; leave it out of one of the two.`,
    })),
    ...orderedWindow(works.published, "/works/published/until"),
    ...termContradictions(terms),
    ...partyProblems(record),
    ...dutyProblems(terms),
    ...unknownPlaceholders(request.notice ?? "").map((name) => ({
      pointer: "/notice",
      detail: `No notice has {${name}}.`,
    })),
  ];
}

function windowProblems({ openEnded }: GrantRequest, { window, terms }: PermissionRecord): readonly Problem[] {
  const { from, until } = window;
  if (until === null && !openEnded) {
    return [
      {
        pointer: "/until",
        detail: "Say until when it holds, or say openEnded: true; no permission is endless by default.",
      },
    ];
  }
  if (until !== null && openEnded) {
    return [{ pointer: "/openEnded", detail: "A permission with an end is not open-ended; leave one of the two out." }];
  }
  const latest = terms.maxDays === null || from === null ? null : plusDays(from, terms.maxDays);
  if (latest !== null && (until === null || until > latest)) {
    return [
      {
        pointer: "/until",
        detail: `It may hold for ${terms.maxDays} days at most; the last possible end is ${latest}.`,
      },
    ];
  }
  return orderedWindow(window, "/until");
}

function orderedWindow(window: Window | null, pointer: string): readonly Problem[] {
  if (window === null || window.from === null || window.until === null || window.from < window.until) return [];
  return [{ pointer, detail: `The end ${window.until} must lie after the beginning ${window.from}.` }];
}

function territoryProblems(territories: Territories, pointer: string): readonly Problem[] {
  const { include, exclude } = territories;
  const unknown = (codes: readonly string[], member: string) =>
    codes
      .map((code, index) => ({ code, pointer: `${pointer}/${member}/${index}` }))
      .filter(({ code }) => !isCountry(code))
      .map(({ code, pointer: place }) => ({
        pointer: place,
        detail: `${code} is not an ISO 3166-1 alpha-2 code, and no group of countries that the desk knows.`,
      }));
  return [
    ...(include === "worldwide" ? [] : unknown(include, "include")),
    ...unknown(exclude, "exclude"),
    ...contradictions(territories).map((code) => ({
      pointer: `${pointer}/exclude`,
      detail: `${code} is both included and excluded; leave it out of one of the two.`,
    })),
  ];
}

function termContradictions(terms: Terms): readonly Problem[] {
  const both = terms.ask.filter((action) => terms.actions.includes(action));
  const problems: Problem[] = both.map((action) => ({
    pointer: "/ask",
    detail: `${action} is both allowed and to be asked for; leave it out of one of the two.`,
  }));
  if (terms.absolute && terms.effect === "allow") {
    problems.push({ pointer: "/absolute", detail: "Only a prohibition can be absolute." });
  }
  if (terms.effect === "deny" && terms.ask.length > 0) {
    problems.push({ pointer: "/ask", detail: "A prohibition has nothing to be asked for." });
  }
  return problems;
}

function partyProblems({ direction, parent, licensees, exclusivity, terms }: PermissionRecord): readonly Problem[] {
  const problems: Problem[] = [];
  if (direction === "outbound" && parent === null && terms.effect === "allow") {
    problems.push({
      pointer: "/parent",
      detail: "Rights that we give stand on rights that we have: name the permission.",
    });
  }
  if (direction === "outbound" && licensees === "house") {
    problems.push({
      pointer: "/licensees",
      detail: "Rights that we give are for outlets or for anyone, not for this house.",
    });
  }
  if (direction === "inbound" && parent !== null) {
    problems.push({ pointer: "/direction", detail: "Only outbound permissions stand under a parent." });
  }
  if (exclusivity !== null && licensees === "anyone") {
    problems.push({ pointer: "/exclusivity", detail: "What is for anyone is exclusive to nobody." });
  }
  if (exclusivity !== null && terms.effect === "deny") {
    problems.push({ pointer: "/exclusivity", detail: "A prohibition is exclusive to nobody." });
  }
  if (typeof licensees !== "string" && licensees.outlets.length + (licensees.groups?.length ?? 0) === 0) {
    problems.push({ pointer: "/licensees", detail: "Name at least one outlet or group." });
  }
  return problems;
}

function dutyProblems({ duties }: Terms): readonly Problem[] {
  return duties.flatMap((duty, index) =>
    parameterProblems(duty).map(({ name, detail }) => ({ pointer: `/duties/${index}/parameters/${name}`, detail })),
  );
}

function sourceProblems(works: Works, partner: Partner): readonly Problem[] {
  const known = partner.sources.map(({ id }) => id);
  const unknown = (sources: readonly string[], pointer: string) =>
    sources
      .filter((source) => !known.includes(source))
      .map((source) => ({ pointer, detail: `${partner.id} has no source ${source}; it has ${known.join(", ")}.` }));
  return [...unknown(works.sources, "/works/sources"), ...unknown(works.except.sources, "/works/except/sources")];
}
