import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib";
import { processorTime } from "../processorTime.js";
import { rssOf } from "../program.js";
import { type Loopback, loopback } from "./loopback.js";
import { type PollingDesk, pollingDesk } from "./pollingDesk.js";

/** What does not end is given up after this long here; what does has all the time that it needs. */
const FETCH_SECONDS = 1;
const ENDLESS: ReadonlySet<string> = new Set(["one byte a moment", "an answer that never begins"]);
/** Of this process and its children, in time of a usual processor. */
const MAX_CPU_SECONDS = 6;
const MAX_GROWTH_MIB = 256;
const WATCH_MILLISECONDS = 20;
const MEGABYTE = 1_048_576;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const rss = (inside: string, before = "") =>
  `<?xml version="1.0"?>${before}<rss version="2.0"><channel><title>The Lantern</title>${inside}</channel></rss>`;
const item = (inside: string) =>
  `<item><guid>a</guid><title>A</title><link>http://lantern.example/a</link>${inside}</item>`;
const described = (text: string) => rss(item(`<description>${text}</description>`));
const sent = (body: string | Buffer, headers: Record<string, string> = {}): Answer => {
  return (_request, response) =>
    response.writeHead(200, { "content-type": "application/rss+xml", ...headers }).end(body);
};
const nul = Buffer.alloc(300 * MEGABYTE);
let gzipped: Buffer | null = null;
const nulInGzip = () => {
  gzipped ??= gzipSync(nul);
  return gzipped;
};

/** Whether a poll may take something of it: a refusal in words is as good. */
const FEEDS: Readonly<Record<string, () => Answer>> = {
  "entities that multiply": () =>
    sent(
      rss(
        item("<description>&j;</description>"),
        `<!DOCTYPE rss [<!ENTITY a "ha">${[..."bcdefghij"].map((name, at) => `<!ENTITY ${name} "${`&${"abcdefghi"[at]};`.repeat(10)}">`).join("")}]>`,
      ),
    ),
  "100,000 nested elements": () => sent(described("<b>".repeat(100_000))),
  "100,000 nested elements as text": () => sent(described("&lt;b&gt;".repeat(100_000))),
  "a text of 19 MB": () => sent(described("a".repeat(19 * MEGABYTE))),
  "a text of 19 MB, of many words": () => sent(described("&lt;p&gt;word ".repeat(MEGABYTE))),
  "a title of 19 MB": () => sent(rss(`<item><guid>a</guid><title>${"a".repeat(19 * MEGABYTE)}</title></item>`)),
  "an author of 19 MB": () => sent(rss(item(`<author>${"a".repeat(19 * MEGABYTE)}</author>`))),
  "800,000 categories": () => sent(rss(item("<category>a</category>".repeat(800_000)))),
  "links that grow when they are made absolute": () =>
    sent(
      `<rss xml:base="http://x.example/${"a".repeat(7_000)}/"><channel>${item(`<description>${'&lt;a href="x"&gt;y&lt;/a&gt;'.repeat(60_000)}</description>`)}</channel></rss>`,
    ),
  "200,000 tiny items": () => sent(rss("<item><title>t</title></item>".repeat(200_000))),
  "100,000 attributes": () =>
    sent(rss(item(`<a ${Array.from({ length: 100_000 }, (_, at) => `a${at}="1"`).join(" ")}/>`))),
  "300 MB in gzip": () => sent(nulInGzip(), { "content-encoding": "gzip" }),
  "300 MB in Brotli": () =>
    sent(brotliCompressSync(nul, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } }), { "content-encoding": "br" }),
  "300 MB in deflate": () => sent(deflateSync(nul), { "content-encoding": "deflate" }),
  "300 MB in a gzip that nobody declares": () => sent(nulInGzip()),
  "an answer without an end": () => (_request, response) => {
    response.writeHead(200, { "content-type": "application/rss+xml" });
    const pour = () => {
      while (!response.destroyed && response.write("<item>".repeat(10_000)));
      if (!response.destroyed) response.once("drain", pour);
    };
    pour();
  },
  "one byte a moment": () => (_request, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write("<"), 100);
    response.on("close", () => clearInterval(timer));
  },
  "an answer that never begins": () => () => undefined,
  "NUL bytes": () => sent(described(`a${"\0".repeat(1_000)}b`)),
  "15 MB of NUL bytes": () => sent(Buffer.alloc(15 * MEGABYTE)),
  "a title of 15 MB, of control characters": () =>
    sent(Buffer.from(rss(`<item><title>${"a\u0001\u0080".repeat(4 * MEGABYTE)}</title></item>`))),
  "lone surrogates": () => sent(Buffer.from(described("a\ud800b").replace("\ufffd", "&#xD800;"), "utf8")),
  "UTF-7": () => sent(described("+ADw-script+AD4-alert(1)+ADw-/script+AD4-")),
  "UTF-16 without a mark": () => sent(Buffer.from(described("The tide came in."), "utf16le")),
  "JSON, 100,000 deep": () =>
    sent(`${"[".repeat(100_000)}${"]".repeat(100_000)}`, { "content-type": "application/json" }),
};

