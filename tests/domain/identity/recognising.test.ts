import assert from "node:assert/strict";
import fc from "fast-check";
import { canonicalUrl } from "../../../src/domain/address.js";
import { identityKeys } from "../../../src/domain/identity.js";
import { runs } from "../../runs.js";

const TIDES = "https://www.lantern.example/2026/tides?id=7";

const SAME: readonly string[] = [
  "http://lantern.example/2026/tides?id=7",
  "https://LANTERN.example/2026/tides?id=7",
  "https://www.lantern.example./2026/tides?id=7",
  "https://amp.lantern.example/2026/tides?id=7",
  "https://www.lantern.example:443/2026/tides?id=7",
  "http://www.lantern.example:80/2026/tides?id=7",
  "https://www.lantern.example/2026/tides/?id=7",
  "https://www.lantern.example/2026//tides?id=7",
  "https://www.lantern.example/2026/tides/index.html?id=7",
  "https://www.lantern.example/2026/tides/default.aspx?id=7",
  "https://www.lantern.example/2026/tides/amp?id=7",
  "https://www.lantern.example/2026/tides/amp/?id=7",
  "https://www.lantern.example/2026/tides?id=7&amp=1",
  "https://www.lantern.example/2026/tides?outputType=amp&id=7",
  "https://www.lantern.example/2026/tides?id=7#comments",
  "https://www.lantern.example/2026/%74ides?id=7",
  "https://www.lantern.example/2026/tides?utm_source=rss&id=7&utm_medium=feed",
  "https://www.lantern.example/2026/tides?id=7&fbclid=x",
  "https://www.lantern.example/2026/tides?id=7&gclid=x",
  "https://www.lantern.example/2026/tides?mc_cid=a&mc_eid=b&id=7",
  "https://www.lantern.example/2026/tides?id=7&_hsenc=x&WT.mc_id=y",
  "https://www.lantern.example/2026/tides?id=7&pk_campaign=x&mtm_kwd=y",
];

const DIFFERENT: readonly string[] = [
  "https://www.lantern.example/2026/tides",
  "https://www.lantern.example/2026/tides?id=8",
  "https://www.lantern.example/2026/Tides?id=7",
  "https://www.lantern.example:8080/2026/tides?id=7",
  "https://news.lantern.example/2026/tides?id=7",
  "https://www.lantern.example/2026/tides/amplifiers?id=7",
  "https://www.lantern.example/2026/tides/index?id=7",
  "https://www.lantern.example/2026/tides%2Famp?id=7",
];

describe("recognising a column by its address", () => {
  for (const address of SAME) {
    it(`takes ${address} for the same`, () => assert.equal(canonicalUrl(address), canonicalUrl(TIDES)));
  }
  for (const address of DIFFERENT) {
    it(`takes ${address} for another`, () => assert.notEqual(canonicalUrl(address), canonicalUrl(TIDES)));
  }

  it("knows no address but http and https", () => {
    for (const address of ["", "tides", "mailto:ada@lantern.example", "urn:uuid:1"]) {
      assert.equal(canonicalUrl(address), null, address);
    }
  });

  it("makes the same of what it has made", () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        const once = canonicalUrl(address);
        assert.equal(canonicalUrl(`https://${once}`), once);
      }),
      { numRuns: runs(200) },
    );
  });
});

describe("recognising a column by its keys", () => {
  const column = { source: "lantern/columns", guid: "1", url: TIDES, title: "Tides", publishedAt: null };

  it("counts an id within its source only, and an address everywhere", () => {
    const [id, url] = identityKeys(column);
    const elsewhere = identityKeys({ ...column, source: "quay/digest" });
    assert.notEqual(elsewhere[0], id);
    assert.ok(url !== undefined && elsewhere.includes(url));
  });

  it("recognises the address under a changed id, and the id under a changed address", () => {
    const keys = identityKeys(column);
    const shares = (other: readonly string[]) => other.some((key) => keys.includes(key));
    assert.ok(shares(identityKeys({ ...column, guid: "2" })));
    assert.ok(shares(identityKeys({ ...column, url: "https://lantern.example/elsewhere" })));
    assert.ok(!shares(identityKeys({ ...column, guid: "2", url: "https://lantern.example/elsewhere" })));
  });

  it("keeps the key under which version 0.1 knew an address, where it has another now", () => {
    assert.equal(identityKeys(column).length, 2);
    assert.equal(identityKeys({ ...column, url: "https://lantern.example/tides/index.html" }).length, 3);
  });

  it("goes by what it says where there is neither id nor address, and by its first words where there is no title", () => {
    const bare = { ...column, guid: null, url: null };
    assert.deepEqual(identityKeys(bare), identityKeys({ ...bare }));
    assert.notDeepEqual(identityKeys(bare), identityKeys({ ...bare, title: "Ebb" }));
    assert.notDeepEqual(identityKeys({ ...bare, opening: "The tide" }), identityKeys({ ...bare, opening: "The ebb" }));
  });
});
