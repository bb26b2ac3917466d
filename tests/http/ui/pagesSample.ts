import type { Role } from "../../../src/domain/role.js";
import { acknowledgePage } from "../../../src/http/ui/acknowledgePage.js";
import { auditPage } from "../../../src/http/ui/auditPage.js";
import { columnPage } from "../../../src/http/ui/columnPage.js";
import { type CopiesProps, copiesPage } from "../../../src/http/ui/copiesPage.js";
import { explainPage } from "../../../src/http/ui/explainPage.js";
import { type FeedsView, feedsPage } from "../../../src/http/ui/feedsPage.js";
import { grantPage } from "../../../src/http/ui/grantPage.js";
import { messagePage } from "../../../src/http/ui/messagePage.js";
import { permissionPage } from "../../../src/http/ui/permissionPage.js";
import { type PermissionsView, permissionsPage } from "../../../src/http/ui/permissionsPage.js";
import { publicItemPage } from "../../../src/http/ui/publicItemPage.js";
import { queuePage } from "../../../src/http/ui/queuePage.js";
import { signInPage } from "../../../src/http/ui/signInPage.js";
import { withdrawnPage } from "../../../src/http/ui/withdrawnPage.js";
import type { PermissionFacts } from "../../../src/services/audit.js";
import type { Page } from "../../../src/services/lists/page.js";
import { explanationSample, queueSample } from "./answersSample.js";
import { columnSample, DELIVERIES, historySample } from "./columnSample.js";
import {
  AGREEMENT,
  channelSamples,
  chromeFor,
  ENDED,
  entriesOf,
  licenseSamples,
  NAMES,
  NOW,
  partnerSample,
  permissionSamples,
  recordSample,
  type Say,
} from "./newsroomSample.js";

/** Every page of the desk and of the public side, by name, with all of its texts said by `say`. */
export function everyPage(role: Role, say: Say): Readonly<Record<string, string>> {
  return { ...deskPages(role, say), ...outsidePages(say) };
}

/** The pages that somebody who has signed in sees. */
export function deskPages(role: Role, say: Say): Readonly<Record<string, string>> {
  const chrome = chromeFor(role, say);
  const names = new Map([...NAMES].map(([id, name]) => [id, say(name)]));
  const [facts] = factsSample(say);
  if (facts === undefined) throw new TypeError("the sample has permissions");
  const flash = { kind: "refused", text: say("It is stale."), details: [say("Read the current text.")] } as const;
  return {
    queue: queuePage({ ...chrome, flash }, queueSample(say)),
    column: columnPage(chrome, columnSample(say), names, historySample(say), DELIVERIES),
    permissions: permissionsPage({ ...chrome, active: "permissions" }, permissionsSample(say)),
    permission: permissionPage({ ...chrome, active: "permissions" }, facts, true, grantHistory(say), names),
    grant: grantPage({ ...chrome, active: "permissions" }, grantSample(say, null)),
    amend: grantPage({ ...chrome, active: "permissions" }, grantSample(say, AGREEMENT)),
    feeds: feedsPage({ ...chrome, active: "feeds" }, feedsSample(say), {
      channel: "tidewater-post",
      secret: say("s3cr3t"),
      opens: "the feed",
    }),
    audit: auditPage(
      { ...chrome, active: "audit" },
      { entries: historySample(say), names, subject: say("item:x"), next: "40" },
    ),
    copies: copiesPage(chrome, copiesSample(say, names)),
    explain: explainPage(chrome, explanationSample(say), names),
  };
}

