import assert from "node:assert/strict";
import { KEY_LIFE_HOURS } from "../../src/services/once.js";
import { Person } from "../person.js";
import { ADMIN_TOKEN, at, grantOf, list, type RunningDesk, rssOf, runningDesk, text } from "../program.js";
import { type PollingDesk, pollingDesk } from "../services/pollingDesk.js";

const HOUR = 3_600_000;
const UNTIL = "2026-07-01T00:00:00.000Z";
const FURNITURE = "<p>The tide came in at six.</p><p>Leave a Reply</p><p>It went out at noon.</p>";
interface Request {
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
  readonly token?: string;
}

/** What each act is sent, after all that has to be there before it. */
type Row = (given: Given) => Promise<Request> | Request;

interface Given {
  readonly desk: RunningDesk;
  readonly send: (path: string, body?: unknown, method?: string) => Promise<unknown>;
  readonly permission: (changes?: Record<string, unknown>) => Promise<string>;
  /** A column that no row has used. */
  readonly column: () => Promise<{ readonly id: string; readonly revision: unknown }>;
  readonly token: () => Promise<{ readonly token: string; readonly secret: string }>;
}

const REASON = { reason: "A letter" };

/** Acts that are known again by what is on record. */
const BY_RECORD: Readonly<Record<string, Row>> = {
  "approving a column": async ({ column, permission }) => {
    const { id, revision } = await column();
    await permission();
    return { path: `/items/${id}/approve`, body: { revision, channels: ["web"] } };
  },
  "holding a column": async ({ column }) => ({ path: `/items/${(await column()).id}/hold`, body: REASON }),
  "rejecting a text": async ({ column }) => {
    const { id, revision } = await column();
    return { path: `/items/${id}/reject`, body: { revision, ...REASON } };
  },
  "putting back what cleaning cut": async ({ column }) => {
    const { id, revision } = await column();
    return { path: `/items/${id}/put-back`, body: { revision, cuts: [0] } };
  },
  "merging a column into another": async ({ column }) => {
    const [one, other] = [await column(), await column()];
    return { path: `/items/${one.id}/merge`, body: { item: other.id, ...REASON } };
  },
  "splitting a column off again": async ({ column, send }) => {
    const [one, other] = [await column(), await column()];
    await send(`/items/${one.id}/merge`, { item: other.id, ...REASON });
    return { path: `/items/${one.id}/split`, body: { item: other.id, ...REASON } };
  },
  "taking a column down": async ({ column }) => ({ path: `/items/${(await column()).id}/takedown`, body: REASON }),
  "lifting a takedown": async (given) => ({ path: `/takedowns/${await takenDown(given)}/lift`, body: REASON }),
  "saying for an outlet that it has removed a column": async (given) => ({
    path: `/takedowns/${await takenDown(given)}/acknowledge`,
    body: { outlet: "post", removed: true },
  }),
  "saying as an outlet that one has taken note": async (given) => {
    const { secret } = await given.token();
    const id = await takenDown(given);
    return { path: `/outlet/takedowns/${id}/acknowledge`, body: { removed: false }, token: secret };
  },
  "ending an override": async ({ column, send }) => {
    const given = { item: (await column()).id, codes: ["embargo.not-lifted"], until: UNTIL, ...REASON };
    const id = text(await send("/overrides", given), "override");
    return { path: `/overrides/${id}/end` };
  },
  "ending a standing instruction": async ({ send }) => {
    const given = { source: "lantern/columns", channel: "web", until: UNTIL };
    return { path: `/instructions/${text(await send("/instructions", given), "instruction")}/end` };
  },
  "revoking a token": async ({ token }) => ({
    method: "DELETE",
    path: `/channels/post/tokens/${(await token()).token}`,
  }),
  "pausing a source": () => ({ path: "/sources/lantern%2Fcolumns/pause", body: REASON }),
  "resuming a source": async ({ desk }) => {
    await desk.api("POST", "/sources/lantern%2Fcolumns/pause", REASON);
    return { path: "/sources/lantern%2Fcolumns/resume" };
  },
  "revoking a permission": async ({ permission }) => ({
    path: `/permissions/${await permission()}/revoke`,
    body: { ...REASON, effect: "now" },
  }),
  "submitting a draft": async ({ permission }) => moving("submit", await permission({ state: "draft" })),
  "activating a permission": async ({ permission }) => moving("activate", await permission({ state: "pending" })),
  "declining a permission": async ({ permission }) => moving("decline", await permission({ state: "pending" })),
  "suspending a permission": async ({ permission }) => moving("suspend", await permission()),
  "resuming a permission": async ({ permission, send }) => {
    const id = await permission();
    await send(`/permissions/${id}/suspend`, REASON);
    return moving("resume", id);
  },
  "superseding a permission": async ({ permission }) => {
    const successor = await permission();
    return moving("supersede", await permission(), { successor });
  },
};

