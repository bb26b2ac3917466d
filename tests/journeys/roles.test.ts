import assert from "node:assert/strict";
import { type Capability, may, ROLES } from "../../src/domain/role.js";
import { at, grantOf, type RunningDesk, rssOf, runningDesk, text } from "../program.js";

const DIGEST = `sha256:${"0".repeat(64)}`;
const UNTIL = "2026-07-01T00:00:00.000Z";
const REASON = { reason: "Because" };
const USE = { item: "item_0", channel: "web" };

/** What each operation takes to be allowed, with a body of the right shape; `any` is whoever has an account. */
const ROUTES: Readonly<Record<string, readonly [Capability | "any" | "outlet" | "anyone", unknown?]>> = {
  "get /items": ["read"],
  "get /items/{id}": ["read"],
  "post /items/{id}/approve": ["review", { revision: DIGEST }],
  "post /items/{id}/hold": ["review", REASON],
  "post /items/{id}/reject": ["review", { revision: DIGEST, ...REASON }],
  "post /items/{id}/put-back": ["review", { revision: DIGEST, cuts: [0] }],
  "get /items/{id}/explain": ["read"],
  "get /items/{id}/deliveries": ["read"],
  "get /permissions": ["read"],
  "get /permissions/{id}": ["any"],
  "get /permissions/{id}/deliveries": ["read"],
  "post /permissions": ["grant", grantOf()],
  "post /permissions/{id}/amend": ["grant", { ...grantOf(), ...REASON }],
  "post /permissions/{id}/revoke": ["grant", REASON],
  ...Object.fromEntries(
    ["submit", "activate", "decline", "suspend", "resume", "supersede"].map((move) => [
      `post /permissions/{id}/${move}`,
      ["grant", REASON] as const,
    ]),
  ),
  "get /overrides": ["read"],
  "post /overrides": ["override", { item: "item_0", codes: ["window.ended"], until: UNTIL, ...REASON }],
  "post /overrides/{id}/end": ["override"],
  "get /licenses": ["read"],
  "post /assess": ["read", USE],
  "post /assess/batch": ["read", { questions: [USE] }],
  "post /what-if": ["read", { kind: "revoke", permission: "perm_0" }],
  "get /permissions/{id}/odrl": ["read"],
  "get /items/{id}/odrl": ["read"],
  "post /odrl/read": ["any", {}],
  "post /odrl/import": ["grant", { policy: {} }],
  "get /partners": ["read"],
  "get /sources": ["read"],
  "post /sources/poll": ["poll"],
  "post /sources/{id}/pause": ["pause", REASON],
  "post /sources/{id}/resume": ["pause"],
  "get /channels": ["any"],
  "get /channels/{id}/tokens": ["read"],
  "post /channels/{id}/tokens": ["issue-tokens", { name: "A reader" }],
  "post /channels/{id}/tokens/{token}/rotate": ["issue-tokens", { overlapHours: 1 }],
  "delete /channels/{id}/tokens/{token}": ["issue-tokens"],
  "get /instructions": ["read"],
  "post /instructions": ["instruct", { source: "lantern/columns", channel: "web", until: UNTIL }],
  "post /instructions/{id}/end": ["instruct"],
  "post /apply": ["apply"],
  "get /subscriptions": ["read"],
  "get /ledger/entries": ["read"],
  "get /ledger/head": ["any"],
  "get /accounts": ["read"],
  "post /accounts": ["manage-accounts", { name: "Mallory", role: "admin" }],
  "post /receipts/verify": ["anyone", { receipt: "a.b.c" }],
  "post /receipts/keys/rotate": ["issue-tokens"],
  "post /items/{id}/takedown": ["take-down", REASON],
  "get /takedowns": ["read"],
  "get /takedowns/{id}": ["read"],
  "post /takedowns/{id}/acknowledge": ["take-down", { outlet: "post", removed: true }],
  "post /takedowns/{id}/lift": ["take-down", REASON],
  "get /outlets/{id}/contact": ["read"],
  "post /outlets/{id}/contact": ["issue-tokens", { email: "desk@post.example" }],
  "get /notifications": ["read"],
  "post /notifications/{id}/retry": ["take-down"],
  "get /notices": ["read"],
  "post /notices/{id}/answer": ["take-down"],
  "get /outlet/takedowns": ["outlet"],
  "post /outlet/takedowns/{id}/acknowledge": ["outlet", { removed: true }],
  "post /items": ["poll", { id: "x", title: "X", content_html: "<p>x</p>" }],
  "post /items/{id}/merge": ["review", { item: "item_1", ...REASON }],
  "post /items/{id}/split": ["review", { item: "item_1", ...REASON }],
  "get /items/{id}/revisions/{from}/diff/{to}": ["read"],
  "post /sources/accept": ["grant", REASON],
  "get /discover": ["poll"],
  "post /sources/opml": ["any", "<opml/>"],
};

