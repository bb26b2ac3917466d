import Parser from "rss-parser";
import { ACTOR, benchDesk, feedOf } from "./desk.js";
import { benchMemory } from "./memory.js";
import { type BenchRow, median, timed } from "./row.js";

const COLUMNS = 1_000;
/** Columns of the poll before, which starts the processes that read. */
const WARMING = 200;
const ROUNDS = 9;
const LONGER = 5;
const MAX_LONGER = 5.5;
const PARAGRAPHS_OF_LONG_FEEDS = 16;

/**
 * 1,000 new columns from loopback to the ledger of a desk that has been running, beside `rss-parser` alone on the same bytes,
 * both in rounds of one process; and the same feed again.
 */
export async function benchIngest(): Promise<readonly BenchRow[]> {
  const first: number[] = [];
  const again: number[] = [];
  const alone: number[] = [];
  const desk = await benchDesk(feedOf(WARMING, "w"));
  const poll = () => desk.program.poll(ACTOR, ["lantern/columns"]);
  await poll();
  desk.serve(feedOf(COLUMNS, "f"));
  const fresh = await timed(poll);
  for (let round = 0; round < ROUNDS; round++) {
    const feed = feedOf(COLUMNS, `r${round}-`);
    const bytes = Buffer.from(feed);
    desk.serve(feed);
    alone.push(await timed(() => new Parser().parseString(bytes.toString("utf8"))));
    first.push(await timed(poll));
    again.push(await timed(poll));
  }
  await desk.close();
  const [end, repeat, bare] = [median(first), median(again), median(alone)];
  return [
    { name: "ingest of 1,000 columns of 4 KB, end to end", value: (COLUMNS / end) * 1_000, unit: "columns per second" },
    { name: "ingest of the first 1,000, just started", value: (COLUMNS / fresh) * 1_000, unit: "columns per second" },
    { name: "rss-parser alone on the same bytes", value: (COLUMNS / bare) * 1_000, unit: "columns per second" },
    {
      name: "ingest end to end / rss-parser alone",
      value: bare / end,
      unit: "of its rate",
      target: "≥ 0.25",
      met: bare / end >= 0.25,
    },
    {
      name: "polling the unchanged feed again / the first time",
      value: repeat / end,
      unit: "× the time",
      target: "≤ 0.2",
      met: repeat / end <= 0.2,
    },
    await linearity(),
    ...(await benchMemory("large")),
  ];
}

/** Five times the entries, in columns small enough that both feeds may be fetched. */
async function linearity(): Promise<BenchRow> {
  const desk = await benchDesk(feedOf(WARMING, "w"));
  const take = async (columns: number, series: string) => {
    desk.serve(feedOf(columns, series, PARAGRAPHS_OF_LONG_FEEDS));
    return timed(() => desk.program.poll(ACTOR, ["lantern/columns"]));
  };
  await take(WARMING, "x");
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const short = await take(COLUMNS, `s${round}-`);
    ratios.push((await take(COLUMNS * LONGER, `l${round}-`)) / short);
  }
  await desk.close();
  const ratio = median(ratios);
  return {
    name: `ingest: time of ${(COLUMNS * LONGER).toLocaleString("en")} columns / of 1,000`,
    value: ratio,
    unit: "×",
    target: `≤ ${MAX_LONGER}`,
    met: ratio <= MAX_LONGER,
  };
}
