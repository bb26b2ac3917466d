import assert from "node:assert/strict";
import type { DomainEvent } from "../../../src/domain/event.js";
import { describe as sentenceFor } from "../../../src/http/ui/describe.js";
import {
  channelSamples,
  ITEM,
  licenseSamples,
  NAMES,
  partnerSample,
  plainly,
  recordSample,
  TEXT_ONE,
} from "./newsroomSample.js";

const [channel] = channelSamples(plainly);
const [license] = licenseSamples(plainly);
const { recordedAt: _at, ...version } = license?.versions[0] ?? assert.fail("the sample has licenses");
const item = { item: ITEM, source: "harbour-lantern/columns" } as const;
const release = { item: ITEM, release: "rel_00aa11bb22cc33dd44ee55ff", channel: "gazette-web" } as const;
const permission = "perm_4f0c12ab9d3e5f7a8b6c0d1e";

/** One event of every type: a type without one does not compile. */
const EVENTS: { readonly [T in DomainEvent["type"]]: readonly [Extract<DomainEvent, { type: T }>, RegExp] } = {
  "acceptance.given": [
    {
      type: "acceptance.given",
      acceptance: "acc_1",
      reason: "The backup of Sunday was put back.",
      doubts: ["The store is older than what was known."],
      until: "2026-06-01T12:00:00.000Z",
    },
    /^It was decided to go on with this ledger: “The backup of Sunday was put back\.” The store is older/u,
  ],
  "account.role-given": [
    { type: "account.role-given", account: "acct_bo", role: "rights" },
    /^Bo Lindqvist was given the role rights\.$/u,
  ],
  "account.closed": [{ type: "account.closed", account: "acct_bo" }, /^Bo Lindqvist’s account was closed\.$/u],
  "channel.recorded": [
    { type: "channel.recorded", channel: "gazette-web", facts: channel },
    /“Guest Columns” \(gazette-web\) was recorded, open to the public\.$/u,
  ],
  "channel.retired": [{ type: "channel.retired", channel: "gazette-web" }, /gazette-web was closed\.$/u],
  "channel.token-issued": [
    { type: "channel.token-issued", channel: "tidewater-post", token: "tok_tidewater" },
    /was issued: Tidewater web desk\.$/u,
  ],
  "channel.token-revoked": [
    { type: "channel.token-revoked", channel: "tidewater-post", token: "tok_tidewater" },
    /was revoked: Tidewater web desk\.$/u,
  ],
  "channel.token-rotated": [
    {
      type: "channel.token-rotated",
      channel: "tidewater-post",
      token: "tok_tidewater",
      successor: "tok_other",
      until: "2026-12-01T00:00:00.000Z",
    },
    /was replaced; the old one, Tidewater web desk, opens it until 1 Dec 2026, 00:00 UTC\.$/u,
  ],
  "instruction.given": [
    {
      type: "instruction.given",
      instruction: "inst_1",
      source: "a/b",
      channel: "gazette-web",
      by: "acct_ann",
      until: "2026-12-01T00:00:00.000Z",
    },
    /^Ann Marlow gave a standing instruction until 1 Dec 2026, 00:00 UTC: .* from a\/b .* to gazette-web/u,
  ],
  "instruction.ended": [
    { type: "instruction.ended", instruction: "inst_1", by: "acct_ann" },
    /^Ann Marlow ended the standing instruction/u,
  ],
  "item.absorbed": [
    {
      item: ITEM,
      type: "item.absorbed",
      other: "item_2",
      keys: [],
      sightings: [],
      reason: "Same text",
      by: "acct_ann",
    },
    /^Ann Marlow said that the column item_2 is this one: “Same text”$/u,
  ],
  "item.merged": [
    { item: ITEM, type: "item.merged", into: "item_2", reason: "Same text", by: "acct_ann" },
    /^Ann Marlow merged this column into item_2: “Same text”$/u,
  ],
  "item.detached": [
    { item: ITEM, type: "item.detached", other: "item_2", reason: "A mistake", by: "acct_ann" },
    /^Ann Marlow split the column item_2 off again: “A mistake”$/u,
  ],
  "item.unmerged": [
    { item: ITEM, type: "item.unmerged", reason: "A mistake", by: "acct_ann" },
    /^Ann Marlow made this a column of its own again: “A mistake”$/u,
  ],
  "item.parted": [
    { ...item, type: "item.parted", keys: [], reason: "Another text", by: "acct_ann" },
    /^Ann Marlow said that what harbour-lantern\/columns carries is another column: “Another text”$/u,
  ],
  "partner.feed-accepted": [
    {
      type: "partner.feed-accepted",
      partner: "harbour-lantern",
      source: "a/b",
      code: "feed.other-owner",
      reason: "They moved",
      by: "acct_ann",
    },
    /^Ann Marlow accepted the feed a\/b as it is now \(feed\.other-owner\): “They moved”$/u,
  ],
  "item.received": [
    {
      ...item,
      type: "item.received",
      partner: "harbour-lantern",
      keys: [],
      revision: TEXT_ONE,
      findings: ["furniture.doubt", "furniture.cut"],
    },
    /arrived from harbour-lantern\/columns, with 1 doubt\.$/u,
  ],
  "item.sighted": [
    { ...item, type: "item.sighted", partner: "harbour-lantern", keys: [] },
    /was seen in harbour-lantern\/columns of harbour-lantern\.$/u,
  ],
  "item.revised": [
    { ...item, type: "item.revised", revision: TEXT_ONE, findings: [] },
    /another revision \(3f9a01bc\).*; it waits for an editor\.$/u,
  ],
  "item.approved": [
    {
      type: "item.approved",
      item: ITEM,
      revision: TEXT_ONE,
      channels: ["gazette-web", "commons-table"],
      by: "instruction:inst_1",
    },
    /^Standing instruction inst_1 approved the revision 3f9a01bc for gazette-web and commons-table\.$/u,
  ],
  "item.held": [
    { type: "item.held", item: ITEM, reason: "Wait.", by: "acct_ann" },
    /^Ann Marlow held the column, out of every feed: “Wait\.”$/u,
  ],
  "item.rejected": [
    { type: "item.rejected", item: ITEM, revision: TEXT_ONE, reason: "No.", by: "acct_ann" },
    /^Ann Marlow rejected the revision 3f9a01bc: “No\.”$/u,
  ],
  "item.taken-down": [
    { ...item, type: "item.taken-down", takedown: "take_1", reason: "A court asked for it", by: "acct_ann" },
    /^Ann Marlow took the column down: “A court asked for it”$/u,
  ],
  "item.restored": [
    { ...item, type: "item.restored", takedown: "take_1", by: "acct_ann" },
    /^Ann Marlow lifted the takedown; the column waits/u,
  ],
  "key.made": [{ type: "key.made", key: "kid", x: "x" }, /^A key that signs receipts was made/u],
  "key.retired": [{ type: "key.retired", key: "kid" }, /what it signed stays genuine\.$/u],
  "takedown.requested": [
    {
      type: "takedown.requested",
      takedown: "take_1",
      item: ITEM,
      reason: "A court asked for it",
      by: "acct_ann",
      recipients: [],
    },
    /^0 outlets had been sent the column and are asked to remove it\.$/u,
  ],
  "takedown.extended": [
    { type: "takedown.extended", takedown: "take_1", recipients: [] },
    /^0 outlets more had fetched the column meanwhile, and are asked as well\.$/u,
  ],
  "takedown.acknowledged": [
    { type: "takedown.acknowledged", takedown: "take_1", outlet: "tidewater-post", removed: true, by: "link" },
    /^The outlet tidewater-post has removed its copies \(link\)\.$/u,
  ],
  "takedown.lifted": [
    { type: "takedown.lifted", takedown: "take_1", reason: "The court changed its mind", by: "acct_ann" },
    /^Ann Marlow lifted the takedown: “The court changed its mind”$/u,
  ],
  "item.withdrawn": [{ ...item, type: "item.withdrawn" }, /^The partner withdrew the column/u],
  "item.purged": [
    { type: "item.purged", item: ITEM, revisions: [TEXT_ONE], reason: "Asked to." },
    /^1 revision of the column was erased: “Asked to\.”$/u,
  ],
  "license.recorded": [
    { type: "license.recorded", license: "text-only", version },
    /“Text only” \(text-only\) was recorded as version c0ffee11\.$/u,
  ],
  "partner.recorded": [
    { type: "partner.recorded", partner: "harbour-lantern", facts: partnerSample(plainly) },
    /The Harbour Lantern was recorded with 1 source\.$/u,
  ],
  "partner.retired": [{ type: "partner.retired", partner: "harbour-lantern" }, /harbour-lantern was retired/u],
  "permission.granted": [
    { type: "permission.granted", permission, record: recordSample(plainly) },
    /perm_…8b6c0d1e was recorded: Harbour Lantern Press allows uses .* under text-only, until 20 Oct 2026\.$/u,
  ],
  "permission.amended": [
    { type: "permission.amended", permission, record: recordSample(plainly), reason: "Longer." },
    /was amended \(“Longer\.”\): /u,
  ],
  "permission.moved": [
    {
      type: "permission.moved",
      permission,
      move: "suspend",
      state: "suspended",
      reason: "A dispute.",
      successor: null,
    },
    /^The permission perm_…8b6c0d1e is suspended now: “A dispute\.”$/u,
  ],
  "override.given": [
    {
      type: "override.given",
      override: "ovr_4f0c12ab9d3e5f7a8b6c0d1e",
      item: ITEM,
      channel: "gazette-web",
      codes: ["territory.not-covered"],
      by: "acct_bo",
      role: "rights",
      reason: "Agreed by telephone.",
      until: "2026-10-20T00:00:00.000Z",
    },
    /^Bo Lindqvist \(rights\) let the column pass in gazette-web until 20 Oct 2026, 00:00 UTC although territory\.not-covered: “Agreed/u,
  ],
  "override.ended": [
    { type: "override.ended", override: "ovr_4f0c12ab9d3e5f7a8b6c0d1e", by: "acct_bo" },
    /^Bo Lindqvist ended the override ovr_4f0c12ab\.$/u,
  ],
  "permission.revoked": [
    { type: "permission.revoked", permission, reason: "Broken off." },
    /was revoked: “Broken off\.”$/u,
  ],
  "release.opened": [
    {
      ...release,
      type: "release.opened",
      partner: "harbour-lantern",
      revision: TEXT_ONE,
      permission,
      permissionVersion: 2,
    },
    /^The revision 3f9a01bc went out in gazette-web, under perm_…8b6c0d1e version 2\.$/u,
  ],
  "release.withdrawn": [
    { ...release, type: "release.withdrawn", withdrawal: "revoked", lapsedAt: "2026-10-20T00:00:00.000Z" },
    /^The column left gazette-web on 20 Oct 2026, 00:00 UTC\. The permission to publish this column was withdrawn/u,
  ],
  "source.paused": [
    { type: "source.paused", source: "lantern/columns", by: "acct_ann", reason: "Their server is being moved." },
    /paused the source lantern\/columns: “Their server is being moved\.”$/u,
  ],
  "source.resumed": [
    { type: "source.resumed", source: "lantern/columns", by: "acct_ann" },
    /resumed the source lantern\/columns\.$/u,
  ],
};

describe("an event in words", () => {
  for (const [type, [event, expected]] of Object.entries(EVENTS)) {
    it(`is one plain sentence for ${type}`, () => {
      const sentence = sentenceFor(event, NAMES);
      assert.match(sentence, expected);
      assert.match(sentence, /^[A-Z0-9].*[.”]$/u);
      assert.doesNotMatch(sentence, /undefined|null|acct_/u);
    });
  }
});