/** The pages that need no session. */
export function outsidePages(say: Say): Readonly<Record<string, string>> {
  const newsroom = say("The Fennel Street Gazette");
  return {
    signIn: signInPage({ newsroom, problem: say("This sign-in link has been used already; ask for a new one.") }),
    message: messagePage({
      newsroom,
      status: 409,
      title: say("It cannot be done as things stand"),
      detail: say("The partner has revised this column. Read the current text and decide on that."),
      problems: [{ pointer: say("/until"), detail: say("Say until when it holds.") }],
      back: "/desk",
    }),
    acknowledge: acknowledgePage({
      newsroom,
      action: "/acknowledge/take_1?outlet=a&code=b",
      title: say("Why the Thursday ferry is late"),
      address: "http://desk.example/items/item_1",
      reason: say("A court asked for it"),
      isLifted: false,
      firstAt: NOW,
      lastAt: NOW,
      dueAt: NOW,
      standing: "requested",
    }),
    publicItem: publicItemPage({
      publisher: { name: newsroom, url: "http://gazette.example/" },
      address: "http://desk.example/items/item_1",
      partnerUrl: "http://harbour-lantern.example/",
      usageTerms: say("Publish verbatim."),
      releasedAt: "2026-10-13T06:00:00.000Z",
      searchWish: "canonical",
      isMiningReserved: true,
      title: say("Why the Thursday ferry is late"),
      authors: [say("Merrin Tolliver")],
      originalUrl: "http://harbour-lantern.example/2026/10/thursday-ferry",
      publishedAt: "2026-10-12T06:00:00.000Z",
      notice: say("© 2026 Harbour Lantern Press. Republished with permission."),
      creditLine: say("From The Harbour Lantern"),
      holder: say("Harbour Lantern Press"),
      license: { name: say("Text only"), url: null },
      validUntil: "2026-10-20T00:00:00.000Z",
      channels: [say("Guest Columns")],
      language: "en-GB",
    }),
    withdrawn: withdrawnPage({ newsroom, reason: say("The permission to publish this column has ended."), when: NOW }),
  };
}

/** A page of a list that goes on. */
function pageWith<Row>(rows: readonly Row[]): Page<Row> {
  return { rows, next: "WyJvbmUiXQ" };
}

function copiesSample(say: Say, names: CopiesProps["names"]): CopiesProps {
  const fetches = { firstAt: NOW, lastAt: NOW, fetches: 2, unchanged: 1 };
  const token = { token: "tok_tidewater", name: say("CMS"), revision: "sha256:0", copy: "outdated" } as const;
  const asked = { outlet: say("tidewater-post"), channels: ["tidewater-post"], revisions: [], hours: 6, dueAt: NOW };
  const answers = { firstAt: NOW, lastAt: NOW, acknowledgedAt: NOW, removedAt: null, by: "link" };
  return {
    item: "item_1",
    title: say("Why the Thursday ferry is late"),
    holdings: [
      {
        outlet: say("tidewater-post"),
        channel: "tidewater-post",
        formats: ["rss"],
        revisions: [],
        copy: "outdated",
        tokens: [{ ...token, ...fetches }],
        ...fetches,
      },
    ],
    takedowns: pageWith([
      {
        id: "take_1",
        item: "item_1",
        reason: say("A court asked for it"),
        by: "acct_ann",
        requestedAt: NOW,
        state: "open",
        recipients: [{ ...asked, ...answers, standing: "acknowledged" }],
        counts: { requested: 0, acknowledged: 1, overdue: 0, removed: 0 },
      },
    ]),
    names,
  };
}

function factsSample(say: Say): readonly PermissionFacts[] {
  const [agreement, ended, prohibition] = permissionSamples(say);
  return [
    { permission: agreement, standing: "in force" },
    { permission: prohibition, standing: "in force" },
    { permission: ended, standing: "ended" },
  ];
}

function permissionsSample(say: Say): PermissionsView {
  const rows = factsSample(say);
  return {
    page: pageWith(rows),
    overview: { inForce: 2, endingSoon: 1, next: rows.slice(0, 1) },
    outdated: new Set([ENDED]),
    names: new Map(),
    partner: null,
    partners: [{ id: "harbour-lantern", name: say("The Harbour Lantern") }],
  };
}

function grantHistory(say: Say) {
  return entriesOf([
    ["acct_bo", "grant", { type: "permission.granted", permission: AGREEMENT, record: recordSample(say) }],
    [
      "acct_bo",
      "amend",
      { type: "permission.amended", permission: AGREEMENT, record: recordSample(say), reason: say("House style.") },
    ],
  ]).reverse();
}

