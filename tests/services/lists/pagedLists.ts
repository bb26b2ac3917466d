import type { Actor } from "../../../src/domain/role.js";
import type { Desk } from "../../../src/services/desk.js";
import type { Page, PageQuery } from "../../../src/services/lists/page.js";
import { type Decision, queue } from "../../../src/services/lists/queue.js";
import { hold, reject } from "../../../src/services/review.js";
import { grantOf, type RunningDesk, rssOf, text } from "../../program.js";

/** A list as its readers go through it, and what may happen between two of its pages. */
export interface PagedList {
  readonly name: string;
  page(desk: Desk, query: PageQuery): Promise<Page<string>>;
  /** The ids of all its rows now, found in another way. */
  rows(desk: Desk): Promise<readonly string[]>;
  readonly acts: readonly ((running: RunningDesk, any: number) => Promise<unknown>)[];
}

export const EDITOR: Actor = { id: "acct_editor", role: "admin" };

const tide = (n: number, version = 0) => ({
  guid: `c${n}`,
  body: `<p>The tide came in ${n} times, ${version} said.</p>`,
});

/** What the partner's feed carries, by number: how often each column was revised. */
const feed = new Map<number, number>();

async function receive(running: RunningDesk, changes: readonly (readonly [number, number])[]): Promise<void> {
  for (const [column, version] of changes) feed.set(column, version);
  running.partner.serve(rssOf([...feed].map(([column, version]) => tide(column, version))));
  running.clock.advance(1_000);
  await running.poll();
}

/** So many columns of their own, and a permission for all of them. */
export async function fill(running: RunningDesk, columns: number): Promise<void> {
  feed.clear();
  await receive(
    running,
    Array.from({ length: columns }, (_, n) => [n, 0] as const),
  );
  await running.api("POST", "/permissions", grantOf());
}

const arrival = (running: RunningDesk) => receive(running, [[feed.size, 0]]);
const revision = (running: RunningDesk, any: number) => {
  const column = any % feed.size;
  return receive(running, [[column, (feed.get(column) ?? 0) + 1]]);
};

/** One of the columns in a state, whichever. */
async function someItem({ program: { desk } }: RunningDesk, decision: Decision, any: number) {
  const docs = await desk.models.projected.item.find({ "review.decision": decision }).sort({ _id: 1 }).lean();
  return docs[any % Math.max(1, docs.length)];
}

const deciding =
  (from: Decision, act: (running: RunningDesk, id: string) => Promise<unknown>) =>
  async (running: RunningDesk, any: number) => {
    const item = await someItem(running, from, any);
    running.clock.advance(any % 3);
    if (item !== undefined) await act(running, item._id);
  };

const holding = (running: RunningDesk, id: string) => hold(running.program.desk, EDITOR, id, "a test");
const rejecting = async (running: RunningDesk, id: string) =>
  reject(
    running.program.desk,
    EDITOR,
    id,
    text((await running.api("GET", `/items/${id}`)).body, "revision") as never,
    "no",
  );
const approving = async (running: RunningDesk, id: string) =>
  running.api("POST", `/items/${id}/approve`, {
    revision: text((await running.api("GET", `/items/${id}`)).body, "revision"),
    channels: ["web"],
  });

const queueOf = (decision: Decision): PagedList => ({
  name: `the queue of what is ${decision}`,
  page: async (desk, query) => {
    const { rows, next } = await queue(desk, EDITOR, decision, query);
    return { rows: rows.map(({ item }) => item.id), next };
  },
  rows: async (desk) =>
    (await desk.models.projected.item.find({ "review.decision": decision }).lean()).map(({ _id }) => _id),
  acts: [
    deciding("waiting", holding),
    deciding("waiting", rejecting),
    deciding("waiting", approving),
    deciding("held", approving),
    deciding("held", rejecting),
    deciding("approved", approving),
    deciding("approved", holding),
    arrival,
    revision,
  ],
});

export const PAGED_LISTS: readonly PagedList[] = [queueOf("waiting"), queueOf("held"), queueOf("approved")];
