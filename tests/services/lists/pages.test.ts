import assert from "node:assert/strict";
import fc from "fast-check";
import { FIRST_PAGE, type Page } from "../../../src/services/lists/page.js";
import { at, list, type RunningDesk, rssOf, runningDesk, text } from "../../program.js";
import { runs } from "../../runs.js";
import { fill, PAGED_LISTS, type PagedList } from "./pagedLists.js";

const COLUMNS = 25;
const RUNS = 6;
/** So that there is something in every list. */
const ACTS_BEFORE = 8;

interface Walk {
  readonly limit: number;
  /** What happens after each page: acts by their numbers, each with a number to choose by. */
  readonly between: readonly (readonly (readonly [act: number, any: number])[])[];
}

const walks: fc.Arbitrary<Walk> = fc.record({
  limit: fc.integer({ min: 1, max: 9 }),
  between: fc.array(fc.array(fc.tuple(fc.nat(99), fc.nat(999)), { maxLength: 3 }), { minLength: 1, maxLength: 8 }),
});

describe("a list, page by page", () => {
  let running: RunningDesk;

  before(async () => {
    running = await runningDesk(rssOf([]));
    await fill(running, COLUMNS);
  });
  after(() => running.stop());

  for (const paged of PAGED_LISTS) {
    it(`shows each row of ${paged.name} once, whatever is done between its pages`, async () => {
      for (let any = 0; any < ACTS_BEFORE; any++) await paged.acts[0]?.(running, any);
      await fc.assert(
        fc.asyncProperty(walks, (walk) => requireOnce(running, paged, walk)),
        { numRuns: runs(RUNS) },
      );
    });
  }

  it("refuses a page that no list gave, and one that is too long", async () => {
    for (const query of ["after=50", "after=%7B%7D", `after=${btoa('[{"$gt":""},1]')}`, "limit=201", "limit=0"]) {
      const { status, body } = await running.api("GET", `/items?${query}`);
      assert.equal(status, 422, query);
      assert.equal(at(body, "code"), "input.invalid", query);
    }
  });
});

/** Who was in the list all the time is shown, and nobody twice. */
async function requireOnce(running: RunningDesk, paged: PagedList, { limit, between }: Walk): Promise<void> {
  const { desk } = running.program;
  let stayed = new Set(await paged.rows(desk));
  const shown: string[] = [];
  let page: Page<string> = await paged.page(desk, { ...FIRST_PAGE, limit });
  for (let turn = 0; ; turn++) {
    assert.ok(page.rows.length <= limit);
    shown.push(...page.rows);
    if (page.next === null) break;
    for (const [act, any] of between[turn] ?? []) {
      await paged.acts[act % paged.acts.length]?.(running, any);
      const now = new Set(await paged.rows(desk));
      stayed = new Set([...stayed].filter((id) => now.has(id)));
    }
    page = await paged.page(desk, { after: page.next, limit });
  }
  assert.equal(new Set(shown).size, shown.length, "nothing twice");
  assert.deepEqual(
    [...stayed].filter((id) => !shown.includes(id)),
    [],
    "nothing left out",
  );
}

describe("sixty columns that wait", () => {
  let running: RunningDesk;

  before(async () => {
    running = await runningDesk(rssOf([]));
    await fill(running, 60);
  });
  after(() => running.stop());

  it("are all shown although the first page is held before the next is asked for", async () => {
    const first = (await running.api("GET", "/items")).body;
    assert.equal(list(first, "items").length, 50);
    for (const item of list(first, "items"))
      assert.equal((await running.api("POST", `/items/${text(item, "id")}/hold`, { reason: "a test" })).status, 200);
    const rest = (await running.api("GET", text(first, "next").replace("/api/v1", ""))).body;
    assert.equal(list(rest, "items").length, 10);
    assert.equal(at(rest, "next"), null);
  });
});
