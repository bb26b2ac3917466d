import type { Channel } from "../../../src/domain/channel.js";
import type { Digest } from "../../../src/domain/digest.js";
import type { DomainEvent, Entry } from "../../../src/domain/event.js";
import type { License } from "../../../src/domain/license.js";
import type { Partner } from "../../../src/domain/partner.js";
import {
  completeRecord,
  type Permission,
  type PermissionRecord,
  type RecordGiven,
} from "../../../src/domain/permission.js";
import { may, type Role } from "../../../src/domain/role.js";
import { completeComponents, completeTerms, type Terms } from "../../../src/domain/terms.js";
import type { Chrome } from "../../../src/http/ui/chrome.js";

/** A small newsroom. Every text goes through `say`, so that a test can make all of them hostile at once. */
export type Say = (text: string) => string;
export const plainly: Say = (text) => text;

export const NOW = "2026-10-14T09:30:00.000Z";
export const TEXT_ONE: Digest = `sha256:${"3f9a01bc".repeat(8)}`;
export const TEXT_TWO: Digest = `sha256:${"77e0d4a2".repeat(8)}`;
export const TERMS_DIGEST: Digest = `sha256:${"c0ffee11".repeat(8)}`;
export const ITEM = "item_5b1d0c7e9f2a4b6c8d0e1f23";
export const AGREEMENT = "perm_4f0c12ab9d3e5f7a8b6c0d1e";
export const ENDED = "perm_91b2c3d4e5f60718293a4b5c";
export const PROHIBITION = "perm_d00dfeed0123456789abcdef";

export function chromeFor(role: Role, say: Say = plainly): Chrome {
  return {
    newsroom: say("The Fennel Street Gazette"),
    person: say("Ann Marlow"),
    role,
    may: (capability) => may({ id: "acct_ann", role }, capability),
    csrf: "csrf-8c1f",
    once: "form_1",
    active: "queue",
    flash: null,
    now: NOW,
    doubts: [],
    waiting: 4,
  };
}

export const NAMES: ReadonlyMap<string, string> = new Map([
  ["acct_ann", "Ann Marlow"],
  ["acct_bo", "Bo Lindqvist"],
  ["tok_tidewater", "Tidewater web desk"],
]);

export function partnerSample(say: Say): Partner {
  return {
    id: "harbour-lantern",
    name: say("The Harbour Lantern"),
    homepage: "http://harbour-lantern.example/",
    rightsHolder: say("Harbour Lantern Press"),
    creditLine: say("From The Harbour Lantern"),
    contact: "rights@harbour-lantern.example",
    language: "en-GB",
    sources: [
      {
        id: "harbour-lantern/columns",
        title: say("Columns"),
        url: "http://harbour-lantern.example/columns.rss",
        pollIntervalMinutes: 30,
      },
    ],
    recordedAt: "2026-08-01T08:00:00.000Z",
    retiredAt: null,
  };
}

export function channelSamples(say: Say): readonly [Channel, Channel, Channel] {
  const shared = {
    homepage: "http://fennel-street.example/",
    language: "en",
    formats: ["rss", "atom", "json"],
    maxItems: 50,
    recordedAt: "2026-08-01T08:00:00.000Z",
    usedSince: "2026-08-01T08:00:00.000Z",
    retiredAt: null,
    purpose: "commercial",
    paywall: false,
    ads: "around",
    audience: "public",
  } as const;
  return [
    {
      ...shared,
      id: "gazette-web",
      title: say("Guest Columns"),
      description: say("Columns from our neighbours, for readers in Great Britain and Ireland."),
      outlet: null,
      medium: "web",
      territories: ["GB", "IE"],
    },
    {
      ...shared,
      id: "commons-table",
      title: say("Commons Table"),
      description: say("Columns that may be read anywhere in the world."),
      outlet: null,
      medium: "web",
      territories: "worldwide",
    },
    {
      ...shared,
      id: "tidewater-post",
      title: say("Columns for The Tidewater Post"),
      description: say("What the Gazette may pass on to The Tidewater Post."),
      outlet: { id: "tidewater-post", name: say("The Tidewater Post"), groups: [] },
      medium: "syndication",
      territories: ["GB"],
    },
  ];
}

