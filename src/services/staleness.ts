import { DomainError } from "../domain/error.js";
import type { DomainEvent, Entry } from "../domain/event.js";
import { latestVersion, type Permission } from "../domain/permission.js";
import { changedSince } from "../domain/permissionVersion.js";
import { namesOfPeople } from "./accounts.js";
import type { Desk } from "./desk.js";
import { withVersions } from "./versions.js";

/** Entries about the permission that are looked through for who changed it. */
const ENTRIES_LOOKED_AT = 200;

/**
 * Refuses an act that replaces a record, where that record is not the one it was read from.
 *
 * @param named the version that the act was decided from; null where the request names none.
 * @throws DomainError `version.missing`; `permission.stale` with who changed what meanwhile.
 */
export async function requireVersion(desk: Desk, permission: Permission, named: number | null): Promise<void> {
  const { version } = latestVersion(permission);
  if (named === version) return;
  if (named === null) {
    throw new DomainError(
      "version.missing",
      `Name the version of ${permission.id} that this was decided from, as "version" in the body or as If-Match; ` +
        `nothing was changed. The latest is ${version}.`,
    );
  }
  const changes = await changesSince(desk, permission, named);
  throw new DomainError(
    "permission.stale",
    `${permission.id} was changed since version ${named} was read; nothing was recorded. ${changes}` +
      `Look at version ${version}, and send what still holds with that version.`,
    changedSince(await withVersions(desk, permission), named).map((member) => ({
      pointer: `/${POINTERS[member] ?? member}`,
      detail: `Changed since version ${named}: ${WORDS[member] ?? member}.`,
    })),
  );
}

/** One sentence for each change since a version, as far as it is found among the latest entries. */
async function changesSince(desk: Desk, permission: Permission, named: number): Promise<string> {
  const wanted = latestVersion(permission).version - named;
  const entries = await desk.ledger.entries({ subject: `permission:${permission.id}`, limit: ENTRIES_LOOKED_AT });
  const changes = entries.flatMap((entry) => entry.events.map((event) => ({ entry, event })));
  const own = changes.filter(({ event }) => isChangeOf(event, permission.id)).slice(0, Math.max(wanted, 0));
  const names = await namesOfPeople(
    desk,
    own.map(({ entry }) => entry.actor.id),
  );
  return own
    .reverse()
    .map(({ entry, event }) => sentence(entry, event, names))
    .join("");
}

function isChangeOf(event: DomainEvent, id: string): boolean {
  return event.type.startsWith("permission.") && "permission" in event && event.permission === id;
}

function sentence({ actor, at }: Entry, event: DomainEvent, names: ReadonlyMap<string, string>): string {
  const what = event.type === "permission.moved" ? `made it ${event.state}` : event.type.replace("permission.", "");
  const done = event.type === "permission.moved" ? what : `${what} it`;
  const reason = "reason" in event ? ` (“${event.reason}”)` : "";
  return `${names.get(actor.id) ?? actor.id} ${done} at ${at}${reason}. `;
}

/** Where the form and the API have a member of the record under another name. */
const POINTERS: Readonly<Record<string, string>> = { terms: "edits", window: "until", references: "reference" };

const WORDS: Readonly<Record<string, string>> = {
  terms: "the terms",
  window: "from when until when it holds",
  works: "the works",
  grantor: "the grantor",
  rightsHolder: "the rights holder",
  licensees: "for whom it is",
  creditLine: "the credit line",
  notice: "the notice",
  references: "the reference",
  evidence: "the evidence",
  license: "the license",
};
