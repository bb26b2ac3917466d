import type { Channel } from "../../domain/channel.js";
import { FINDINGS, type FindingCode } from "../../domain/finding.js";
import type { License } from "../../domain/license.js";
import { latestVersion } from "../../domain/permission.js";
import { isAmendable, type PermissionState, TRANSITIONS } from "../../domain/permissionState.js";
import { type Actor, may } from "../../domain/role.js";
import type { PermissionFacts } from "../../services/audit.js";
import type { QueueRow } from "../../services/lists/queue.js";
import type { ChannelClearance } from "../../services/releases.js";
import type { ColumnView } from "../../services/views.js";

/** What the API returns, listed by hand, with what the caller may do next. */

interface Next {
  readonly method: "POST";
  readonly href: string;
}

export function presentRow(row: QueueRow, actor: Actor) {
  return {
    id: row.item.id,
    title: row.title,
    authors: row.authors,
    partner: { id: row.item.partner, name: row.partner },
    publishedAt: row.publishedAt,
    receivedAt: row.item.receivedAt,
    words: row.words,
    revision: row.revision,
    review: row.item.review,
    findings: row.findings.map(presentFinding),
    clearances: row.clearances.map(presentClearance),
    actions: reviewActions(row.item.id, actor),
  };
}

function presentFinding(code: FindingCode) {
  const { severity, sentence, curedBy } = FINDINGS[code];
  return { code, severity, sentence, curedBy };
}

/** `excerpt` is what would go out where the whole column is not cleared; else null. */
export function presentClearance({ channel, clearance, excerpt }: ChannelClearance) {
  return { channel: channel.id, outlet: channel.outlet?.id ?? null, ...clearance, excerpt };
}

function reviewActions(id: string, actor: Actor): Readonly<Record<string, Next>> {
  if (!may(actor, "review")) return {};
  const href = (act: string) => ({ method: "POST", href: `/api/v1/items/${id}/${act}` }) as const;
  return { approve: href("approve"), hold: href("hold"), reject: href("reject") };
}

export function presentColumn(view: ColumnView, actor: Actor) {
  const { item, revision } = view;
  return {
    id: item.id,
    partner: { id: item.partner, name: view.partner?.name ?? item.partner },
    sightings: item.sightings,
    revision: revision.digest,
    content: revision.content,
    cuts: revision.reading.cuts.map(({ kind, text }, at) => {
      const { words, place } = view.marks.cuts[at] ?? { words: text, place: null };
      return { kind, text: words, place };
    }),
    findings: revision.reading.findings.map(({ code, quote, place }) => ({
      ...presentFinding(code),
      quote,
      place: place ?? null,
    })),
    review: item.review,
    approvals: item.approvals,
    revisions: item.revisions,
    publishedRevision: view.published?.digest ?? null,
    clearances: view.clearances.map((answer) => ({
      ...presentClearance(answer),
      unwritable: view.unwritable.get(answer.channel.id) ?? null,
    })),
    releases: view.releases,
    unwritten: view.unwritten.map(({ channel, problem, at }) => ({ channel, problem, at })),
    permissions: view.permissions.map(({ id }) => id),
    actions: reviewActions(item.id, actor),
  };
}

/**
 * A permission in a list: what tells it from others, without its works, terms and versions.
 *
 * @param outdated ids of permissions that cite an older version of their license.
 */
export function presentPermissionRow(
  { permission, standing }: PermissionFacts,
  outdated: ReadonlySet<string>,
  actor: Actor,
) {
  const { version, recordedAt, state, record, reason } = latestVersion(permission);
  const href = (act: string) => ({ method: "POST", href: `/api/v1/permissions/${permission.id}/${act}` }) as const;
  return {
    id: permission.id,
    standing,
    version,
    recordedAt,
    state,
    reason,
    partner: record.partner,
    license: record.license,
    effect: record.terms.effect,
    kind: record.kind,
    window: record.window,
    reviewBy: record.reviewBy,
    reference: record.references[0]?.number ?? null,
    citesOlderLicense: outdated.has(permission.id),
    actions: may(actor, "grant") ? Object.fromEntries(possibleActs(state).map((act) => [act, href(act)])) : {},
  };
}

/** One permission with its record and all its versions. */
export function presentPermission(facts: PermissionFacts, outdated: ReadonlySet<string>, actor: Actor) {
  const { record } = latestVersion(facts.permission);
  return { ...presentPermissionRow(facts, outdated, actor), ...record, versions: facts.permission.versions };
}

function possibleActs(state: PermissionState): readonly string[] {
  const moves = Object.keys(TRANSITIONS[state]).filter((move) => move !== "expire");
  return isAmendable(state) ? ["amend", ...moves] : moves;
}

/** @param citing the first permissions that cite an older version. */
export function presentLicense({ id, versions }: License, citing: readonly string[]) {
  return {
    id,
    citedInOlderVersionBy: citing,
    current: versions.at(-1) ?? null,
    versions: versions.map(({ digest, recordedAt }) => ({ digest, recordedAt })),
  };
}

export function presentChannel(channel: Channel, baseUrl: string) {
  return {
    ...channel,
    feeds: channel.formats.map((format) => `${baseUrl}/feeds/${channel.id}.${format}`),
    withdrawals: `${baseUrl}/feeds/${channel.id}/withdrawals.json`,
  };
}
