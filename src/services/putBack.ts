import { DomainError } from "../domain/error.js";
import { CLEANING_FINDINGS } from "../domain/finding.js";
import { currentRevision, type Item, requireCurrent } from "../domain/item.js";
import {
  isReversible,
  opened,
  originalHtmlOf,
  picturesOf,
  type Revision,
  type SealedRevision,
  sealedRevisionOf,
} from "../domain/revision.js";
import { type Actor, requireCapability } from "../domain/role.js";
import type { Desk } from "./desk.js";
import { storeBodies } from "./ingest/storeBodies.js";
import { getItem, getPartner, getRevision } from "./reads.js";
import { isSentAgain } from "./sentAgain.js";

export interface PutBackRequest {
  readonly revision: `sha256:${string}`;
  /** Places in the revision's list of cuts, from 0. */
  readonly cuts: readonly number[];
}

/**
 * Puts back what cleaning cut: the original body is cleaned anew, and these passages stay. What comes of it is another
 * revision, which waits for an editor; a feed that sends the same again does not take it back. Sent again, it changes nothing.
 *
 * @throws DomainError `item.stale` for a superseded text; `item.refused` for a column that was withdrawn or taken down;
 *   `input.invalid` for a place that is none, or a cut that must stay.
 */
export async function putBack(
  desk: Desk,
  actor: Actor,
  id: string,
  { revision: digest, cuts }: PutBackRequest,
): Promise<{ readonly item: string; readonly revision: string }> {
  requireCapability(actor, "review");
  const item = await getItem(desk, id);
  if (!(await hasPutBack(desk, actor, item))) requireCurrent(item, digest);
  requireHere(item);
  const { homepage } = await getPartner(desk, item.partner);
  const revision = await withPassages(desk, await getRevision(desk, digest), cuts, homepage);
  return desk.ledger.act(actor, "put-back", async () => {
    const now = await getItem(desk, id);
    const isThere = digest !== revision.digest && currentRevision(now).digest === revision.digest;
    const result = { item: id, revision: revision.digest };
    if (isThere && (await hasPutBack(desk, actor, now))) return { events: [], result };
    requireCurrent(now, digest);
    requireHere(now);
    await storeBodies(desk, [revision]);
    const event = {
      type: "item.revised",
      item: id,
      source: now.sightings[0]?.source ?? "",
      revision: revision.digest,
      findings: [...new Set(opened(revision).reading.findings.map(({ code }) => code))],
      by: actor.id,
    } as const;
    return { events: [event], result };
  });
}

/** Whether the text as it stands came of passages that this very person put back. */
function hasPutBack(desk: Desk, actor: Actor, item: Item): Promise<boolean> {
  const event = { type: "item.revised", revision: currentRevision(item).digest, by: actor.id } as const;
  return isSentAgain(desk, { actor, act: "put-back", subject: `item:${item.id}`, event });
}

/** Another text would bring back for review what its partner, or a takedown, has ended. */
function requireHere({ review, takenDownAt }: Item): void {
  if (review.decision !== "withdrawn" && takenDownAt === undefined) return;
  throw new DomainError("item.refused", "This column was withdrawn or taken down; its text stays as it was.");
}

async function withPassages(
  desk: Desk,
  before: Revision,
  places: readonly number[],
  homepage: string,
): Promise<SealedRevision> {
  const { content, reading } = before;
  const restored = [...(reading.restored ?? []), ...places.map((place) => reversibleCut(reading, place))];
  const baseUrl = reading.baseUrl ?? content.url ?? homepage;
  const raw = { html: originalHtmlOf(before), baseUrl, authors: content.authors, restored };
  const [clean] = await desk.reader.clean([raw]);
  if (clean === undefined) throw new TypeError("a column that was cleaned is missing");
  return sealedRevisionOf(
    {
      ...content,
      html: clean.html,
      images: picturesOf(content.images, clean.images),
      statedRights: [...content.statedRights.filter(({ scope }) => scope !== "body"), ...clean.statedRights],
    },
    {
      ...reading,
      originalHtml: originalHtmlOf(before),
      cuts: clean.cuts,
      findings: [...clean.findings, ...reading.findings.filter(({ code }) => !CLEANING_FINDINGS.has(code))],
      restored,
    },
  );
}

function reversibleCut(reading: Revision["reading"], place: number): string {
  const cut = reading.cuts[place];
  if (cut === undefined) throw new DomainError("input.invalid", `There is no cut ${place}; nothing was changed.`);
  if (!isReversible(cut))
    throw new DomainError("input.invalid", "What is unsafe or counts readers stays out; nothing was changed.");
  return cut.text;
}