/** These hold a column, and it is not lost. */
const ENDS_IN_WORDS: ReadonlySet<string> = new Set([
  "a text of 19 MB",
  "a title of 19 MB",
  "an author of 19 MB",
  "800,000 categories",
  "links that grow when they are made absolute",
  "NUL bytes",
]);

describe("a hostile feed", () => {
  let partner: Loopback;
  let patient: PollingDesk;
  let impatient: PollingDesk;

  before(async () => {
    partner = await loopback();
    patient = await pollingDesk();
    impatient = await pollingDesk({ FETCH_TIMEOUT_SECONDS: String(FETCH_SECONDS) });
    partner.answer = sent(rssOf(Array.from({ length: 150 }, (_, index) => ({ guid: `warm-${index}` }))));
    await patient.begin(`${partner.origin}/feed`);
    await patient.poll();
  });
  after(async () => {
    await patient.stop();
    await impatient.stop();
    await partner.close();
  });

  for (const [what, make] of Object.entries(FEEDS)) {
    it(`of ${what} is read or refused in words, in time and within bounds, and the next one is read`, async () => {
      const desk = ENDLESS.has(what) ? impatient : patient;
      const answer = make();
      partner.answer = answer;
      await desk.begin(`${partner.origin}/feed`);
      const [memory, before, time] = [memoryOf(), cpuOfChildren(), processorTime()];
      let peak = memory;
      const watching = setInterval(() => {
        peak = Math.max(peak, memoryOf());
      }, WATCH_MILLISECONDS);
      const { outcome, problem } = await desk.poll();
      clearInterval(watching);
      const [used, grown] = [time(cpuOfChildren() - before), peak - memory];
      assert.ok(used < MAX_CPU_SECONDS, `${used} s of processors`);
      assert.ok(grown < MAX_GROWTH_MIB, `${Math.round(grown)} MiB`);
      assert.ok(["changed", "unchanged", "failed"].includes(outcome), outcome);
      assert.equal(outcome === "failed", problem !== null);
      if (ENDS_IN_WORDS.has(what)) assert.equal(outcome, "changed", problem ?? "");
      assert.doesNotMatch(problem ?? "", /Error|\bat \w+ \(/u);
      partner.answer = sent(rssOf([{ guid: `after ${what}` }]));
      await patient.begin(`${partner.origin}/feed`);
      assert.equal((await patient.poll()).outcome, "changed");
    });
  }

  it("that names an external entity makes nobody ask for it", async () => {
    const other = await loopback();
    partner.answer = sent(
      rss(
        item("<description>&x;</description>"),
        `<!DOCTYPE rss SYSTEM "${other.origin}/dtd" [<!ENTITY x SYSTEM "${other.origin}/x"><!ENTITY % p SYSTEM "${other.origin}/p">%p;]>`,
      ),
    );
    await patient.begin(`${partner.origin}/feed`);
    await patient.poll();
    assert.equal(other.connections, 0);
    await other.close();
  });
});

/** Resident memory of this process and its children now, in MiB; without the children where the system does not tell. */
function memoryOf(): number {
  const own = process.memoryUsage.rss();
  return (own + children().reduce((sum, { pages }) => sum + pages * 4_096, 0)) / MEGABYTE;
}

function cpuOfChildren(): number {
  return children().reduce((sum, { ticks }) => sum + ticks / 100, 0);
}

function children(): readonly { readonly pages: number; readonly ticks: number }[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((pid) => {
      const fields = statOf(pid);
      if (fields[1] !== String(process.pid)) return [];
      return [{ pages: Number(fields[21]), ticks: Number(fields[11]) + Number(fields[12]) }];
    });
}

/** Nothing where the process has ended meanwhile. */
function statOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /su, "")
      .split(" ");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ESRCH") return [];
    throw error;
  }
}
