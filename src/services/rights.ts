import { newId } from "../domain/digest.js";
import { DomainError, type Problem } from "../domain/error.js";
import { currentVersion, excessOver, type LicenseVersion, type Terms } from "../domain/license.js";
import { unknownPlaceholders } from "../domain/notice.js";
import { amend as amendPermission, type PermissionRecord, revoke as revokePermission } from "../domain/permission.js";
import { type Actor, requireCapability } from "../domain/role.js";
import { isCountry } from "../domain/territory.js";
import type { Instant } from "../domain/window.js";
import type { AmendRequest, GrantRequest } from "../formats/shapes/requests.js";
import type { Desk } from "./desk.js";
import { getLicense, getPartner, getPermission } from "./reads.js";
import { recordLapses } from "./releases.js";

/**
 * Records that a grantor allowed, or forbade, uses of a partner's works under a license. The record holds from this
 * moment; its window says when the permission is in force.
 *
 * @throws DomainError `input.invalid` with a pointer for each problem; nothing is stored then.
 */
export async function grant(desk: Desk, actor: Actor, request: GrantRequest): Promise<{ readonly permission: string }> {
  requireCapability(actor, "grant");
  const permission = newId("perm");
  await desk.ledger.act(actor, "grant", async (at) => {
    const record = await recordOf(desk, request, at);
    return { events: [{ type: "permission.granted", permission, record }], result: undefined };
  });
  desk.afterwards(() => recordLapses(desk, request.partner));
  return { permission };
}

/** A new version; approvals and releases made under an earlier one keep citing that one. */
export async function amend(
  desk: Desk,
  actor: Actor,
  id: string,
  request: AmendRequest,
): Promise<{ readonly version: number }> {
  requireCapability(actor, "grant");
  const version = await desk.ledger.act(actor, "amend", async (at) => {
    const permission = await getPermission(desk, id);
    const record = await recordOf(desk, request, at);
    const event = amendPermission(permission, record, request.reason);
    return { events: [event], result: permission.versions.length + 1 };
  });
  desk.afterwards(() => recordLapses(desk, request.partner));
  return { version };
}

/** Ends a permission now. What stands on it is out of the very next response; the withdrawals are recorded after. */
export async function revoke(desk: Desk, actor: Actor, id: string, reason: string): Promise<void> {
  requireCapability(actor, "grant");
  const partner = await desk.ledger.act(actor, "revoke", async () => {
    const permission = await getPermission(desk, id);
    return { events: [revokePermission(permission, reason)], result: permission.partner };
  });
  desk.afterwards(() => recordLapses(desk, partner));
}

async function recordOf(desk: Desk, request: GrantRequest, at: Instant): Promise<PermissionRecord> {
  const partner = await getPartner(desk, request.partner);
  const license = currentVersion(await getLicense(desk, request.license));
  if (license === undefined) throw new DomainError("license.unknown", `The license ${request.license} has no terms.`);
  const terms = narrowed(license, request);
  const window = { from: millis(request.from) ?? at, until: millis(request.until) };
  const known = partner.sources.map(({ id }) => id);
  const problems = [
    ...excessOver(terms, license.terms).map(({ member, detail }) => ({ pointer: `/${member}`, detail })),
    ...windowProblems(request, window),
    ...countryProblems(terms),
    ...sourceProblems(request, known),
    ...noticeProblems(request),
  ];
  if (problems.length > 0) {
    const summary = problems.map(({ detail }) => detail).join(" ");
    throw new DomainError("input.invalid", `The permission was not recorded. ${summary}`, problems);
  }
  return {
    partner: request.partner,
    license: { id: request.license, digest: license.digest },
    grantor: request.grantor,
    rightsHolder: request.rightsHolder ?? partner.rightsHolder,
    works: request.works,
    terms,
    window,
    creditLine: request.creditLine,
    notice: request.notice,
    reference: request.reference,
    evidence: request.evidence,
  };
}

function narrowed(license: LicenseVersion, request: GrantRequest): Terms {
  const { territories, media, components, onward, edits } = { ...license.terms, ...request };
  return { ...license.terms, territories, media, components, onward, edits };
}

/** Instants are compared as text, so all of them carry milliseconds. */
function millis(instant: Instant | null): Instant | null {
  return instant === null ? null : new Date(instant).toISOString();
}

function windowProblems(
  { openEnded }: GrantRequest,
  window: { from: Instant; until: Instant | null },
): readonly Problem[] {
  if (window.until === null && !openEnded) {
    return [
      {
        pointer: "/until",
        detail: "Say until when it holds, or say openEnded: true; no permission is endless by default.",
      },
    ];
  }
  if (window.until !== null && openEnded) {
    return [{ pointer: "/openEnded", detail: "A permission with an end is not open-ended; leave one of the two out." }];
  }
  if (window.until !== null && window.until <= window.from) {
    return [{ pointer: "/until", detail: `The end ${window.until} must lie after the beginning ${window.from}.` }];
  }
  return [];
}

function countryProblems({ territories }: Terms): readonly Problem[] {
  const { include, exclude } = territories;
  const unknown = [...(include === "worldwide" ? [] : include), ...exclude].filter((code) => !isCountry(code));
  return unknown.map((code) => ({ pointer: "/territories", detail: `${code} is not an ISO 3166-1 alpha-2 code.` }));
}

function sourceProblems({ works, partner }: GrantRequest, known: readonly string[]): readonly Problem[] {
  return works.sources
    .filter((source) => !known.includes(source))
    .map((source) => ({
      pointer: "/works/sources",
      detail: `${partner} has no source ${source}; it has ${known.join(", ")}.`,
    }));
}

function noticeProblems({ notice }: GrantRequest): readonly Problem[] {
  return unknownPlaceholders(notice ?? "").map((name) => ({ pointer: "/notice", detail: `No notice has {${name}}.` }));
}
