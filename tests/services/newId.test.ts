import assert from "node:assert/strict";
import { randomId } from "../../src/services/newId.js";

describe("ids", () => {
  it("of what comes in large numbers lie in the order of their instants, and differ within one", () => {
    const instants = ["1999-12-31T23:59:59.999Z", "2026-06-01T12:00:00.000Z", "2026-06-01T12:00:00.001Z"];
    const ids = instants.map((at) => randomId("item", at));
    assert.deepEqual([...ids].sort(), ids);
    for (const id of ids) assert.match(id, /^item_[0-9a-f]{24}$/u);
    assert.equal(new Set(Array.from({ length: 100 }, () => randomId("item", instants[1]))).size, 100);
  });

  it("of everything else are 96 random bits", () => {
    assert.match(randomId("perm"), /^perm_[0-9a-f]{24}$/u);
    assert.equal(new Set(Array.from({ length: 100 }, () => randomId("perm"))).size, 100);
  });
});
