import assert from "node:assert/strict";
import fc from "fast-check";
import { withoutComponents } from "../../src/formats/html/components.js";
import { cleanColumn } from "../../src/formats/read/cleanColumn.js";
import { processorTime } from "../processorTime.js";
import { runs } from "../runs.js";

const clean = (html: string) =>
  cleanColumn(html, { baseUrl: "http://lantern.example/2026/tides", authors: ["Ada Brook"] });
const codes = (html: string) => clean(html).findings.map(({ code }) => code);
const BODY = "<p>The tide came in at six.</p><p>It went out again at noon.</p>";

describe("cleaning a column", () => {
  const unsafe: readonly (readonly [string, string])[] = [
    ["a script", `${BODY}<script>alert(1)</script>`],
    ["a handler", '<p onclick="alert(1)">The tide came in at six.</p><p>It went out again at noon.</p>'],
    ["a style", `<style>p{display:none}</style>${BODY}`],
    ["a frame", `${BODY}<iframe src="http://x.example/"></iframe>`],
    ["an SVG with a script", `${BODY}<svg><script>alert(1)</script></svg>`],
    ["a form", `${BODY}<form action="/x"><input name="a"><button>Go</button></form>`],
    ["a comment", `${BODY}<!-- <img src=x onerror=alert(1)> -->`],
  ];
  for (const [what, html] of unsafe) it(`drops ${what}`, () => assert.equal(clean(html).html, BODY));

  it("drops addresses that are not the web's, and makes relative ones absolute", () => {
    const { html } = clean(
      '<p><a href="javascript:alert(1)">a</a> <a href="../x">b</a> <a href="data:text/html,x">c</a> <img src="/i.png" alt="d"> <img src="data:image/png;base64,xx"></p>',
    );
    assert.equal(
      html,
      '<p><a>a</a> <a href="http://lantern.example/x">b</a> <a>c</a> <img src="http://lantern.example/i.png" alt="d"> </p>',
    );
  });

  it("keeps mark-up that is written as text as text", () => {
    assert.equal(
      clean("<p>Write &lt;script&gt; and &amp;lt; like this.</p>").html,
      "<p>Write &lt;script&gt; and &amp;lt; like this.</p>",
    );
  });

  it("cuts images that only count readers, and lists them", () => {
    const { html, cuts } = clean(`${BODY}<img src="http://count.example/p.gif" width="1" height="1">`);
    assert.equal(html, BODY);
    assert.deepEqual(cuts, [{ kind: "tracking", text: "http://count.example/p.gif" }]);
  });

  const furniture: readonly (readonly [string, string])[] = [
    [
      "a reply form",
      "<h3>3 Comments</h3><h3>Leave a Reply</h3><p>Your email address will not be published. Required fields are marked *</p><p>Name *</p><p>Email *</p><p>Save my name, email, and website in this browser for the next time I comment.</p>",
    ],
    ["a reply form in loose text", "<div>12 replies</div>Leave a Reply<br><br>Name *<br><br>Email *"],
    [
      "a share bar",
      "<p>Share this:</p><ul><li>Click to share on Facebook (Opens in new window)</li></ul><p>Like Loading...</p>",
    ],
    ["a feed's footer", "<p>The post Tides appeared first on The Lantern.</p>"],
    ["a teaser", "<p>Read more</p><p>Related:</p>"],
    ["an unsubscribe line", "<p>You are receiving this letter because you signed up. <a href='#'>Unsubscribe</a></p>"],
    ["a browser line", "<p>View this email in your browser</p>"],
  ];
  for (const [what, html] of furniture) {
    it(`cuts ${what}, and lists what was cut`, () => {
      const cleaned = clean(`${BODY}${html}`);
      assert.equal(cleaned.html, BODY);
      assert.ok(cleaned.cuts.length > 0);
    });
  }

  it("flags a mailing's traces and leaves them to the editor", () => {
    const greeted = `<p>Hi Martha,</p>${BODY}`;
    assert.deepEqual(codes(greeted), ["mailing.greeting"]);
    assert.equal(clean(greeted).html, greeted);
    assert.deepEqual(codes(`${BODY}<p>See you soon, *|FNAME|*!</p>`), ["mailing.merge-field"]);
    assert.deepEqual(codes(`<p>Dear readers,</p>${BODY}`), []);
  });

  const rights: readonly (readonly [string, string, string | null, number | null])[] = [
    [
      "Editor’s note: this column is republished with permission. © All rights reserved.",
      "permission-claim",
      null,
      null,
    ],
    ["Reprinted with kind permission of The Other Paper.", "permission-claim", "The Other Paper", null],
    ["© 2026 Ada Brook. All rights reserved.", "copyright", "Ada Brook", 2026],
    ["Copyright 2025 by The Lantern", "copyright", "The Lantern", 2025],
    ["This story was originally published by The Other Paper.", "first-publication", "The Other Paper", null],
    ["Originally appeared in The Other Paper on 3 May.", "first-publication", "The Other Paper", null],
  ];
  for (const [line, kind, holder, year] of rights) {
    it(`reads “${line}” and does not double it`, () => {
      const cleaned = clean(`${BODY}<p><em>${line}</em></p>`);
      assert.equal(cleaned.html, BODY);
      const [stated] = cleaned.statedRights;
      assert.deepEqual([stated?.kind, stated?.holder, stated?.year], [kind, holder, year]);
    });
  }

  it("reads a Creative Commons line with its address", () => {
    const { statedRights } = clean(
      `${BODY}<p>This work is licensed under <a href="https://creativecommons.org/licenses/by/4.0/">Creative Commons Attribution 4.0</a>.</p>`,
    );
    assert.deepEqual(
      statedRights.map(({ kind, licenseUrl }) => [kind, licenseUrl]),
      [["license", "https://creativecommons.org/licenses/by/4.0/"]],
    );
  });

  const innocent = [
    "My neighbour asked for permission to republish her grandmother’s recipes, and the family said yes.",
    "Copyright is a strange thing to leave to your children.",
    "All rights reserved: she painted the words over the gate, and nobody knew what they meant.",
    "Nobody leaves a comment at the bakery; they leave coins.",
    "Leave a reply under the stone, the note said, and so I did.",
    "We share this garden with eleven cats.",
    "She would read more if the lamp were better, and sleep less.",
    "The post office appeared first on the east side of the square.",
    "Sign up for our bell-ringing evenings at the church door, if you dare.",
    "You may also like the second path, which is longer.",
    "I asked to unsubscribe from winter, but winter has no such line, and it went on for pages and pages until March came over the hill with its boots in its hand and a great deal to say about the state of the lane.",
    "Related by marriage, and by boats.",
    "The column stands in the square; it was first published, so to speak, in stone.",
    "Name three birds that sing at night.",
    "Submit, said the knot, and the rope gave in.",
  ];
  for (const sentence of innocent) {
    it(`leaves “${sentence.slice(0, 40)}…” alone`, () => {
      const html = `<p>The tide came in at six.</p><p>${sentence}</p><p>It went out again at noon.</p>`;
      const cleaned = clean(html);
      assert.equal(cleaned.html, html);
      assert.deepEqual(cleaned.cuts, []);
      assert.deepEqual(cleaned.statedRights, []);
    });
  }

  const piece = fc.oneof(
    fc.constantFrom(
      "<p>",
      "</p>",
      "<b>",
      "</b>",
      "<div",
      ">",
      '<img src="x" onerror="alert(1)">',
      "<script>",
      "</script>",
      "<a href='java\nscript:alert(1)'>",
      "</a>",
      "<svg onload=alert(1)>",
      "<!--",
      "-->",
      "<style>",
      "</style>",
      "&lt;script&gt;",
      "<math><mtext>",
      "<table><tr><td>",
      '"',
      "'",
      "<iframe srcdoc='<script>alert(1)</script>'>",
      "<p/onmouseover=alert(1)>",
      "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>",
    ),
    fc.string({ maxLength: 12 }),
  );
  it("never lets active mark-up through, and changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const once = clean(pieces.join("")).html;
        assert.doesNotMatch(
          once,
          /<(?:script|iframe|svg|math|style|object|embed|form)\b|<[^>]*\son\w+\s*=|(?:href|src)="\s*(?:javascript|data|vbscript):/iu,
        );
        const twice = clean(once).html;
        assert.equal(clean(twice).html, twice);
      }),
      { numRuns: runs(200) },
    );
  });

  it("keeps the words of mark-up that is nested beyond reason, in no time", () => {
    const took = processorTime();
    assert.match(clean(`${"<b>word ".repeat(200_000)}`).html, /word/u);
    assert.ok(took() < 20);
  });
});

describe("components that are not cleared", () => {
  it("leave the body, a figure with its picture", () => {
    const html =
      '<p>One <img src="http://x.example/a.png" alt="" /> two</p><figure><img src="http://x.example/b.png" alt="" /><figcaption>Photo</figcaption></figure><p>Tea &amp; toast</p>';
    assert.equal(withoutComponents(html, ["images"]), "<p>One  two</p><p>Tea &amp; toast</p>");
    assert.equal(withoutComponents(html, []), html);
  });
});
