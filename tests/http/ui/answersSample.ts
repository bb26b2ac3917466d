import type { Explanation } from "../../../src/services/audit.js";
import type { QueuePage, QueueRow } from "../../../src/services/lists/queue.js";
import { clearancesOf, columnSample, historySample } from "./columnSample.js";
import { channelSamples, ITEM, permissionSamples, type Say, TEXT_ONE, TEXT_TWO } from "./newsroomSample.js";

export function explanationSample(say: Say): Explanation {
  const view = columnSample(say);
  const [answer] = clearancesOf(channelSamples(say).slice(1), permissionSamples(say), say("All rights reserved"));
  if (answer === undefined) throw new TypeError("the sample has channels");
  return {
    item: ITEM,
    title: view.revision.content.title,
    channel: "commons-table",
    at: "2026-10-13T12:00:00.000Z",
    answer: `Refused: ${answer.clearance.reasons[0]?.sentence ?? ""}`,
    published: false,
    revision: TEXT_TWO,
    clearance: answer.clearance,
    approval: { revision: TEXT_ONE, at: "2026-10-12T09:00:00.000Z", by: say("Ann Marlow") },
    release: view.releases[1] ?? null,
    permissions: view.permissions,
    history: historySample(say).toReversed(),
  };
}

export function queueSample(say: Say): QueuePage {
  const { item, clearances } = columnSample(say);
  const permissions = permissionSamples(say);
  const channels = channelSamples(say);
  const row: QueueRow = {
    item,
    title: say("Why the Thursday ferry is late"),
    authors: [say("Merrin Tolliver")],
    partner: say("The Harbour Lantern"),
    publishedAt: "2026-10-12T06:00:00.000Z",
    words: 812,
    revision: TEXT_TWO,
    isRevision: true,
    findings: ["rights.permission-claimed", "rights.other-holder"],
    doubts: 1,
    clearances,
  };
  const none = clearancesOf(channels, [], "© Quillmere Courier Ltd. All rights reserved.");
  const barred = clearancesOf(channels, permissions, null, say("Odile Farrow"));
  return {
    decision: "waiting",
    rows: [
      row,
      {
        ...row,
        item: { ...item, id: "item_2" },
        title: say("A marrow for every season"),
        authors: [say("Hob Tansley")],
        partner: say("The Quillmere Courier"),
        isRevision: false,
        findings: ["rights.reserved"],
        doubts: 0,
        words: 640,
        clearances: none,
      },
      {
        ...row,
        item: { ...item, id: "item_3" },
        title: say("The last lamplighter of Sill Street keeps a ledger nobody has asked to read"),
        authors: [say("Odile Farrow")],
        isRevision: false,
        findings: ["mailing.greeting", "mailing.unsubscribe"],
        doubts: 1,
        words: 1204,
        clearances: barred,
      },
      {
        ...row,
        item: { ...item, id: "item_4" },
        title: say("What the heron knows"),
        authors: [],
        isRevision: false,
        findings: [],
        doubts: 0,
        words: 455,
      },
    ],
    counts: { waiting: 4, approved: 17, held: 1, rejected: 2, withdrawn: 0 },
    next: "WyJvbmUiXQ",
  };
}
