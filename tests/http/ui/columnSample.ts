import { type Channel, useOf } from "../../../src/domain/channel.js";
import { assess } from "../../../src/domain/clearance.js";
import type { Entry } from "../../../src/domain/event.js";
import type { Item } from "../../../src/domain/item.js";
import type { Permission } from "../../../src/domain/permission.js";
import type { Revision } from "../../../src/domain/revision.js";
import type { DeliveryFacts } from "../../../src/services/holdings.js";
import type { ChannelClearance } from "../../../src/services/releases.js";
import type { ColumnView } from "../../../src/services/views.js";
import {
  AGREEMENT,
  channelSamples,
  entriesOf,
  ITEM,
  NOW,
  partnerSample,
  permissionSamples,
  type Say,
  TEXT_ONE,
  TEXT_TWO,
} from "./newsroomSample.js";

const OLD_HTML =
  "<p>The ferry to the outer islands has run late every Thursday since the clocks changed, and nobody on the quay can say why.</p><p>My neighbour, who has kept a tide table for forty years, blames the moon.</p><p>The harbour office blames the timetable, which was printed before the new pontoon was built and has not been corrected since. A reprint is promised for the spring.</p>";
const NEW_HTML =
  "<p>The ferry to the outer islands has run late every Thursday since the clocks changed, and only the cook can say why.</p><p>My neighbour, who has kept a tide table for forty-one years, blames the moon.</p><p>The harbour office blames the timetable, which was printed before the new pontoon was built and has not been corrected since. A reprint is promised for the autumn.</p><p>Until then, bring a book.</p>";

export function revisionSample(say: Say): Revision {
  return {
    digest: TEXT_TWO,
    content: {
      title: say("Why the Thursday ferry is late"),
      authors: [say("Merrin Tolliver")],
      url: "http://harbour-lantern.example/2026/10/thursday-ferry",
      language: "en-GB",
      publishedAt: "2026-10-12T06:00:00.000Z",
      tags: [say("Harbour"), say("Transport")],
      html: NEW_HTML,
      summary: say("On tides, timetables and patience."),
      images: [
        {
          url: "http://harbour-lantern.example/ferry.jpg",
          alt: say("The ferry at the pontoon"),
          credit: say("Agency Nordlys"),
        },
      ],
      enclosures: [{ url: "http://harbour-lantern.example/ferry.mp3", type: say("audio/mpeg"), bytes: 4_200_111 }],
      statedRights: [
        {
          kind: "permission-claim",
          text: say("Editor’s note: this column is republished with permission of the author."),
          scope: "body",
          element: "text",
          namespace: null,
          holder: null,
          year: null,
          licenseUrl: null,
        },
        {
          kind: "copyright",
          text: say("© 2026 Merrin Tolliver. All rights reserved."),
          scope: "entry",
          element: say("rights"),
          namespace: "http://purl.org/dc/elements/1.1/",
          holder: say("Merrin Tolliver"),
          year: 2026,
          licenseUrl: "http://harbour-lantern.example/terms",
        },
      ],
    },
    reading: {
      originalHtml: OLD_HTML,
      cuts: [
        { kind: "furniture", text: say("Leave a reply. Your e-mail address will not be published. 14 comments") },
        {
          kind: "stated-rights",
          text: say("Editor’s note: this column is republished with permission of the author."),
        },
      ],
      findings: [
        { code: "rights.permission-claimed", quote: say("republished with permission of the author") },
        { code: "rights.other-holder", quote: say("© 2026 Merrin Tolliver. All rights reserved.") },
        { code: "furniture.cut", quote: null },
      ],
    },
  };
}

function itemSample(say: Say): Item {
  const seen = { source: "harbour-lantern/columns", findings: [] };
  return {
    id: ITEM,
    partner: "harbour-lantern",
    keys: [],
    sightings: [
      { source: say("harbour-lantern/columns"), partner: "harbour-lantern", firstSeenAt: NOW },
      { source: say("harbour-lantern/best-of"), partner: "harbour-lantern", firstSeenAt: NOW },
    ],
    revisions: [
      { ...seen, number: 1, digest: TEXT_ONE, seenAt: "2026-10-12T06:31:00.000Z" },
      { ...seen, number: 2, digest: TEXT_TWO, seenAt: "2026-10-14T05:10:00.000Z" },
    ],
    review: { decision: "waiting", at: "2026-10-14T05:10:00.000Z", by: null, reason: null },
    inStateSince: "2026-10-14T05:10:00.000Z",
    approvals: [{ channel: "gazette-web", revision: TEXT_ONE, at: "2026-10-12T09:00:00.000Z", by: "acct_ann" }],
    receivedAt: "2026-10-12T06:31:00.000Z",
  };
}