export const ALLOWING: Terms = completeTerms({
  effect: "allow",
  actions: ["republish", "excerpt"],
  media: ["web", "newsletter"],
  territories: { include: ["GB", "IE"], exclude: [] },
  components: { text: "allow", headline: "allow" },
  onward: "none",
  edits: "verbatim",
  duties: [
    { class: "credit", strength: "must", placement: "top" },
    { class: "notice", strength: "must", placement: "bottom" },
  ],
});

const FORBIDDING: Terms = {
  ...ALLOWING,
  effect: "deny",
  media: "any",
  territories: { include: "worldwide", exclude: [] },
  components: completeComponents({}),
};

export function recordSample(say: Say, change: Partial<RecordGiven> = {}): PermissionRecord {
  return completeRecord({
    partner: "harbour-lantern",
    license: { id: "text-only", digest: TERMS_DIGEST },
    grantor: { name: say("Harbour Lantern Press"), basis: "owner" },
    rightsHolder: say("Harbour Lantern Press"),
    works: { sources: [], authors: [], tags: [], items: [] },
    terms: ALLOWING,
    window: { from: "2026-08-15T00:00:00.000Z", until: "2026-10-20T00:00:00.000Z" },
    creditLine: null,
    notice: null,
    reference: say("HL-2026-04"),
    evidence: say(
      "Signed agreement, letter of 3 August 2026. Pictures come from an agency and are left out of it.\nKept in the binder HL, page 4.",
    ),
    ...change,
  });
}

export function permissionSamples(say: Say): readonly [Permission, Permission, Permission] {
  const record = recordSample(say);
  const at = "2026-08-14T10:12:00.000Z";
  const first = { version: 1, recordedAt: at, since: at, state: "active", record, reason: null } as const;
  const second = {
    version: 2,
    recordedAt: "2026-09-02T11:00:00.000Z",
    since: "2026-09-02T11:00:00.000Z",
    state: "active",
    record: recordSample(say, { terms: { ...ALLOWING, edits: "style" } }),
    reason: say("House style for quotation marks was agreed by letter."),
  } as const;
  const old = recordSample(say, {
    window: { from: "2025-01-01T00:00:00.000Z", until: "2026-01-01T00:00:00.000Z" },
    reference: null,
  });
  const barred = recordSample(say, {
    terms: FORBIDDING,
    license: { id: "all-rights-reserved", digest: TERMS_DIGEST },
    works: { sources: [], authors: [say("Odile Farrow")], tags: [], items: [] },
    window: { from: "2026-08-15T00:00:00.000Z", until: null },
  });
  return [
    { id: AGREEMENT, partner: "harbour-lantern", versions: [first, second] },
    { id: ENDED, partner: "harbour-lantern", versions: [{ ...first, record: old }] },
    { id: PROHIBITION, partner: "harbour-lantern", versions: [{ ...first, record: barred }] },
  ];
}

export function licenseSamples(say: Say): readonly License[] {
  const version = {
    digest: TERMS_DIGEST,
    recordedAt: "2026-08-01T08:00:00.000Z",
    spdx: null,
    url: null,
    notice: say("© {year} {rightsHolder}. Republished with permission."),
    text: say("# Terms"),
  };
  return [
    { id: "text-only", versions: [{ ...version, name: say("Text only"), terms: ALLOWING }] },
    { id: "all-rights-reserved", versions: [{ ...version, name: say("All rights reserved"), terms: FORBIDDING }] },
  ];
}

/** Entries with one act each, an hour apart, the first one oldest. */
export function entriesOf(acts: readonly (readonly [actor: string, act: Entry["act"], ...DomainEvent[]])[]): Entry[] {
  return acts.map(([actor, act, ...events], at) => ({
    seq: at + 40,
    at: `2026-10-14T0${at % 10}:05:00.000Z`,
    actor: { id: actor, role: actor.startsWith("system:") ? "system" : "editor" },
    act,
    events,
    prev: TEXT_ONE,
    hash: TEXT_TWO,
  }));
}
