import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseFeed } from "@rowanmanning/feed-parser";
import { writeFeed } from "../../../src/formats/write/writeFeed.js";
import { temporaryFolder } from "../../program.js";
import { requireProgram } from "../../requireProgram.js";
import { columns } from "./sample.js";

const XML = ["rss", "atom"] as const;

/** This reader decodes a title once more than it should, in plain text as well. */
const decodedTwice = (title: string) => title.replaceAll("&amp;", "&");

describe("a written feed, read by @rowanmanning/feed-parser", () => {
  for (const format of XML) {
    it(`has, as ${format}, its titles, addresses, bodies, authors and tags`, () => {
      const feed = columns();
      const read = parseFeed(writeFeed(feed, format));
      assert.equal(read.title, decodedTwice(feed.title));
      assert.deepEqual(
        read.items.map(({ id, title, url }) => [id, title, url]),
        feed.entries.map(({ id, title, url }) => [id, decodedTwice(title), url]),
      );
      read.items.forEach((item, index) => {
        const entry = feed.entries[index];
        assert.ok(
          item.content?.includes("Republished with permission") || item.content?.includes("Licensed"),
          item.title ?? "",
        );
        assert.deepEqual(
          item.authors.map(({ name }) => name),
          // An entry of Atom without an author has the feed's (RFC 4287 §4.2.1).
          entry?.authors.length === 0 && format === "atom" ? [feed.publisher.name] : entry?.authors,
        );
        assert.deepEqual(
          item.categories.map(({ term }) => term),
          entry?.tags,
        );
      });
    });
  }
});

describe("a written feed, read by the XML parser of a browser", () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  it("is well formed, with every title as it is", () => {
    const chromium = requireProgram("chromium", "chromium");
    const feed = columns();
    const texts = XML.map((format) => Buffer.from(writeFeed(feed, format)).toString("base64"));
    const page = join(folder.path, "page.html");
    const script = `
      const read = (text) => new DOMParser().parseFromString(new TextDecoder().decode(Uint8Array.from(atob(text), (c) => c.charCodeAt(0))), "application/xml");
      const found = ${JSON.stringify(texts)}.map(read).map((xml) => ({
        faults: xml.getElementsByTagName("parsererror").length,
        titles: [...xml.querySelectorAll("item > title, entry > title")].map((title) => title.textContent),
      }));
      document.body.textContent = encodeURIComponent(JSON.stringify(found));`;
    writeFileSync(page, `<!doctype html><meta charset="utf-8"><body><script>${script}</script>`);
    const flags = [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      `--user-data-dir=${folder.path}/profile`,
    ];
    const { stdout } = spawnSync(chromium, [...flags, "--dump-dom", `file://${page}`], { encoding: "utf8" });
    const found: unknown = JSON.parse(decodeURIComponent(/<body>([^<]+)<\/body>/u.exec(stdout)?.[1] ?? "null"));
    const titles = feed.entries.map(({ title }) => title);
    assert.deepEqual(found, [
      { faults: 0, titles },
      { faults: 0, titles },
    ]);
  });
});
