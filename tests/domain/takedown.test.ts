import assert from "node:assert/strict";
import { approve, foldItem, type Item, type ItemEvent } from "../../src/domain/item.js";
import {
  acknowledge,
  foldTakedown,
  lift,
  type RecipientStanding,
  standingOfRecipient,
  type Takedown,
} from "../../src/domain/takedown.js";

const AT = "2026-06-01T12:00:00.000Z";
const LATER = "2026-06-01T13:00:00.000Z";
const DUE = "2026-06-01T18:00:00.000Z";
const DIGEST = `sha256:${"0".repeat(64)}` as const;

const asked = (outlet: string) => {
  return { outlet, channels: [outlet], revisions: [DIGEST], firstAt: AT, lastAt: AT, hours: 6 };
};
const requested = (...outlets: readonly string[]): Takedown =>
  foldTakedown(
    null,
    {
      type: "takedown.requested",
      takedown: "take_1",
      item: "item_1",
      reason: "x",
      by: "acct_1",
      recipients: outlets.map(asked),
    },
    AT,
  );
const answer = (takedown: Takedown, outlet: string, removed: boolean): Takedown => {
  const event = acknowledge(takedown, outlet, removed, "link");
  return event === null ? takedown : foldTakedown(takedown, event, LATER);
};
const standings = (takedown: Takedown, at: string): readonly RecipientStanding[] =>
  takedown.recipients.map((one) => standingOfRecipient(one, at));

describe("a takedown as the ledger has it", () => {
  it("gives each outlet its hours, and counts them to the very instant", () => {
    const takedown = requested("post");
    assert.equal(takedown.recipients[0]?.dueAt, DUE);
    assert.deepEqual(standings(takedown, "2026-06-01T17:59:59.999Z"), ["requested"]);
    assert.deepEqual(standings(takedown, DUE), ["overdue"]);
  });

  it("is overdue also for who has only taken note, and never for who has removed it", () => {
    const takedown = answer(answer(requested("post", "echo"), "post", false), "echo", true);
    assert.deepEqual(standings(takedown, LATER), ["acknowledged", "removed"]);
    assert.deepEqual(standings(takedown, DUE), ["overdue", "removed"]);
  });

  it("is done when all have removed it, and open again when another outlet is found", () => {
    const done = answer(requested("post"), "post", true);
    assert.equal(done.state, "done");
    const more = foldTakedown(
      done,
      { type: "takedown.extended", takedown: "take_1", recipients: [asked("echo")] },
      LATER,
    );
    assert.equal(more.state, "open");
    assert.equal(more.recipients[1]?.dueAt, "2026-06-01T19:00:00.000Z");
  });

  it("takes no answer twice, none from who was not asked, and none after it was lifted", () => {
    const done = answer(requested("post"), "post", true);
    assert.equal(acknowledge(done, "post", true, "link"), null);
    assert.equal(acknowledge(done, "post", false, "link"), null);
    assert.throws(() => acknowledge(done, "echo", true, "link"), /not asked/u);
    const lifted = foldTakedown(done, lift(done, "settled", "acct_1"), LATER);
    assert.throws(() => acknowledge(lifted, "post", true, "link"), /was lifted/u);
    assert.throws(() => lift(lifted, "again", "acct_1"), /already/u);
  });

  const received: ItemEvent = {
    type: "item.received",
    item: "item_1",
    partner: "lantern",
    source: "lantern/columns",
    keys: [],
    revision: DIGEST,
    findings: [],
  };
  const down: ItemEvent = { type: "item.taken-down", item: "item_1", takedown: "take_1", reason: "x", by: "acct_1" };
  const restored: ItemEvent = { type: "item.restored", item: "item_1", takedown: "take_1", by: "acct_1" };
  const withdrawn: ItemEvent = { type: "item.withdrawn", item: "item_1", source: "lantern/columns" };
  const columnAfter = (...events: readonly ItemEvent[]): Item =>
    events.reduce<Item | null>(
      (item, event, index) => foldItem(item, event, `2026-06-01T12:00:0${index}.000Z`),
      null,
    ) ?? assert.fail();

  it("keeps the column from being approved until it is lifted", () => {
    assert.throws(() => approve(columnAfter(received, down), DIGEST, [], "acct_1"), /taken down/u);
    assert.equal(approve(columnAfter(received, down, restored), DIGEST, [], "acct_1").type, "item.approved");
  });

  it("does not bring back what the partner has withdrawn, before or meanwhile", () => {
    for (const history of [
      [received, withdrawn, down, restored],
      [received, down, withdrawn, restored],
    ])
      assert.equal(columnAfter(...history).review.decision, "withdrawn");
    assert.equal(columnAfter(received, down, restored).review.decision, "waiting");
    assert.equal("takenDownAt" in columnAfter(received, down, restored), false);
  });
});
