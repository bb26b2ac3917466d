import { digestOf } from "../domain/digest.js";
import { DomainError, type Problem } from "../domain/error.js";
import { type PermissionGranted, versionAt } from "../domain/permission.js";
import { type Actor, requireCapability } from "../domain/role.js";
import type { Instant } from "../domain/window.js";
import type { AgreedRecord } from "../formats/odrl/readPolicy.js";
import { readPolicy } from "../formats/odrl/readPolicy.js";
import { type PolicyJson, writeClearance, writePermission } from "../formats/odrl/writePolicy.js";
import type { GrantRequest } from "../formats/shapes/grants.js";
import type { ImportRequest } from "../formats/shapes/requests.js";
import { requestOf } from "./agreement.js";
import type { Desk } from "./desk.js";
import { recordLapses } from "./lapses.js";
import { type Asked, eventsIn, repeated } from "./once.js";
import { answerWithWork } from "./questions.js";
import { getPermission } from "./reads.js";
import { checkedRecord } from "./rights.js";
import { knownPermissions } from "./rulebook.js";

/** The version of a permission that counts at an instant, as ODRL. */
export async function permissionPolicy(desk: Desk, actor: Actor, id: string, at: Instant | null): Promise<PolicyJson> {
  requireCapability(actor, "read");
  const { partner } = await getPermission(desk, id);
  const permission = (await knownPermissions(desk, partner)).find((one) => one.id === id);
  const version = permission === undefined ? undefined : versionAt(permission, at ?? desk.now());
  if (version === undefined) throw new DomainError("permission.unknown", `${id} was not on record at ${at}.`);
  return writePermission({ id, version });
}

/** The answer for a column in a channel at an instant, as ODRL. */
export async function clearancePolicy(
  desk: Desk,
  actor: Actor,
  item: string,
  channel: string,
  at: Instant | null,
): Promise<PolicyJson> {
  const { answer, work } = await answerWithWork(desk, actor, { item, work: null, channel, use: {}, at });
  return writeClearance({ clearance: answer.clearance, use: answer.use, work, at: answer.at });
}

/**
 * What a policy says, as the permissions that it would be recorded as.
 *
 * @throws DomainError `policy.refused` with a pointer for each term that the desk cannot honour: nothing of it is taken then.
 */
export async function readAgreed(policy: unknown): Promise<readonly AgreedRecord[]> {
  const { agreed, problems } = await readPolicy(policy);
  if (problems.length === 0 && agreed.length > 0) return agreed;
  const found = problems.length > 0 ? problems : [{ pointer: "", detail: "holds no permission and no prohibition." }];
  throw new DomainError(
    "policy.refused",
    `The policy was not taken: ${found.map(({ detail }) => detail).join(" ")} What the desk cannot honour, it does not permit.`,
    found,
  );
}

export interface Imported {
  readonly permissions: readonly string[];
}

/**
 * Records a policy's permissions and prohibitions, all or none, as pending unless the request says otherwise: a person
 * activates them.
 */
export async function importPolicy(
  desk: Desk,
  actor: Actor,
  request: ImportRequest,
  asked: Asked | null = null,
): Promise<Imported> {
  requireCapability(actor, "grant");
  const agreed = await readAgreed(request.policy);
  const requests = agreed.map((record) => grantFrom(record, request));
  const decide = async (at: Instant) => {
    const events: PermissionGranted[] = [];
    for (const wanted of requests) {
      const permission = desk.newId("perm", at);
      const { record } = await checkedRecord(desk, permission, wanted, at);
      events.push({ type: "permission.granted", permission, record, state: wanted.state });
    }
    return { events, result: { permissions: events.map(({ permission }) => permission) } };
  };
  const repeat = repeated(asked, (entry) => ({
    permissions: eventsIn(entry, "permission.granted").map(({ permission }) => permission),
  }));
  const imported = await desk.ledger.act<Imported>(actor, "grant", decide, repeat);
  for (const partner of new Set(requests.map((wanted) => wanted.partner))) {
    desk.afterwards(() => recordLapses(desk, { partner }));
  }
  return imported;
}

/** What the policy does not say, the request does: who it is about, and under which license it is recorded. */
function grantFrom({ state: _state, ...record }: AgreedRecord, request: ImportRequest): GrantRequest {
  const partner = request.partner ?? record.partner;
  const license = request.license ?? record.license?.id ?? null;
  const problems: Problem[] = [];
  if (partner === "")
    problems.push({ pointer: "/partner", detail: "The policy names no partner of this desk; name one." });
  if (license === null)
    problems.push({ pointer: "/license", detail: "The policy cites no license of this desk; name one." });
  if (license === null || problems.length > 0) {
    throw new DomainError("input.invalid", problems.map(({ detail }) => detail).join(" "), problems);
  }
  const cited = record.license ?? { id: license, digest: digestOf(request.policy) };
  const imported = {
    kind: "contract",
    note: "ODRL policy as it was imported",
    digest: digestOf(request.policy),
  } as const;
  const evidence = [...record.evidence, { ...imported, url: null, capturedAt: null, capturedBy: null }];
  return { ...requestOf({ ...record, partner, license: { ...cited, id: license }, evidence }), state: request.state };
}
