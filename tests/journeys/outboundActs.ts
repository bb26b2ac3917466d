import fc from "fast-check";
import { DomainError } from "../../src/domain/error.js";
import { currentRevision, type Item } from "../../src/domain/item.js";
import { systemActor } from "../../src/domain/role.js";
import { allStates, getItem, getRevision } from "../../src/services/reads.js";
import { approve } from "../../src/services/review.js";
import { type Column, type RunningDesk, rssOf } from "../program.js";
import { note } from "../runs.js";
import { type Believed, CHANNELS, check, ENDING, isCleared } from "./outboundChecks.js";

export type Command = fc.AsyncCommand<Believed, RunningDesk, false>;

export const ACTOR = systemActor("test");
export const AUTHORS = ["Ada Brook", "Bo Field"];

/** One act on the desk; whatever it was, and whether it was refused or not, every feed is then looked at. */
export function act(name: string, run: (believed: Believed, desk: RunningDesk) => Promise<void>): Command {
  return {
    check: () => true,
    toString: () => name,
    run: async (believed, desk) => {
      note("acts");
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

export function chosen<T>(list: readonly T[], index: number): T | undefined {
  return list.length === 0 ? undefined : list[index % list.length];
}

export async function anItem({ program: { desk } }: RunningDesk, index: number): Promise<Item> {
  const item = chosen(await allStates<Item>(desk, "item"), index);
  if (item === undefined) throw new DomainError("item.unknown", "There is none yet.");
  return getItem(desk, item.id);
}

export async function serve(believed: Believed, desk: RunningDesk): Promise<void> {
  const columns = [...believed.columns].map(([guid, { revision, author }]): Column => {
    return { guid, author, body: `<p>Text ${revision} of ${guid}. It was ${ENDING}, and by nobody else.</p>` };
  });
  desk.partner.serve(rssOf(columns));
  await polled(believed, desk);
}

/** What is new is released where an instruction says so, and it is cleared; a changed text is not. */
export async function polled(believed: Believed, desk: RunningDesk): Promise<void> {
  const known = new Set((await allStates<Item>(desk.program.desk, "item")).map(({ id }) => id));
  desk.clock.advance(1_000);
  await desk.poll();
  const at = desk.clock();
  for (const item of await allStates<Item>(desk.program.desk, "item")) {
    if (known.has(item.id)) continue;
    const { digest } = currentRevision(item);
    const { content } = await getRevision(desk.program.desk, digest);
    for (const { channel, until } of believed.instructed) {
      if (until <= at || !(await isCleared(desk, item, content, channel))) continue;
      believed.approved.set(`${channel} ${item.id}`, { digest, at });
    }
  }
}

export const index = fc.nat(20);
export const channel = fc.constantFrom(...CHANNELS);
export const days = fc.integer({ min: 1, max: 120 });

/** What was held, taken down, withdrawn or merged does not come back without a new approval. */
export function forget(believed: Believed, id: string): void {
  for (const into of CHANNELS) believed.approved.delete(`${into} ${id}`);
}

export async function approveFor(
  believed: Believed,
  { program: { desk } }: RunningDesk,
  id: string,
  into: string,
): Promise<void> {
  const { digest } = currentRevision(await getItem(desk, id));
  await approve(desk, ACTOR, id, { revision: digest, channels: [into] });
  believed.approved.set(`${into} ${id}`, { digest, at: desk.clock() });
}
