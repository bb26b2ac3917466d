import assert from "node:assert/strict";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pino from "pino";
import { readConfig } from "../../src/config.js";
import { systemActor } from "../../src/domain/role.js";
import { openProgram, type Program } from "../../src/program.js";
import { list, sharedReader, temporaryFolder } from "../program.js";
import { endRunning, MAIN, run, serve } from "./commands.js";

const ADMIN_TOKEN = "a-token-that-only-this-test-knows";
/** One after another, beside whatever else the machine has to do. */
const SEVERAL_PROCESSES_MILLISECONDS = 600_000;
const ACTOR = systemActor("test");

describe("the invented newsroom and a real one", () => {
  const folder = temporaryFolder();
  afterEach(endRunning);
  after(() => folder.remove());

  const partnersAt = async (origin: string) => {
    const response = await fetch(`${origin}/api/v1/sources`, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } });
    return list(await response.json(), "sources");
  };

  it("never meet in a store that began empty, whichever command is run beside or after it", async () => {
    const environment = { DATA_DIR: join(folder.path, "real"), ADMIN_TOKEN };
    const begun = await serve(["--empty"], environment);
    assert.doesNotMatch(begun.printed, /This is an example/u);
    const beside = await run([MAIN, "apply"], environment);
    assert.deepEqual({ code: beside.code, err: beside.err }, { code: 0, err: "" });
    assert.match(beside.out, /Nothing has changed\.\n8 files of the example newsroom are passed over/u);
    assert.equal((await begun.stop()).code, 0);
    const json = await run([MAIN, "apply", "--json"], environment);
    assert.deepEqual(list(JSON.parse(json.out), "recorded"), []);
    assert.equal((await run([MAIN, "poll"], environment)).out, "No source is due.\n");
    const plain = await serve([], environment);
    assert.match(plain.printed, /8 files of the example newsroom are passed over/u);
    assert.deepEqual(await partnersAt(plain.origin), []);
    assert.notEqual((await fetch(`${plain.origin}/feeds/gazette-web.rss`)).status, 200);
    const page = await fetch(`${plain.origin}/sign-in`);
    assert.doesNotMatch(await page.text(), /This is an example/u);
    assert.equal((await plain.stop()).code, 0);
  }).timeout(SEVERAL_PROCESSES_MILLISECONDS);

  it("never meet in a store that began as an example, which says on every page what it is and how a real one begins", async () => {
    const data = join(folder.path, "example");
    const environment = { DATA_DIR: data, ADMIN_TOKEN };
    const begun = await serve([], environment);
    const command = `DATA_DIR=${data}-own npm start -- --empty`;
    assert.ok(begun.printed.includes(`This is an example: all of it is invented. Begin your own: ${command}`));
    const signedIn = await fetch(`${begun.origin}/sign-in`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ token: ADMIN_TOKEN }),
    });
    const cookie = String(signedIn.headers.get("set-cookie")).split(";")[0] ?? "";
    for (const path of ["/sign-in", "/items/item_0", "/desk", "/desk/permissions", "/desk/feeds"]) {
      const html = await (await fetch(`${begun.origin}${path}`, { headers: { cookie } })).text();
      assert.match(html, /<aside class="example-notice"><p>This is an example: /u, path);
      assert.ok(html.includes(`<code>${command}</code>`), path);
    }
    assert.equal((await begun.stop()).code, 0);
    for (const args of [
      ["serve", "--empty"],
      ["apply", "--empty"],
    ]) {
      const refused = await run([MAIN, ...args], environment);
      assert.equal(refused.code, 2);
      assert.equal(
        refused.err,
        `imprimatur: This store holds the example newsroom and stays an example. Begin your own: ${command}\n`,
      );
    }
    assert.match((await run([MAIN, "apply"], environment)).out, /^Nothing has changed\.\n$/u);
  }).timeout(SEVERAL_PROCESSES_MILLISECONDS);
});

