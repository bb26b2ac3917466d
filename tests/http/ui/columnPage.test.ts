import assert from "node:assert/strict";
import { columnPage } from "../../../src/http/ui/columnPage.js";
import { brief } from "../../../src/http/ui/phrases.js";
import { queuePage } from "../../../src/http/ui/queuePage.js";
import { readableTime } from "../../../src/http/ui/time.js";
import type { ColumnView } from "../../../src/services/views.js";
import { queueSample } from "./answersSample.js";
import { clearancesOf, columnSample, DELIVERIES, historySample } from "./columnSample.js";
import { elementsOf, textOf, within } from "./elements.js";
import { channelSamples, chromeFor, NAMES, plainly } from "./newsroomSample.js";

const VIEW = columnSample(plainly);

function rendered(change: Partial<ColumnView> = {}): string {
  return columnPage(chromeFor("editor"), { ...VIEW, ...change }, NAMES, historySample(plainly), DELIVERIES);
}

/** A sentence of the domain as a page shows it: ids short, instants readable. */
function shown(sentence: string): string {
  return sentence
    .replace(/perm_[0-9a-f]+/gu, (id) => brief(id))
    .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/gu, (instant) => readableTime(instant));
}

function boxes(html: string) {
  return elementsOf(html).filter(({ name, attributes }) => name === "input" && attributes.name === "channels");
}

