import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { started } from "../opened.js";
import { at, grantOf, list, type RunningDesk, rssOf, runningDesk, temporaryFolder, text } from "../program.js";
import { requireProgram } from "../requireProgram.js";

const HOSTILE = "Is 3 &lt; 5 &amp; other “sums” 👩‍🌾";
const AS_TEXT = "Is 3 < 5 & other “sums” 👩‍🌾";

async function run(program: string, args: readonly string[], environment: Record<string, string>): Promise<string> {
  const { child, exited, errors } = started(program, args, { LANG: "C.UTF-8", LC_ALL: "C.UTF-8", ...environment });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8");
  });
  assert.equal(await exited, 0, `${program} said: ${said}${errors()}`);
  return said;
}

describe("readers as people have them, with a token in the address", () => {
  const folder = temporaryFolder();
  let desk: RunningDesk;
  let token: string;

  beforeEach(async () => {
    desk = await runningDesk(rssOf([{ guid: "one", title: HOSTILE, body: "<p>The tide came in at six.</p>" }]));
    await desk.api("POST", "/permissions", grantOf());
    await approveWaiting();
    token = text((await desk.api("POST", "/channels/post/tokens", { name: "A reader" })).body, "secret");
  });
  afterEach(() => desk.stop());
  after(() => folder.remove());

  async function approveWaiting(): Promise<void> {
    for (const item of list((await desk.api("GET", "/items")).body, "items")) {
      const request = { revision: at(item, "revision"), channels: ["post"] };
      assert.equal((await desk.api("POST", `/items/${text(item, "id")}/approve`, request)).status, 200);
    }
  }

  async function correct(): Promise<void> {
    const body = "<p>The tide came in at seven; an earlier text said six.</p>";
    desk.partner.serve(rssOf([{ guid: "one", title: `${HOSTILE} (corrected)`, body }]));
    desk.clock.advance(3_600_000);
    await desk.poll();
    await approveWaiting();
  }

  for (const format of ["rss", "atom"]) {
    it(`newsboat subscribes to ${format}, receives a column, and its correction`, async () => {
      const newsboat = requireProgram("newsboat", "newsboat");
      const place = (name: string) => join(folder.path, `${format}.${name}`);
      writeFileSync(place("urls"), `${desk.origin}/feeds/post.${format}?token=${token}\n`);
      writeFileSync(place("config"), "");
      const reload = async () => {
        const files = ["-u", place("urls"), "-C", place("config"), "-c", place("cache")];
        await run(newsboat, [...files, "-x", "reload"], { HOME: folder.path });
        const cache = new Database(place("cache"));
        const rows = cache.prepare("SELECT guid, title, content, author FROM rss_item").all([]) as readonly unknown[];
        cache.close();
        return rows;
      };
      const [first, ...others] = await reload();
      assert.equal(others.length, 0);
      assert.equal(at(first, "title"), AS_TEXT);
      assert.match(text(first, "content"), /at six/u);
      assert.match(text(first, "content"), /Republished with permission/u);
      assert.match(text(first, "author"), /Ada Brook/u);
      await correct();
      const [second, ...more] = await reload();
      assert.equal(more.length, 0, "the correction takes the place of the text before");
      assert.equal(at(second, "guid"), at(first, "guid"));
      assert.match(text(second, "content"), /at seven/u);
    });
  }

  it("sfeed subscribes, receives a column, and its correction under the same id", async () => {
    const update = requireProgram("sfeed_update", "sfeed");
    requireProgram("curl", "curl");
    const config = join(folder.path, "sfeedrc");
    const feed = `feed "post" "${desk.origin}/feeds/post.atom?token=${token}"`;
    writeFileSync(config, `sfeedpath="${folder.path}/sfeed"\nfeeds() {\n\t${feed}\n}\n`);
    const items = async () => {
      await run(update, [config], { HOME: folder.path });
      const lines = readFileSync(join(folder.path, "sfeed", "post"), "utf8")
        .trimEnd()
        .split("\n");
      return lines.map((line) => line.split("\t"));
    };
    const [first = []] = await items();
    assert.equal(first[1], AS_TEXT);
    assert.match(first[3] ?? "", /at six/u);
    await correct();
    const corrected = (await items()).find(([, title]) => title === `${AS_TEXT} (corrected)`) ?? [];
    assert.equal(corrected[5], first[5]);
    assert.match(corrected[3] ?? "", /at seven/u);
  });
});