function moving(move: string, id: string, more: object = {}): Request {
  return { path: `/permissions/${id}/${move}`, body: { ...REASON, ...more } };
}

async function takenDown({ desk, column, permission, token, send }: Given): Promise<string> {
  const { id, revision } = await column();
  await permission();
  await send(`/items/${id}/approve`, { revision, channels: ["post"] });
  const { secret } = await token();
  assert.equal((await desk.get("/feeds/post.atom", { authorization: `Bearer ${secret}` })).status, 200);
  return text(await send(`/items/${id}/takedown`, REASON), "id");
}

/** Acts that make something new: known again by the key that the request carries. */
const BY_KEY: Readonly<Record<string, Row>> = {
  "granting a permission": () => ({ path: "/permissions", body: grantOf() }),
  "importing a policy": async ({ desk, permission }) => {
    const address = `/api/v1/permissions/${await permission()}/odrl`;
    const policy = await (await desk.get(address, { authorization: `Bearer ${ADMIN_TOKEN}` })).json();
    return { path: "/odrl/import", body: { policy } };
  },
  "giving an override": async ({ column }) => ({
    path: "/overrides",
    body: { item: (await column()).id, codes: ["embargo.not-lifted"], until: UNTIL, ...REASON },
  }),
  "giving a standing instruction": () => ({
    path: "/instructions",
    body: { source: "lantern/columns", channel: "web", until: UNTIL },
  }),
  "issuing a token": () => ({ path: "/channels/post/tokens", body: { name: "CMS" } }),
  "replacing a token": async ({ token }) => ({
    path: `/channels/post/tokens/${(await token()).token}/rotate`,
    body: { overlapHours: 2 },
  }),
  "giving a person an account": () => ({ path: "/accounts", body: { name: "Ada", role: "editor" } }),
  "signing receipts with a new key": () => ({ path: "/receipts/keys/rotate" }),
};

