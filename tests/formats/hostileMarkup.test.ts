import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Parser } from "htmlparser2";
import { cleanColumn } from "../../src/formats/read/cleanColumn.js";
import { readFeed } from "../../src/formats/read/readFeed.js";
import { type FeedFormat, writeFeed } from "../../src/formats/write/writeFeed.js";
import { columnPage } from "../../src/http/ui/columnPage.js";
import { columnSample, DELIVERIES, historySample } from "../http/ui/columnSample.js";
import { chromeFor } from "../http/ui/newsroomSample.js";
import { temporaryFolder } from "../program.js";
import { requireProgram } from "../requireProgram.js";
import { entryWith, FORMATS, feedWith } from "./write/sample.js";

/** Column pages, so that every vector stands in some field of one. */
const PAGES = 20;
const RUN = "document.documentElement.dataset.ran='yes'";
const TAGS = "img svg video audio body input details object iframe marquee math p a div table select".split(" ");
const HANDLERS = "onerror onload onclick onfocus ontoggle onmouseover onbegin onpointerenter".split(" ");
const SEPARATORS = [" ", "/", "\n", "\t"];
const SCHEMES = [
  "javascript:",
  "JaVaScRiPt:",
  "java\tscript:",
  "java\nscript:",
  "&#106;avascript:",
  "&#x6a;avascript&colon;",
  "\u0001javascript:",
  " javascript:",
  "vbscript:",
  "data:text/html,",
];
const HOLDERS = [
  "<a href='@'>x</a>",
  "<img src='@'>",
  "<iframe src='@'></iframe>",
  "<form action='@'><button>x</button></form>",
  "<svg><a xlink:href='@'><text>x</text></a></svg>",
  "<math href='@'>x</math>",
  "<blockquote cite='@'>x</blockquote>",
  "<object data='@'></object>",
];
const INNER = `<img src=x onerror="${RUN}">`;
const WRAPPED = [
  `<noscript><p title="</noscript>${INNER.replaceAll('"', "")}">`,
  `<style><!--</style>${INNER}-->`,
  `<svg><style>${INNER}</style></svg>`,
  `<math><mtext><table><mglyph><style><!--</style>${INNER}`,
  `<template>${INNER}</template>`,
  `<svg></p><style><a id="</style>${INNER.replaceAll('"', "'")}">`,
  `<![CDATA[${INNER}]]>`,
  `<!--><!-->${INNER}`,
  `<!--${INNER}--!>${INNER}`,
  `<title>${INNER}</title>${INNER}`,
  `<textarea>${INNER}</textarea>`,
  `<xmp>${INNER}</xmp>`,
  `<plaintext>${INNER}`,
  `<noembed>${INNER}</noembed>`,
  `<noframes>${INNER}</noframes>`,
  `<?xml ${INNER}?>${INNER}`,
  `<script>${RUN}</script>`,
  `<ScRiPt/x>${RUN}</sCrIpT>`,
  `<scr<script>ipt>${RUN}</scr</script>ipt>`,
  `<<script>${RUN}//<</script>`,
  `<svg><script href="data:text/javascript,${RUN}"/></svg>`,
  `<svg><animate onbegin="${RUN}" attributeName=x dur=1s>`,
  `<p title='"><script>${RUN}</script>'>x</p>`,
  `"><script>${RUN}</script>`,
  `'-->${INNER}`,
  `]]>${INNER}`,
];

