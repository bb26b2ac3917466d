import assert from "node:assert/strict";
import { parseAtomFeed } from "feedsmith";
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from "jose";
import { imprimatur } from "../../src/cli/imprimatur.js";
import { at, grantOf, list, type RunningDesk, rssOf, runningDesk, text } from "../program.js";

const ELEMENT = /<imprimatur:receipt>([^<]+)<\/imprimatur:receipt>/gu;

describe("receipts", () => {
  let desk: RunningDesk;
  let permission: string;

  async function start(): Promise<void> {
    desk = await runningDesk(rssOf([{ guid: "one" }, { guid: "two" }]));
    permission = text((await desk.api("POST", "/permissions", grantOf())).body, "permission");
    for (const item of list((await desk.api("GET", "/items")).body, "items")) await approve(item);
  }

  async function approve(item: unknown): Promise<void> {
    const { status } = await desk.api("POST", `/items/${text(item, "id")}/approve`, {
      revision: at(item, "revision"),
      channels: ["web"],
    });
    assert.equal(status, 200);
  }

  async function receiptsIn(format: "rss" | "atom" | "json"): Promise<readonly string[]> {
    const body = await (await desk.get(`/feeds/web.${format}`)).text();
    if (format !== "json") return [...body.matchAll(ELEMENT)].map(([, receipt = ""]) => receipt);
    return list(JSON.parse(body), "items").map((item) => text(item, "_rights", "receipt"));
  }

  async function keys(): Promise<JSONWebKeySet> {
    return (await (await desk.get("/.well-known/jwks.json")).json()) as JSONWebKeySet;
  }

  async function verify(receipt: string): Promise<unknown> {
    const response = await fetch(`${desk.origin}/api/v1/receipts/verify`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ receipt }),
    });
    return response.json();
  }

  describe("of columns that stay", () => {
    before(start);
    after(() => desk.stop());

    it("stand on every entry of every format, the same in all three, and verify with the published key", async () => {
      const [rss, atom, json] = [await receiptsIn("rss"), await receiptsIn("atom"), await receiptsIn("json")];
      assert.equal(rss.length, 2);
      assert.deepEqual(rss, atom);
      assert.deepEqual(rss, json);
      assert.equal(parseAtomFeed(await (await desk.get("/feeds/web.atom")).text()).entries?.length, 2);
      const { payload, protectedHeader } = await compactVerify(rss[0] ?? "", createLocalJWKSet(await keys()));
      assert.equal(protectedHeader.alg, "EdDSA");
      const facts = JSON.parse(new TextDecoder().decode(payload)) as unknown;
      const item = (await desk.api("GET", `/items/${text(facts, "item")}`)).body;
      assert.equal(at(facts, "revision"), at(item, "revision"));
      assert.equal(at(facts, "permission"), permission);
      assert.equal(at(facts, "version"), 1);
      assert.equal(at(facts, "channel"), "web");
      assert.equal(at(facts, "outlet"), null);
      const [entry] = list(
        (await desk.api("GET", `/ledger/entries?subject=release:${text(facts, "release")}`)).body,
        "entries",
      );
      assert.equal(at(facts, "ledger"), at(entry, "seq"));
    });

    it("do not change while nothing changes, even when the ledger moves on", async () => {
      const before = (await desk.get("/feeds/web.rss")).headers.get("etag");
      await desk.api("POST", "/accounts", { name: "Bo Field", role: "editor" });
      desk.clock.advance(86_400_000);
      assert.equal((await desk.get("/feeds/web.rss")).headers.get("etag"), before);
    });

    it("say in one sentence that they hold, and until when", async () => {
      const [receipt = ""] = await receiptsIn("json");
      const answer = await verify(receipt);
      assert.equal(at(answer, "genuine"), true);
      assert.equal(at(answer, "holds"), true);
      assert.match(text(answer, "answer"), /^Genuine, and it holds: cleared with no end on record\.$/u);
    });

    it("are checked on the command line, which ends with 1 for what does not hold", async () => {
      const [receipt = ""] = await receiptsIn("rss");
      const said: string[] = [];
      const run = (...args: string[]) =>
        imprimatur(args, async () => ({ ...desk.program, close: async () => undefined }), {
          out: (line) => said.push(line),
          err: (line) => said.push(line),
        });
      assert.equal(await run("verify-receipt", receipt), 0);
      assert.match(said.join("\n"), /^Genuine, and it holds[\s\S]*\n {2}item +item_/u);
      assert.equal(await run("verify-receipt", receipt.replace(/.{8}$/u, "AAAAAAAA"), "--json"), 1);
      assert.equal(at(JSON.parse(said.at(-1) ?? ""), "genuine"), false);
      assert.equal(await run("verify-receipt", "no receipt"), 1);
      assert.equal(await run("verify-receipt"), 2);
    });

    it("are told from forgeries, and from texts that are none", async () => {
      const [receipt = ""] = await receiptsIn("rss");
      const [header = "", payload = "", signature = ""] = receipt.split(".");
      const facts = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
      const changed = Buffer.from(JSON.stringify({ ...facts, outlet: "somebody" })).toString("base64url");
      for (const forged of [`${header}.${changed}.${signature}`, `${header}.${payload}.AAAA`]) {
        assert.deepEqual([at(await verify(forged), "genuine"), at(await verify(forged), "holds")], [false, false]);
      }
      assert.equal(at(await verify("not a receipt"), "code"), "receipt.unreadable");
    });

    it("are signed with a new key after a rotation, and the old ones stay genuine", async () => {
      const [before = ""] = await receiptsIn("rss");
      assert.equal((await desk.api("POST", "/receipts/keys/rotate")).status, 201);
      const [after = ""] = await receiptsIn("rss");
      assert.notEqual(after, before);
      assert.equal((await keys()).keys.length, 2);
      for (const receipt of [before, after]) {
        assert.equal(at(await verify(receipt), "holds"), true);
        await compactVerify(receipt, createLocalJWKSet(await keys()));
      }
      const secrets = await desk.program.desk.models.secret.find({}).lean();
      assert.equal(
        secrets.filter(({ _id }) => _id.startsWith("receipt-key:")).length,
        1,
        "the old private half is gone",
      );
      assert.equal(JSON.stringify(await keys()).includes('"d"'), false);
    });

    it("may be checked by anyone, but not without measure", async () => {
      const [receipt = ""] = await receiptsIn("rss");
      const statuses = new Set<number>();
      for (let count = 0; count < 121; count++) {
        const response = await fetch(`${desk.origin}/api/v1/receipts/verify`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ receipt }),
        });
        statuses.add(response.status);
        if (response.status === 429) assert.ok(Number(response.headers.get("retry-after")) >= 1);
      }
      assert.deepEqual([...statuses], [200, 429]);
    });
  });

  describe("of columns that change", () => {
    beforeEach(start);
    afterEach(() => desk.stop());

    it("no longer hold once the permission is revoked, the text corrected, or the column held", async () => {
      const [one = "", two = ""] = await receiptsIn("rss");
      const facts = await verify(one);
      await desk.api("POST", `/items/${text(facts, "receipt", "item")}/hold`, { reason: "A reader complained" });
      assert.match(text(await verify(one), "answer"), /^Genuine, but it no longer holds\. The editors have taken/u);
      assert.equal(at(await verify(two), "holds"), true);
      await desk.api("POST", `/permissions/${permission}/revoke`, { reason: "The author asked for it" });
      const revoked = await verify(two);
      assert.equal(at(revoked, "genuine"), true);
      assert.equal(at(revoked, "holds"), false);
      assert.match(text(revoked, "answer"), /withdrawn by the rights holder/u);
    });

    it("are superseded by a correction", async () => {
      const before = await receiptsIn("rss");
      desk.partner.serve(rssOf([{ guid: "two", body: "<p>A corrected account of the tide.</p>" }]));
      desk.clock.advance(3_600_000);
      await desk.poll();
      const [waiting] = list((await desk.api("GET", "/items")).body, "items");
      await approve(waiting);
      const after = await receiptsIn("rss");
      const [gone = ""] = before.filter((receipt) => !after.includes(receipt));
      assert.equal(after.filter((receipt) => !before.includes(receipt)).length, 1);
      assert.match(text(await verify(gone), "answer"), /A corrected text has replaced this one/u);
    });
  });
});
