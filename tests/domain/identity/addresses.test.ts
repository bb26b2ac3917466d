import assert from "node:assert/strict";
import fc from "fast-check";
import { canonicalUrl, earlierCanonicalUrl } from "../../../src/domain/address.js";
import { runs } from "../../runs.js";

const RUNS = runs(4_000);

const label = fc.oneof(
  fc.stringMatching(/^[a-z0-9]{1,8}$/u),
  fc.constantFrom(
    "www",
    "amp",
    "xn--bcher-kva",
    "xn--",
    "a-b",
    "a--b",
    "7",
    "0x7f",
    "com",
    "example",
    "Example",
    "ex_ample",
  ),
);
const part = fc.oneof(
  fc.stringMatching(/^[\w.~%-]{0,6}$/u),
  fc.constantFrom(
    "",
    ".",
    "..",
    "index.html",
    "default.asp",
    "amp",
    "a.b",
    "%7e",
    "%2E",
    "2026",
    "é",
    "a b",
    "a:b",
    ";p",
  ),
);
const address = fc
  .tuple(
    fc.constantFrom("http://", "https://", "HTTP://", "https:/", "ftp://"),
    fc.array(label, { minLength: 1, maxLength: 4 }),
    fc.constantFrom("", "", "", ":80", ":8080", "."),
    fc.array(part, { maxLength: 4 }),
    fc.constantFrom("", "/", "//"),
  )
  .map(([scheme, labels, port, parts, end]) => `${scheme}${labels.join(".")}${port}${["", ...parts].join("/")}${end}`);

describe("an address that is written as it is read", () => {
  for (const [name, read] of Object.entries({ canonicalUrl, earlierCanonicalUrl })) {
    it(`has the text of one that is taken apart (${name})`, () => {
      fc.assert(
        // An empty query says nothing, and such an address is always taken apart.
        fc.property(address, (given) => assert.equal(read(given), read(`${given}?`), given)),
        { numRuns: RUNS },
      );
    });
  }
});