describe("what a store is", () => {
  const folder = temporaryFolder();
  after(() => folder.remove());
  let stores = 0;
  let dataDir = "";
  let feedsDir = "";
  beforeEach(() => {
    dataDir = join(folder.path, `data-${++stores}`);
    feedsDir = join(folder.path, `feeds-${stores}`);
    cpSync("feeds", feedsDir, { recursive: true });
  });

  const opened = async (withExample: boolean, work: (program: Program) => Promise<unknown> = async () => undefined) => {
    const config = readConfig({ DATA_DIR: dataDir, FEEDS_DIR: feedsDir, PORT: "0" });
    const log = pino({ level: "silent" });
    const program = await openProgram({ config, withExample, log, reader: sharedReader });
    try {
      await work(program);
      const live = await program.desk.models.projected.partner.find({ retiredAt: null }).sort({ _id: 1 }).lean();
      const partners = live.map(({ _id }) => String(_id));
      return { isExample: program.desk.settings.beginReal !== null, partners };
    } finally {
      await program.close();
    }
  };
  const apply = (program: Program) => program.apply(ACTOR);
  /** A store as a version without the mark left it. */
  const unmarked = async (program: Program) => {
    await program.apply(ACTOR);
    await program.desk.models.mark.collection.deleteOne({ _id: "store-kind" as never });
  };
  const addOwnPartner = () => {
    const own = {
      name: "The Real Post",
      homepage: "http://post.test/",
      rightsHolder: "Post Press",
      creditLine: "From The Post",
      contact: "rights@post.test",
      sources: [{ id: "columns", url: "http://post.test/feed" }],
    };
    writeFileSync(join(feedsDir, "inbound", "real-post.json"), JSON.stringify(own));
  };
  const INVENTED = [
    "ferry-road-review",
    "harbour-lantern",
    "quillmere-courier",
    "saltmarsh-letter",
    "thistledale-almanac",
  ];

  it("is decided when it is first opened: an example where nothing else is asked for", async () => {
    assert.deepEqual(await opened(true, apply), { isExample: true, partners: INVENTED });
    await assert.rejects(opened(false), /stays an example/u);
    assert.deepEqual(await opened(true), { isExample: true, partners: INVENTED });
  });

  it("is decided when it is first opened: a real one for good where a person asks for it", async () => {
    assert.deepEqual(await opened(false), { isExample: false, partners: [] });
    assert.deepEqual(await opened(true, apply), { isExample: false, partners: [] });
    addOwnPartner();
    assert.deepEqual(await opened(true, apply), { isExample: false, partners: ["real-post"] });
  });

  it("is real where no example newsroom is at hand, and stays so when one comes", async () => {
    rmSync(join(feedsDir, "example"), { recursive: true });
    assert.equal((await opened(true, apply)).isExample, false);
    mkdirSync(join(feedsDir, "example"));
    cpSync("feeds/example", join(feedsDir, "example"), { recursive: true });
    assert.deepEqual(await opened(true, apply), { isExample: false, partners: [] });
  });

  it("can still become real while nothing of the example is on record", async () => {
    assert.equal((await opened(true)).isExample, true);
    assert.equal((await opened(false)).isExample, false);
    assert.deepEqual(await opened(true, apply), { isExample: false, partners: [] });
  });

  it("stays what it is when the projections are folded anew", async () => {
    const foldAnew = async ({ desk }: Program) => {
      await desk.models.mark.collection.deleteOne({ _id: "projection-form" as never });
    };
    await opened(true, apply);
    await opened(true, foldAnew);
    assert.equal((await opened(true)).isExample, true);
  });

  it("is taken from what it holds where an earlier version made it: invented partners alone are an example", async () => {
    await opened(true, unmarked);
    assert.deepEqual(await opened(true, apply), { isExample: true, partners: INVENTED });
  });

  it("is real where an earlier version let invented partners in among others; those leave", async () => {
    addOwnPartner();
    await opened(true, unmarked);
    assert.deepEqual(await opened(true, apply), { isExample: false, partners: ["real-post"] });
  });

  it("is real where an earlier version recorded no partner", async () => {
    await opened(false, unmarked);
    assert.deepEqual(await opened(true, apply), { isExample: false, partners: [] });
  });

  it("is real whatever becomes of the example's files: broken ones are not looked at", async () => {
    await opened(false, apply);
    writeFileSync(join(feedsDir, "example", "newsroom.json"), "{");
    assert.equal((await opened(true, apply)).isExample, false);
  });
});
