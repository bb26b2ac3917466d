import type { Channel } from "../domain/channel.js";
import { assess, type Clearance } from "../domain/clearance.js";
import type { Entry } from "../domain/event.js";
import { approvalFor, currentRevision, type Item } from "../domain/item.js";
import { latestVersion, type Permission, versionAt } from "../domain/permission.js";
import type { PermissionState } from "../domain/permissionState.js";
import { type Release, releasedUse } from "../domain/release.js";
import { type Actor, requireCapability } from "../domain/role.js";
import type { Rules } from "../domain/rules.js";
import type { Instant } from "../domain/window.js";
import { entryOf } from "../ledger/entries.js";
import { namesOfPeople } from "./accounts.js";
import { channelAt, openReleaseAt, pastOf, workAt } from "./asOf.js";
import type { Desk } from "./desk.js";
import { BY_ID_LATEST_FIRST, type Page, type PageQuery, pageOf, told } from "./lists/page.js";
import { offerOf } from "./offers.js";
import { contentsByDigest, factsOf } from "./reads.js";
import { judge } from "./releases.js";
import { recordAt } from "./rulebook.js";

/** The answer to “was, or is, this column allowed there?” at one instant, with what it stands on. */
export interface Explanation {
  readonly item: string;
  readonly title: string;
  readonly channel: string;
  readonly at: Instant;
  /** One sentence. */
  readonly answer: string;
  readonly published: boolean;
  readonly revision: string;
  readonly clearance: Clearance;
  readonly approval: { readonly revision: string; readonly at: Instant; readonly by: string } | null;
  /** What the feeds carried; null where they carried nothing of it. */
  readonly release: Release | null;
  readonly permissions: readonly Permission[];
  /** What happened to the column, oldest first, up to the instant. */
  readonly history: readonly Entry[];
}

const MAX_HISTORY = 500;

/**
 * Explains one column in one channel, now or at any past instant: the item, the channel and the permissions are taken as
 * the ledger had them then.
 *
 * @throws DomainError `item.unknown` where the desk did not know the column at that instant.
 */
export async function explain(
  desk: Desk,
  actor: Actor,
  id: string,
  channelId: string,
  at: Instant | null,
): Promise<Explanation> {
  requireCapability(actor, "read");
  await desk.ledger.catchUp();
  const past = pastOf(desk, at);
  const instant = at ?? desk.now();
  const { item, revision, facts } = await workAt(desk, id, past);
  const channel = await channelAt(desk, channelId, past);
  const { permissions, rules } = await recordAt(desk, item.partner, id, past);
  const open = await openReleaseAt(desk, id, channelId, past);
  const release = open !== null && (await stands(desk, open, { item, channel, rules }, instant)) ? open : null;
  const clearance =
    release === null || release.excerpt === null
      ? offerOf(channel, { facts, content: revision.content }, rules, instant).clearance
      : assess(releasedUse(channel, release), facts, rules, instant);
  const approval = approvalFor(item, channelId) ?? null;
  return {
    item: id,
    title: revision.content.title,
    channel: channelId,
    at: instant,
    answer: answerOf(release, clearance, item, approval !== null),
    published: release !== null,
    revision: revision.digest,
    clearance,
    approval:
      approval === null ? null : { revision: approval.revision, at: approval.at, by: await nameOf(desk, approval.by) },
    release,
    permissions,
    history: (await trail(desk, actor, `item:${id}`, { after: null, limit: MAX_HISTORY })).rows
      .filter((entry) => entry.at <= instant)
      .reverse(),
  };
}

/** Whether the feeds carried what was released: judged by its own text, from the same material as the answer. */
async function stands(
  desk: Desk,
  release: Release,
  { item, channel, rules }: { readonly item: Item; readonly channel: Channel; readonly rules: Rules },
  at: Instant,
): Promise<boolean> {
  const text = (await contentsByDigest(desk, [release.revision])).get(release.revision);
  if (text === undefined) return false;
  const facts = factsOf(item, text.content, new Map());
  return judge(release, channel, { facts, content: text.content }, rules, at).lapse === null;
}

function answerOf(published: Release | null, clearance: Clearance, item: Item, approved: boolean): string {
  if (published !== null) {
    const isCurrent = published.revision === currentRevision(item).digest;
    const text = isCurrent
      ? "this text was approved."
      : "an earlier text was approved; the current one is not published.";
    return published.excerpt === null
      ? `Published: cleared, and ${text}`
      : `Published as an excerpt of ${published.excerpt.words} words: no more is cleared, and ${text}`;
  }
  const [first] = clearance.reasons;
  if (clearance.verdict === "refused") return `Refused: ${first?.sentence ?? "no permission covers it."}`;
  if (item.review.decision === "waiting") return "Cleared, and waiting for an editor.";
  if (approved) return "Cleared now, but its release has lapsed; approve it anew to publish it again.";
  return `Cleared, but not published: the column is ${item.review.decision}${item.review.reason === null ? "" : ` (${item.review.reason})`}.`;
}

export async function nameOf(desk: Desk, actor: string): Promise<string> {
  return (await namesOfPeople(desk, [actor])).get(actor) ?? actor;
}

/** Entries of the ledger, latest first; about one subject where one is named. */
export async function trail(desk: Desk, actor: Actor, subject: string | null, query: PageQuery): Promise<Page<Entry>> {
  requireCapability(actor, "read");
  const filter = subject === null ? {} : { subjects: subject };
  return told(await pageOf(desk.models.entry, filter, BY_ID_LATEST_FIRST, query), entryOf);
}

export interface PermissionFacts {
  readonly permission: Permission;
  /** In words for a person at this moment. */
  readonly standing: StandingWords;
}

export type StandingWords = "in force" | "not begun" | "ended" | Exclude<PermissionState, "active" | "expired">;

export function standingOf(permission: Permission, at: Instant): PermissionFacts["standing"] {
  const { state, record } = versionAt(permission, at) ?? latestVersion(permission);
  if (state !== "active" && state !== "expired") return state;
  if (record.window.from !== null && record.window.from > at) return "not begun";
  return record.window.until !== null && record.window.until <= at ? "ended" : "in force";
}
