import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Item } from "../../../src/domain/item.js";
import { systemActor } from "../../../src/domain/role.js";
import { takeFolder, takeNamedFile } from "../../../src/services/ingest/folder.js";
import { allStates } from "../../../src/services/reads.js";
import { temporaryFolder } from "../../program.js";
import { type PollingDesk, pollingDesk } from "../pollingDesk.js";

const MAX_BYTES = 100_000;
const SECRET = "<h1>Secret</h1><p>Not for the desk.</p>";

describe("a watched folder that somebody tampers with", () => {
  let desk: PollingDesk;
  const folder = temporaryFolder();
  const place = join(folder.path, "lantern", "columns");
  const secret = join(folder.path, "secret.html");

  before(async () => {
    desk = await pollingDesk({ FETCH_MAX_BODY_BYTES: String(MAX_BYTES) });
    mkdirSync(place, { recursive: true });
    writeFileSync(secret, SECRET);
  });
  after(async () => {
    await desk.stop();
    folder.remove();
  });

  const look = async (times = 2, between: () => void = () => undefined) => {
    const seen = new Map<string, string>();
    const results = [];
    for (let time = 0; time < times; time++) {
      results.push(...(await takeFolder(desk.program.desk, folder.path, seen)));
      between();
    }
    return results;
  };
  const items = async () => (await allStates<Item>(desk.program.desk, "item")).length;

  it("gives away no file that has a second name elsewhere", async () => {
    linkSync(secret, join(place, "hard.html"));
    const [result] = await look();
    assert.match(result?.problem ?? "", /second name elsewhere/u);
    assert.equal(await items(), 0);
    assert.equal(readFileSync(secret, "utf8"), SECRET);
  });

  it("waits for no pipe, device or link, nor where one takes a file's place", async () => {
    execFileSync("mkfifo", [join(place, "pipe.html")]);
    symlinkSync("/dev/zero", join(place, "zero.html"));
    symlinkSync(secret, join(place, "link.html"));
    assert.deepEqual(await look(), []);
    const ask = (file: string) =>
      takeNamedFile(desk.program.desk, systemActor("test"), "lantern/columns", join(place, file));
    await assert.rejects(ask("pipe.html"), /no plain file/u);
    await assert.rejects(ask("zero.html"), /cannot be read/u);
    assert.equal(await items(), 0);
  });

  it("reads no more of a file than one may have, whatever its length is said to be", async () => {
    writeFileSync(join(place, "huge.html"), "");
    truncateSync(join(place, "huge.html"), 2 ** 40);
    const [result] = await look();
    assert.match(result?.problem ?? "", /larger than 100000 bytes/u);
  });

  it("leaves a file alone while it grows, and takes it whole", async () => {
    const growing = join(place, "growing.html");
    writeFileSync(growing, "<h1>Growing</h1>");
    assert.deepEqual(await look(3, () => appendFileSync(growing, "<p>More.</p>")), []);
    assert.deepEqual(
      (await look()).map(({ problem }) => problem),
      [null],
    );
    assert.equal(await items(), 1);
  });

  it("goes on to the next file where the system refuses one", async () => {
    const long = `${"a".repeat(250)}.html`;
    for (const name of [long, "z.html"]) writeFileSync(join(place, name), `<h1>${name}</h1><p>x</p>`);
    mkdirSync(join(place, "done"), { recursive: true });
    writeFileSync(join(place, "done", long), "taken before");
    const results = await look();
    assert.match(results.find(({ file }) => file.endsWith(long))?.problem ?? "", /The system refuses/u);
    assert.equal(results.find(({ file }) => file.endsWith("z.html"))?.problem, null);
    assert.ok(existsSync(join(place, "done", "z.html")));
  });

  it("takes a file whose name is no text, or an odd one", async () => {
    const latin = Buffer.concat([Buffer.from(join(place, "/caf")), Buffer.from([0xe9, 0x81]), Buffer.from(".html")]);
    writeFileSync(latin, "<h1>A name in Latin-1</h1><p>x</p>");
    const odd = ["line\nbreak.html", "-rf.html", "..html.html", "a%2Fb\\c?.HTML", "\u202Egnp.html", "caf\u00e9_.html"];
    for (const name of odd) writeFileSync(join(place, name), `<h1>${JSON.stringify(name)}</h1><p>x</p>`);
    const before = await items();
    const results = await look();
    const taken = results.filter(({ problem }) => problem === null).length;
    const { length } = odd.filter((name) => !name.startsWith("."));
    assert.equal(taken, length + 1);
    assert.equal((await items()) - before, length + 1);
    assert.ok(existsSync(join(place, "done", "2-caf\u00e9_.html")));
  });

  it("says why a file failed, however long its name is", async () => {
    const long = `${"b".repeat(245)}.xml`;
    writeFileSync(join(place, long), "neither");
    const results = await look();
    const problem = results.find(({ file }) => file.endsWith(long))?.problem;
    assert.match(problem ?? "", /neither XML nor JSON/u);
    assert.match(readFileSync(join(place, "failed", `${"b".repeat(50)}.problem.txt`), "utf8"), /neither XML nor JSON/u);
  });

  it("moves nothing through a folder that is a link", async () => {
    const other = temporaryFolder();
    const source = join(folder.path, "lantern", "columns", "failed");
    execFileSync("rm", ["-r", source]);
    symlinkSync(other.path, source);
    writeFileSync(join(place, "broken.xml"), "neither");
    writeFileSync(join(place, "sound.html"), "<h1>Sound</h1><p>x</p>");
    const results = await look();
    const problemOf = (name: string) => results.find(({ file }) => file.endsWith(name))?.problem;
    assert.match(problemOf("broken.xml") ?? "", /nothing is moved through a link/u);
    assert.equal(problemOf("sound.html"), null);
    assert.deepEqual(readdirSync(other.path), []);
    other.remove();
  });
});