const UNPUBLISHED = {
  sources: [],
  tags: [],
  url: null,
  publishedAt: null,
  language: "en",
  words: 400,
  imageCredits: [],
} as const;

/** The real decision, so that the sentences are those that people get. */
export function clearancesOf(
  channels: readonly Channel[],
  permissions: readonly Permission[],
  reserved: string | null,
  author = "Merrin Tolliver",
): readonly ChannelClearance[] {
  const work = { ...UNPUBLISHED, id: ITEM, partner: "harbour-lantern", authors: [author], reserved };
  return channels.map((channel) => ({
    channel,
    clearance: assess(useOf(channel), work, { permissions }, NOW),
    excerpt: null,
  }));
}

export function columnSample(say: Say): ColumnView {
  const revision = revisionSample(say);
  const permissions = permissionSamples(say);
  const released = {
    item: ITEM,
    partner: "harbour-lantern",
    revision: TEXT_ONE,
    permission: AGREEMENT,
    under: [],
    excerpt: null,
    outlet: null,
    words: 400,
  };
  return {
    item: itemSample(say),
    partner: partnerSample(say),
    revision,
    bodyHtml: NEW_HTML,
    marks: {
      cuts: [
        {
          words: revision.reading.cuts[0]?.text ?? "",
          order: 1,
          place: "after block 1",
          offset: NEW_HTML.indexOf("</p>") + "</p>".length,
        },
        { words: revision.reading.cuts[1]?.text ?? "", order: null, place: null, offset: null },
      ],
      findings: revision.reading.findings.map(() => ({ place: null, offset: null })),
    },
    unwritten: [{ item: ITEM, channel: "gazette-web", problem: say("It has an address that is none."), at: NOW }],
    published: {
      ...revision,
      digest: TEXT_ONE,
      content: { ...revision.content, title: say("Why the ferry is late"), html: OLD_HTML },
    },
    clearances: clearancesOf(channelSamples(say), permissions, null),
    unwritable: new Map(),
    releases: [
      {
        ...released,
        id: "rel_00aa11bb22cc33dd44ee55ff",
        channel: "gazette-web",
        permissionVersion: 2,
        openedAt: "2026-10-12T09:00:00.000Z",
        begunAt: "2026-10-12T09:00:00.000Z",
        state: "open",
        withdrawnAt: null,
        withdrawal: null,
      },
      {
        ...released,
        id: "rel_10aa11bb22cc33dd44ee55ff",
        channel: "tidewater-post",
        permissionVersion: 1,
        openedAt: "2026-10-12T09:00:00.000Z",
        begunAt: "2026-10-12T09:00:00.000Z",
        state: "withdrawn",
        withdrawnAt: "2026-10-13T00:00:00.000Z",
        withdrawal: "expired",
      },
    ],
    permissions: permissions.slice(0, 2),
  };
}

export const DELIVERIES: readonly DeliveryFacts[] = [
  {
    channel: "gazette-web",
    token: null,
    revision: TEXT_ONE,
    firstAt: "2026-10-12T09:04:10.000Z",
    lastAt: "2026-10-14T09:20:00.000Z",
    fetches: 318,
  },
  {
    channel: "tidewater-post",
    token: "tok_tidewater",
    revision: TEXT_ONE,
    firstAt: "2026-10-12T10:00:00.000Z",
    lastAt: "2026-10-12T23:00:00.000Z",
    fetches: 14,
  },
];

export function historySample(say: Say): readonly Entry[] {
  const source = say("harbour-lantern/columns");
  const shared = { item: ITEM, source } as const;
  const release = { item: ITEM, release: "rel_00aa11bb22cc33dd44ee55ff", channel: "gazette-web" } as const;
  return entriesOf([
    [
      "system:poll",
      "poll",
      { ...shared, type: "item.received", partner: "harbour-lantern", keys: [], revision: TEXT_ONE, findings: [] },
    ],
    [
      "acct_ann",
      "approve",
      { type: "item.approved", item: ITEM, revision: TEXT_ONE, channels: ["gazette-web"], by: "acct_ann" },
      {
        ...release,
        type: "release.opened",
        partner: "harbour-lantern",
        revision: TEXT_ONE,
        permission: AGREEMENT,
        permissionVersion: 2,
      },
    ],
    ["acct_bo", "hold", { type: "item.held", item: ITEM, reason: say("The author asked to wait."), by: "acct_bo" }],
    ["system:sweep", "record-lapses", { ...release, type: "release.withdrawn", withdrawal: "expired", lapsedAt: NOW }],
    ["system:poll", "poll", { ...shared, type: "item.revised", revision: TEXT_TWO, findings: ["rights.other-holder"] }],
  ]).reverse();
}
