import type { Item } from "../src/domain/item.js";
import type { Release } from "../src/domain/release.js";
import { parseGrant } from "../src/services/input.js";
import { FIRST_PAGE } from "../src/services/lists/page.js";
import { queue } from "../src/services/lists/queue.js";
import { randomId } from "../src/services/newId.js";
import { render } from "../src/services/publish/render.js";
import { allStates } from "../src/services/reads.js";
import { approve } from "../src/services/review.js";
import { grant, revoke } from "../src/services/rights.js";
import { grantOf } from "../tests/program.js";
import { ACTOR, type BenchDesk, benchDesk, feedOf } from "./desk.js";
import { type BenchRow, median, timed } from "./row.js";

/** Setting them up and recording their withdrawals takes most of two minutes. */
const MANY = 100_000;
const BATCH = 500;
const ROUNDS = 5;
const WANTED = { channel: "web", format: "rss", page: null } as const;

/** Ending a permission that many released columns stand on, beside ending one that a single column stands on. */
export async function benchRevocation(): Promise<readonly BenchRow[]> {
  const few = await released(1);
  const many = await released(MANY);
  const alone: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { permission } = await grant(few.desk.program.desk, ACTOR, parseGrant(grantOf(), "The permission"));
    alone.push(await revocation(few.desk, permission));
  }
  const together = await revocation(many.desk, many.permission);
  const { desk } = many.desk.program;
  let left = Number.NaN;
  const next = await timed(async () => {
    left = (await render(desk, WANTED, desk.clock(), desk.clock())).releases.length;
  });
  await few.desk.close();
  await many.desk.close();
  const ratio = together / median(alone);
  return [
    {
      name: `outbound: revoking a permission with ${MANY.toLocaleString("en")} released columns, against one`,
      value: ratio,
      unit: "× the time",
      target: "≤ 2",
      met: ratio <= 2,
    },
    { name: "outbound: the response after it", value: next, unit: "ms" },
    { name: "outbound: columns in it", value: left, unit: "columns", target: "0", met: left === 0 },
  ];
}

/** The time of the act itself; the withdrawals are recorded behind it, and the feeds do not wait for that. */
function revocation({ program }: BenchDesk, permission: string): Promise<number> {
  return timed(() =>
    revoke(program.desk, ACTOR, permission, { reason: "A measurement", effect: "now", version: null }),
  );
}

/** A desk with one column released, and copies of it put straight into the projections: that many approvals would take minutes. */
async function released(count: number): Promise<{ readonly desk: BenchDesk; readonly permission: string }> {
  const made = await benchDesk(feedOf(1));
  const { desk } = made.program;
  const { permission } = await grant(desk, ACTOR, parseGrant(grantOf(), "The permission"));
  await made.program.poll(ACTOR, ["lantern/columns"]);
  for (const { item, revision } of (await queue(desk, ACTOR, "waiting", FIRST_PAGE)).rows)
    await approve(desk, ACTOR, item.id, { revision: revision as `sha256:${string}`, channels: ["web"] });
  const [item] = await allStates<Item>(desk, "item");
  const [release] = await allStates<Release>(desk, "release");
  if (item === undefined || release === undefined) throw new Error("nothing was released");
  const { item: items, release: releases } = desk.models.projected;
  for (let done = 1; done < count; done += BATCH) {
    const ids = Array.from({ length: Math.min(BATCH, count - done) }, () => randomId("item"));
    await items.collection.insertMany(ids.map((id) => ({ ...item, _id: id, seq: 1, keys: [id] })) as never[]);
    await releases.collection.insertMany(
      ids.map((id) => ({ ...release, _id: randomId("rel"), seq: 1, item: id })) as never[],
    );
  }
  return { desk: made, permission };
}
