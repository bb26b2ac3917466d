import assert from "node:assert/strict";
import { sealedRevisionOf } from "../../../src/domain/revision.js";
import type { StatedRight } from "../../../src/domain/statedRight.js";
import { rightsInBlock } from "../../../src/formats/read/bodyRights.js";
import { isSameText } from "../../../src/formats/read/canonical.js";
import { creativeCommonsIn } from "../../../src/formats/read/rights/creativeCommons.js";
import { mayStateRights } from "../../../src/formats/read/rights/hints.js";
import { negatives, positives, score } from "./noticesCorpus.js";

const EMPTY = {
  title: "t",
  authors: [],
  url: null,
  language: null,
  publishedAt: null,
  tags: [],
  html: "",
  summary: null,
  images: [],
  enclosures: [],
} as const;

const TARGETS = {
  tuned: { precision: 0.98, recall: 0.95, named: 0.95 },
  "held-out": { precision: 0.97, recall: 0.93, named: 0.93 },
} as const;

describe("reading rights lines", () => {
  it("has a corpus of seven languages", () => {
    assert.ok(positives().length >= 250);
    assert.ok(negatives().length >= 250);
    assert.equal(new Set(positives().map(({ language }) => language)).size, 7);
  });

  for (const part of ["tuned", "held-out"] as const) {
    it(`reads the lines ${part === "tuned" ? "it was tuned on" : "that were held out"}, and hardly any other`, () => {
      const { precision, recall, named, missed, misnamed, wrong } = score(part);
      assert.ok(precision >= TARGETS[part].precision, `precision ${precision}: ${wrong.join(" / ")}`);
      assert.ok(recall >= TARGETS[part].recall, `recall ${recall}:\n${missed.join("\n")}`);
      assert.ok(named >= TARGETS[part].named, `named ${named}:\n${misnamed.join("\n")}`);
    });
  }

  it("says where a column was published first, with its address", () => {
    const [stated] = rightsInBlock(
      "This story first appeared in The Night Ferry.",
      '<p>This story first appeared in <a href="https://ferry.example/a?b=1&amp;c=2">The Night Ferry</a>.</p>',
    ).statedRights;
    assert.deepEqual(stated?.publication, { name: "The Night Ferry", url: "https://ferry.example/a?b=1&c=2" });
    assert.equal(stated?.certainty, "sure");
    assert.equal(stated?.language, "en");
  });

  const licenses: readonly (readonly [string, string | null])[] = [
    ["Licensed under CC BY-NC-SA 4.0", "CC-BY-NC-SA-4.0"],
    ["Creative Commons Namensnennung – Nicht kommerziell 4.0 International", "CC-BY-NC-4.0"],
    ["https://creativecommons.org/licenses/by-nd/3.0/", "CC-BY-ND-3.0"],
    ["https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"],
    ["under a Creative Commons license", null],
  ];
  for (const [words, spdx] of licenses)
    it(`names the license of “${words}”`, () => assert.equal(creativeCommonsIn(words, words).spdx, spdx));

  const prose = [
    "My grandmother kept bees behind the station, and every spring she would write their names in a ledger that smelled of smoke.",
    "He said the source of the trouble was the common field, used by everyone and mended by no one, and the post came late.",
    "The article he never published was about the right of way; the column he did publish was about the goose.",
    "Her original plan was to print a poster, share it with the neighbours, and take a picture of the crowd.",
    "Die Straße führt am Hafen entlang, und wer im Winter dort steht, hört das Eis; das Recht dazu hat jeder.",
    "La maison était vide depuis dix ans, et pourtant chaque soir une lampe brûlait à la fenêtre du haut.",
    "Publicó dos novelas y un libro de cocina, y la fuente de la plaza sale en los tres.",
    "Il giornale usciva il venerdì, e la fonte della notizia era sempre la stessa zia.",
    "O jornal saía às sextas, e a fonte da notícia era sempre a mesma tia.",
    "De krant verscheen op vrijdag, en de bron van het nieuws was altijd dezelfde tante.",
  ];
  for (const words of prose)
    it(`does not even look twice at “${words.slice(0, 40)}…”`, () => assert.equal(mayStateRights(words), false));

  it("keeps both the copyright and the license of one line", () => {
    const { statedRights } = rightsInBlock("© 2025 Greta Holm, CC BY-SA 4.0", "");
    assert.deepEqual(
      statedRights.map(({ kind, holder, spdx }) => [kind, holder, spdx]),
      [
        ["copyright", "Greta Holm", undefined],
        ["license", null, "CC-BY-SA-4.0"],
      ],
    );
  });

  it("says where a column under a license comes from", () => {
    const [stated] = rightsInBlock(
      "This article is republished from The Reed Bed under a Creative Commons license. Read the original article.",
      '<p>republished from <a href="https://reed.example/">The Reed Bed</a></p>',
    ).statedRights;
    assert.equal(stated?.kind, "license");
    assert.deepEqual(stated?.publication, { name: "The Reed Bed", url: "https://reed.example/" });
  });

  it("reads an agency in a dateline however long the block is, and leaves it there", () => {
    const text = `HARBOUR TOWN (AFP) — ${"The mayor spoke for an hour. ".repeat(40)}`;
    const read = rightsInBlock(text, "");
    assert.deepEqual(
      read.statedRights.map(({ kind, text: words, holder }) => [kind, words, holder]),
      [["credit", "HARBOUR TOWN (AFP)", "AFP"]],
    );
    assert.equal(read.whole, false);
  });

  it("leaves a lone credit where it stands", () => {
    assert.equal(rightsInBlock("Photo: Jo Fern / Otter Wire", "").whole, false);
    assert.equal(rightsInBlock("© 2026 Ada Brook. Distributed by Quill Syndicate.", "").whole, true);
  });

  it("takes a reading from before places and digests for the same text", () => {
    const [stated] = rightsInBlock("© 2026 Ada Brook", "").statedRights;
    assert.ok(stated !== undefined);
    const { kind, text, scope, element, namespace, holder, year, licenseUrl } = stated;
    const reading = { originalHtml: "", cuts: [], findings: [] };
    const of = (right: StatedRight) => ({ content: { ...EMPTY, statedRights: [right] }, reading });
    const older = { kind, text, scope, element, namespace, holder, year, licenseUrl };
    assert.ok(isSameText(of(older), of(stated)));
    assert.equal(
      sealedRevisionOf({ ...EMPTY, statedRights: [older] }, reading).digest,
      "sha256:c94ecb825d3f689ddd544ccdf31bf69ca7bdb4b381f6f2e3cedae7997ba8b359",
    );
  });
});
