import assert from "node:assert/strict";
import fc from "fast-check";
import { canonicalUrl } from "../../src/domain/address.js";
import { canonicalJson, digestOf, storable, uuidUrnOf } from "../../src/domain/digest.js";
import { excessOver } from "../../src/domain/excess.js";
import { identityKeys } from "../../src/domain/identity.js";
import { composeNotice, type NoticeFields, unknownPlaceholders } from "../../src/domain/notice.js";
import { opened, originalHtmlOf, type RevisionContent, sealedRevisionOf } from "../../src/domain/revision.js";
import { includes, isWithinTerritories, touches, uncovered } from "../../src/domain/territory.js";
import { contains } from "../../src/domain/window.js";
import { TERMS } from "./build.js";

describe("digests", () => {
  it("are the same for the same value, whatever the order of its members", () => {
    assert.equal(digestOf({ b: 1, a: [1, "x", null] }), digestOf({ a: [1, "x", null], b: 1 }));
    assert.notEqual(digestOf({ a: 1 }), digestOf({ a: "1" }));
  });

  it("write canonical JSON that JSON reads back", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) =>
        assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value))),
      ),
    );
  });

  it("refuse what JSON cannot hold", () => {
    assert.throws(() => canonicalJson(Number.NaN), TypeError);
    assert.throws(() => canonicalJson(() => 1), TypeError);
  });

  it("are taken of what a store gives back: no lone surrogates, no undefined", () => {
    assert.deepEqual(storable({ a: "x\ud800", b: undefined }), { a: "x\ufffd" });
  });

  it("name outbound entries by a valid version 8 UUID", () => {
    assert.match(uuidUrnOf("x"), /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
  });
});

describe("a revision", () => {
  const content: RevisionContent = {
    ...{ title: "Tide", authors: [], url: null, language: null, publishedAt: null, tags: [], html: "<p>In.</p>" },
    ...{ summary: null, images: [], enclosures: [], statedRights: [] },
  };

  it("keeps the body as it came, once where cleaning changed nothing", () => {
    for (const originalHtml of ["<p>In.</p>", "<p class=x>In.</p>", ""]) {
      const revision = opened(sealedRevisionOf(content, { originalHtml, cuts: [], findings: [] }));
      assert.equal(originalHtmlOf(revision), originalHtml);
      assert.equal(JSON.stringify(revision).split("In.").length - 1, originalHtml.includes("class") ? 2 : 1);
    }
  });
});

describe("identity", () => {
  const same = [
    "http://lantern.example/2026/tides",
    "https://lantern.example/2026/tides",
    "https://www.lantern.example/2026/tides/",
    "https://LANTERN.example/2026/tides?utm_source=feed&utm_medium=rss#top",
    "https://lantern.example:443/2026/tides?fbclid=1",
  ];
  for (const address of same) {
    it(`knows ${address}`, () => assert.equal(canonicalUrl(address), "lantern.example/2026/tides"));
  }
  it("keeps parameters that say which column it is, in any order", () => {
    assert.equal(canonicalUrl("http://x.example/?b=2&a=1"), canonicalUrl("http://x.example/?a=1&b=2"));
    assert.notEqual(canonicalUrl("http://x.example/?p=1"), canonicalUrl("http://x.example/?p=2"));
  });
  it("counts a source's own id within the source, an address across sources", () => {
    const entry = { guid: "7", url: "http://x.example/7", title: "t", publishedAt: null };
    const one = identityKeys({ source: "a/s", ...entry });
    const other = identityKeys({ source: "b/s", ...entry });
    assert.notEqual(one[0], other[0]);
    assert.equal(one[1], other[1]);
  });
});

describe("territories", () => {
  it("cover what is included and not excluded", () => {
    const islands = { include: ["GB", "IE"], exclude: ["IE"] };
    assert.deepEqual(uncovered(islands, ["GB", "IE", "DE"]), ["IE", "DE"]);
    assert.deepEqual(uncovered(islands, "worldwide"), ["worldwide"]);
    assert.deepEqual(uncovered({ include: "worldwide", exclude: ["US"] }, "worldwide"), ["US"]);
    assert.equal(touches(islands, ["IE"]), false);
    assert.equal(touches(islands, ["IE", "GB"]), true);
    assert.equal(touches({ include: [], exclude: [] }, "worldwide"), false);
  });

  it("lie within others exactly when each country does", () => {
    const set = fc.record({
      include: fc.oneof(fc.constant("worldwide" as const), fc.subarray(["GB", "IE", "DE"])),
      exclude: fc.subarray(["GB", "IE"]),
    });
    fc.assert(
      fc.property(set, set, (inner, outer) => {
        if (!isWithinTerritories(inner, outer)) return;
        for (const country of ["GB", "IE", "DE", "FR"])
          assert.ok(!includes(inner, country) || includes(outer, country));
      }),
    );
  });
});

describe("windows and instants", () => {
  it("are half-open", () => {
    const day = { from: "2026-01-01T00:00:00.000Z", until: "2026-01-02T00:00:00.000Z" };
    assert.equal(contains(day, "2026-01-01T00:00:00.000Z"), true);
    assert.equal(contains(day, "2026-01-01T23:59:59.999Z"), true);
    assert.equal(contains(day, "2026-01-02T00:00:00.000Z"), false);
    assert.equal(contains({ from: null, until: null }, "1970-01-01T00:00:00.000Z"), true);
  });
});

describe("licenses", () => {
  const excess = (changes: Partial<typeof TERMS>, license: Partial<typeof TERMS> = {}) =>
    excessOver({ ...TERMS, ...changes }, { ...TERMS, ...license }).map(({ member }) => member);
  it("bound what a permission under them may allow", () => {
    assert.deepEqual(excess({}), []);
    assert.deepEqual(excess({ actions: ["republish", "translate"] }), ["actions"]);
    assert.deepEqual(excess({ media: "any" }, { media: ["web"] }), ["media"]);
    assert.deepEqual(excess({}, { territories: { include: ["GB"], exclude: [] } }), ["territories"]);
    assert.deepEqual(excess({ onward: "anyone" }), ["onward"]);
    assert.deepEqual(excess({ onward: { outlets: ["post"] } }, { onward: { outlets: ["post", "mail"] } }), []);
    assert.deepEqual(excess({ edits: "free" }), ["edits"]);
    assert.deepEqual(excess({ components: { ...TERMS.components, images: "allow" } }), ["components"]);
    assert.deepEqual(excess({ effect: "deny" }), ["effect"]);
  });
});

describe("notices", () => {
  const fields: NoticeFields = {
    title: "Tides",
    authors: "Ada Brook",
    partner: "The Lantern",
    rightsHolder: "{partner}",
    grantor: "L",
    year: "2026",
    originalUrl: "http://x",
    license: "House",
    licenseUrl: "",
    creditLine: "From The Lantern",
  };
  it("fill each placeholder once, and never read a value as a template", () => {
    assert.equal(composeNotice("© {year}  {rightsHolder}.\n{unknown}", fields), "© 2026 {partner}. {unknown}");
  });
  it("know which placeholders there are", () => {
    assert.deepEqual(unknownPlaceholders("{year} {owner} {constructor}"), ["owner", "constructor"]);
  });
});
