import fc from "fast-check";
import type { Item } from "../../src/domain/item.js";
import { plusDays } from "../../src/domain/window.js";
import { parseGrant, parseOverride } from "../../src/services/input.js";
import { instruct } from "../../src/services/instructions.js";
import { override } from "../../src/services/overrides.js";
import { allStates } from "../../src/services/reads.js";
import { hold } from "../../src/services/review.js";
import { grant, revoke } from "../../src/services/rights.js";
import { changeLicense, grantOf, type RunningDesk } from "../program.js";
import {
  ACTOR,
  AUTHORS,
  act,
  anItem,
  approveFor,
  type Command,
  channel,
  chosen,
  days,
  forget,
  index,
  serve,
} from "./outboundActs.js";
import { type Believed, CHANNELS, check, EXCERPT_WORDS } from "./outboundChecks.js";
import { furtherActs } from "./outboundFurtherActs.js";

const approvals = fc.tuple(index, channel).map(([which, into]) =>
  act(`approve ${which} for ${into}`, async (believed, desk) => {
    await approveFor(believed, desk, (await anItem(desk, which)).id, into);
  }),
);

/**
 * A desk with columns, one author’s to be published whole and the other’s as excerpts, and releases, so that histories
 * begin in the middle: there are pages, and one column has left.
 */
export async function begin(believed: Believed, desk: RunningDesk, end: string): Promise<void> {
  for (let n = 0; n < 5; n++) believed.columns.set(`c${n}`, { revision: 1, author: chosen(AUTHORS, n) ?? "" });
  await changeLicense(desk, { afterEnd: "may-stay" });
  await serve(believed, desk);
  const actions = [["republish"], ["excerpt"]];
  for (const [n, author] of AUTHORS.entries()) {
    const until = plusDays(desk.clock(), 40 + n);
    const request = grantOf({ until, afterEnd: end, actions: actions[n], works: { authors: [author] }, ...LIMITS });
    await grant(desk.program.desk, ACTOR, parseGrant(request, "The permission"));
  }
  for (const { id } of await allStates<Item>(desk.program.desk, "item"))
    for (const into of CHANNELS) await approveFor(believed, desk, id, into);
  await check(believed, desk);
  const { id: held } = await anItem(desk, 0);
  await hold(desk.program.desk, ACTOR, held, "A test");
  forget(believed, held);
  await check(believed, desk);
}

const DAY_MILLISECONDS = 86_400_000;

/** What every history ends with: a text is replaced, an instruction is over before something new comes, all of it ends. */
export async function finish(believed: Believed, desk: RunningDesk): Promise<void> {
  for (const last of LAST) await last.run(believed, desk);
}

async function latestItem({ program: { desk } }: RunningDesk): Promise<Item> {
  const items = await allStates<Item>(desk, "item");
  return items.reduce((latest, item) => (item.receivedAt > latest.receivedAt ? item : latest));
}

const approveLatest = act("approve the latest", async (believed, desk) => {
  await approveFor(believed, desk, (await latestItem(desk)).id, "web");
});

const serveText = (guid: string, revision: number) =>
  act(`serve text ${revision} of ${guid}`, async (believed, desk) => {
    believed.columns.set(guid, { revision, author: chosen(AUTHORS, 0) ?? "" });
    await serve(believed, desk);
  });

const LAST: readonly Command[] = [
  act("permit 10 days", async (_believed, desk) => {
    const request = grantOf({ until: plusDays(desk.clock(), 10) });
    await grant(desk.program.desk, ACTOR, parseGrant(request, "The permission"));
  }),
  serveText("c1000", 1),
  approveLatest,
  serveText("c1000", 2),
  approveLatest,
  act("instruct for a day, and wait for it", async (believed, desk) => {
    const until = plusDays(desk.clock(), 1);
    await instruct(desk.program.desk, ACTOR, { source: "lantern/columns", channel: "web", until });
    believed.instructed.push({ channel: "web", until });
    desk.clock.set(until);
  }),
  serveText("c1001", 1),
  act("wait until the end", async (_believed, desk) => desk.clock.advance(10 * DAY_MILLISECONDS)),
];

