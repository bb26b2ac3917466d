import { foldAcceptance } from "../domain/acceptance.js";
import { foldChannel } from "../domain/channel.js";
import { type DomainEvent, type Entry, idOf } from "../domain/event.js";
import { foldInstruction } from "../domain/instruction.js";
import { foldItem } from "../domain/item.js";
import { foldLicense } from "../domain/license.js";
import { foldOverride } from "../domain/override.js";
import { foldPartner } from "../domain/partner.js";
import { foldPermission, type PermissionVersion } from "../domain/permission.js";
import { foldRelease } from "../domain/release.js";
import { foldAccount } from "../domain/role.js";
import { foldKey } from "../domain/signingKey.js";
import { foldSource } from "../domain/sourceHealth.js";
import { foldTakedown } from "../domain/takedown.js";
import type { Instant } from "../domain/window.js";
import type { ProjectionKind } from "../store/models/projections.js";

/** A folded state and the entry that last touched it. */
export interface Stamped {
  readonly seq: number;
  readonly state: { readonly id: string };
}

/** A state that an entry has replaced. */
export interface Replaced {
  readonly before: Stamped;
  /** The entry that replaced it. */
  readonly until: number;
  /** True where the state after it leaves versions of this one out. */
  readonly leavesOut: boolean;
}

type Fold = (state: never, event: never, at: Instant) => { readonly id: string };

const FOLDS: Readonly<Record<ProjectionKind, Fold>> = {
  acceptance: foldAcceptance,
  account: foldAccount,
  channel: foldChannel,
  instruction: foldInstruction,
  item: foldItem,
  key: foldKey,
  license: foldLicense,
  override: foldOverride,
  partner: foldPartner,
  permission: foldPermission,
  release: foldRelease,
  source: foldSource,
  takedown: foldTakedown,
};

export const KINDS = Object.keys(FOLDS) as readonly ProjectionKind[];

/**
 * What a noun has more and more of, and the first of these that still counts at an instant. A state holds those and what
 * its own entry has made; the ones before are in the states before it.
 */
interface Growing {
  readonly member: string;
  readonly countsFrom: (versions: readonly unknown[], at: Instant) => number;
}

const last = (versions: readonly unknown[]) => versions.length - 1;

const GROWING: Readonly<Partial<Record<ProjectionKind, Growing>>> = {
  item: { member: "revisions", countsFrom: last },
  license: { member: "versions", countsFrom: last },
  permission: {
    member: "versions",
    countsFrom: (versions, at) => (versions as readonly PermissionVersion[]).findLastIndex(({ since }) => since <= at),
  },
};

export function kindOf(event: DomainEvent): ProjectionKind {
  return event.type.slice(0, event.type.indexOf(".")) as ProjectionKind;
}

/** The events of an entry about one kind, by the id of what they change. */
export function eventsById(entry: Pick<Entry, "events">, kind: ProjectionKind): Map<string, DomainEvent[]> {
  const found = new Map<string, DomainEvent[]>();
  for (const event of entry.events) {
    if (kindOf(event) !== kind) continue;
    const id = idOf(event);
    const known = found.get(id);
    if (known === undefined) found.set(id, [event]);
    else known.push(event);
  }
  return found;
}

/** The one step that every projection, rebuild and verification shares: what an entry makes of one thing. */
export function foldEntry(
  kind: ProjectionKind,
  before: Stamped | null,
  events: readonly DomainEvent[],
  { seq, at }: Pick<Entry, "seq" | "at">,
): { readonly stamped: Stamped; readonly leavesOut: boolean } {
  const fold = FOLDS[kind];
  const state = events.reduce<Stamped["state"] | null>(
    (folded, event) => fold(folded as never, event as never, at),
    before?.state ?? null,
  );
  if (state === null) throw new TypeError(`entry ${seq} has no event about this ${kind}`);
  const growing = GROWING[kind];
  if (growing === undefined || before === null) return { stamped: { seq, state }, leavesOut: false };
  const versions = versionsIn(state, growing);
  const from = Math.min(versionsIn(before.state, growing).length, Math.max(0, growing.countsFrom(versions, at)));
  const kept = from === 0 ? state : { ...state, [growing.member]: versions.slice(from) };
  return { stamped: { seq, state: kept }, leavesOut: from > 0 };
}

function versionsIn(state: Stamped["state"], { member }: Growing): readonly unknown[] {
  return (state as unknown as Record<string, readonly unknown[]>)[member] ?? [];
}
