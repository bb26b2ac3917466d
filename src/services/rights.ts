import { DomainError, type Problem } from "../domain/error.js";
import type { Entry } from "../domain/event.js";
import { excessOver } from "../domain/excess.js";
import { type Conflict, conflictsOf } from "../domain/exclusivity.js";
import { MAX_PARENTS } from "../domain/inquiry.js";
import {
  amend as amendPermission,
  completeRecord,
  latestVersion,
  move as movePermission,
  type Permission,
  type PermissionMoved,
  type PermissionRecord,
  revoke as revokePermission,
} from "../domain/permission.js";
import { stateAfter } from "../domain/permissionState.js";
import { isRecorded, revocationSince } from "../domain/permissionVersion.js";
import { type Actor, requireCapability } from "../domain/role.js";
import type { Instant } from "../domain/window.js";
import type { AmendRequest, GrantRequest, MoveRequest, RevokeRequest } from "../formats/shapes/grants.js";
import { recordOf, refuse } from "./agreement.js";
import type { Desk } from "./desk.js";
import { recordLapses } from "./lapses.js";
import { type Asked, eventsIn, repeated } from "./once.js";
import { getPermission, permissionsOf } from "./reads.js";
import { isSentAgain } from "./sentAgain.js";
import { requireVersion } from "./staleness.js";

export interface Granted {
  readonly permission: string;
  /** Conflicts of exclusivity that the request accepts, each naming both sides. */
  readonly conflicts: readonly Conflict[];
}

/**
 * Records that a grantor allowed, or forbade, uses of a partner's works under a license. The record holds from this
 * moment; its window says when the permission is in force.
 *
 * @throws DomainError `input.invalid` with a pointer for each problem, `permission.conflict` where it breaks somebody's
 * exclusivity; nothing is stored then.
 */
export async function grant(
  desk: Desk,
  actor: Actor,
  request: GrantRequest,
  asked: Asked | null = null,
): Promise<Granted> {
  requireCapability(actor, "grant");
  const permission = desk.newId("perm", desk.now());
  const recall = async (entry: Entry) => {
    const [first] = eventsIn(entry, "permission.granted");
    const conflicts = await conflictsWith(desk, first.permission, completeRecord(first.record));
    const accepted = conflicts.filter((conflict) => request.acceptsConflictsWith.includes(conflict.permission));
    return { permission: first.permission, conflicts: accepted };
  };
  const decide = async (at: Instant) => {
    const checked = await checkedRecord(desk, permission, request, at);
    const { state } = request;
    return {
      events: [{ type: "permission.granted", permission, record: checked.record, state } as const],
      result: { permission, conflicts: checked.conflicts },
    };
  };
  const granted = await desk.ledger.act<Granted>(actor, "grant", decide, repeated(asked, recall));
  desk.afterwards(() => recordLapses(desk, { partner: request.partner }));
  return granted;
}

export interface Amended {
  readonly version: number;
  readonly conflicts: readonly Conflict[];
}

/**
 * A new version; approvals and releases made under an earlier one keep citing that one. The same amendment sent again
 * changes nothing.
 *
 * @throws DomainError `version.missing`, `permission.stale` where it was not read from the latest version.
 */
export async function amend(desk: Desk, actor: Actor, id: string, request: AmendRequest): Promise<Amended> {
  requireCapability(actor, "grant");
  const amended = await desk.ledger.act(actor, "amend", async (at) => {
    const permission = await getPermission(desk, id);
    const { version, recordedAt } = latestVersion(permission);
    const isNext = request.version === version;
    if (!isNext && request.version !== version - 1) await requireVersion(desk, permission, request.version);
    const { record, conflicts } = await checkedRecord(desk, id, request, isNext ? at : recordedAt);
    const { reason } = request;
    const sent = { type: "permission.amended", permission: id, record, reason } as const;
    if (isRecorded(permission, request.version, sent)) return { events: [], result: { version, conflicts } };
    await requireVersion(desk, permission, request.version);
    const event = amendPermission(permission, record, reason, at);
    return { events: [event], result: { version: version + 1, conflicts } };
  });
  desk.afterwards(() => recordLapses(desk, { partner: request.partner }));
  return amended;
}

export interface Revoked {
  /** From when on it counts: now, or after the days of notice. */
  readonly effectiveAt: Instant;
}

/**
 * Ends a permission. What stands on it leaves with the very next response after it takes effect. The same revocation sent
 * again changes nothing.
 *
 * @throws DomainError `permission.stale` where it names another version than the latest; to name none is to end it however it stands.
 */
export async function revoke(desk: Desk, actor: Actor, id: string, request: RevokeRequest): Promise<Revoked> {
  requireCapability(actor, "grant");
  const { partner, effectiveAt } = await desk.ledger.act(actor, "revoke", async (at) => {
    const permission = await getPermission(desk, id);
    const { state, since } = latestVersion(permission);
    if (state === "revoked" && since === revocationSince(permission, request.effect))
      return { events: [], result: { partner: permission.partner, effectiveAt: since } };
    if (request.version !== null) await requireVersion(desk, permission, request.version);
    const event = revokePermission(permission, request.reason, request.effect, at);
    return { events: [event], result: { partner: permission.partner, effectiveAt: event.effectiveAt ?? at } };
  });
  desk.afterwards(() => recordLapses(desk, { partner }));
  return { effectiveAt };
}

/**
 * Submits, activates, declines, suspends, resumes or supersedes a permission, as the table of transitions allows. The same
 * move sent again changes nothing.
 *
 * @throws DomainError `permission.stale` where it names another version than the latest.
 */