describe("the page of a column", () => {
  it("shows every reason of every channel, and who can cure it", () => {
    const text = textOf(rendered());
    const sentences = VIEW.clearances.flatMap(({ clearance }) =>
      clearance.reasons.map(({ sentence }) => shown(sentence)),
    );
    assert.ok(sentences.length >= 8);
    for (const sentence of sentences) assert.ok(text.includes(sentence), sentence);
    assert.ok(text.includes("The rights desk can cure this."));
  });

  it("ticks the cleared channels and disables the refused ones", () => {
    const answers = boxes(rendered()).map(({ attributes }) => [
      attributes.value,
      "checked" in attributes,
      "disabled" in attributes,
    ]);
    assert.deepEqual(answers, [
      ["gazette-web", true, false],
      ["commons-table", false, true],
      ["tidewater-post", false, true],
    ]);
  });

  it("says so where only an excerpt is cleared, and shows the words that would go out", () => {
    const excerpt = {
      ...{ words: 8, characters: 35, paragraphs: 1, end: 35, isMidSentence: false, digest: "sha256:0" as const },
      text: "The tide <came> in twice.\nNext.",
    };
    const clearances = VIEW.clearances.map((answer, index) => (index === 0 ? { ...answer, excerpt } : answer));
    const html = rendered({ clearances });
    assert.match(textOf(html), /Only an excerpt is cleared \(8 words, 35 characters\), with a link to the original/u);
    assert.match(html, /<p>The tide &lt;came> in twice\.<\/p><p>Next\.<\/p>/u);
    assert.doesNotMatch(textOf(rendered()), /Only an excerpt/u);
  });

  it("shows staff what could not be published, and why", () => {
    assert.match(textOf(rendered()), /What could not be published/u);
    assert.match(textOf(rendered()), /It has an address that is none/u);
  });

  it("cannot tick a channel that is cleared and could not be written, and says why", () => {
    const cleared = VIEW.clearances.filter(({ clearance }) => clearance.verdict === "cleared");
    const problems = cleared.map(({ channel }) => [channel.id, `It has no notice <for ${channel.id}>.`] as const);
    const html = rendered({ unwritable: new Map(problems) });
    assert.ok(problems.length > 0);
    for (const [, problem] of problems) assert.ok(textOf(html).includes(problem), problem);
    assert.ok(boxes(html).every(({ attributes }) => "disabled" in attributes && !("checked" in attributes)));
    assert.ok(textOf(html).includes("No channel can take it"));
    assert.equal(textOf(html).split("Not ready").length - 1, problems.length);
    assert.ok(!textOf(rendered()).includes("Not ready"));
  });

  it("says that pictures go out only where drawings are cleared too, since both look alike from here", () => {
    const withGraphics = (graphics: "cleared" | "refused") =>
      VIEW.clearances.map((answer) => {
        const components = { ...answer.clearance.components, images: "cleared" as const, graphics };
        return { ...answer, clearance: { ...answer.clearance, components } };
      });
    assert.match(textOf(rendered({ clearances: withGraphics("cleared") })), /Pictures are cleared in every channel/u);
    assert.match(textOf(rendered({ clearances: withGraphics("refused") })), /Pictures are refused in every channel/u);
  });

  it("leaves a channel unticked that carries exactly this text already", () => {
    const [open] = VIEW.releases;
    assert.ok(open !== undefined);
    const html = rendered({ releases: [{ ...open, revision: VIEW.revision.digest }], published: null });
    assert.ok(boxes(html).every(({ attributes }) => !("checked" in attributes)));
    assert.ok(textOf(html).includes("This text is in the feed now."));
  });

  it("has nothing to approve where no channel is cleared, and says so", () => {
    const html = rendered({ clearances: clearancesOf(channelSamples(plainly), [], null) });
    const button = elementsOf(html).find(({ attributes }) => attributes["data-key"] === "a");
    assert.ok(button !== undefined && "disabled" in button.attributes);
    assert.ok(textOf(html).includes("No permission on record covers this column, and nothing stated is a refusal."));
  });

  it("offers no act on a column that its partner has withdrawn", () => {
    const review = { decision: "withdrawn", at: "2026-10-14T06:00:00.000Z", by: null, reason: null } as const;
    const html = rendered({ item: { ...VIEW.item, review } });
    assert.deepEqual(boxes(html), []);
    assert.ok(!html.includes("/approve"));
  });

  it("leads to the column that a merge counts it as", () => {
    const other = "item_00aa11bb22cc33dd44ee55ff";
    const reason = `It is the same column as ${other}: <mirrored>`;
    const review = { decision: "rejected", at: "2026-10-14T06:00:00.000Z", by: "acct_ann", reason } as const;
    const html = rendered({ item: { ...VIEW.item, review } });
    assert.ok(html.includes(`<a href="/desk/items/${other}">`));
    assert.ok(html.includes(": &lt;mirrored>"));
  });

  it("pins the text that is shown", () => {
    const elements = elementsOf(rendered());
    const revisions = elements.filter(({ attributes }) => attributes.name === "revision");
    assert.deepEqual(new Set(revisions.map(({ attributes }) => attributes.value)), new Set([VIEW.revision.digest]));
  });

  it("puts the body in once, as it is", () => {
    const marks = { cuts: [], findings: [] };
    const html = rendered({ bodyHtml: "<p>Costs $& and $1, <em>well</em></p><slot-body></slot-body>", marks });
    assert.ok(html.includes("<p>Costs $& and $1, <em>well</em></p><slot-body></slot-body></article>"));
  });

  it("shows in the text where something was cut, with a button that puts it back and needs no script", () => {
    const html = rendered();
    const elements = elementsOf(html);
    assert.match(html, /can say why\.<\/p><details class="in-text"[^>]*><summary>/u);
    assert.match(
      textOf(html),
      /Removed Page furniture: “Leave a reply\. Your e-mail address will not be published\. 14…”/u,
    );
    const button = elements.find(({ name, attributes }) => name === "button" && attributes.name === "cuts");
    assert.equal(button?.attributes.value, "0");
    const form = elements.find(({ attributes }) => attributes.id === button?.attributes.form);
    assert.ok(form?.attributes.action?.endsWith("/put-back"));
    assert.ok(textOf(html).includes("Stated rights, kept as evidence, at a place that cannot be told any more"));
  });

  it("says of stated rights that were cut where they stood, and of others where they stand", () => {
    const [claim, notice] = VIEW.revision.content.statedRights;
    const [first, second] = VIEW.marks.cuts;
    assert.ok(claim && notice && first && second);
    const marks = { ...VIEW.marks, cuts: [first, { ...second, place: "after block 4", offset: VIEW.bodyHtml.length }] };
    const statedRights = [claim, { ...notice, scope: "body" as const, element: "text", place: "block 2" }];
    const revision = { ...VIEW.revision, content: { ...VIEW.revision.content, statedRights } };
    const cells = elementsOf(rendered({ revision, marks })).filter(
      ({ attributes }) => attributes["data-label"] === "Where",
    );
    assert.deepEqual(
      cells.map(({ text }) => text),
      ["removed from the text, after block 4", "in the text, block 2"],
    );
  });

  it("shows what was noticed at its place, and leads there", () => {
    const [finding] = VIEW.revision.reading.findings;
    assert.ok(finding !== undefined);
    const reading = { ...VIEW.revision.reading, findings: [{ ...finding, place: "block 2" }] };
    const marks = { ...VIEW.marks, findings: [{ place: "block 2", offset: VIEW.bodyHtml.indexOf("<p>The harbour") }] };
    const html = rendered({ revision: { ...VIEW.revision, reading }, marks });
    assert.match(html, /the moon\.<\/p><p class="in-text" id="noticed-1"/u);
    assert.ok(html.includes('<a href="#noticed-1">block 2 of the text</a>'));
  });

  it("puts nothing back in a column that its partner has withdrawn, nor for those who do not review", () => {
    const review = { decision: "withdrawn", at: "2026-10-14T06:00:00.000Z", by: null, reason: null } as const;
    const withdrawn = rendered({ item: { ...VIEW.item, review } });
    const read = columnPage(chromeFor("auditor"), VIEW, NAMES, historySample(plainly), DELIVERIES);
    for (const html of [withdrawn, read]) {
      assert.ok(!html.includes("/put-back"));
      assert.ok(textOf(html).includes("Leave a reply."));
    }
  });

  it("says so where nothing of the body is left", () => {
    const content = { ...VIEW.revision.content, html: "" };
    const text = textOf(rendered({ revision: { ...VIEW.revision, content }, bodyHtml: "" }));
    assert.ok(text.includes("Everything in the body was removed while cleaning."));
    assert.ok(!text.includes("The feed carries no body"));
  });

  it("marks what the partner changed in the words", () => {
    const elements = elementsOf(rendered());
    const texts = (tag: string) => elements.filter(({ name }) => name === tag).map(({ text }) => text);
    assert.ok(texts("del").includes("spring"));
    assert.ok(texts("ins").includes("autumn"));
  });

  it("answers a complaint: releases with permission and version, deliveries, stated rights, and history with names", () => {
    const text = textOf(rendered());
    for (const part of [
      `${brief(VIEW.releases[0]?.permission ?? "")} version 2`,
      "It was fetched 332 times, last on 14 Oct 2026, 09:20 UTC.",
      "token Tidewater web desk",
      "© 2026 Merrin Tolliver. All rights reserved.",
      "Ann Marlow approved the revision 3f9a01bc for Guest Columns.",
      "Bo Lindqvist held the column",
    ])
      assert.ok(text.includes(part), part);
  });
});

describe("the queue", () => {
  const html = queuePage(chromeFor("editor"), queueSample(plainly));

  it("says per column what was doubtful and why each channel may or may not have it", () => {
    const rows = elementsOf(html).filter(({ attributes }) => "data-row" in attributes);
    assert.equal(rows.length, 4);
    const [first, second] = rows.map(({ text }) => text);
    assert.match(first ?? "", /Doubt The column names another rights holder than the partner\./u);
    assert.match(
      first ?? "",
      /Cleared Guest Columns Images, graphics, video and embeds stay out\. The answer may change in 5 days\./u,
    );
    assert.match(first ?? "", /Refused Commons Table perm_…8b6c0d1e covers GB, IE; asked for worldwide\./u);
    assert.match(
      second ?? "",
      /Refused Guest Columns, Commons Table and Columns for The Tidewater Post No permission/u,
    );
  });

  it("opens each column by one link, for the keys and for Tab", () => {
    const elements = elementsOf(html);
    const rows = elements.filter(({ attributes }) => "data-row" in attributes);
    for (const row of rows) {
      const links = elements.filter((element) => element.name === "a" && within(element, row));
      assert.deepEqual(links.length, 1);
    }
  });
});
