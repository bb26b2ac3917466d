import assert from "node:assert/strict";
import { assess } from "../../../src/domain/clearance.js";
import type { Exclusivity } from "../../../src/domain/exclusivity.js";
import type { PermissionState } from "../../../src/domain/permissionState.js";
import { WORLDWIDE } from "../../../src/domain/territory.js";
import type { RecordedUse, Use } from "../../../src/domain/use.js";
import { type Instant, instantOf } from "../../../src/domain/window.js";
import { AT, type Changes, permissionWith, USE, WORK } from "../build.js";

const JULY = "2026-07-01T00:00:00.000Z";
const EXCLUSIVE: Exclusivity = { kind: "exclusive", territories: WORLDWIDE, media: "any", until: null };
const first: Partial<Exclusivity> = { kind: "first" };
const just = (...include: readonly string[]) => ({ territories: { include, exclude: [] } });

/** Everybody may have it but for the exclusivity that the Post was given by another permission. */
function ask(
  exclusivity: Partial<Exclusivity>,
  use: Partial<Use>,
  { at = AT, changes = {}, state = "active", uses = [] }: Asked = {},
) {
  const allow = permissionWith("perm_a", { licensees: "anyone", works: { items: ["item_1"] } });
  const given: Changes = {
    licensees: { outlets: ["post"] },
    exclusivity: { ...EXCLUSIVE, ...exclusivity },
    ...changes,
  };
  const record = { permissions: [allow, permissionWith("perm_z", given, { state })], uses };
  return assess({ ...USE, components: ["text"], ...use }, WORK, record, at);
}

interface Asked {
  readonly at?: Instant;
  readonly changes?: Changes;
  readonly state?: PermissionState;
  readonly uses?: readonly RecordedUse[];
}

const used = (at: Instant, changes: Partial<RecordedUse> = {}): RecordedUse => ({
  permissions: ["perm_z"],
  item: "item_1",
  channel: "post-web",
  outlet: "post",
  outletGroups: ["dailies"],
  words: 800,
  at,
  ...changes,
});

describe("exclusivity", () => {
  const POST = { outlet: "post" };
  const MAIL = { outlet: "mail" };
  const JUST_BEFORE = instantOf(Date.parse(AT) - 1);
  const JUST_AFTER = instantOf(Date.parse(AT) + 1);
  type Row = readonly [what: string, Partial<Exclusivity>, Partial<Use>, Asked, cleared: boolean];
  const dailies: Changes = { licensees: { outlets: [], groups: ["dailies"] } };
  const rows: readonly Row[] = [
    ["the licensee itself", {}, POST, {}, true],
    ["another outlet", {}, MAIL, {}, false],
    ["a channel of our own", {}, {}, {}, false],
    [
      "an outlet of the group it was given to",
      {},
      { outlet: "mail", outletGroups: ["dailies"] },
      { changes: dailies },
      true,
    ],
    ["an outlet of another group", {}, { outlet: "mail", outletGroups: ["weeklies"] }, { changes: dailies }, false],
    ["a channel of our own, where this house has it", {}, {}, { changes: { licensees: "house" } }, true],
    ["anyone, where anyone has it", {}, MAIL, { changes: { licensees: "anyone" } }, true],
    ["a region outside", just("IE"), MAIL, {}, true],
    ["a region that it touches", just("IE"), { ...MAIL, territories: ["GB", "IE"] }, {}, false],
    ["a channel that is read everywhere", just("IE"), { ...MAIL, territories: "worldwide" }, {}, false],
    ["no region at all", {}, { ...MAIL, territories: [] }, {}, true],
    ["a medium outside", { media: ["print", "app"] }, MAIL, {}, true],
    ["the medium", { media: ["print", "web"] }, MAIL, {}, false],
    ["a millisecond before the term is over", { until: JUST_AFTER }, MAIL, {}, false],
    ["where the term is over", { until: AT }, MAIL, {}, true],
    ["where the permission is over", {}, MAIL, { changes: { window: { from: null, until: AT } } }, true],
    [
      "where the permission is over before the term",
      { until: JULY },
      MAIL,
      { changes: { window: { from: null, until: AT } } },
      true,
    ],
    ["where the permission has not begun", {}, MAIL, { changes: { window: { from: JUST_AFTER, until: null } } }, true],
    ["where the permission begins now", {}, MAIL, { changes: { window: { from: AT, until: null } } }, false],
    ["another work", {}, MAIL, { changes: { works: { items: ["item_2"] } } }, true],
    ["where it is suspended", {}, MAIL, { state: "suspended" }, true],
    ["where it is a draft", {}, MAIL, { state: "draft" }, true],
    ["after the licensee's use, where it is not only first", {}, MAIL, { uses: [used(JUST_BEFORE)] }, false],
    ["before the licensee's first use", first, MAIL, {}, false],
    ["at the licensee's first use", first, MAIL, { uses: [used(AT)] }, true],
    ["a millisecond before the licensee's first use", first, MAIL, { uses: [used(JUST_AFTER)] }, false],
    [
      "after the licensee's use under another permission",
      first,
      MAIL,
      { uses: [used(JUST_BEFORE, { permissions: ["perm_y"] })] },
      true,
    ],
    [
      "after the licensee's use of another column",
      first,
      MAIL,
      { uses: [used(JUST_BEFORE, { item: "item_2" })] },
      false,
    ],
    ["after another outlet's use", first, MAIL, { uses: [used(JUST_BEFORE, MAIL)] }, false],
    ["after the use of an outlet of the group", first, MAIL, { changes: dailies, uses: [used(JUST_BEFORE)] }, true],
    ["before first use, the term being over", { ...first, until: AT }, MAIL, {}, true],
  ];
  for (const [what, exclusivity, use, asked, cleared] of rows) {
    it(`${cleared ? "lets pass" : "stops"}: ${what}`, () => {
      const { verdict, reasons } = ask(exclusivity, use, asked);
      assert.equal(verdict, cleared ? "cleared" : "refused");
      assert.equal(reasons[0]?.code, cleared ? "permission.covers" : "exclusivity.applies");
    });
  }

  const told: readonly (readonly [Partial<Exclusivity>, Asked, Partial<Use>, string])[] = [
    [{}, {}, MAIL, "perm_z gives post exclusivity in worldwide; asked for mail."],
    [{ until: JULY }, {}, MAIL, `perm_z gives post exclusivity in worldwide until ${JULY}; asked for mail.`],
    [
      { ...first, ...just("GB") },
      { changes: { ...dailies, window: { from: null, until: JULY } } },
      {},
      `perm_z gives the group dailies first use in GB until ${JULY}; asked for a channel of our own.`,
    ],
  ];
  for (const [exclusivity, asked, use, sentence] of told) {
    it(`says: ${sentence}`, () => assert.equal(ask(exclusivity, use, asked).reasons[0]?.sentence, sentence));
  }

  it("changes the answer where its term ends, and where first use has happened", () => {
    assert.equal(ask({ until: JULY }, MAIL).changesAt, JULY);
    assert.equal(ask({}, MAIL, { changes: { window: { from: null, until: JULY } } }).changesAt, JULY);
    assert.equal(ask(first, MAIL, { uses: [used(JULY)] }).changesAt, JULY);
    assert.equal(ask({}, MAIL).changesAt, null);
  });
});