describe("every operation of the API", () => {
  let desk: RunningDesk;
  const tokens = new Map<string, string>();
  let outlet = "";

  before(async () => {
    desk = await runningDesk(rssOf([{ guid: "one" }]));
    for (const role of ROLES)
      tokens.set(role, text((await desk.api("POST", "/accounts", { name: role, role })).body, "token"));
    outlet = text((await desk.api("POST", "/channels/post/tokens", { name: "Post" })).body, "secret");
  });
  after(() => desk.stop());

  async function ask(route: string, token: string | null): Promise<{ status: number; code: string }> {
    const [method = "", path = ""] = route.split(" ");
    const body = ROUTES[route]?.[1];
    const query = "?source=lantern/columns&channel=web&url=http%3A%2F%2F127.0.0.1%3A1%2F";
    const response = await fetch(`${desk.origin}/api/v1${path.replace(/\{(\w+)\}/gu, "$1_0")}${query}`, {
      method: method.toUpperCase(),
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined
          ? {}
          : { "content-type": typeof body === "string" ? "text/x-opml" : "application/json" }),
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { status: response.status, code: text(await response.json(), "code") };
  }

  it("is in this table, and nothing else is", async () => {
    const description = (await (await desk.get("/api/openapi.json")).json()) as { paths: Record<string, object> };
    const found = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path.replace("/api/v1", "")}`),
    );
    assert.deepEqual(found.sort(), Object.keys(ROUTES).sort());
  });

  it("is refused without a token, with a wrong one, a used session's or another kind's", async () => {
    for (const [route, [needs]] of Object.entries(ROUTES)) {
      if (needs === "anyone") continue;
      for (const token of [null, "wrong", needs === "outlet" ? (tokens.get("admin") ?? "") : outlet])
        assert.deepEqual(await ask(route, token), { status: 401, code: "auth.required" }, `${route} ${token}`);
    }
    for (const secret of [null, "wrong", outlet]) {
      const headers = secret === null ? undefined : { authorization: `Bearer ${secret}` };
      assert.equal((await desk.get("/api/v1/sources.opml", headers)).status, 401);
    }
  });

  it("is refused to every role that may not do it, and changes nothing", async () => {
    const head = (await desk.api("GET", "/ledger/head")).body;
    for (const [route, [needs]] of Object.entries(ROUTES)) {
      if (needs === "anyone" || needs === "any" || needs === "outlet") continue;
      for (const role of ROLES) {
        if (may({ id: "acct_x", role }, needs)) continue;
        const answer = await ask(route, tokens.get(role) ?? "");
        assert.deepEqual(answer, { status: 403, code: "auth.forbidden" }, `${route} as ${role}`);
      }
    }
    assert.deepEqual((await desk.api("GET", "/ledger/head")).body, head);
  });

  it("gives nobody a role who may not give one, whatever else is in the body", async () => {
    const before = at((await desk.api("GET", "/accounts")).body, "accounts");
    const sneaky = { name: "Mallory", role: "auditor", id: "acct_administrator", token: "chosen", isAdmin: true };
    assert.equal((await desk.api("POST", "/accounts", sneaky)).status, 422);
    assert.equal((await desk.api("POST", "/accounts", { name: { $gt: "" }, role: { $ne: "" } })).status, 422);
    assert.deepEqual(at((await desk.api("GET", "/accounts")).body, "accounts"), before);
  });
});
