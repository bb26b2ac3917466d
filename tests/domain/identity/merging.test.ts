import assert from "node:assert/strict";
import fc from "fast-check";
import { DomainError } from "../../../src/domain/error.js";
import { foldItem, type Item, type ItemEvent } from "../../../src/domain/item.js";
import { detachItem, isApart, mergeItems, partSighting } from "../../../src/domain/itemMerge.js";
import { runs } from "../../runs.js";

const AT = "2026-06-01T12:00:00.000Z";
const LATER = "2026-06-02T12:00:00.000Z";
const KEYS = ["k1", "k2", "k3", "k4"];

function received(id: string, source: string, keys: readonly string[]): Item {
  const revision = "sha256:00";
  return foldItem(
    null,
    { type: "item.received", item: id, partner: "lantern", source, keys, revision, findings: [] },
    AT,
  );
}

function folded(item: Item, events: readonly ItemEvent[], at = LATER): Item {
  return events.filter((event) => event.item === item.id).reduce((state, event) => foldItem(state, event, at), item);
}

function sighted(item: Item, source: string, keys: readonly string[]): Item {
  return folded(item, [{ type: "item.sighted", item: item.id, partner: "lantern", source, keys }]);
}

const anItem = (id: string) =>
  fc
    .record({
      keys: fc.uniqueArray(fc.constantFrom(...KEYS.map((key) => `${id}-${key}`)), { minLength: 1 }),
      source: fc.constantFrom("lantern/a", "lantern/b"),
      seen: fc.uniqueArray(fc.constantFrom("lantern/c", "quay/d", "lantern/b")),
      decision: fc.constantFrom("waiting", "held", "approved", "rejected"),
    })
    .map(({ keys, source, seen, decision }): Item => {
      const item = seen
        .filter((other) => other !== source)
        .reduce((state, other, at) => sighted(state, other, [`${id}-${other}-${at}`]), received(id, source, keys));
      return { ...item, review: { decision, at: AT, by: "acct_ann", reason: "so" } };
    });

describe("merging and splitting columns by hand", () => {
  it("gives both back as they were, whatever they were", () => {
    fc.assert(
      fc.property(anItem("one"), anItem("two"), (one, two) => {
        const merged = mergeItems(one, two, "the same text", "acct_ann");
        const [kept, other] = [folded(one, merged), folded(two, merged)];
        assert.deepEqual(other.keys, []);
        assert.ok(two.keys.every((key) => kept.keys.includes(key)));
        const split = detachItem(kept, other, "it was not", "acct_ann");
        assert.deepEqual(folded(kept, split), one);
        // It is in the queue anew, and so stands there as one that has just come.
        const back = folded(other, split);
        assert.deepEqual({ ...back, inStateSince: two.inStateSince }, two);
      }),
      { numRuns: runs(200) },
    );
  });

  it("takes a merged column out of the queue, and says where it went", () => {
    const [one, two] = [received("one", "lantern/a", ["k1"]), received("two", "lantern/b", ["k2"])];
    const other = folded(two, mergeItems(one, two, "the same text", "acct_ann"));
    assert.equal(other.review.decision, "rejected");
    assert.match(other.review.reason ?? "", /same column as one: the same text/u);
    assert.equal(other.merged?.into, "one");
  });

  it("refuses what could not be undone, or would change whose column it is", () => {
    const [one, two] = [received("one", "lantern/a", ["k1"]), received("two", "lantern/b", ["k2"])];
    const merged = folded(two, mergeItems(one, two, "same", "acct_ann"));
    const refused: readonly (() => unknown)[] = [
      () => mergeItems(one, one, "same", "acct_ann"),
      () => mergeItems(one, merged, "same", "acct_ann"),
      () => mergeItems(one, { ...two, partner: "quay" }, "same", "acct_ann"),
      () => detachItem(one, two, "not", "acct_ann"),
      () => partSighting(one, "lantern/a", "not", "acct_ann"),
      () => partSighting(one, "lantern/z", "not", "acct_ann"),
    ];
    for (const act of refused)
      assert.throws(act, (error) => error instanceof DomainError && error.code === "act.conflict");
  });

  it("remembers that a source's column is another one, and takes away the keys that only that source brought", () => {
    const both = sighted(received("one", "lantern/a", ["k1", "url"]), "lantern/b", ["k2"]);
    const parted = folded(both, [partSighting(both, "lantern/b", "another text", "acct_ann")]);
    assert.deepEqual(parted.keys, ["k1", "url"]);
    assert.ok(isApart(parted, "lantern/b"));
    assert.ok(!isApart(parted, "lantern/a"));
    const again = received("two", "lantern/b", ["k2"]);
    const kept = folded(parted, mergeItems(parted, again, "it is the same after all", "acct_ann"));
    assert.ok(!isApart(kept, "lantern/b"), "a later merge counts");
    assert.deepEqual(kept.keys, ["k1", "url", "k2"]);
  });
});
