import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pictureTypeOf } from "../../../src/domain/picture.js";
import { systemActor } from "../../../src/domain/role.js";
import { canonicalHtml } from "../../../src/formats/read/canonical.js";
import { list, type RunningDesk, rssOf, runningDesk } from "../../program.js";

const SAME: readonly (readonly [string, string, string])[] = [
  ["white space", "<p>Low tide.</p>\n<p>High</p>", "<p> Low\n tide. </p><p>High</p>"],
  [
    "the order of attributes",
    '<a href="http://x.example/a" title="T">t</a>',
    "<a title=T href='http://x.example/a'>t</a>",
  ],
  ["the spelling of characters", "<p>caf\u00e9 &amp; bar</p>", "<p>cafe\u0301 &#x26; bar</p>"],
  ["a comment", "<p>One</p>", "<p><!-- 7 -->One</p>"],
  [
    "a picture's query",
    '<img src="http://x.example/a.jpg?w=1" alt="A">',
    '<img alt="A" src="https://x.example/a.jpg?w=2">',
  ],
  ["the server of a picture", '<img src="http://i0.x.example/a.jpg">', '<img src="http://i12.x.example/a.jpg">'],
  ["tracking in a link", '<a href="http://x.example/a?utm_source=b">t</a>', '<a href="https://www.x.example/a/">t</a>'],
];
const OTHER: readonly (readonly [string, string, string])[] = [
  ["a word", "<p>Low tide</p>", "<p>High tide</p>"],
  ["the case of a letter", "<p>may</p>", "<p>May</p>"],
  ["punctuation", "<p>Eats, shoots</p>", "<p>Eats shoots</p>"],
  ["emphasis", "<p>not</p>", "<p><em>not</em></p>"],
  ["a link's target", '<a href="http://x.example/a">t</a>', '<a href="http://x.example/b">t</a>'],
  ["a picture", '<img src="http://x.example/a.jpg">', '<img src="http://x.example/b.jpg">'],
  ["a picture of another site", '<img src="http://x1.example/a.jpg">', '<img src="http://x2.example/a.jpg">'],
  ["words that look like mark-up", "<p>&lt;b&gt;</p>", "<p><b></b></p>"],
];

describe("what is only cosmetic", () => {
  for (const [what, a, b] of SAME) {
    it(`is ${what}`, () => assert.equal(canonicalHtml(a), canonicalHtml(b)));
  }
  for (const [what, a, b] of OTHER) {
    it(`is not ${what}`, () => assert.notEqual(canonicalHtml(a), canonicalHtml(b)));
  }
});

describe("what is a picture", () => {
  const bytes = (text: string) => Buffer.from(text, "latin1");
  for (const [start, type] of [
    ["\x89PNG\r\n\x1a\n", "image/png"],
    ["\xff\xd8\xff\xe0", "image/jpeg"],
    ["GIF89a", "image/gif"],
    ["RIFF\0\0\0\0WEBPVP8 ", "image/webp"],
    ["\0\0\0\x1cftypavif", "image/avif"],
    ["<svg xmlns='http://www.w3.org/2000/svg'>", null],
    ["<html>", null],
    ["RIFF\0\0\0\0WAVE", null],
    ["", null],
  ] as const) {
    it(`${type ?? "none"}: ${JSON.stringify(start)}`, () => assert.equal(pictureTypeOf(bytes(start)), type));
  }
});

describe("a column that another source carries", () => {
  let desk: RunningDesk;

  before(async () => {
    desk = await runningDesk(rssOf([{ guid: "one" }]));
  });
  after(() => desk.stop());

  it("is one item, until an editor says that it is another; no poll merges it again", async () => {
    const { config, desk: services, apply, poll } = desk.program;
    const actor = systemActor("test");
    const folder = join(config.feedsDir, "inbound");
    mkdirSync(folder, { recursive: true });
    const quay = {
      name: "The Quay",
      homepage: "http://quay.example/",
      rightsHolder: "Quay Press",
      creditLine: "From The Quay",
      contact: "rights@quay.example",
      sources: [{ id: "digest", url: desk.partner.url.replace("/feed", "/digest") }],
    };
    writeFileSync(join(folder, "quay.json"), JSON.stringify(quay));
    await apply(actor);
    const [lantern, digest] = [
      rssOf([{ guid: "one" }]),
      rssOf([{ guid: "q1", link: "http://lantern.example/one", title: "A digest" }]),
    ];
    desk.partner.answer = (request, response) =>
      response
        .writeHead(200, { "content-type": "application/rss+xml" })
        .end(request.url === "/digest" ? digest : lantern);
    await poll(actor, ["quay/digest"]);
    const all = async () => list((await desk.api("GET", "/items")).body, "items");
    assert.equal((await all()).length, 1);
    const [item] = await services.models.projected.item.find({}).lean();
    assert.ok(item !== undefined);
    assert.deepEqual(
      item.sightings.map(({ source }) => source),
      ["lantern/columns", "quay/digest"],
    );

    const split = await desk.api("POST", `/items/${item._id}/split`, { source: "quay/digest", reason: "Another text" });
    assert.equal(split.status, 200);
    for (let time = 0; time < 2; time++) {
      await poll(actor, ["quay/digest"]);
      await poll(actor, ["lantern/columns"]);
      assert.equal((await all()).length, 2);
    }
    const head = services.ledger.head().seq;
    await services.models.intake.collection.deleteMany({});
    await poll(actor, ["quay/digest", "lantern/columns"]);
    assert.equal(services.ledger.head().seq, head, "reading everything anew records nothing");
  });
});
