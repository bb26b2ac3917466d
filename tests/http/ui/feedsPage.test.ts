import assert from "node:assert/strict";
import { type FeedsView, feedsPage } from "../../../src/http/ui/feedsPage.js";
import { elementsOf } from "./elements.js";
import { chromeFor, NOW } from "./newsroomSample.js";

type Source = FeedsView["sources"]["rows"][number];

const SOURCE: Source = {
  id: "lantern/columns",
  partner: "The Lantern",
  url: "http://lantern.example/feed",
  lastPolledAt: NOW,
  lastGoodAt: NOW,
  dueAt: "2026-10-14T09:30:40.000Z",
  problem: null,
  health: { state: "ok", reason: "The last poll went well.", since: "2026-10-01T09:00:00.000Z" },
  movedTo: null,
  hub: null,
  faults: [],
  held: null,
};
const GONE = { state: "gone", reason: "The server says that this feed is gone for good (410).", since: NOW } as const;
const PAUSED = { state: "paused", reason: "Paused by staff: The contract is not signed.", since: NOW } as const;

/** What the row of this source says, by the names of its columns. */
function rowOf(change: Partial<Source>): Readonly<Record<string, string>> {
  const none = { rows: [], next: null };
  const sources = { rows: [{ ...SOURCE, ...change }], next: null };
  const mayInstruct = { sources: [], channels: [] };
  const view = { channels: none, notices: none, takedowns: none, instructions: none, sources, mayInstruct };
  const cells = elementsOf(feedsPage(chromeFor("admin"), view, null)).filter(
    ({ attributes }) => attributes["data-label"] !== undefined,
  );
  return Object.fromEntries(cells.map(({ attributes, text }) => [attributes["data-label"], text]));
}

describe("what the desk says of a source", () => {
  it("is when it is polled next, or that somebody has to resume it", () => {
    assert.equal(rowOf({}).Next, "in less than a minute");
    assert.equal(rowOf({ dueAt: NOW }).Next, "due now");
    assert.equal(rowOf({ health: GONE, dueAt: NOW }).Next, "when it is resumed");
    assert.equal(rowOf({ health: PAUSED }).Next, "when it is resumed");
  });

  it("is not that it is good while its feed is held back", () => {
    const held = { detail: "The feed had 12 entries and is empty now.", since: NOW };
    assert.match(rowOf({ held }).Standing ?? "", /^Held back The feed had 12 entries/u);
    assert.match(rowOf({ held, health: GONE }).Standing ?? "", /^Gone .*Held back/u);
    assert.match(rowOf({}).Standing ?? "", /^Good since/u);
  });

  it("is why it is paused or gone, and since when", () => {
    assert.match(
      rowOf({ health: PAUSED }).Standing ?? "",
      /^Paused Paused by staff: The contract is not signed\. since 14/u,
    );
  });

  it("counts faults without saying that entries were lost", () => {
    const faults = ["Line 6: The date “never” in pubdate cannot be read.", "Line 9: An end tag is missing."];
    assert.match(rowOf({ faults }).Standing ?? "", /2 faults in the feed Line 6: The date/u);
  });
});
