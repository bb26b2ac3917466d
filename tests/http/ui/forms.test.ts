import assert from "node:assert/strict";
import type { Role } from "../../../src/domain/role.js";
import { elementsOf, within } from "./elements.js";
import { plainly } from "./newsroomSample.js";
import { deskPages } from "./pagesSample.js";

/** The actions of the forms that a role gets on a page, without those that everybody gets. */
function actsOn(page: string, role: Role): readonly string[] {
  const forms = elementsOf(deskPages(role, plainly)[page] ?? "").filter(
    ({ name, attributes }) => name === "form" && attributes.method === "post",
  );
  const acts = forms.map(({ attributes }) => attributes.action?.split("/").at(-1) ?? "");
  return [...new Set(acts)].filter((act) => act !== "sign-out").sort();
}

const OFFERED: readonly (readonly [page: string, role: Role, acts: readonly string[]])[] = [
  ["column", "admin", ["approve", "hold", "merge", "put-back", "reject", "split"]],
  ["column", "editor", ["approve", "hold", "merge", "put-back", "reject", "split"]],
  ["column", "rights", []],
  ["column", "auditor", []],
  ["permission", "rights", ["revoke"]],
  ["permission", "editor", []],
  ["grant", "rights", ["permissions"]],
  ["grant", "auditor", []],
  ["amend", "rights", ["amend"]],
  ["amend", "editor", []],
  [
    "feeds",
    "admin",
    ["accept", "answer", "contact", "end", "instructions", "pause", "poll", "revoke", "rotate", "tokens"],
  ],
  ["feeds", "editor", ["end", "instructions", "poll"]],
  ["feeds", "rights", ["accept", "answer", "pause", "poll"]],
  ["feeds", "auditor", []],
];

describe("forms", () => {
  for (const [page, role, acts] of OFFERED) {
    it(`on the ${page} page offer the role ${role} ${acts.join(", ") || "nothing"}`, () => {
      assert.deepEqual(actsOn(page, role), acts);
    });
  }

  it("carry the csrf token wherever they act", () => {
    for (const [name, html] of Object.entries(deskPages("admin", plainly))) {
      const elements = elementsOf(html);
      const forms = elements.filter(({ attributes }) => attributes.method === "post");
      assert.ok(forms.length > 0, name);
      for (const form of forms) {
        const tokens = elements.filter(
          (element) =>
            within(element, form) && element.attributes.name === "csrf" && element.attributes.value === "csrf-8c1f",
        );
        assert.equal(tokens.length, 1, `${name}: ${form.attributes.action}`);
      }
    }
  });

  it("give back what was sent, with each problem at its field", () => {
    const elements = elementsOf(deskPages("rights", plainly).grant ?? "");
    const field = (name: string) => elements.find(({ attributes }) => attributes.name === name);
    assert.equal(field("grantorName")?.attributes.value, "Harbour Lantern Press");
    assert.equal(field("authors")?.text, "Merrin Tolliver, Odile Farrow");
    assert.equal(field("until")?.attributes["aria-invalid"], "true");
    const ticked = elements
      .filter(({ attributes }) => "checked" in attributes)
      .map(({ attributes }) => attributes.value);
    assert.deepEqual(ticked, ["agent", "web", "newsletter", "1", "text", "headline", "outlets"]);
  });

  it("ask for the reason of an amendment and keep its partner", () => {
    const elements = elementsOf(deskPages("rights", plainly).amend ?? "");
    assert.ok(elements.some(({ attributes }) => attributes.name === "reason" && "required" in attributes));
    const partner = elements.find(({ attributes }) => attributes.name === "partner");
    const options = elements.filter(
      ({ name, parents }) => name === "option" && parents.some((parent) => parent === partner),
    );
    assert.deepEqual(
      options.map(({ attributes }) => attributes.value),
      ["harbour-lantern"],
    );
  });
});