function grantSample(say: Say, amends: string | null) {
  return {
    partners: [
      partnerSample(say),
      { ...partnerSample(say), id: "quillmere-courier", name: say("The Quillmere Courier") },
    ],
    licenses: licenseSamples(say),
    values: {
      license: "text-only",
      partner: "harbour-lantern",
      grantorName: say("Harbour Lantern Press"),
      grantorBasis: "agent",
      evidence: say("Letter of 3 August 2026"),
      media: ["web", "newsletter"],
      authors: [say("Merrin Tolliver"), say("Odile Farrow")],
      onward: "outlets",
      outlets: say("tidewater-post"),
      componentsGiven: "1",
      components: ["text", "headline"],
      until: "2026-09-01",
    },
    problems: [{ pointer: "/until", detail: say("The end must lie after the beginning.") }],
    amends,
  };
}

function feedsSample(say: Say): FeedsView {
  const urls = (id: string) =>
    ["rss", "atom", "json"].map((format) => ({ format, url: `http://127.0.0.1:3000/feeds/${id}.${format}` }));
  const token = { name: say("Tidewater web desk"), createdAt: "2026-09-01T10:00:00.000Z" };
  const source = {
    partner: say("The Harbour Lantern"),
    url: "http://harbour-lantern.example/columns.rss",
    problem: null,
    health: { state: "ok" as const, reason: "The last poll went well.", since: NOW },
    movedTo: null,
    hub: { state: "active" },
  };
  return {
    channels: pageWith(
      channelSamples(say).map((channel) => ({
        channel,
        urls: urls(channel.id),
        published: 12,
        withdrawn: 3,
        contact:
          channel.outlet === null
            ? null
            : {
                outlet: channel.outlet.id,
                webhook: say("https://tidewater-post.example/told"),
                email: say("desk@tidewater-post.example"),
                updatedAt: NOW,
                version: 1,
              },
        unwritten: [{ item: "item_1", channel: channel.id, problem: say("It has no title."), at: NOW }],
        tokens:
          channel.outlet === null
            ? pageWith([])
            : pageWith([
                { ...token, id: "tok_tidewater", revokedAt: null, expiresAt: null, lastUsedAt: null },
                { ...token, id: "tok_old", revokedAt: "2026-09-20T10:00:00.000Z", expiresAt: null, lastUsedAt: null },
              ]),
      })),
    ),
    notices: pageWith([
      {
        ...{ id: "ntf_1", outlet: "tidewater-post", reason: say("It has ended."), items: [say("The tide")] },
        ...{ toldAt: "2026-09-01T10:00:00.000Z", dueAt: "2026-09-03T10:00:00.000Z", answeredAt: null },
        ...{ isDelivered: false, isLate: true },
      },
    ]),
    takedowns: pageWith([]),
    sources: pageWith([
      {
        ...source,
        id: "harbour-lantern/columns",
        lastPolledAt: NOW,
        lastGoodAt: NOW,
        dueAt: "2026-10-14T10:00:00.000Z",
        faults: [],
        held: null,
      },
      {
        ...source,
        id: "quillmere-courier/columns",
        partner: say("The Quillmere Courier"),
        lastPolledAt: NOW,
        lastGoodAt: "2026-10-11T09:00:00.000Z",
        dueAt: "2026-10-14T09:00:00.000Z",
        problem: say("The server answered 404; check the address in feeds/inbound/quillmere-courier.json."),
        health: { state: "failing" as const, reason: say("The last poll failed."), since: "2026-10-11T10:00:00.000Z" },
        movedTo: { url: "http://courier.example/feed", at: NOW },
        hub: null,
        faults: [say("Entry 3 carries neither an id nor a link.")],
        held: {
          detail: say("The feed had 12 entries and is empty now; nothing was taken from it."),
          since: "2026-06-01T07:00:00.000Z",
        },
      },
    ]),
    instructions: pageWith([
      {
        instruction: {
          id: "inst_1",
          source: say("harbour-lantern/columns"),
          channel: "gazette-web",
          by: "acct_ann",
          givenAt: "2026-09-01T10:00:00.000Z",
          until: "2026-12-01T00:00:00.000Z",
          endedAt: null,
        },
        by: say("Ann Marlow"),
        standing: true,
      },
    ]),
    mayInstruct: {
      sources: [{ id: say("harbour-lantern/columns"), partner: say("The Harbour Lantern") }],
      channels: channelSamples(say),
    },
  };
}
