import type { Model } from "mongoose";
import type { Actor } from "../../../src/domain/role.js";
import { issueOutletToken, outletTokens, revokeOutletToken } from "../../../src/services/accounts.js";
import { trail } from "../../../src/services/audit.js";
import type { Desk } from "../../../src/services/desk.js";
import { type Page, type PageQuery, told } from "../../../src/services/lists/page.js";
import { listPermissions } from "../../../src/services/lists/permissions.js";
import { type Decision, queue } from "../../../src/services/lists/queue.js";
import { listNotifications, retryNotification } from "../../../src/services/notify/notifier.js";
import { hold, reject } from "../../../src/services/review.js";
import { liftTakedown, listTakedowns, takeDown } from "../../../src/services/takedowns.js";
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

/** Documents of a collection that is no evidence, as somebody else's process leaves them. */
const someDoc = async <Doc>(model: Model<Doc>, any: number) => {
  const docs = await model.collection.find({}).sort({ _id: 1 }).toArray();
  return docs[any % Math.max(1, docs.length)];
};
const idsOf = async <Doc>(model: Model<Doc>, filter: Record<string, unknown> = {}) =>
  (await model.collection.find(filter as never).toArray()).map(({ _id }) => String(_id));

const granting = (running: RunningDesk) => running.api("POST", "/permissions", grantOf());
const revoking = async (running: RunningDesk, any: number) => {
  const permission = await someDoc(running.program.desk.models.projected.permission, any);
  return running.api("POST", `/permissions/${String(permission?._id)}/revoke`, { reason: "a test" });
};

const permissions: PagedList = {
  name: "the permissions",
  page: async (desk, query) =>
    told(await listPermissions(desk, EDITOR, null, query), ({ permission }) => permission.id),
  rows: (desk) => idsOf(desk.models.projected.permission),
  acts: [granting, revoking],
};

const entries: PagedList = {
  name: "the entries of the ledger",
  page: async (desk, query) => told(await trail(desk, EDITOR, null, query), ({ seq }) => String(seq)),
  rows: (desk) => idsOf(desk.models.entry),
  acts: [revoking, revision, deciding("waiting", holding)],
};

const takedowns: PagedList = {
  name: "the takedowns",
  page: async (desk, query) => told(await listTakedowns(desk, EDITOR, "done", query), ({ id }) => id),
  rows: (desk) => idsOf(desk.models.projected.takedown, { state: "done" }),
  acts: [
    deciding("waiting", ({ program: { desk } }, id) => takeDown(desk, EDITOR, id, "a test")),
    async ({ program: { desk } }, any) => {
      const takedown = await someDoc(desk.models.projected.takedown, any);
      if (takedown?.state === "done") await liftTakedown(desk, EDITOR, String(takedown._id), "a test");
    },
  ],
};

const notifications: PagedList = {
  name: "the dead letters",
  page: async (desk, query) => told(await listNotifications(desk, EDITOR, "dead", query), ({ id }) => id),
  rows: (desk) => idsOf(desk.models.notification, { state: "dead" }),
  acts: [
    async ({ program: { desk } }, any) => {
      const [at, _id] = [desk.now(), `ntf_${any}` as never];
      const told = { kind: "takedown", takedown: "take_1", outlet: "post", way: "email", body: "{}", createdAt: at };
      const dead = { state: "dead", nextAt: at, leasedUntil: at, attempts: [] };
      await desk.models.notification.collection.replaceOne({ _id }, { ...told, ...dead }, { upsert: true });
    },
    async ({ program: { desk } }, any) => {
      const letter = await someDoc(desk.models.notification, any);
      if (letter?.state === "dead") await retryNotification(desk, EDITOR, String(letter._id));
    },
  ],
};

const tokens: PagedList = {
  name: "the tokens of a channel",
  page: async (desk, query) => told(await outletTokens(desk, EDITOR, "post", query), ({ id }) => id),
  rows: async (desk) => (await desk.models.token.find({ holder: "post", kind: "outlet" }).lean()).map(({ id }) => id),
  acts: [
    ({ program: { desk } }) => issueOutletToken(desk, EDITOR, "post", "a test"),
    async ({ program: { desk } }, any) => {
      const live = await desk.models.token.find({ holder: "post", kind: "outlet", revokedAt: null }).lean();
      const token = live[any % Math.max(1, live.length)];
      if (token !== undefined) await revokeOutletToken(desk, EDITOR, "post", token.id);
    },
  ],
};

export const PAGED_LISTS: readonly PagedList[] = [
  ...[queueOf("waiting"), queueOf("held"), queueOf("approved")],
  ...[permissions, entries, takedowns, notifications, tokens],
];