function vectors(): readonly string[] {
  const handlers = TAGS.flatMap((tag, row) =>
    HANDLERS.map((handler, at) => {
      const separator = SEPARATORS[(row + at) % SEPARATORS.length] ?? " ";
      return `<${tag}${separator}src=x autofocus open ${handler}="${RUN}">x</${tag}>`;
    }),
  );
  const addresses = HOLDERS.flatMap((holder) =>
    SCHEMES.map((scheme) => holder.replace("@", `${scheme}${RUN.replaceAll("'", "`")}`)),
  );
  const references = TAGS.flatMap((tag) => [
    `&lt;${tag} onload=${RUN}&gt;`,
    `<x:${tag} xmlns:x="http://www.w3.org/1999/xhtml" onload="${RUN}">`,
    `&#60;${tag} onload=${RUN}&#62;`,
    `<${tag}\u0000 onload="${RUN}">`,
    `<${tag} style="background:url(javascript:${RUN})">`,
  ]);
  return [...new Set([...handlers, ...addresses, ...references, ...WRAPPED])];
}

const xml = (text: string) =>
  text
    .replaceAll("\u0000", "")
    .replaceAll("\u0001", "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");

const FEEDS: Readonly<Record<FeedFormat, (vectors: readonly string[]) => string>> = {
  rss: (all) =>
    `<rss version="2.0"><channel><title>T</title>${all.map((v, i) => `<item><guid>g${i}</guid><title>${xml(v)}</title><author>${xml(v)}</author><category>${xml(v)}</category><link>${xml(v)}</link><description>${xml(v)}</description></item>`).join("")}</channel></rss>`,
  atom: (all) =>
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>urn:x</id>${all.map((v, i) => `<entry><id>urn:x:${i}</id><title type="html">${xml(v)}</title><author><name>${xml(v)}</name></author><category term="x" label="${xml(v).replaceAll('"', "&quot;")}"/><rights>${xml(v)}</rights><content type="html">${xml(v)}</content></entry>`).join("")}</feed>`,
  json: (all) =>
    JSON.stringify({
      version: "https://jsonfeed.org/version/1.1",
      title: "T",
      items: all.map((v, i) => ({
        id: `j${i}`,
        url: v,
        title: v,
        authors: [{ name: v }],
        tags: [v],
        summary: v,
        content_html: v,
      })),
    }),
};

const ALLOWED_SCHEME = /^(?:https?:|mailto:)/iu;

/** What in the HTML could act: elements, handlers and addresses that no column needs. */
function activeIn(html: string): readonly string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (/^(?:script|style|iframe|object|embed|form|input|svg|math|template|noscript|base|meta|link)$/u.test(name))
        found.push(name);
      for (const [attribute, value] of Object.entries(attributes)) {
        if (attribute.startsWith("on") || attribute === "style" || attribute === "srcdoc") found.push(attribute);
        if (/^(?:href|src|cite|action|data)$/u.test(attribute) && !ALLOWED_SCHEME.test(value)) found.push(value);
      }
    },
  });
  parser.end(html);
  return found;
}

async function emittedFrom(format: FeedFormat, all: readonly string[]) {
  const url = "http://lantern.example/feed";
  const { entries } = await readFeed(Buffer.from(FEEDS[format](all)), { contentType: null, url });
  return entries.map((entry) =>
    entryWith({
      title: entry.title ?? "x",
      authors: entry.authors,
      tags: entry.tags,
      summary: entry.summary,
      originalUrl: entry.url,
      html: cleanColumn(entry.html, { baseUrl: url, authors: [] }).html,
      rights: { notice: all[0] ?? "", creditLine: all[1] ?? "", usageTerms: all[2] ?? "", holder: all[3] ?? "" },
    }),
  );
}

describe("hostile mark-up", () => {
  const all = vectors();
  const folder = temporaryFolder();
  after(() => folder.remove());

  it("is a corpus of at least 300 distinct vectors, which the check itself finds active", () => {
    assert.ok(all.length >= 300, String(all.length));
    assert.ok(activeIn(all.join("\n")).length > 200);
  });

  for (const format of FORMATS) {
    it(`leaves nothing active in a body that came as ${format}, nor in any feed it goes out in`, async () => {
      const entries = await emittedFrom(format, all);
      assert.equal(entries.length, all.length);
      for (const { html } of entries) assert.deepEqual(activeIn(html), [], html);
      const emitted = JSON.parse(writeFeed(feedWith(entries), "json")) as { items: { content_html: string }[] };
      for (const item of emitted.items) assert.deepEqual(activeIn(item.content_html), []);
      for (const written of ["rss", "atom"] as const) {
        const again = await readFeed(Buffer.from(writeFeed(feedWith(entries), written)), {
          contentType: null,
          url: "http://desk.example/",
        });
        for (const { html } of again.entries) assert.deepEqual(activeIn(html), []);
      }
    });
  }

  it("runs nothing in Chromium, which runs the same vectors where they are not cleaned", async () => {
    const chromium = requireProgram("chromium", "chromium");
    const entries = await emittedFrom("json", all);
    const { items } = JSON.parse(writeFeed(feedWith(entries), "json")) as { items: { content_html: string }[] };
    const ran = (name: string, body: string) => {
      const page = join(folder.path, `${name}.html`);
      writeFileSync(page, `<!doctype html><meta charset="utf-8"><body>${body}`);
      const flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        `--user-data-dir=${folder.path}/profile`,
      ];
      const { stdout } = spawnSync(chromium, [...flags, "--dump-dom", `file://${page}`], {
        encoding: "utf8",
        maxBuffer: 2 ** 26,
      });
      assert.match(stdout, /<body/u);
      return /<html[^>]*data-ran="yes"/u.test(stdout);
    };
    assert.equal(ran("control", INNER), true);
    const bodyHtml = entries.map(({ html }) => html).join("\n");
    let said = 0;
    const say = (text: string) => `${text}${all[said++ % all.length]}`;
    const desk = Array.from({ length: PAGES }, () =>
      columnPage(chromeFor("editor"), { ...columnSample(say), bodyHtml }, new Map(), historySample(say), DELIVERIES),
    );
    assert.ok(said >= all.length, `${said} fields`);
    assert.equal(ran("desk", desk.join("\n")), false);
    assert.equal(ran("emitted", items.map(({ content_html }) => content_html).join("\n")), false);
  });
});
