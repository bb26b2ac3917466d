import assert from "node:assert/strict";
import type { StatedRight } from "../../../src/domain/statedRight.js";
import { cleanColumn } from "../../../src/formats/read/cleanColumn.js";
import { readFeed } from "../../../src/formats/read/readFeed.js";

const NAMESPACES =
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:creativeCommons="http://backend.userland.com/creativeCommonsRssModule" xmlns:cc="http://web.resource.org/cc/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:media="http://search.yahoo.com/mrss/" xmlns:rsl="https://rslstandard.org/rsl" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:xhtml="http://www.w3.org/1999/xhtml"';

async function read(feed: string) {
  return readFeed(Buffer.from(feed), { contentType: null, url: "http://lantern.example/feed" });
}

function rss(item: string, channel = ""): string {
  return `<rss version="2.0" ${NAMESPACES}><channel><title>L</title>${channel}<item><title>t</title>${item}</item></channel></rss>`;
}

/** Members of a statement that a case names. */
type Part = Partial<StatedRight>;

function assertStated(stated: readonly StatedRight[], expected: readonly Part[]): void {
  assert.equal(stated.length, expected.length, JSON.stringify(stated));
  for (const [index, part] of expected.entries()) {
    const found = stated[index];
    assert.ok(found !== undefined);
    for (const [name, value] of Object.entries(part)) assert.deepEqual(found[name as keyof StatedRight], value, name);
    assert.match(found.digest ?? "", /^sha256:[0-9a-f]{64}$/u);
    assert.ok(found.place !== undefined);
  }
}

const DCTERMS = "http://purl.org/dc/terms/";
const MEDIA = "http://search.yahoo.com/mrss/";
const BY = "https://creativecommons.org/licenses/by/4.0/";

const elements: readonly (readonly [string, readonly Part[]])[] = [
  [
    "<dc:rights>© 2026 Ada Brook</dc:rights>",
    [{ kind: "copyright", holder: "Ada Brook", year: 2026, place: "rights" }],
  ],
  ["<dcterms:rights>© Fen Press</dcterms:rights>", [{ kind: "copyright", namespace: DCTERMS, holder: "Fen Press" }]],
  [`<dcterms:license>${BY}</dcterms:license>`, [{ kind: "license", licenseUrl: BY, spdx: "CC-BY-4.0", text: BY }]],
  ["<dcterms:rightsHolder>Fen Press</dcterms:rightsHolder>", [{ element: "rightsHolder", holder: "Fen Press" }]],
  ["<dcterms:accessRights>members only</dcterms:accessRights>", [{ kind: "restriction", element: "accessRights" }]],
  [`<creativeCommons:license>${BY}</creativeCommons:license>`, [{ kind: "license", spdx: "CC-BY-4.0" }]],
  [`<cc:license rdf:resource="${BY}"/>`, [{ kind: "license", licenseUrl: BY }]],
  ["<atom:rights>© Fen Press</atom:rights>", [{ kind: "copyright", holder: "Fen Press" }]],
  [
    `<atom:link rel="license" href="${BY}" title="CC BY 4.0"/>`,
    [{ kind: "license", element: "link", text: "CC BY 4.0", licenseUrl: BY, spdx: "CC-BY-4.0" }],
  ],
  [
    '<source url="http://kettle.example/feed">The Kettle</source>',
    [{ kind: "first-publication", publication: { name: "The Kettle", url: "http://kettle.example/feed" } }],
  ],
  [
    "<atom:source><atom:rights>© The Kettle</atom:rights></atom:source>",
    [{ kind: "copyright", holder: "The Kettle", place: "source/rights" }],
  ],
  [
    '<rsl:content url="http://lantern.example/1"><rsl:license><rsl:prohibits type="usage">ai-train</rsl:prohibits></rsl:license></rsl:content>',
    [
      {
        kind: "usage-terms",
        namespace: "https://rslstandard.org/rsl",
        text: '<content url="http://lantern.example/1"><license><prohibits type="usage">ai-train</prohibits></license></content>',
      },
    ],
  ],
  ['<xhtml:meta name="robots" content="noindex"/>', [{ kind: "restriction", element: "meta", text: "noindex" }]],
  ['<xhtml:meta name="robots" content="index"/>', []],
];

