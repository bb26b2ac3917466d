import assert from "node:assert/strict";
import { ADMIN_TOKEN, at, grantOf, list, type RunningDesk, rssOf, runningDesk, text } from "../program.js";

const RULE = {
  target: "https://lantern.example/columns/1",
  assigner: { "vcard:fn": "Lantern Press" },
  assignee: "urn:x-imprimatur:house",
  action: "distribute",
};
const POLICY = {
  "@context": "http://www.w3.org/ns/odrl.jsonld",
  "@type": "Agreement",
  uid: "urn:example:policy",
  permission: [RULE],
};

describe("policies of ODRL", () => {
  let desk: RunningDesk;

  beforeEach(async () => {
    desk = await runningDesk(rssOf([{ guid: "one" }]));
  });
  afterEach(() => desk.stop());

  async function permissions(): Promise<readonly unknown[]> {
    return list((await desk.api("GET", "/permissions")).body, "permissions");
  }

  async function granted(changes: Record<string, unknown> = {}): Promise<string> {
    const { status, body } = await desk.api("POST", "/permissions", grantOf(changes));
    assert.equal(status, 201, JSON.stringify(body));
    return text(body, "permission");
  }

  it("go out as JSON-LD, and come in as the permission that they were", async () => {
    const id = await granted({
      territories: { include: ["GB", "IE"], exclude: [] },
      from: "2026-01-01T00:00:00.000Z",
      until: "2027-01-01T00:00:00.000Z",
      noticeDays: 14,
    });
    const exported = await desk.get(`/api/v1/permissions/${id}/odrl`, { authorization: `Bearer ${ADMIN_TOKEN}` });
    assert.equal(exported.status, 200);
    assert.match(exported.headers.get("content-type") ?? "", /^application\/ld\+json/u);
    const policy: unknown = await exported.json();
    const imported = await desk.api("POST", "/odrl/import", { policy, state: "active" });
    assert.equal(imported.status, 201, JSON.stringify(imported.body));
    const [copy] = list(imported.body, "permissions");
    assert.equal(typeof copy, "string");
    const recorded = async (permission: unknown) => {
      const { body } = await desk.api("GET", `/permissions/${String(permission)}`);
      const { evidence, ...record } = at(body, "versions", 0, "record") as { readonly evidence: readonly unknown[] };
      return { evidence, record };
    };
    const [before, after] = [await recorded(id), await recorded(copy)];
    assert.deepEqual(after.record, before.record);
    assert.equal(after.evidence.length, before.evidence.length + 1, "the policy itself is evidence");
  });

  it("say what was on record at a past instant", async () => {
    const id = await granted();
    desk.clock.set("2026-06-02T12:00:00.000Z");
    await desk.api("POST", `/permissions/${id}/revoke`, { reason: "They asked", effect: "now" });
    const status = async (query: string) => {
      const { body } = await desk.api("GET", `/permissions/${id}/odrl${query}`);
      const found = list(body, "permission", 0, "constraint").find((one) => at(one, "leftOperand") === "impr:state");
      return at(found, "status");
    };
    assert.deepEqual([await status(""), await status("?at=2026-06-01T12:00:00.000Z")], ["revoked", "active"]);
    const early = await desk.api("GET", `/permissions/${id}/odrl?at=2020-01-01T00:00:00.000Z`);
    assert.deepEqual([early.status, at(early.body, "code")], [404, "permission.unknown"]);
  });

  it("answer for a column in a channel, with the reasons", async () => {
    const [item] = list((await desk.api("GET", "/items")).body, "items");
    const path = `/items/${text(item, "id")}/odrl?channel=web`;
    const refused = await desk.api("GET", path);
    assert.equal(refused.status, 200);
    assert.equal(at(refused.body, "impr:verdict"), "refused");
    assert.equal(at(refused.body, "impr:reason", 0, "impr:code"), "permission.none");
    await granted();
    const cleared = await desk.api("GET", path);
    assert.equal(at(cleared.body, "impr:verdict"), "cleared");
    assert.deepEqual(at(cleared.body, "permission", 0, "action"), ["distribute"]);
  });

  it("are taken from others as pending, under the partner and the license that the request names", async () => {
    const read = await desk.api("POST", "/odrl/read", POLICY);
    assert.equal(read.status, 200, JSON.stringify(read.body));
    assert.deepEqual(at(read.body, "agreed", 0, "terms", "actions"), ["republish"]);
    assert.deepEqual(await permissions(), [], "reading records nothing");
    const lost = await desk.api("POST", "/odrl/import", { policy: POLICY });
    assert.equal(lost.status, 422);
    assert.deepEqual(
      list(lost.body, "errors").map((error) => at(error, "pointer")),
      ["/partner", "/license"],
    );
    const { partner, license } = grantOf();
    const bare = await desk.api("POST", "/odrl/import", { policy: POLICY, partner, license });
    assert.equal(bare.status, 422);
    assert.match(text(bare.body, "detail"), /license asks for duties that are not kept: credit, notice, link/u);
    const duty = [{ action: "attribute" }, { action: "include" }, { action: "urn:x-imprimatur:odrl:1#duty-link" }];
    const policy = { ...POLICY, permission: [{ ...RULE, duty }] };
    const done = await desk.api("POST", "/odrl/import", { policy, partner, license });
    assert.equal(done.status, 201, JSON.stringify(done.body));
    const [permission] = await permissions();
    assert.equal(at(permission, "state"), "pending");
  });

  it("are refused whole, with a pointer to each term, and nothing is recorded", async () => {
    const policy = { ...POLICY, permission: [RULE, { ...RULE, action: "use" }], conflict: "perm", prohibition: [RULE] };
    const { partner, license } = grantOf();
    for (const [path, body] of [
      ["/odrl/read", policy],
      ["/odrl/import", { policy, partner, license }],
    ] as const) {
      const refused = await desk.api("POST", path, body);
      assert.deepEqual([refused.status, at(refused.body, "code")], [422, "policy.refused"]);
      const pointers = list(refused.body, "errors").map((error) => at(error, "pointer"));
      assert.deepEqual(pointers, ["/conflict", "/permission/1/action"]);
    }
    assert.deepEqual(await permissions(), []);
  });

  it("need somebody who may read, and a policy", async () => {
    const id = await granted();
    assert.equal((await desk.get(`/api/v1/permissions/${id}/odrl`)).status, 401);
    assert.equal((await desk.api("POST", "/odrl/import", {})).status, 422);
    assert.equal((await desk.api("GET", "/permissions/perm_none/odrl")).status, 404);
  });
});
