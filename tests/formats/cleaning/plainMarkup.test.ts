import assert from "node:assert/strict";
import fc from "fast-check";
import { plainMarkup } from "../../../src/formats/read/plainMarkup.js";
import { sanitizeAny } from "../../../src/formats/read/sanitize.js";
import { runs } from "../../runs.js";

const RUNS = runs(5_000);
const BASE = "https://partner.example/columns/";

/** Pieces that bodies are made of, plain and not, so that most bodies are nearly plain. */
const PIECES = (
  "<p> </p> <p> </p> <em> </em> <strong> </strong> <ul> <li> </li> </ul> <ol> </ol> <blockquote> </blockquote> <div> </div> <h2> </h2> <span> </span> <br> <br/> <figure> </figure> " +
  '</a> <a|href="https://other.example/a?b=c"> <a|href="../on"> <a|href=""> <a|href="/x"|class="y"> <a|rel="nofollow"|href="https://a.example/&amp;b"> <a|href="javascript:go()"> <a|href="mailto:ada@partner.example"> <a|name="x"> ' +
  '<p|class="lead"> <p|style="color:red"> <p|lang="de"> <p|dir="rtl"> <p|onclick="go()"> <span|id="a"> <p|> <p|/> <P> <Em> </P> <br|/> <img|src="https://a.example/i.png"> <img|src="/i.png?a=1&amp;b=2"|alt="A|tide"|width="20"|height="10"|/> <img|width="20"|src="i.png"|alt=""/> <img|width="1"|height="1"|src="https://a.example/i.png"> <img|src="https://a.example/pixel.gif"> <img|alt="Ada&#8217;s|&amp;|&lt;b&gt;"|src="https://a.example/i.png?x=1&#038;y=2"|class="c"|srcset="https://a.example/j.png?x=1&y=2|2x"|data-id="7"|loading="lazy"|/> <img|alt="x"> <img|src="javascript:go()"> <img|src="i.png"|width=""> <img|src="i.png"|title="t"> <figcaption> </figcaption> <figcaption|class="c"> <a|href="/on?a=1&amp;b=2#c"> <a|href="/on?a=1&b=2"> <a|href="/on?a=&amp;copy;"> <a|href="/on?a=1&#038;b"|data-x="1"|aria-label="l"> <a|href="/a"|href="/b"> <hr> <table> <tr> <td> </table> <script> </script> <style> </style> <!--|x|--> <![CDATA[ <pre> <center> <q> </q> <b> </b> <section> </section> < > & &amp; &lt; &gt; &nbsp; &quot; &#39; &#8217; &#x2019; &#0; &#128; &#55296; &amp &ampx; &hellip; &mdash &copy; &rsquo; é 漢 😀 tide harbour once|= " \' \0 \t \n \r \u0085 \u00a0 \ufeff \ufffe \ud800 |'
)
  .split(" ")
  .map((piece) => piece.replaceAll("|", " "));

const wild = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join(""));

const words = fc.stringMatching(/^[a-zé ,.&;<>"'\u00a0\n]{0,20}$/u);
const tame: fc.Arbitrary<string> = fc.letrec<{ node: string; block: string }>((tie) => ({
  node: fc.oneof(
    { weight: 3, arbitrary: words },
    fc
      .tuple(fc.constantFrom("em", "strong", "a", "span", "q", "code"), fc.array(tie("node"), { maxLength: 3 }))
      .map(([name, inner]) => `<${name}>${inner.join("")}</${name}>`),
    fc
      .tuple(fc.webUrl({ withQueryParameters: true, withFragments: true }), words)
      .map(([url, text]) => `<a href="${url}" class="x">${text}</a>`),
    fc.constantFrom("<br>", "&#8217;", "&amp;", "&nbsp;", "&lt;"),
    fc
      .tuple(fc.webUrl({ withQueryParameters: true }), words, fc.nat(2_000), fc.constantFrom("/>", " />", ">"))
      .map(
        ([url, alt, size, end]) => `<img class="x" width="${size}" src="${url}" alt="${alt}" decoding="async"${end}`,
      ),
  ),
  block: fc
    .tuple(
      fc.constantFrom("p", "h2", "div", "blockquote", "li", "ul", "figure", "figcaption"),
      fc.array(fc.oneof({ depthSize: "small" }, tie("node"), tie("block")), { maxLength: 3 }),
    )
    .map(([name, inner]) => `<${name}>${inner.join("")}</${name}>`),
})).block;

describe("a plain body", () => {
  const agrees = (html: string): boolean => {
    const plain = plainMarkup(html, BASE);
    if (plain !== null) assert.equal(plain.trim(), sanitizeAny(html, BASE).html, JSON.stringify(html));
    return plain !== null;
  };

  it(`is what the sanitizer makes of it, or is left to the sanitizer (${RUNS.toLocaleString("en")} bodies)`, () => {
    let plain = 0;
    fc.assert(
      fc.property(fc.oneof(wild, tame), (html) => {
        if (agrees(html)) plain++;
      }),
      { numRuns: RUNS },
    );
    assert.ok(plain > RUNS / 10, `only ${plain} bodies were plain: the property says little`);
  });

  for (const html of [
    '<p>Two <em>words</em> and <a href="https://a.example/b" rel="nofollow">a link</a>.</p><ul><li>One</li><li>Two<br>more</li></ul>',
    '<div class="x"><h2 id="t">A heading</h2><p>Tom &amp; Ada&#8217;s &hellip;</p></div>',
    '<figure class="x"><img width="10" src="/a.png?b=1&amp;c=2" class="y" alt="A “tide”" srcset="/b.png 2x" /><figcaption>Tide</figcaption></figure><hr/>',
    "Loose words.",
    "",
  ])
    it(`is known for one: ${html.slice(0, 40) || "nothing at all"}`, () => assert.ok(agrees(html)));

  for (const html of [
    "<p>One<p>Two",
    "<p>One</em></p>",
    "<p onclick='go()'>One</p>",
    '<p lang="de">Eins</p>',
    '<a href="javascript:go()">here</a>',
    '<a href="https://a.example/">one <a href="https://b.example/">two</a></a>',
    "<p>5 > 4</p>",
    '<img src="https://a.example/i.png" width="1" height="1">',
    '<img src="https://a.example/pixel.gif">',
    "<p><hr></p>",

    "<p>&copy; 2025</p>",
    "<li>One<li>Two</li></li>",
    "<p><div>One</div></p>",
    "<script>go()</script>",
    "<!-- note --><p>One</p>",
    "<p>One\0</p>",
    "<p>One",
    "One</p>",
    "<b",
  ])
    it(`is not taken for one: ${JSON.stringify(html).slice(0, 50)}`, () => assert.equal(plainMarkup(html, BASE), null));
});