describe("rights stated in a feed's mark-up", () => {
  for (const [item, expected] of elements)
    it(`keeps ${item.slice(0, 60)} word for word`, async () => {
      const [entry] = (await read(rss(item))).entries;
      assertStated(entry?.statedRights ?? [], expected);
    });

  it("keeps what the whole feed states apart from its entries", async () => {
    const document = await read(rss("", "<copyright>Copyright 2026 Fen Press</copyright>"));
    assertStated(document.statedRights, [{ scope: "feed", element: "copyright", holder: "Fen Press", year: 2026 }]);
    assert.deepEqual(document.entries[0]?.statedRights, []);
  });

  it("says of which picture or file each media right is", async () => {
    const a =
      '<media:content url="/a.jpg" medium="image"><media:copyright>© 2026 Jo Fern</media:copyright><media:restriction relationship="deny" type="country">de fr</media:restriction></media:content>';
    const b = `<media:content url="/b.mp3"><media:license href="${BY}" type="text/html">CC BY</media:license><media:rating>nonadult</media:rating></media:content>`;
    const [entry] = (await read(rss(`<media:group>${a}${b}<media:credit>Otter Wire</media:credit></media:group>`)))
      .entries;
    const about = "http://lantern.example/a.jpg";
    assertStated(entry?.statedRights ?? [], [
      { kind: "copyright", namespace: MEDIA, holder: "Jo Fern", year: 2026, about, place: "group/content/copyright" },
      { kind: "restriction", text: "deny country: de fr", about },
      { kind: "license", text: "CC BY", spdx: "CC-BY-4.0", about: "http://lantern.example/b.mp3" },
      { kind: "restriction", text: "nonadult", about: "http://lantern.example/b.mp3" },
      { kind: "credit", holder: "Otter Wire", place: "group/credit" },
    ]);
  });

  it("reads a JSON feed's extensions, and those of its attachments", async () => {
    const feed = {
      version: "https://jsonfeed.org/version/1.1",
      title: "L",
      items: [
        {
          id: "1",
          content_text: "x",
          _rights: {
            notice: "© 2026 Ada Brook",
            license: { url: BY },
            credit: "Otter Wire",
            usage_terms: "http://lantern.example/terms",
          },
          _other: { copyright: "© Fen Press" },
          attachments: [
            { url: "http://lantern.example/a.jpg", mime_type: "image/jpeg", _rights: { holder: "Jo Fern" } },
          ],
        },
      ],
    };
    const [entry] = (await read(JSON.stringify(feed))).entries;
    assertStated(entry?.statedRights ?? [], [
      { kind: "copyright", element: "_rights", holder: "Ada Brook", year: 2026, place: "_rights/notice" },
      { kind: "license", licenseUrl: BY, spdx: "CC-BY-4.0", place: "_rights/license" },
      { kind: "credit", holder: "Otter Wire" },
      { kind: "usage-terms", text: "http://lantern.example/terms" },
      { kind: "copyright", element: "_other", holder: "Fen Press" },
      { kind: "copyright", holder: "Jo Fern", about: "http://lantern.example/a.jpg" },
    ]);
  });
});

const LD = {
  "@context": "https://schema.org",
  "@type": "NewsArticle",
  license: BY,
  copyrightHolder: { "@type": "Organization", name: "Fen Press" },
  copyrightYear: 2026,
  copyrightNotice: "© 2026 Fen Press",
  creditText: "Ada Brook",
  usageInfo: "http://lantern.example/terms",
  acquireLicensePage: "http://lantern.example/buy",
  image: { "@type": "ImageObject", contentUrl: "/a.jpg", license: "http://lantern.example/photos" },
};