export async function moveState(
  desk: Desk,
  actor: Actor,
  id: string,
  by: PermissionMoved["move"],
  request: MoveRequest,
): Promise<{ readonly state: string }> {
  requireCapability(actor, "grant");
  const { partner, state } = await desk.ledger.act(actor, by, async (at) => {
    const permission = await getPermission(desk, id);
    const successor = by === "supersede" ? await successorOf(desk, permission, request) : null;
    const sent = { reason: request.reason, state: stateAfter(by), successor };
    const wanted = { type: "permission.moved", permission: id, move: by, ...sent } as const;
    const isAgain =
      request.version === null
        ? latestVersion(permission).state === sent.state &&
          (await isSentAgain(desk, { actor, act: by, subject: `permission:${id}`, event: wanted }))
        : isRecorded(permission, request.version, wanted);
    if (isAgain) return { events: [], result: { partner: permission.partner, state: sent.state } };
    if (request.version !== null) await requireVersion(desk, permission, request.version);
    const event = movePermission(permission, { move: by, reason: request.reason, successor }, at);
    return { events: [event], result: { partner: permission.partner, state: event.state } };
  });
  desk.afterwards(() => recordLapses(desk, { partner }));
  return { state };
}

async function successorOf(desk: Desk, permission: Permission, { successor }: MoveRequest): Promise<string> {
  const problem = (detail: string) => refuse("Nothing was changed.", [{ pointer: "/successor", detail }]);
  if (successor === null) problem("Name the permission that takes its place.");
  if (successor === permission.id) problem("A permission does not take its own place.");
  const next = await getPermission(desk, successor ?? "");
  if (next.partner !== permission.partner) problem(`${next.id} is about another partner, ${next.partner}.`);
  return next.id;
}

interface Checked {
  readonly record: PermissionRecord;
  readonly conflicts: readonly Conflict[];
}

/** Everything about a record that can be wrong, before it is written: by itself, above it, and beside it. */
export async function checkedRecord(desk: Desk, id: string, request: GrantRequest, at: Instant): Promise<Checked> {
  const record = await recordOf(desk, request, at);
  refuse("The permission was not recorded.", await parentProblems(desk, id, record));
  const conflicts = await conflictsWith(desk, id, record);
  const open = conflicts.filter(({ permission }) => !request.acceptsConflictsWith.includes(permission));
  if (open.length > 0) {
    throw new DomainError(
      "permission.conflict",
      `The permission was not recorded. ${open.map(({ sentence }) => sentence).join(" ")} Settle it, or record it knowingly ` +
        `with "acceptsConflictsWith".`,
      open.map(({ permission, sentence }) => ({
        pointer: "/acceptsConflictsWith",
        detail: `${permission}: ${sentence}`,
      })),
    );
  }
  return { record, conflicts };
}

async function conflictsWith(desk: Desk, id: string, record: PermissionRecord): Promise<readonly Conflict[]> {
  const others = (await permissionsOf(desk, record.partner)).map((other) => ({
    id: other.id,
    version: latestVersion(other),
  }));
  return conflictsOf(id, record, others);
}

async function parentProblems(desk: Desk, id: string, record: PermissionRecord): Promise<readonly Problem[]> {
  if (record.parent === null) return [];
  const seen = new Set([id]);
  let above: string | null = record.parent;
  let first: PermissionRecord | null = null;
  while (above !== null) {
    if (seen.has(above))
      return [parentProblem(`${above} leads back to this permission; rights cannot stand on themselves.`)];
    if (seen.size > MAX_PARENTS) return [parentProblem(`More than ${MAX_PARENTS} permissions stand above it.`)];
    seen.add(above);
    const found: PermissionRecord | null = await recordAbove(desk, above);
    if (found === null) return [parentProblem(`There is no permission ${above}.`)];
    first ??= found;
    above = found.parent;
  }
  return first === null ? [] : excessOverParent(record, first, record.parent);
}

async function recordAbove(desk: Desk, id: string): Promise<PermissionRecord | null> {
  try {
    return latestVersion(await getPermission(desk, id)).record;
  } catch (error) {
    if (error instanceof DomainError && error.code === "permission.unknown") return null;
    throw error;
  }
}

function parentProblem(detail: string): Problem {
  return { pointer: "/parent", detail };
}

/** Rights out are within rights in: the terms, the time, the works of one partner, and the outlets it may go on to. */
function excessOverParent(record: PermissionRecord, parent: PermissionRecord, id: string): readonly Problem[] {
  if (record.terms.effect === "deny") return [];
  // Duties of the parent pass through by themselves.
  const problems = excessOver(record.terms, { ...parent.terms, duties: [] }, id).map(({ member, detail }) => ({
    pointer: `/${member}`,
    detail,
  }));
  if (parent.partner !== record.partner)
    problems.push(parentProblem(`${id} is about another partner, ${parent.partner}.`));
  const { until } = parent.window;
  if (until !== null && (record.window.until === null || record.window.until > until)) {
    problems.push({ pointer: "/until", detail: `${id} ends at ${until}; what stands on it ends no later.` });
  }
  const { licensees } = record;
  const { onward } = parent.terms;
  const outlets = typeof licensees === "string" ? [] : licensees.outlets;
  const beyond =
    onward === "anyone" || parent.licensees === "anyone"
      ? []
      : outlets.filter((outlet) => onward === "none" || !onward.outlets.includes(outlet));
  if (beyond.length > 0 && (onward === "none" || (onward !== "anyone" && (onward.groups ?? []).length === 0))) {
    problems.push({
      pointer: "/licensees",
      detail: `${id} does not allow passing the work on to ${beyond.join(", ")}.`,
    });
  }
  return problems;
}
