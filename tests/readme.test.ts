import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { parseRssFeed } from "feedsmith";
import { eventually } from "./eventually.js";
import { started } from "./opened.js";
import { at, list, temporaryFolder, text } from "./program.js";

const MAIN = fileURLToPath(new URL("../src/main.js", import.meta.url));
const README = readFileSync("README.md", "utf8");
const SCRIPTS = (
  JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string>; bin: Record<string, string> }
).scripts;
const FIRST_PORT = 20_000;
const PORTS = 10_000;

/** The commands in the README's shell blocks. */
const COMMANDS = [...README.matchAll(/```sh\n([^`]+)```/gu)].flatMap(([, block = ""]) => block.trim().split("\n"));

/** Below the ports that systems give to whoever asks for any, so that nobody takes it before the program does. */
async function freePort(): Promise<number> {
  for (let port = FIRST_PORT + (process.pid % PORTS); ; port++) {
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

interface RunningProgram {
  readonly printed: string;
  /** Ends it as a person does; its exit code. */
  stop(): Promise<number | null>;
}

/** Starts the program as `npm start` does and waits for what it prints. */
async function startedProgram(environment: Record<string, string>, args: readonly string[]): Promise<RunningProgram> {
  const { child, exited, errors } = started(process.execPath, [MAIN, ...args], environment);
  let printed = "";
  const isReady = new Promise<void>((resolve) => {
    child.stdout.on("data", (chunk) => {
      printed += String(chunk);
      if (printed.includes("/feeds/") || printed.includes("none yet")) resolve();
    });
  });
  const early = exited.then((code) => assert.fail(`it ended with ${code}: ${printed}${errors()}`));
  await Promise.race([isReady, early]);
  const stop = () => {
    child.kill("SIGTERM");
    return exited;
  };
  return { printed, stop };
}

describe("what the README says", () => {
  const folder = temporaryFolder();
  let program: RunningProgram;
  let printed: string;
  let origin: string;
  let environment: Record<string, string>;

  before(async () => {
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    environment = { DATA_DIR: folder.path, PORT: String(port), ADMIN_TOKEN: "a-token-for-the-readme-test" };
    program = await startedProgram(environment, []);
    ({ printed } = program);
    await eventually("the first poll is done, which goes on behind where it takes long", async () => {
      const sources = list(await api("/sources"), "sources");
      return sources.length > 0 && sources.every((source) => at(source, "lastPolledAt") !== null);
    });
  });
  after(async () => {
    assert.equal(await program.stop(), 0, "it stops cleanly");
    folder.remove();
  });

  const imprimatur = async (args: readonly string[]) => {
    const { child, exited, errors } = started(process.execPath, [MAIN, ...args], environment);
    let out = "";
    child.stdout.on("data", (chunk) => {
      out += String(chunk);
    });
    return { code: await exited, out, err: errors() };
  };
  const api = async (path: string): Promise<unknown> => {
    const response = await fetch(`${origin}/api/v1${path}`, {
      headers: { authorization: `Bearer ${environment.ADMIN_TOKEN}` },
    });
    assert.equal(response.status, 200, path);
    return response.json();
  };

  it("starts with the two commands on its first screen", () => {
    assert.deepEqual(COMMANDS.slice(0, 2), ["npm ci && npm start", "npm ci && npm test"]);
    assert.equal(SCRIPTS.start, "node dist/src/main.js");
    assert.ok(README.indexOf(COMMANDS[0] ?? "") < 2_000, "the first command is on the first screen");
    assert.match(readFileSync(".ci/run", "utf8"), /^npm ci && npm test$/mu);
  });

  it("prints where the desk and the feeds are, and a link that signs in", async () => {
    assert.ok(printed.includes(`${origin}/desk`), printed);
    const link = /http\S+\/sign-in\?token=\S+/u.exec(printed)?.[0] ?? "";
    const first = await fetch(link, { redirect: "manual" });
    assert.equal(first.status, 303);
    const cookie = String(first.headers.get("set-cookie")).split(";")[0] ?? "";
    const desk = await fetch(`${origin}/desk`, { headers: { cookie } });
    assert.equal(desk.status, 200);
    assert.match(await desk.text(), /Waiting columns/u);
    const second = await fetch(link, { redirect: "manual" });
    assert.equal(second.status, 401, "the link works once");
  });

  it("has released columns with “republished with permission” and a © line", async () => {
    for (const channel of ["gazette-web", "commons-table"]) {
      const response = await fetch(`${origin}/feeds/${channel}.rss`);
      assert.equal(response.status, 200);
      const items = list(parseRssFeed(await response.text()), "items");
      assert.ok(items.length >= 5, `${items.length} columns in ${channel}`);
      for (const item of items) {
        const body = text(item, "content", "encoded");
        assert.match(body, /republished with permission/iu);
        assert.match(body, /©/u);
      }
    }
  });

  it("holds at least eight columns for an editor, and refuses the ones without a permission in one sentence", async () => {
    const { items } = (await api("/items")) as { items: readonly unknown[] };
    assert.ok(items.length >= 8);
    const refused = items.filter((item) => at(item, "partner", "id") === "quillmere-courier");
    assert.equal(refused.length, 4);
    for (const item of refused) {
      for (const clearance of list(item, "clearances")) {
        assert.equal(at(clearance, "verdict"), "refused");
        assert.match(text(clearance, "reasons", 0, "sentence"), /No permission on record covers this column/u);
      }
    }
  });

  it("opens the outlet's feed to the token that it printed", async () => {
    const address = /http\S+\/feeds\/tidewater-post\.rss\?token=\S+/u.exec(printed)?.[0] ?? "";
    assert.equal((await fetch(address)).status, 200);
    assert.equal((await fetch(`${origin}/feeds/tidewater-post.rss`)).status, 401);
  });

  it("answers the commands that it shows, beside the running desk", async () => {
    const shown = COMMANDS.filter((command) => command.startsWith("npx imprimatur"));
    assert.ok(shown.length >= 3);
    const { items } = (await api("/items?decision=approved")) as { items: readonly unknown[] };
    const permission = text(items, 0, "clearances", 0, "reliedOn", "permission");
    const feed = (await (await fetch(`${origin}/feeds/gazette-web.json`)).json()) as unknown;
    const receipt = text(feed, "items", 0, "_rights", "receipt");
    for (const command of shown) {
      const args = command
        .replace(/^npx imprimatur /u, "")
        .replace("ITEM", text(items, 0, "id"))
        .replace("CHANNEL", "gazette-web")
        .replace("PERMISSION", permission)
        .replace("RECEIPT", receipt)
        .replace(/ --at \S+/u, "")
        .split(" ");
      const { code, out, err } = await imprimatur(args);
      assert.equal(code, 0, `${command}: ${err}`);
      assert.notEqual(out, "");
    }
  });

  it("explains in words and in JSON, and ends with 0, 1 or 2", async () => {
    const { items } = (await api("/items")) as { items: readonly unknown[] };
    const refused = items.find((item) => at(item, "partner", "id") === "quillmere-courier");
    const words = await imprimatur(["explain", text(refused, "id"), "--channel", "gazette-web"]);
    assert.equal(words.code, 1);
    assert.match(words.out, /Refused: No permission on record covers this column/u);
    const json = await imprimatur(["explain", text(refused, "id"), "--channel", "gazette-web", "--json"]);
    assert.equal(at(JSON.parse(json.out), "published"), false);
    assert.equal((await imprimatur(["explain"])).code, 2);
    assert.equal((await imprimatur(["nonsense"])).code, 2);
    assert.match((await imprimatur(["ledger", "verify", "--help"])).out, /imprimatur ledger verify/u);
    const checkpoint = await imprimatur(["ledger", "checkpoint"]);
    assert.equal(checkpoint.code, 0);
    assert.equal(typeof at(JSON.parse(checkpoint.out), "signature"), "string");
  });

  it("foresees what a revocation would take out, and changes nothing", async () => {
    const { items } = (await api("/items?decision=approved")) as { items: readonly unknown[] };
    const permission = text(items, 0, "clearances", 0, "reliedOn", "permission");
    const before = await api("/ledger/head");
    const words = await imprimatur(["what-if", "revoke", permission]);
    assert.match(words.out, /answers would differ, \d+ published columns would leave/u);
    assert.match(words.out, /cleared → refused .* \(leaves the feed\)/u);
    const json = JSON.parse((await imprimatur(["what-if", "revoke", permission, "--json"])).out) as unknown;
    assert.ok(list(json, "changes").length > 0);
    assert.equal((await imprimatur(["what-if", "revoke"])).code, 2);
    assert.equal((await imprimatur(["what-if", "revoke", "perm_0"])).code, 1);
    assert.deepEqual(await api("/ledger/head"), before);
  });

  it("polls, applies, adds accounts and issues tokens from the command line", async () => {
    const polled = await imprimatur(["poll", "ferry-road-review/columns", "--json"]);
    assert.equal(polled.code, 0, polled.err);
    assert.equal(at(JSON.parse(polled.out), "polls", 0, "outcome"), "unchanged");
    assert.equal((await imprimatur(["poll", "nobody/nothing"])).code, 1);
    assert.match((await imprimatur(["apply"])).out, /Nothing has changed/u);
    const account = JSON.parse(
      (await imprimatur(["account", "add", "Ada Brook", "--role", "auditor", "--json"])).out,
    ) as unknown;
    const asAuditor = { authorization: `Bearer ${text(account, "token")}` };
    assert.equal((await fetch(`${origin}/api/v1/items`, { headers: asAuditor })).status, 200);
    assert.equal((await fetch(`${origin}/api/v1/sources/poll`, { method: "POST", headers: asAuditor })).status, 403);
    const token = JSON.parse((await imprimatur(["token", "issue", "tidewater-post", "--json"])).out) as unknown;
    assert.equal((await fetch(text(token, "address"))).status, 200);
    assert.equal((await imprimatur(["ledger", "verify"])).code, 0);
  });

  it("describes its API in one OpenAPI document with every operation", async () => {
    const document = (await (await fetch(`${origin}/api/openapi.json`)).json()) as unknown;
    assert.equal(at(document, "openapi"), "3.1.0");
    for (const path of ["/api/v1/items/{id}/approve", "/api/v1/permissions", "/api/v1/ledger/entries"]) {
      assert.ok(at(document, "paths", path), path);
    }
    for (const path of ["/healthz", "/readyz", "/metrics"]) assert.equal((await fetch(`${origin}${path}`)).status, 200);
  });

  it("names every setting that the program reads, and no other", () => {
    const read = [...readFileSync("src/config.ts", "utf8").matchAll(/text\("([A-Z_]+)"\)/gu)].map(([, name]) => name);
    const table = README.slice(README.indexOf("| setting |"), README.indexOf("## Ask it"));
    const named = [...table.matchAll(/`([A-Z]+(?:_[A-Z]+)*)`/gu)].map(([, name]) => name);
    assert.deepEqual([...new Set(named)].sort(), [...new Set(read)].sort());
  });
});

describe("a start without the invented newsroom", () => {
  it("has no partners, no channels, and says what to do", async () => {
    const folder = temporaryFolder();
    const environment = { DATA_DIR: folder.path, PORT: String(await freePort()) };
    const { printed, stop } = await startedProgram(environment, ["--empty"]);
    assert.match(printed, /none yet: add a file to feeds\/outbound/u);
    assert.equal(await stop(), 0);
    folder.remove();
  });
});
