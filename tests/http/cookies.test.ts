import assert from "node:assert/strict";
import fc from "fast-check";
import Koa from "koa";
import { type Flash, leaveFlash, takeFlash } from "../../src/http/session.js";
import { Person } from "../person.js";
import { ADMIN_TOKEN, type RunningDesk, rssOf, runningDesk } from "../program.js";

/** What browsers keep of one cookie, with its name and attributes. */
const COOKIE_BYTES = 4_096;

const sealed = (value: unknown) => Buffer.from(JSON.stringify(value) ?? "").toString("base64url");

const HOSTILE: readonly (readonly [what: string, value: string])[] = [
  ["nothing", ""],
  ["null", sealed(null)],
  ["a text", sealed("refused")],
  ["a number", sealed(1e300)],
  ["a list", sealed([])],
  ["an empty object", sealed({})],
  ["details that are a text", sealed({ kind: "done", text: "x", details: "length" })],
  ["details that are a number", sealed({ kind: "done", text: "x", details: 5 })],
  ["details that look like a list", sealed({ kind: "done", text: "x", details: { length: 2 ** 32 } })],
  ["details that are no texts", sealed({ kind: "done", text: "x", details: [null, { toString: 1 }, [[[]]]] })],
  ["a text that is none", sealed({ kind: "refused", text: { toString: null, valueOf: null }, details: [] })],
  ["a kind that is none", sealed({ kind: "__proto__", text: "x", details: [] })],
  ["members of every object", '{"__proto__":{"kind":"done"},"constructor":null}'],
  ["broken base64", "%%%=="],
  ["broken JSON", Buffer.from('{"kind":"done"').toString("base64url")],
  ["JSON nested deep", Buffer.from("[".repeat(4_000)).toString("base64url")],
  ["bytes that are no UTF-8", Buffer.from([0xff, 0xfe, 0x00, 0x80]).toString("base64url")],
  ["12,000 letters", "a".repeat(12_000)],
  ["quotes and backslashes", '"\\"\\\\'],
];

describe("cookies that nobody gave out", () => {
  let desk: RunningDesk;
  let session: string;

  before(async () => {
    desk = await runningDesk(rssOf([{ guid: "one" }]));
    const person = new Person(desk.origin);
    await person.send("/sign-in", [["token", ADMIN_TOKEN]]);
    session = person.cookie();
  });
  after(() => desk.stop());

  async function status(cookie: string, path: string, method = "GET"): Promise<number> {
    const body = method === "POST" ? new URLSearchParams({ csrf: "x" }) : null;
    return (await fetch(`${desk.origin}${path}`, { method, body, headers: { cookie }, redirect: "manual" })).status;
  }

  for (const [what, value] of HOSTILE) {
    it(`leave no message where they hold ${what}`, async () => {
      const response = await fetch(`${desk.origin}/desk`, {
        headers: { cookie: `${session}; imprimatur_flash=${value}` },
      });
      assert.equal(response.status, 200);
      assert.doesNotMatch(await response.text(), /class="flash/u);
    });

    it(`sign nobody in where they hold ${what}`, async () => {
      const cookie = `imprimatur_session=${value}`;
      assert.equal(await status(cookie, "/desk"), 302);
      assert.equal(await status(cookie, "/desk/permissions", "POST"), 401);
      assert.equal(await status(cookie, "/sign-in"), 200);
      assert.equal(await status(cookie, "/sign-out", "POST"), 401);
    });
  }
});

describe("a message for the next page", () => {
  /** @returns the header that was sent, and what the next page takes from it */
  function carried(flash: Flash): { readonly header: string; readonly taken: Flash | null } {
    const app = new Koa();
    const headers: string[] = [];
    const response = { getHeader: () => headers, setHeader: (_: string, value: string[]) => headers.push(...value) };
    const ctx = (cookie: string) =>
      app.createContext({ headers: { cookie }, socket: {} } as never, { ...response, headersSent: false } as never);
    leaveFlash(ctx(""), flash);
    const header = headers.at(-1) ?? "";
    return { header, taken: takeFlash(ctx(header.split(";")[0] ?? "")) };
  }

  it("is taken as it was left", () => {
    const flash: Flash = { kind: "refused", text: "Not so: “tide”.", details: ["one", "two"] };
    assert.deepEqual(carried(flash).taken, flash);
  });

  it("says how many of hundreds of problems it leaves out", () => {
    const details = Array.from({ length: 400 }, (_, at) => `/works/items/${at} must match the pattern of an id`);
    const { taken } = carried({ kind: "refused", text: details.join(" "), details });
    const shown = (taken?.details.length ?? 0) - 1;
    assert.ok(shown > 10);
    assert.deepEqual(taken?.details, [...details.slice(0, shown), `… and ${400 - shown} more.`]);
    assert.ok(details.join(" ").startsWith((taken?.text ?? "").slice(0, -1)));
  });

  it("fits into a cookie, whatever it says", () => {
    const long = fc.oneof(
      fc.string({ unit: "binary", maxLength: 2_000 }),
      fc.nat(3_000).map((length) => "\u0001".repeat(length)),
      fc.nat(3_000).map((length) => "\ud83d\ude00\ud800".repeat(length)),
    );
    const kind = fc.constantFrom("done" as const, "refused" as const);
    fc.assert(
      fc.property(kind, long, fc.array(long, { maxLength: 60 }), (kind, text, details) => {
        const { header, taken } = carried({ kind, text, details });
        assert.ok(Buffer.byteLength(header) <= COOKIE_BYTES, `${Buffer.byteLength(header)} bytes`);
        assert.equal(taken?.kind, kind);
        assert.ok(taken.details.length <= details.length + 1);
      }),
    );
  });
});
