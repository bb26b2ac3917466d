import type { OutboundEntry, OutboundFeed, OutboundRights } from "../../../src/formats/write/document.js";
import type { FeedFormat } from "../../../src/formats/write/writeFeed.js";

export const FORMATS: readonly FeedFormat[] = ["rss", "atom", "json"];

export type EntryChanges = Partial<Omit<OutboundEntry, "rights">> & { readonly rights?: Partial<OutboundRights> };

export function entryWith(changes: EntryChanges = {}): OutboundEntry {
  const { rights, ...others } = changes;
  return {
    id: "urn:uuid:11111111-1111-8111-8111-111111111111",
    url: "http://desk.example/items/item_1",
    originalUrl: "http://lantern.example/tides?a=1&b=2",
    title: "Tides, and what they leave",
    authors: ["Ada Brook", "Bo Field"],
    publishedAt: "2026-06-01T08:00:00.000Z",
    updatedAt: "2026-06-02T09:30:00.000Z",
    tags: ["Tides", "Harbour & quay"],
    language: "en-GB",
    html: "<p>The tide came in at six.</p>",
    summary: "About the tide.",
    images: [],
    receipt: null,
    enclosures: [{ url: "http://lantern.example/tide.mp3", type: "audio/mpeg", bytes: 1_234 }],
    source: {
      id: "urn:uuid:22222222-2222-8222-8222-222222222222",
      title: "The Lantern: Columns",
      feedUrl: "http://lantern.example/columns.rss",
      homeUrl: "http://lantern.example/",
      updatedAt: "2026-06-02T09:30:00.000Z",
      rights: "© 2026 Lantern Press",
    },
    ...others,
    rights: {
      notice: "© 2026 Lantern Press. Republished with permission. All rights reserved.",
      noticePlacement: "bottom",
      creditLine: "From The Lantern",
      creditPlacement: "top",
      linkBack: true,
      extent: "whole",
      pixelUrl: null,
      picturesCredited: false,
      usageTerms: "Publish verbatim.",
      holder: "Lantern Press",
      license: { name: "House terms", url: "http://lantern.example/terms" },
      validFrom: "2026-01-01T00:00:00.000Z",
      validUntil: "2027-01-01T00:00:00.000Z",
      permission: "perm_1",
      ...rights,
    },
  };
}

export function feedWith(entries: readonly OutboundEntry[], changes: Partial<OutboundFeed> = {}): OutboundFeed {
  return {
    id: "urn:uuid:33333333-3333-8333-8333-333333333333",
    title: "Guest columns & more",
    description: "From our neighbours",
    language: "en",
    homeUrl: "http://gazette.example/",
    selfUrls: {
      rss: "http://desk.example/feeds/web.rss",
      atom: "http://desk.example/feeds/web.atom",
      json: "http://desk.example/feeds/web.json",
    },
    firstUrls: {
      rss: "http://desk.example/feeds/web.rss",
      atom: "http://desk.example/feeds/web.atom",
      json: "http://desk.example/feeds/web.json",
    },
    nextUrls: null,
    isComplete: false,
    hubUrl: "http://desk.example/hub",
    withdrawalsUrl: "http://desk.example/feeds/web/withdrawals.json",
    updatedAt: "2026-06-02T09:30:00.000Z",
    publisher: { name: "The Gazette", url: "http://gazette.example/" },
    entries,
    withdrawn: [
      {
        id: "urn:uuid:44444444-4444-8444-8444-444444444444",
        when: "2026-06-02T08:00:00.000Z",
        reason: "The permission has ended.",
      },
    ],
    ...changes,
  };
}

/** Columns of different kinds: house terms, a Creative Commons licence, and one about which little is known. */
export function columns(): OutboundFeed {
  return feedWith([entryWith(), shared(), bare()], { title: "Grüße & <more>", description: "Columns — ]]> and all" });
}

function shared(): OutboundEntry {
  return entryWith({
    id: "urn:uuid:55555555-5555-8555-8555-555555555555",
    url: "http://desk.example/items/item_2",
    originalUrl: "http://hill.example/bees?q=a%20b&x=(1)*;:@=+$,/?#[]!'~",
    title: "Is 3 < 5? <b>Bees</b> & AT&amp;T ]]> “count” 👩‍🌾",
    authors: ['O\'Neil & "Sons"'],
    publishedAt: null,
    tags: ["R&D", "a < b", '"quoted"', "מה"],
    language: "de",
    html: "<p>Bees &amp; <em>flowers</em>, 3 &lt; 5.</p><p>x[a[0]]&gt;1 and x[a[0]]>1</p>",
    summary: "Bees & <flowers>",
    enclosures: [
      { url: "http://hill.example/bee.mp3?a=1&b=2", type: "audio/mpeg", bytes: null },
      { url: "http://hill.example/bee.ogg", type: "audio/ogg", bytes: 99 },
    ],
    rights: {
      notice: "© 2026 Hill & Dale <press>. Licensed CC BY 4.0.",
      noticePlacement: "top",
      creditPlacement: "bottom",
      linkBack: false,
      holder: "Hill & Dale",
      license: { name: "CC BY 4.0", url: "https://creativecommons.org/licenses/by/4.0/" },
      validUntil: null,
    },
  });
}

function bare(): OutboundEntry {
  return entryWith({
    id: "urn:uuid:66666666-6666-8666-8666-666666666666",
    url: "http://desk.example/items/item_3",
    originalUrl: null,
    title: "Stone walls",
    authors: [],
    tags: [],
    language: null,
    html: "<p>Stone upon stone.</p>",
    summary: null,
    enclosures: [],
    source: {
      id: "urn:uuid:77777777-7777-8777-8777-777777777777",
      title: "Field notes",
      feedUrl: "http://field.example/feed",
      homeUrl: null,
      updatedAt: "2026-05-01T00:00:00.000Z",
      rights: null,
    },
    rights: { creditLine: null, license: { name: "By letter", url: null }, validFrom: null, validUntil: null },
  });
}
