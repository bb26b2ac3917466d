import assert from "node:assert/strict";
import fc from "fast-check";
import { placesOfCuts } from "../../../src/formats/html/cutPlaces.js";
import { lettersOf } from "../../../src/formats/html/letters.js";
import { Spots } from "../../../src/formats/html/spots.js";
import { cleanColumn } from "../../../src/formats/read/cleanColumn.js";

const BASE = "http://lantern.example/";

interface Placed {
  readonly text: string;
  readonly place: string | null;
  /** The body with a star where the note would be. */
  readonly marked: string;
}

function placed(body: string): readonly Placed[] {
  const { html, cuts } = cleanColumn(body, { baseUrl: BASE, authors: [] });
  const spots = new Spots(html);
  return placesOfCuts(body, { html, url: null }, { cuts, baseUrl: BASE }).map((found, at) => {
    const blocks = found === null ? 0 : spots.blocksBefore(found.letters);
    const [offset = 0] = spots.offsetsIn(html, [blocks]);
    return {
      text: found?.words ?? cuts[at]?.text ?? "",
      place: found === null ? null : spots.placeOf(found.letters),
      marked: `${html.slice(0, offset)}★${html.slice(offset)}`,
    };
  });
}

const KEPT = [
  "<p>The tide came in at six.</p>",
  "<p>It went out at noon; share it, they said.</p>",
  '<p><a href="/map">The map</a> was wet &amp; cold.</p>',
  "<ul><li>A boat</li><li>An oar</li></ul>",
  "<p>Sharing is what we do. Related matters, too.</p>",
  "<blockquote><p>Leave it there, friends.</p></blockquote>",
];
/** No box beside it holds half of the words. */
const LONG = `<p>${"The keeper wrote down the tide. ".repeat(5)}</p>`;
const CUT = [
  "<p>Leave a Reply</p>",
  '<div class="sharedaddy"><p>Pass it on &amp; on</p><ul><li><a href="/x">Tweet</a></li></ul></div>',
  '<img src="http://count.example/p.gif" width="1" height="1">',
  "<p>Share this:</p>",
  "<p>View this email in your browser</p>",
  "<nav>Home | News</nav>",
];
/** Left out, and no cut. */
const DROPPED = ["<script>var tide = 'The tide came in at six.';</script>", "<button>The tide</button>"];

describe("the place of a cut", () => {
  const CASES: readonly (readonly [name: string, body: string, place: string, marked: string])[] = [
    [
      "between two paragraphs",
      `${KEPT[0]}${CUT[0]}${KEPT[1]}`,
      "after block 1",
      "<p>The tide came in at six.</p>★<p>It went out at noon; share it, they said.</p>",
    ],
    ["before all", `${CUT[4]}${KEPT[0]}`, "before block 1", "★<p>The tide came in at six.</p>"],
    ["behind all", `${KEPT[0]}${CUT[5]}`, "after block 1", "<p>The tide came in at six.</p>★"],
    [
      "in a paragraph",
      '<p>The tide came in <span class="share-links">Tweet it</span> at six.</p><p>And out.</p>',
      "in block 1",
      "★<p>The tide came in <span> at six.</span></p><p>And out.</p>",
    ],
    [
      "in a list, inside the entry before it",
      "<ul><li>A boat</li><li>Share this:</li><li>An oar</li></ul>",
      "after block 1",
      "<ul><li>A boat★</li><li>An oar</li></ul>",
    ],
    [
      "between lines of loose text",
      "The tide came in.<br><br>Leave a Reply<br><br>It went out.",
      "after block 1",
      "The tide came in.★<br><br><br>It went out.",
    ],
    ["of a picture that counts readers", `${KEPT[0]}${CUT[2]}`, "after block 1", `${KEPT[0]}★`],
  ];
  for (const [name, body, place, marked] of CASES) {
    it(`is told: ${name}`, () => {
      const [first] = placed(body);
      assert.equal(first?.place, place);
      if (!name.startsWith("in a paragraph") && !name.startsWith("between lines")) assert.equal(first?.marked, marked);
    });
  }

  it("is the number of blocks that stay before it, whatever stays, is cut or is left out around it", () => {
    const part = fc.oneof(fc.constantFrom(...KEPT), fc.constantFrom(...CUT), fc.constantFrom(...DROPPED));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 14 }), fc.constantFrom("", "\n"), (parts, between) => {
        const found = placed([LONG, ...parts].join(between));
        assert.ok(found.every(({ place }) => place !== null));
        const before = new Map<string, number[]>();
        let blocks = 1;
        for (const markup of parts) {
          if (CUT.includes(markup)) before.set(markup, [...(before.get(markup) ?? []), blocks]);
          else if (!DROPPED.includes(markup)) blocks += markup.startsWith("<ul") ? 2 : 1;
        }
        for (const { text, place } of found) {
          const markup = CUT.find((cut) =>
            lettersOf(cut.replace(/<(?!img)[^>]*>|amp;/gu, "")).includes(lettersOf(text)),
          );
          const expected = before.get(markup ?? "")?.shift();
          assert.equal(place, `after block ${expected}`, text);
        }
      }),
    );
  });

  it("comes with its words as a reader sees them, however the mark-up spells them", () => {
    const [box] = placed(`${LONG}<div class="sharedaddy">Share&nbsp;&amp;&#8217;<b>enjoy</b></div>`);
    assert.equal(box?.text, "Share &’ enjoy");
    const [block] = placed(`${LONG}<p>Share this: &amp;amp;</p>`);
    assert.notEqual(block?.text, "Share this: &");
  });

  it("tells in what order passages stood at one place, whatever they were cut as", () => {
    const body = `${LONG}<p>© 2026 Willa Marsh. All rights reserved.</p><p>Leave a Reply</p><nav>Home | News</nav>`;
    const { html, cuts } = cleanColumn(body, { baseUrl: BASE, authors: [] });
    const found = placesOfCuts(body, { html, url: null }, { cuts, baseUrl: BASE });
    const inOrder = [...found].sort((a, b) => (a?.from ?? 0) - (b?.from ?? 0)).map((cut) => cut?.words.slice(0, 5));
    assert.deepEqual(inOrder, ["© 202", "Leave", "Home "]);
  });

  it("is not told for mark-up too deep to be read, nor for words that are not there", () => {
    const cuts = [{ kind: "furniture", text: "Leave a Reply" }] as const;
    const content = { html: "<p>One.</p>", url: null };
    assert.deepEqual(placesOfCuts("<p>One.</p>", content, { cuts }), [null]);
    assert.deepEqual(placesOfCuts(`${"<b>".repeat(100_000)}Leave a Reply`, content, { cuts }), [null]);
  });

  it("is found in what is left without pictures and captions", () => {
    const html =
      '<p>One.</p><figure><img src="http://a.example/x.jpg"><figcaption>Two.</figcaption></figure><p>Three.</p>';
    const shown = "<p>One.</p><p>Three.</p>";
    assert.deepEqual(new Spots(html).offsetsIn(shown, [0, 1, 2, 3]), [0, 11, 11, 24]);
  });
});
