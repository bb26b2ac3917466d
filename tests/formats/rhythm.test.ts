import assert from "node:assert/strict";
import type { Rhythm } from "../../src/domain/schedule.js";
import { hubOffer } from "../../src/formats/read/hubLinks.js";
import { readFeed } from "../../src/formats/read/readFeed.js";
import { processorTime } from "../processorTime.js";

const SY = `xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"`;

async function rhythmIn(channel: string): Promise<Rhythm | undefined> {
  const feed = `<rss version="2.0" ${SY}><channel><title>T</title>${channel}<item><title>One</title></item></channel></rss>`;
  return (await readFeed(Buffer.from(feed), { contentType: null, url: "http://lantern.example/feed" })).rhythm;
}

describe("what a feed says about when to ask", () => {
  const table: readonly (readonly [string, string, Partial<Rhythm>])[] = [
    ["nothing", "", {}],
    [
      "hours to skip",
      "<skipHours><hour>0</hour><hour>7</hour><hour> 23 </hour></skipHours>",
      { skipHours: [0, 7, 23] },
    ],
    ["hour 24 as hour 0", "<skipHours><hour>24</hour></skipHours>", { skipHours: [0] }],
    ["no hour that is none", "<skipHours><hour>25</hour><hour>noon</hour><hour>-1</hour></skipHours>", {}],
    [
      "days to skip",
      "<skipDays><day>Sunday</day><day>saturday</day><day>Caturday</day></skipDays>",
      { skipDays: [0, 6] },
    ],
    ["hourly", "<sy:updatePeriod>hourly</sy:updatePeriod>", { updateEveryMinutes: 60 }],
    [
      "twice a day",
      "<sy:updatePeriod> daily </sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>",
      { updateEveryMinutes: 720 },
    ],
    [
      "daily where only a frequency is given",
      "<sy:updateFrequency>4</sy:updateFrequency>",
      { updateEveryMinutes: 360 },
    ],
    ["nothing that can be understood", "<sy:updatePeriod>often</sy:updatePeriod>", {}],
    [
      "once where the frequency is nothing",
      "<sy:updatePeriod>weekly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
      { updateEveryMinutes: 10_080 },
    ],
  ];
  for (const [name, channel, expected] of table) {
    it(`is read: ${name}`, async () => {
      const nothing = { updateEveryMinutes: null, skipHours: [], skipDays: [] };
      assert.deepEqual(await rhythmIn(channel), { ...nothing, ...expected });
    });
  }
});

describe("the hub that a feed names", () => {
  const URL_OF = "http://lantern.example/feed";
  const HUB = "http://hub.example/";
  const SELF = "http://lantern.example/self";
  const offer = { hub: HUB, topic: SELF };
  const at = (body: string, link: string | null = null) => hubOffer(link, Buffer.from(body), URL_OF);
  const atom = (links: string) => `<feed xmlns="http://www.w3.org/2005/Atom">${links}<entry/></feed>`;
  const both = `<link rel="hub" href="${HUB}"/><link rel="self" href="${SELF}"/>`;

  it("is found in headers, in one or in several, in any order and case", () => {
    assert.deepEqual(at("", `<${HUB}>; rel="hub", <${SELF}>; rel="self"`), offer);
    assert.deepEqual(at("", `<${SELF}>;rel=self,<${HUB}>;title="a, b";rel=HUB`), offer);
    assert.deepEqual(at("", `</style.css>; rel="preload", <${HUB}>; rel="alternate hub", </self>; rel="self"`), offer);
  });

  it("is found in Atom, RSS, HTML and JSON Feed", () => {
    assert.deepEqual(at(atom(both)), offer);
    const rss = `<rss xmlns:a10="http://www.w3.org/2005/Atom"><channel>${both.replaceAll("<link", "<a10:link")}</channel></rss>`;
    assert.deepEqual(at(rss), offer);
    assert.deepEqual(
      at(`<!doctype html><html><head>${both.replaceAll("/>", ">")}</head><body>Tides</body></html>`),
      offer,
    );
    assert.deepEqual(at(JSON.stringify({ hubs: [{ type: "WebSub", url: HUB }], feed_url: SELF })), offer);
  });

  it("is not found in an entry, in a text, or in another context", () => {
    assert.equal(at(`<feed xmlns="http://www.w3.org/2005/Atom"><entry>${both}</entry></feed>`), null);
    assert.equal(at(atom(`<title><![CDATA[${both}]]></title>`)), null);
    assert.equal(at(`<html><script>'${both}'</script></html>`), null);
    assert.equal(at("", `<${HUB}>; rel="hub"; anchor="/other"`), null);
    assert.equal(at(atom(`<link rel="hub" href="javascript:alert(1)"/>`)), null);
    assert.equal(at("{ this is no JSON"), null);
  });

  it("is for the address itself where no other is named", () => {
    assert.deepEqual(at(atom(`<link rel="hub" href="/hub"/>`)), { hub: "http://lantern.example/hub", topic: URL_OF });
  });

  it("is not looked for without end in what is no feed", () => {
    const hostile = [
      "<a>".repeat(40_000) + "</b>".repeat(40_000),
      `<a ${"x".repeat(200_000)}`,
      `<a ${'b="c" '.repeat(40_000)}>`,
      "<link rel='hub' ".repeat(15_000),
      "<".repeat(262_144),
      `<!--${"-".repeat(262_000)}`,
    ];
    for (const body of hostile) {
      const took = processorTime();
      assert.equal(at(body), null);
      assert.ok(took() < 1, body.slice(0, 20));
    }
  });

  it("is the one in the headers, whatever the body says", () => {
    const link = `<http://other.example/hub>; rel="hub", <http://other.example/self>; rel="self"`;
    assert.deepEqual(at(atom(both), link), { hub: "http://other.example/hub", topic: "http://other.example/self" });
    assert.deepEqual(at(atom(both), `<http://other.example/hub>; rel="hub"`), {
      hub: "http://other.example/hub",
      topic: SELF,
    });
  });
});
