import type { HeldCode } from "../domain/heldFeed.js";
import type { Instruction } from "../domain/instruction.js";
import type { License } from "../domain/license.js";
import type { Partner } from "../domain/partner.js";
import { type Actor, requireCapability } from "../domain/role.js";
import type { Instant } from "../domain/window.js";
import type { Desk } from "./desk.js";
import { allStates } from "./reads.js";

/** A source and how polling it stands. */
export interface SourceHealth {
  readonly id: string;
  readonly partner: string;
  readonly url: string;
  readonly lastPolledAt: Instant | null;
  readonly lastGoodAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly problem: string | null;
  readonly faults: readonly string[];
  /** Why nothing is taken from the feed as it is now, or null. */
  readonly held: { readonly code: HeldCode; readonly detail: string; readonly since: Instant } | null;
}

export async function sourceHealth(desk: Desk, actor: Actor): Promise<readonly SourceHealth[]> {
  requireCapability(actor, "read");
  const partners = (await allStates<Partner>(desk, "partner")).filter(({ retiredAt }) => retiredAt === null);
  const sources = partners.flatMap((partner) => partner.sources.map((source) => ({ partner, source })));
  const docs = await desk.models.poll.find({ _id: { $in: sources.map(({ source }) => source.id) } }).lean();
  const polls = new Map(docs.map((doc) => [doc._id, doc]));
  const held = await heldSources(
    desk,
    sources.map(({ source }) => source.id),
  );
  return sources.map(({ partner, source }) => {
    const poll = polls.get(source.id);
    return {
      id: source.id,
      partner: partner.name,
      url: source.url,
      lastPolledAt: poll?.lastPolledAt ?? null,
      lastGoodAt: poll?.lastGoodAt ?? null,
      dueAt: poll?.dueAt ?? null,
      problem: poll?.problem ?? null,
      faults: poll?.faults ?? [],
      held: held.get(source.id) ?? null,
    };
  });
}

async function heldSources(desk: Desk, ids: readonly string[]) {
  const docs = await desk.models.intake.find({ _id: { $in: [...ids] } }, { held: 1 }).lean();
  return new Map(
    docs.flatMap(({ _id, held }) => {
      if (held === null) return [];
      const { code, detail, since } = held;
      return [[_id, { code, detail, since }] as const];
    }),
  );
}

export async function listPartners(desk: Desk, actor: Actor): Promise<readonly Partner[]> {
  requireCapability(actor, "read");
  return allStates<Partner>(desk, "partner");
}

export async function listLicenses(desk: Desk, actor: Actor): Promise<readonly License[]> {
  requireCapability(actor, "read");
  return allStates<License>(desk, "license");
}

export async function listInstructions(desk: Desk, actor: Actor): Promise<readonly Instruction[]> {
  requireCapability(actor, "read");
  return allStates<Instruction>(desk, "instruction");
}
