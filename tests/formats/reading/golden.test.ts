import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fixtures, readFixture } from "./goldens.js";

const ENOUGH = 300;

describe("reading the fixture feeds", () => {
  const all = fixtures();

  it(`has at least ${ENOUGH}`, () => assert.ok(all.length >= ENOUGH, `${all.length} fixtures`));

  for (const fixture of all) {
    it(`reads ${fixture.name} as its golden file says`, async () => {
      assert.deepEqual(await readFixture(fixture), JSON.parse(readFileSync(fixture.golden, "utf8")));
    });
  }
});
