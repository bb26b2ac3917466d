import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder, writeNewsroom } from "../program.js";
import { endRunning, MAIN, run } from "./commands.js";

describe("the mistakes in the files", () => {
  const folder = temporaryFolder();
  afterEach(endRunning);
  after(() => folder.remove());

  it("are all told at once, each once, with file and place, by apply", async () => {
    writeNewsroom(folder.path, "http://user:secret@lantern.example/feed");
    const at = (path: string) => join(folder.path, path);
    const change = (path: string, changes: object) =>
      writeFileSync(
        at(path),
        JSON.stringify({ ...(JSON.parse(readFileSync(at(path), "utf8")) as object), ...changes }),
      );
    change("feeds/inbound/lantern.json", { contact: 5, colour: "red" });
    change("feeds/outbound/web.json", { territories: ["GB", "XX"], medium: "smoke" });
    writeFileSync(at("feeds/outbound/post.json"), '{\n  "title": "Post",\n  title\n}');
    writeFileSync(at("feeds/outbound/Not-An-Id.json"), "null");
    rmSync(at("licenses/house/notice.txt"));
    change("licenses/house/terms.json", { actions: ["sell"], territories: { include: ["YY"], exclude: [] } });
    writeFileSync(at("licenses/none/notice.txt"), "© {nobody}");
    rmSync(at("licenses/none/text.md"));
    mkdirSync(at("licenses/bare"));
    const environment = {
      DATA_DIR: at("data"),
      FEEDS_DIR: at("feeds"),
      LICENSES_DIR: at("licenses"),
    };
    const { code, out, err } = await run([MAIN, "apply"], environment);
    assert.deepEqual({ code, out }, { code: 1, out: "" });
    const lines = err.trimEnd().split("\n");
    assert.equal(lines[0], "imprimatur: The files were not applied; mend these and apply again.");
    const WRONG: readonly (readonly [string, RegExp])[] = [
      ["feeds/inbound/lantern.json", /user name or password in the address of columns/u],
      ["feeds/inbound/lantern.json#/contact", /5/u],
      ["feeds/inbound/lantern.json#", /colour/u],
      ["feeds/outbound/Not-An-Id.json", /must be named in lower case/u],
      ["feeds/outbound/Not-An-Id.json#", /null/u],
      ["feeds/outbound/post.json", /is not JSON.* in line 3, column 3/u],
      ["feeds/outbound/web.json", /unknown ISO 3166-1 codes: XX/u],
      ["feeds/outbound/web.json#/medium", /smoke/u],
      ["licenses/bare/notice.txt", /is missing; add it: it is printed with each column/u],
      ["licenses/bare/terms.json", /is missing; add it/u],
      ["licenses/bare/text.md", /is missing; add it/u],
      ["licenses/house/notice.txt", /is missing; add it/u],
      ["licenses/house/terms.json", /unknown ISO 3166-1 codes: YY/u],
      ["licenses/house/terms.json#/actions/0", /sell/u],
      ["licenses/none/notice.txt", /names what no notice has: .*nobody/u],
      ["licenses/none/text.md", /is missing; add it/u],
    ];
    for (const [place, words] of WRONG) {
      const told = lines.filter((line) => line.startsWith(`  ${at(place)}: `) && words.test(line));
      assert.equal(told.length, 1, `${place} ${words}\n${err}`);
    }
    assert.equal(lines.length, WRONG.length + 1, err);
    assert.doesNotMatch(err, /ENOENT/u);
  });
});
