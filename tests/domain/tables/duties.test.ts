import assert from "node:assert/strict";
import { assess } from "../../../src/domain/clearance.js";
import {
  CHECKS,
  concernsMedium,
  DUTIES,
  DUTY_CLASSES,
  type Due,
  type DutyClass,
  type DutyParameter,
  dutyOf,
  parameterProblems,
} from "../../../src/domain/duty.js";
import { completeTerms } from "../../../src/domain/terms.js";
import { MEDIA } from "../../../src/domain/use.js";
import { AT, permissionWith, TERMS, USE, WORK } from "../build.js";

describe("every class of duty", () => {
  const events: readonly Due["after"][] = ["asking", "publication", "correction", "request", "notice", "end"];
  for (const name of DUTY_CLASSES) {
    it(`${name} says what is to be done, by when, and how it is checked`, () => {
      const { says, due, check } = DUTIES[name];
      assert.match(says, /^[A-Z].*[^.]$/u);
      assert.ok(events.includes(due.after));
      assert.ok(Number.isInteger(due.hours) && due.hours >= 0);
      assert.ok(CHECKS.includes(check));
    });

    it(`${name} is due and checked as is usual, a must in every medium, where nothing else was agreed`, () =>
      assert.deepEqual(dutyOf({ class: name }), {
        class: name,
        strength: "must",
        placement: null,
        media: "any",
        due: DUTIES[name].due,
        check: DUTIES[name].check,
        parameters: {},
      }));
  }

  it("is met somewhere in the four ways of checking", () =>
    assert.deepEqual(new Set(DUTY_CLASSES.map((name) => DUTIES[name].check)), new Set(CHECKS)));
});

describe("when duties fall due", () => {
  const rows: readonly (readonly [DutyClass, Due["after"], hours: number])[] = [
    ["credit", "publication", 0],
    ["consent", "asking", 0],
    ["notify", "publication", 168],
    ["pay", "publication", 720],
    ["correct", "correction", 24],
    ["take-down", "request", 24],
    ["cure", "notice", 0],
    ["remove", "end", 24],
  ];
  for (const [name, after, hours] of rows) {
    it(`${name} is due ${hours} hours after ${after}`, () =>
      assert.deepEqual(dutyOf({ class: name }).due, { after, hours }));
  }

  it("is as agreed, where that was said", () => {
    const agreed = { class: "pay", strength: "please", due: { after: "end", hours: 1 }, check: "counted" } as const;
    assert.deepEqual(dutyOf(agreed), { ...dutyOf({ class: "pay" }), ...agreed });
  });

  it("is filled in where terms are completed", () => {
    const { effect, actions, media, territories, onward, edits } = TERMS;
    const terms = { effect, actions, media, territories, onward, edits, components: {} };
    assert.deepEqual(completeTerms({ ...terms, duties: [{ class: "pixel" }] }).duties, [dutyOf({ class: "pixel" })]);
    assert.deepEqual(completeTerms({ ...terms, duties: [] }).duties, []);
  });
});

describe("parameters of a duty", () => {
  type Row = readonly [DutyClass, Readonly<Record<string, DutyParameter>>, detail: string | null];
  const rows: readonly Row[] = [
    ["credit", {}, null],
    ["pixel", {}, "The duty pixel cannot be met without its url."],
    ["pixel", { url: "https://lantern.example/p.gif" }, null],
    ["pixel", { url: "http://lantern.example" }, "url of the duty pixel must be an https url."],
    ["logo", { url: "http://lantern.example/l.png" }, null],
    ["pixel", { url: "javascript:alert(1)" }, "url of the duty pixel must be an https url."],
    ["pixel", { url: "https://lantern.example/a b" }, "url of the duty pixel must be an https url."],
    ["pixel", { url: "" }, "url of the duty pixel must be an https url."],
    ["pixel", { url: true }, "url of the duty pixel must be an https url."],
    ["link", { target: "homepage", follow: false }, null],
    ["link", { follow: "no" }, "follow of the duty link must be a flag."],
    ["link", { target: 1 }, "target of the duty link must be a text."],
    ["byline", { institutions: true, partners: ["a", "b"] }, null],
    ["byline", { partners: [] }, null],
    ["byline", { partners: "a" }, "partners of the duty byline must be a list."],
    ["pay", { amount: 0, currency: "EUR" }, null],
    ["pay", { amount: -0.01 }, "amount of the duty pay must be a number."],
    ["pay", { amount: Number.NaN }, "amount of the duty pay must be a number."],
    ["pay", { amount: "10" }, "amount of the duty pay must be a number."],
    ["pay", { amount: [] }, "amount of the duty pay must be a number."],
    ["pay", { sum: 1 }, "The duty pay has no parameter sum; it has amount, currency, reference."],
    ["credit", { text: "x" }, "The duty credit has no parameter text; it has none."],
    ["credit", { toString: "x" }, "The duty credit has no parameter toString; it has none."],
  ];
  for (const [name, parameters, detail] of rows) {
    it(`of the class ${name} ${JSON.stringify(parameters)} are ${detail === null ? "good" : "refused"}`, () => {
      const problems = parameterProblems(dutyOf({ class: name, parameters }));
      assert.deepEqual(problems, detail === null ? [] : [{ name: Object.keys(parameters)[0] ?? "url", detail }]);
    });
  }

  it("are each refused for themselves", () => {
    const problems = parameterProblems(dutyOf({ class: "notify", parameters: { address: 1, form: 2, by: "x" } }));
    assert.deepEqual(
      problems.map(({ name }) => name),
      ["address", "form", "by"],
    );
  });
});

describe("duties limited to media", () => {
  const pixel = dutyOf({ class: "pixel", media: ["web", "app"] });
  const photo = dutyOf({ class: "notify", media: ["print"] });
  const nowhere = dutyOf({ class: "logo", media: [] });
  const credit = dutyOf({ class: "credit" });
  const permissions = [permissionWith("perm_a", { terms: { duties: [pixel, credit, photo, nowhere] } })];
  for (const medium of MEDIA) {
    it(`leave out of ${medium} what is for other media`, () => {
      const wanted = { web: [pixel, credit], app: [pixel, credit], print: [credit, photo] };
      const duties = Object.hasOwn(wanted, medium) ? wanted[medium as keyof typeof wanted] : [credit];
      assert.deepEqual(assess({ ...USE, medium }, WORK, { permissions }, AT).duties, duties);
      assert.equal(concernsMedium(credit, medium), true);
      assert.equal(concernsMedium(nowhere, medium), false);
    });
  }

  it("are named once, however often a permission says them", () => {
    const twice = [permissionWith("perm_a", { terms: { duties: [credit, dutyOf({ class: "credit" })] } })];
    assert.deepEqual(assess(USE, WORK, { permissions: twice }, AT).duties, [credit]);
  });

  it("are none where the use is refused", () =>
    assert.deepEqual(assess({ ...USE, edits: "free" }, WORK, { permissions }, AT).duties, []));
});
