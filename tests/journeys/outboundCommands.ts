import fc from "fast-check";
import { DomainError } from "../../src/domain/error.js";
import { currentRevision, type Item } from "../../src/domain/item.js";
import { systemActor } from "../../src/domain/role.js";
import { plusDays } from "../../src/domain/window.js";
import { parseGrant, parseOverride } from "../../src/services/input.js";
import { override } from "../../src/services/overrides.js";
import { allStates, getItem } from "../../src/services/reads.js";
import { approve, hold } from "../../src/services/review.js";
import { grant, revoke } from "../../src/services/rights.js";
import { type Column, grantOf, type RunningDesk, rssOf } from "../program.js";
import { type Believed, check } from "./outboundChecks.js";

type Command = fc.AsyncCommand<Believed, RunningDesk, false>;

const ACTOR = systemActor("test");
const AUTHORS = ["Ada Brook", "Bo Field"];

/** One act on the desk; whatever it was, and whether it was refused or not, every feed is then looked at. */
function act(name: string, run: (believed: Believed, desk: RunningDesk) => Promise<void>): Command {
  return {
    check: () => true,
    toString: () => name,
    run: async (believed, desk) => {
      try {
        await run(believed, desk);
      } catch (error) {
        // A refusal is an answer like others; the feeds must be right after it too.
        if (!(error instanceof DomainError)) throw error;
      }
      await check(believed, desk);
    },
  };
}

function chosen<T>(list: readonly T[], index: number): T | undefined {
  return list.length === 0 ? undefined : list[index % list.length];
}

async function anItem({ program: { desk } }: RunningDesk, index: number): Promise<Item> {
  const item = chosen(await allStates<Item>(desk, "item"), index);
  if (item === undefined) throw new DomainError("item.unknown", "There is none yet.");
  return getItem(desk, item.id);
}

async function serve(believed: Believed, desk: RunningDesk): Promise<void> {
  const columns = [...believed.columns].map(([guid, { revision, author }]): Column => {
    return { guid, author, body: `<p>Text ${revision} of ${guid}, told by the harbour wall.</p>` };
  });
  desk.partner.serve(rssOf(columns));
  desk.clock.advance(1_000);
  await desk.poll();
}

const index = fc.nat(20);
const channel = fc.constantFrom("web", "post");
const days = fc.integer({ min: 1, max: 120 });

const approvals = fc.tuple(index, channel).map(([which, into]) =>
  act(`approve ${which} for ${into}`, async (believed, desk) => {
    await approveFor(believed, desk, (await anItem(desk, which)).id, into);
  }),
);

/** A desk with columns, a permission for some weeks and releases, so that histories begin in the middle. */
export async function begin(believed: Believed, desk: RunningDesk): Promise<void> {
  for (let n = 0; n < 4; n++) believed.columns.set(`c${n}`, { revision: 1, author: chosen(AUTHORS, n) ?? "" });
  await serve(believed, desk);
  const request = grantOf({ until: plusDays(desk.clock(), 40) });
  await grant(desk.program.desk, ACTOR, parseGrant(request, "The permission"));
  for (const { id } of await allStates<Item>(desk.program.desk, "item"))
    for (const into of ["web", "post"]) await approveFor(believed, desk, id, into);
  await check(believed, desk);
  const { id: held } = await anItem(desk, 0);
  await hold(desk.program.desk, ACTOR, held, "A test");
  for (const into of ["web", "post"]) believed.approved.delete(`${into} ${held}`);
  await check(believed, desk);
}

async function approveFor(
  believed: Believed,
  { program: { desk } }: RunningDesk,
  id: string,
  into: string,
): Promise<void> {
  const { digest } = currentRevision(await getItem(desk, id));
  await approve(desk, ACTOR, id, { revision: digest, channels: [into] });
  believed.approved.set(`${into} ${id}`, digest);
}

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
    fc.tuple(index, days, fc.boolean(), fc.boolean()).map(([author, until, oneAuthor, abroad]) =>
      act(
        `permit ${until} days${oneAuthor ? ", one author" : ""}${abroad ? ", abroad" : ""}`,
        async (_believed, desk) => {
          const request = grantOf({
            until: plusDays(desk.clock(), until),
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
        for (const into of ["web", "post"]) believed.approved.delete(`${into} ${id}`);
      }),
    ),
    index.map((which) =>
      act(`revoke ${which}`, async (_believed, desk) => {
        const found = chosen(await allStates<{ readonly id: string }>(desk.program.desk, "permission"), which);
        if (found !== undefined) await revoke(desk.program.desk, ACTOR, found.id, { reason: "A test", effect: "now" });
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
  ],
  { maxCommands: 20, size: "max" },
);