/** What becomes of a use after the end of its permission. */
export const END = fc.constantFrom("remove", "reduce", "may-stay");
const LIMITS = { excerpt: { words: EXCERPT_WORDS } };
const EXTENT = fc.constantFrom(
  { actions: ["republish"], ...LIMITS },
  { actions: ["excerpt"], ...LIMITS },
  { actions: ["republish", "excerpt"], ...LIMITS },
);

/** Everything that may happen to a desk, as commands. */
export const histories = fc.commands<Believed, RunningDesk, false>(
  [
    index.map((author) =>
      act("ingest", async (believed, desk) => {
        const guid = `c${believed.columns.size}`;
        believed.columns.set(guid, { revision: 1, author: chosen(AUTHORS, author) ?? "" });
        await serve(believed, desk);
      }),
    ),
    index.map((which) =>
      act(`revise ${which}`, async (believed, desk) => {
        const column = chosen([...believed.columns.values()], which);
        if (column !== undefined) column.revision++;
        await serve(believed, desk);
      }),
    ),
    fc
      .tuple(index, days, fc.boolean(), fc.boolean(), END, EXTENT)
      .map(([author, until, oneAuthor, abroad, end, extent]) =>
        act(
          `permit ${until} days${oneAuthor ? ", one author" : ""}${abroad ? ", abroad" : ""}, ${extent.actions}, then ${end}`,
          async (_believed, desk) => {
            const request = grantOf({
              until: plusDays(desk.clock(), until),
              afterEnd: end,
              ...extent,
              ...(oneAuthor ? { works: { authors: [chosen(AUTHORS, author)] } } : {}),
              ...(abroad ? { territories: { include: ["FR"], exclude: [] } } : {}),
            });
            await grant(desk.program.desk, ACTOR, parseGrant(request, "The permission"));
          },
        ),
      ),
    // More often as the others: what was never released cannot be withdrawn.
    ...Array.from({ length: 3 }, () => approvals),
    index.map((which) =>
      act(`hold ${which}`, async (believed, desk) => {
        const { id } = await anItem(desk, which);
        await hold(desk.program.desk, ACTOR, id, "A test");
        forget(believed, id);
      }),
    ),
    index.map((which) =>
      act(`revoke ${which}`, async (_believed, desk) => {
        const found = chosen(await allStates<{ readonly id: string }>(desk.program.desk, "permission"), which);
        if (found !== undefined)
          await revoke(desk.program.desk, ACTOR, found.id, { reason: "A test", effect: "now", version: null });
      }),
    ),
    fc.tuple(index, channel).map(([which, into]) =>
      act(`override ${which} for ${into}`, async (_believed, desk) => {
        const { id: item } = await anItem(desk, which);
        const request = {
          item,
          channel: into,
          codes: ["territory.not-covered"],
          reason: "A test",
          until: plusDays(desk.clock(), 5),
        };
        await override(desk.program.desk, ACTOR, parseOverride(request, "The override"));
      }),
    ),
    fc
      .constantFrom(1, 60_000, 86_400_000, 30 * 86_400_000, 95 * 86_400_000)
      .map((milliseconds) =>
        act(`wait ${milliseconds} ms`, async (_believed, desk) => desk.clock.advance(milliseconds)),
      ),
    index.map((which) =>
      act("wait until the next end", async (_believed, desk) => {
        const found = await allStates<{
          readonly id: string;
          readonly versions: readonly { readonly record: { readonly window: { readonly until: string | null } } }[];
        }>(desk.program.desk, "permission");
        const ends = found
          .flatMap(({ versions }) => versions.at(-1)?.record.window.until ?? [])
          .filter((end) => end > desk.clock());
        const end = chosen(ends.sort(), which);
        if (end !== undefined) desk.clock.set(end);
      }),
    ),
    ...furtherActs,
  ],
  { maxCommands: 24, size: "max" },
);
