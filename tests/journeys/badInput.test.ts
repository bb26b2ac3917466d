import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DomainError } from "../../src/domain/error.js";
import { systemActor } from "../../src/domain/role.js";
import { processorTime } from "../processorTime.js";
import { ADMIN_TOKEN, at, grantOf, list, type RunningDesk, rssOf, runningDesk, text } from "../program.js";

const HOUSE_DUTIES = ["credit", "notice", "link"].map((duty) => ({ class: duty, strength: "must" }));

describe("bad input", () => {
  let desk: RunningDesk;

  before(async () => {
    desk = await runningDesk(rssOf([{ guid: "one" }]));
  });
  after(() => desk.stop());
  afterEach(async () => {
    assert.equal((await desk.get("/readyz")).status, 200, "the program keeps serving");
    assert.equal(list((await desk.api("GET", "/items")).body, "items").length, 1, "nothing is lost");
  });

  async function pollProblem(): Promise<string> {
    const [result] = await desk.program.poll(systemActor("test"), ["lantern/columns"]);
    assert.equal(result?.outcome, "failed");
    const health = (await desk.api("GET", "/sources")).body;
    assert.equal(at(health, "sources", 0, "problem"), result?.problem, "the problem is shown to people");
    return result?.problem ?? "";
  }

  const answers: readonly (readonly [string, () => void, RegExp])[] = [
    [
      "a malformed feed",
      () => desk.partner.serve("<rss><channel"),
      /cut off or malformed.*ask the partner to mend it/u,
    ],
    ["an answer that is no feed", () => desk.partner.serve("just words"), /neither XML nor JSON; check the address/u],
    [
      "a web page",
      () => desk.partner.serve("<!doctype html><html><body><p>Hello</p></body></html>", "text/html"),
      /web page, not a feed; use the address of the feed itself/u,
    ],
    [
      "broken JSON",
      () => desk.partner.serve('{"version": "https://jsonfeed.org/version/1.1", '),
      /JSON but is not.*mend the feed/u,
    ],
    [
      "a 404",
      () => {
        desk.partner.answer = (_request, response) => response.writeHead(404).end();
      },
      /answered 404 Not Found; check the address/u,
    ],
    [
      "a 503 that says when to come back",
      () => {
        desk.partner.answer = (_request, response) => response.writeHead(503, { "retry-after": "7200" }).end();
      },
      /answered 503 .*tried again later/u,
    ],
    [
      "a time-out",
      () => {
        desk.partner.answer = () => undefined;
        Object.assign(desk.program.desk.settings.fetch, { timeoutSeconds: 1 });
      },
      /no full answer within 1 seconds; it is tried again later/u,
    ],
    [
      "a body of 50 MB",
      () => {
        desk.partner.answer = (_request, response) => {
          response.writeHead(200, { "content-type": "application/rss+xml" });
          const chunk = Buffer.alloc(1_000_000, 0x20);
          for (let sent = 0; sent < 50; sent++) response.write(chunk);
          response.end();
        };
      },
      /larger than 20971520 bytes; ask the partner for a shorter one/u,
    ],
    [
      "redirects without end",
      () => {
        desk.partner.answer = (request, response) => response.writeHead(302, { location: `${request.url}x` }).end();
      },
      /redirects more than 5 times; use the final address/u,
    ],
    [
      "a redirect to a file",
      () => {
        desk.partner.answer = (_request, response) =>
          response.writeHead(302, { location: "file:///etc/hostname" }).end();
      },
      /Only http and https are fetched/u,
    ],
  ];
  for (const [what, arrange, problem] of answers) {
    it(`says what to do about ${what}`, async () => {
      const { fetch } = desk.program.desk.settings;
      const { timeoutSeconds } = fetch;
      arrange();
      const said = await pollProblem().finally(() => Object.assign(fetch, { timeoutSeconds }));
      assert.match(said, problem);
    });
  }

  it("waits as long as a 503 asks, and twice as long after each failure", async () => {
    desk.partner.answer = (_request, response) => response.writeHead(503, { "retry-after": "86400" }).end();
    await pollProblem();
    const due = text((await desk.api("GET", "/sources")).body, "sources", 0, "dueAt");
    assert.ok(Date.parse(due) - Date.parse(desk.clock()) >= 20 * 3_600_000, due);
  });

  it("takes up a feed that has recovered", async () => {
    desk.partner.serve(rssOf([{ guid: "one" }]));
    const [result] = await desk.program.poll(systemActor("test"), ["lantern/columns"]);
    assert.equal(result?.outcome, "unchanged");
    assert.equal(at((await desk.api("GET", "/sources")).body, "sources", 0, "problem"), null);
  });

  const grants: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
    [
      "an unknown license",
      grantOf({ license: "nothing" }),
      /There is no license nothing; add the folder licenses\/nothing/u,
    ],
    [
      "an unknown partner",
      grantOf({ partner: "nobody" }),
      /There is no partner nobody; add feeds\/inbound\/nobody\.json/u,
    ],
    ["a permission without an end", grantOf({ openEnded: false }), /Say until when it holds, or say openEnded: true/u],
    [
      "a window that ends before it begins",
      grantOf({ from: "2026-06-02T00:00:00.000Z", until: "2026-06-01T00:00:00.000Z" }),
      /must lie after the beginning/u,
    ],
    [
      "an unknown country",
      grantOf({ territories: { include: ["GB", "XX"], exclude: [] } }),
      /XX is not an ISO 3166-1/u,
    ],
    [
      "more than the license gives",
      grantOf({ components: { text: "allow", headline: "allow", embeds: "allow" } }),
      /does not cover: embeds/u,
    ],
    ["an unknown member", grantOf({ lifetime: 1 }), /unknown member “lifetime”/u],
    [
      "an unknown source",
      grantOf({ works: { sources: ["lantern/news"] } }),
      /has no source lantern\/news; it has lantern\/columns/u,
    ],
    ["a notice that names what no notice has", grantOf({ notice: "© {owner}" }), /No notice has \{owner\}/u],
    ["no evidence", { ...grantOf(), evidence: " " }, /\/evidence/u],
    [
      "a negative quota",
      grantOf({ maxUses: { count: -1, unit: "items", period: "month" } }),
      /"\/maxUses\/count".*must be >= 0; it is -1/u,
    ],
    [
      "a country that is both in and out",
      grantOf({ territories: { include: ["GB", "IE"], exclude: ["IE"] } }),
      /IE is both included and excluded.*"\/territories\/exclude"/u,
    ],
    [
      "an author who is both covered and excepted",
      grantOf({ works: { authors: ["Ada Brook"], except: { authors: ["ada  brook"] } } }),
      /both covered and excepted.*"\/works\/except"/u,
    ],
    ["an allowance that is absolute", grantOf({ absolute: true }), /Only a prohibition can be absolute/u],
    [
      "rights out that stand on nothing",
      grantOf({ direction: "outbound", licensees: { outlets: ["post"] } }),
      /name the permission.*"\/parent"/u,
    ],
    [
      "a parent that is not there",
      grantOf({ direction: "outbound", parent: "perm_0", licensees: { outlets: ["post"] } }),
      /There is no permission perm_0/u,
    ],
    [
      "a duty with a parameter that its class has not",
      grantOf({ duties: [...HOUSE_DUTIES, { class: "notify", parameters: { colour: "red" } }] }),
      /notify has no parameter colour.*"\/duties\/3\/parameters\/colour"/u,
    ],
    ["a required duty left out", grantOf({ duties: HOUSE_DUTIES.slice(1) }), /duties that are not kept: credit/u],
    [
      "10,000 territories",
      grantOf({ territories: { include: Array.from({ length: 10_000 }, (_, at) => `T${at}`) } }),
      /"\/territories\/include"/u,
    ],
  ];
  for (const [what, request, problem] of grants) {
    it(`refuses ${what}, with a pointer, soon, and stores nothing`, async () => {
      const before = (await desk.api("GET", "/ledger/head")).body;
      const took = processorTime();
      const { status, body } = await desk.api("POST", "/permissions", request);
      assert.ok(took() < 20, `${took()} s of the processor`);
      assert.equal(status, 422);
      assert.match(`${text(body, "detail")} ${JSON.stringify(at(body, "errors") ?? [])}`, problem);
      assert.deepEqual((await desk.api("GET", "/ledger/head")).body, before);
    });
  }

  it("refuses constraints nested 100,000 deep, soon", async () => {
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": "application/json" };
    const body = `{"license":"house","works":${'{"and":'.repeat(100_000)}1${"}".repeat(100_001)}`;
    for (const path of ["permissions", "what-if", "odrl/read"]) {
      const took = processorTime();
      const response = await fetch(`${desk.origin}/api/v1/${path}`, { method: "POST", headers, body });
      assert.ok(took() < 20, `${took()} s of the processor`);
      assert.equal(response.status, 422);
      assert.ok(list(await response.json(), "errors").length > 0);
    }
  });

  it("refuses a wrong token, a missing one, and says how to send one", async () => {
    for (const headers of [{}, { authorization: "Bearer wrong" }, { authorization: "Basic ???" }] as const) {
      const response = await desk.get("/api/v1/items", headers);
      assert.equal(response.status, 401);
      assert.match(String(response.headers.get("content-type")), /application\/problem\+json/u);
      assert.equal(at(await response.json(), "code"), "auth.required");
    }
  });

  it("refuses a body that is not JSON, and one that is too large", async () => {
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": "application/json" };
    const url = `${desk.origin}/api/v1/permissions`;
    const broken = await fetch(url, { method: "POST", headers, body: '{"license": ' });
    assert.equal(broken.status, 400);
    assert.match(text(await broken.json(), "detail"), /cannot be read: .* Send well-formed JSON/u);
    const large = await fetch(url, {
      method: "POST",
      headers,
      body: JSON.stringify({ evidence: "x".repeat(2_000_000) }),
    });
    assert.equal(large.status, 413);
    const form = await fetch(url, {
      method: "POST",
      headers: { ...headers, "content-type": "text/plain" },
      body: "license=house",
    });
    assert.equal(form.status, 422);
    assert.match(text(await form.json(), "detail"), /application\/json/u);
  });

  it("answers for what is not there", async () => {
    assert.equal((await desk.api("GET", "/items/item_nothing")).status, 404);
    assert.equal((await desk.api("POST", "/permissions/perm_nothing/revoke", { reason: "x" })).status, 404);
    assert.equal((await desk.api("GET", "/nothing")).status, 404);
    assert.equal((await desk.api("GET", "/items?decision=lost")).status, 422);
    assert.equal((await desk.get("/items/item_nothing")).status, 404);
  });

  it("applies no file by halves, and names file, place and value", async () => {
    const { feedsDir } = desk.program.config;
    mkdirSync(join(feedsDir, "outbound"), { recursive: true });
    writeFileSync(
      join(feedsDir, "outbound", "bad.json"),
      JSON.stringify({ title: "Bad", description: "x", homepage: "x", medium: "smoke", territories: ["GB"] }),
    );
    const told = () =>
      desk.program.apply(systemActor("test")).then(
        () => assert.fail("it was applied"),
        (error: unknown) => {
          assert.ok(error instanceof DomainError);
          return error.problems.map(({ pointer, detail }) => `${pointer}: ${detail}`).join("\n");
        },
      );
    const wrong = await told();
    assert.match(wrong, /bad\.json#\/medium: must be one of web, print/u);
    assert.match(wrong, /bad\.json#\/homepage/u);
    writeFileSync(join(feedsDir, "outbound", "bad.json"), "{");
    assert.match(await told(), /bad\.json is not JSON/u);
  });
});

describe("a feed with bad entries", () => {
  it("keeps its good ones, and says what was wrong with the others", async () => {
    const bad = "<item/><item><title>No body, no link</title><pubDate>the day before</pubDate></item></channel>";
    const desk = await runningDesk(rssOf([{ guid: "one" }]).replace("</channel>", bad));
    try {
      const [result] = await desk.program.poll(systemActor("test"), ["lantern/columns"]);
      assert.equal(result?.outcome, "unchanged");
      assert.match(result?.faults.join() ?? "", /“the day before”.*cannot be read/u);
      assert.match(result?.faults.join() ?? "", /One entry has nothing in it/u);
      const items = list((await desk.api("GET", "/items")).body, "items");
      const titles = items.map((item) => at(item, "title")).sort();
      assert.deepEqual(titles, ["Column one", "No body, no link"]);
      const doubtful = items.find((item) => at(item, "title") === "No body, no link");
      const codes = list(doubtful, "findings").map((finding) => at(finding, "code"));
      assert.deepEqual(codes.sort(), ["body.missing", "date.unreadable", "link.missing"]);
    } finally {
      await desk.stop();
    }
  });
});