describe("an act that is sent twice", () => {
  let desk: RunningDesk;
  let given: Given;
  const used = new Set<string>();

  before(async () => {
    const columns = Array.from({ length: 24 }, (_, n) => ({ guid: `c${n}`, body: `${FURNITURE}<p>Column ${n}.</p>` }));
    desk = await runningDesk(rssOf(columns));
    const send = async (path: string, body?: unknown, method = "POST") => {
      const answer = await desk.api(method, path, body);
      assert.ok(answer.status < 300, `${path}: ${JSON.stringify(answer.body)}`);
      return answer.body;
    };
    given = {
      desk,
      send,
      permission: async (changes = {}) => text(await send("/permissions", grantOf(changes)), "permission"),
      column: async () => {
        const items = list(await send("/items", undefined, "GET"), "items");
        const found = items.find((item) => !used.has(text(item, "id")));
        used.add(text(found, "id"));
        return { id: text(found, "id"), revision: at(found, "revision") };
      },
      token: async () => {
        const body = await send("/channels/post/tokens", { name: "CMS" });
        return { token: text(body, "token"), secret: text(body, "secret") };
      },
    };
  });
  after(() => desk.stop());

  const entries = () => desk.program.desk.ledger.head().seq;

  async function send({ method = "POST", path, body, token = ADMIN_TOKEN }: Request, key: string | null = null) {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(key === null ? {} : { "idempotency-key": key }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    };
    const sent = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await fetch(`${desk.origin}/api/v1${path}`, sent);
    return { status: response.status, body: await response.json() };
  }

  /** All that an act leaves to be done afterwards is done. */
  const settled = () => new Promise<void>((resolve) => desk.program.desk.afterwards(async () => resolve()));

  async function twice(request: Request, key: string | null): Promise<void> {
    const before = entries();
    const first = await send(request, key);
    assert.ok(first.status < 300, JSON.stringify(first.body));
    assert.ok(entries() > before, "the first one is recorded");
    await settled();
    const recorded = entries();
    desk.clock.advance(1_000);
    assert.deepEqual(await send(request, key), first);
    await settled();
    assert.equal(entries(), recorded, "the second one is not");
  }

  for (const [what, row] of Object.entries(BY_RECORD))
    it(`records nothing the second time, and answers as the first time: ${what}`, async () => {
      await twice(await row(given), null);
    });

  let keys = 0;
  for (const [what, row] of Object.entries(BY_KEY))
    it(`and carries a key is known by it: ${what}`, async () => {
      const request = await row(given);
      await twice(request, `key ${++keys}`);
    });

  it("is another act with the key of another person, at another place, without a key, and when the key's time is over", async () => {
    const request = { path: "/permissions", body: grantOf() };
    const { body: other } = await send({ path: "/accounts", body: { name: "Grace", role: "rights" } });
    const made = new Set<string>();
    const grant = async (token: string, key: string | null) =>
      made.add(text((await send({ ...request, token }, key)).body, "permission"));
    await grant(ADMIN_TOKEN, "one key");
    await grant(text(other, "token"), "one key");
    await grant(ADMIN_TOKEN, null);
    await grant(ADMIN_TOKEN, null);
    assert.equal((await send({ path: "/instructions", body: {} }, "one key")).status, 422);
    desk.clock.advance(KEY_LIFE_HOURS * HOUR);
    await grant(ADMIN_TOKEN, "one key");
    assert.equal(made.size, 5);
  });

  it("is refused with other contents under the same key, and with a key that is too long", async () => {
    await send({ path: "/permissions", body: grantOf() }, "a key");
    const before = entries();
    const reused = await send({ path: "/permissions", body: grantOf({ creditLine: "By the Lantern" }) }, "a key");
    assert.deepEqual([reused.status, at(reused.body, "code")], [422, "key.reused"]);
    const long = await send({ path: "/permissions", body: grantOf() }, "k".repeat(201));
    assert.deepEqual([long.status, at(long.body, "code")], [422, "input.invalid"]);
    assert.equal(entries(), before);
  });

  it("opens with the secret that it was told twice, and names nobody in the ledger", async () => {
    const request = { path: "/channels/post/tokens", body: { name: "Twice" } };
    const secrets = [await send(request, "of a token"), await send(request, "of a token")].map(({ body }) =>
      text(body, "secret"),
    );
    assert.equal(secrets[0], secrets[1]);
    const headers = { authorization: `Bearer ${secrets[1]}` };
    assert.equal((await desk.get("/feeds/post.atom", headers)).status, 200);
    const written = JSON.stringify(await desk.program.desk.models.entry.find({}).lean());
    assert.ok(!written.includes("of a token") && !written.includes(text(secrets, 0)));
  });

  it("is one act where a form is sent twice, and comes back where it was changed in between", async () => {
    const person = new Person(desk.origin);
    await person.send("/sign-in", [["token", ADMIN_TOKEN]]);
    const { html } = await person.open("/desk/permissions/new");
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`, "u").exec(html)?.[1] ?? "";
    const typed = {
      csrf: hidden("csrf"),
      once: hidden("once"),
      license: "house",
      partner: "lantern",
      grantorName: "Lantern Press",
      grantorBasis: "owner",
      evidence: "Their letter",
      openEnded: "1",
    };
    const send = (more: object = {}) => person.send("/desk/permissions", Object.entries({ ...typed, ...more }));
    const before = entries();
    const [first, second] = [await send(), await send()];
    assert.deepEqual([first.status, second.status], [303, 303]);
    assert.equal(first.location, second.location);
    assert.equal(entries(), before + 1);
    const changed = await send({ creditLine: "Typed afterwards" });
    assert.equal(changed.status, 422);
    assert.match(changed.html, /Typed afterwards/u);
    const fresh = /name="once" value="([^"]+)"/u.exec(changed.html)?.[1] ?? "";
    assert.equal((await send({ creditLine: "Typed afterwards", once: fresh })).status, 303);
    assert.equal(entries(), before + 2);
  });

  it("tells again which conflicts were accepted", async () => {
    const known = list((await desk.api("GET", "/permissions?limit=100")).body, "permissions").map((one) =>
      at(one, "id"),
    );
    const exclusivity = { kind: "exclusive", territories: { include: "worldwide", exclude: [] }, until: null };
    const changes = { exclusivity, licensees: { outlets: ["post"] }, acceptsConflictsWith: known };
    const request = { path: "/permissions", body: grantOf(changes) };
    await twice(request, "an exclusive one");
    const { body } = await send(request, "an exclusive one");
    assert.ok(list(body, "conflicts").length > 0);
  });
});

describe("a grant that is sent twice at once", () => {
  let first: PollingDesk;
  let second: PollingDesk;

  before(async () => {
    first = await pollingDesk();
    second = await pollingDesk({}, first);
  });
  after(async () => {
    await second.stop();
    await first.stop();
  });

  it("makes one permission, whichever of two desks on one store it comes to", async () => {
    const origins = [await first.listen(), await second.listen()];
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": "application/json" };
    for (const key of ["one", "two", "three"]) {
      const sent = { method: "POST", headers: { ...headers, "idempotency-key": key }, body: JSON.stringify(grantOf()) };
      const answers = await Promise.all(
        [...origins, ...origins, ...origins].map(async (origin) => {
          const response = await fetch(`${origin}/api/v1/permissions`, sent);
          return JSON.stringify([response.status, await response.json()]);
        }),
      );
      assert.match(answers[0] ?? "", /^\[201,/u);
      assert.equal(new Set(answers).size, 1, answers.join("\n"));
    }
    assert.equal(await first.program.desk.models.projected.permission.countDocuments({}), 3);
  });
});
