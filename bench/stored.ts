import { digestOfText, shortDigest } from "../src/domain/digest.js";
import type { Item } from "../src/domain/item.js";
import { randomId } from "../src/services/newId.js";
import { allStates } from "../src/services/reads.js";
import { ACTOR, type BenchDesk, benchDesk, feedOf } from "./desk.js";
import { type BenchRow, median, timed } from "./row.js";

const FEW = 10_000;
const MANY = 1_000_000;
const COLUMNS = 1_000;
const WARMING = 300;
const ROUNDS = 5;
const BATCH = 1_000;
const LEAST_SHARE = 0.8;

/** The rate of ingest at a desk that holds very many columns, beside one that holds few, in interleaved rounds. */
export async function benchStored(): Promise<readonly BenchRow[]> {
  const few = await holding(FEW);
  const many = await holding(MANY);
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const alone = await taking(few, `r${round}-`);
    ratios.push(alone / (await taking(many, `r${round}-`)));
  }
  await few.close();
  await many.close();
  const ratio = median(ratios);
  return [
    {
      name: `ingest: rate with ${MANY.toLocaleString("en")} stored columns / with ${FEW.toLocaleString("en")}`,
      value: ratio,
      unit: "of its rate",
      target: `≥ ${LEAST_SHARE}`,
      met: ratio >= LEAST_SHARE,
    },
  ];
}

function taking(desk: BenchDesk, series: string): Promise<number> {
  desk.serve(feedOf(COLUMNS, series));
  return timed(() => desk.program.poll(ACTOR, ["lantern/columns"]));
}

/** A desk that has polled, and copies of a column put straight into what it holds: polls of as many would take an hour. */
async function holding(count: number): Promise<BenchDesk> {
  const desk = await benchDesk(feedOf(WARMING, "w"));
  await desk.program.poll(ACTOR, null);
  const { models } = desk.program.desk;
  const [item] = await allStates<Item>(desk.program.desk, "item");
  if (item === undefined) throw new Error("nothing was taken");
  for (let done = WARMING; done < count; done += BATCH) {
    const ids = Array.from({ length: Math.min(BATCH, count - done) }, () => randomId("item"));
    const items = ids.map((id) => ({ ...item, _id: id, seq: 1, keys: [shortDigest(id), shortDigest(`${id}/url`)] }));
    const bodies = ids.map((id) => ({ _id: digestOfText(id), content: { title: id, html: "" }, reading: {} }));
    await Promise.all([
      models.projected.item.collection.insertMany(items as never[], { ordered: false }),
      models.revision.collection.insertMany(bodies as never[], { ordered: false }),
    ]);
  }
  return desk;
}