const bodies: readonly (readonly [string, string, readonly Part[]])[] = [
  [
    "schema.org in JSON-LD",
    `<script type="application/ld+json">${JSON.stringify(LD)}</script>`,
    [
      {
        kind: "license",
        element: "license",
        spdx: "CC-BY-4.0",
        namespace: "https://schema.org/",
        place: "script/license",
      },
      { kind: "copyright", element: "copyrightHolder", holder: "Fen Press" },
      { kind: "copyright", element: "copyrightYear", text: "2026", year: 2026 },
      { kind: "copyright", element: "copyrightNotice", holder: "Fen Press", year: 2026 },
      { kind: "credit", holder: "Ada Brook" },
      { kind: "usage-terms", element: "usageInfo" },
      { kind: "usage-terms", element: "acquireLicensePage" },
      { kind: "license", about: "http://lantern.example/a.jpg", place: "script/image/license" },
    ],
  ],
  ["a damaged JSON-LD script", '<script type="application/ld+json">{"license": </script>', []],
  [
    "rel=license",
    `<p><a rel="noopener license" href="${BY}"><img alt="" src="/cc.png"></a></p>`,
    [{ kind: "license", element: "a", text: BY, spdx: "CC-BY-4.0", place: "a[rel=license]" }],
  ],
  [
    "ccREL",
    `<div><span property="cc:attributionName">Ada Brook</span> <a rel="cc:morePermissions" href="http://lantern.example/more">more</a></div>`,
    [
      { kind: "credit", holder: "Ada Brook", namespace: "http://creativecommons.org/ns#" },
      { kind: "usage-terms", text: "more" },
    ],
  ],
  [
    "Dublin Core as RDFa",
    '<p property="dcterms:rights">© 2026 Fen Press</p><p property="dct:rightsHolder">Fen Press</p>',
    [
      { kind: "copyright", holder: "Fen Press", year: 2026 },
      { kind: "copyright", holder: "Fen Press", namespace: DCTERMS },
    ],
  ],
  [
    "schema.org as microdata",
    `<div itemscope><span itemprop="copyrightHolder">Fen Press</span><a itemprop="license" href="${BY}">terms</a></div>`,
    [
      { kind: "copyright", holder: "Fen Press" },
      { kind: "license", licenseUrl: BY },
    ],
  ],
  [
    "meta elements",
    '<meta name="copyright" content="© Fen Press"><meta name="viewport" content="width=1">',
    [{ kind: "copyright", element: "meta", holder: "Fen Press" }],
  ],
];

describe("rights stated in a body's mark-up", () => {
  for (const [what, html, expected] of bodies)
    it(`keeps ${what} before it is sanitized away`, () => {
      const { statedRights } = cleanColumn(`<p>The tide came in at six.</p>${html}`, {
        baseUrl: "http://lantern.example/1",
        authors: [],
      });
      assertStated(
        statedRights.filter(({ element }) => element !== "text"),
        expected,
      );
    });

  it("counts blocks of the cleaned body from one", () => {
    const html = "<p>One.</p><p>Two.</p><p>© 2026 Ada Brook</p>";
    const [stated] = cleanColumn(html, { baseUrl: null, authors: [] }).statedRights;
    assert.equal(stated?.place, "block 3");
  });

  it("keeps a caption's credit in the middle of a column, and leaves it there", () => {
    const prose = "<p>The tide came in at six, and nobody minded at all.</p>".repeat(10);
    const html = `${prose}<figcaption>Photo: Jo Fern / Otter Wire</figcaption>${prose}`;
    const cleaned = cleanColumn(html, { baseUrl: null, authors: [] });
    assertStated(cleaned.statedRights, [{ kind: "credit", holder: "Jo Fern / Otter Wire", place: "block 11" }]);
    assert.equal(cleaned.cuts.length, 0);
  });
});
