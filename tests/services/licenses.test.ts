import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assess } from "../../src/domain/clearance.js";
import { DomainError } from "../../src/domain/error.js";
import { completeTerms } from "../../src/domain/terms.js";
import type { Use } from "../../src/domain/use.js";
import { type Catalog, readCatalog } from "../../src/services/catalog/files.js";
import { AT, permissionWith, USE, WORK } from "../domain/build.js";
import { temporaryFolder } from "../program.js";

const PLACE = { feedsDir: "feeds", licensesDir: "licenses", store: "example" as const };

/** A license as its publisher states it: SPDX id, deed, and what it must answer. */
const PUBLIC: readonly (readonly [
  string,
  string,
  string,
  { readonly commercial: boolean; readonly adapt: boolean },
])[] = [
  ["cc0-1.0", "CC0-1.0", "publicdomain/zero/1.0", { commercial: true, adapt: true }],
  ["cc-by-4.0", "CC-BY-4.0", "licenses/by/4.0", { commercial: true, adapt: true }],
  ["cc-by-sa-4.0", "CC-BY-SA-4.0", "licenses/by-sa/4.0", { commercial: true, adapt: true }],
  ["cc-by-nd-4.0", "CC-BY-ND-4.0", "licenses/by-nd/4.0", { commercial: true, adapt: false }],
  ["cc-by-nc-4.0", "CC-BY-NC-4.0", "licenses/by-nc/4.0", { commercial: false, adapt: true }],
  ["cc-by-nc-nd-4.0", "CC-BY-NC-ND-4.0", "licenses/by-nc-nd/4.0", { commercial: false, adapt: false }],
  ["cc-by-nc-sa-4.0", "CC-BY-NC-SA-4.0", "licenses/by-nc-sa/4.0", { commercial: false, adapt: true }],
];

describe("the licenses that come with the desk", () => {
  let licenses: Catalog["licenses"];

  before(async () => {
    ({ licenses } = await readCatalog(PLACE));
  });

  function termsOf(id: string) {
    const license = licenses.find((one) => one.id === id);
    assert.ok(license !== undefined, `licenses/${id}`);
    return { license, terms: completeTerms(license.terms) };
  }

  function answer(id: string, changes: Partial<Use> = {}) {
    const { terms } = termsOf(id);
    return assess(
      { ...USE, purpose: "non-commercial", ...changes },
      WORK,
      { permissions: [permissionWith("perm_1", { terms })] },
      AT,
    );
  }

  for (const [id, spdx, deed, { commercial, adapt }] of PUBLIC) {
    it(`has ${spdx}, which allows what its deed says and not more`, () => {
      const { license, terms } = termsOf(id);
      assert.equal(license.spdx, spdx);
      assert.equal(license.url, `https://creativecommons.org/${deed}/`);
      assert.equal(answer(id).verdict, "cleared");
      assert.equal(answer(id, { purpose: "commercial" }).verdict, commercial ? "cleared" : "refused");
      assert.equal(answer(id, { edits: "free" }).verdict, adapt ? "cleared" : "refused");
      assert.equal(answer(id, { action: "translate" }).verdict, adapt ? "cleared" : "refused");
      assert.equal(answer(id, { outlet: "anybody" }).verdict, "cleared");
      assert.equal(terms.revocable, false);
      const classes = terms.duties.filter(({ strength }) => strength === "must").map((duty) => duty.class);
      assert.equal(classes.includes("credit"), id !== "cc0-1.0");
      assert.equal(classes.includes("share-alike"), id.includes("-sa"));
    });
  }

  it("has single columns republished with permission, to nobody else and unchanged", () => {
    assert.equal(answer("republished-with-permission").verdict, "cleared");
    assert.equal(answer("republished-with-permission", { outlet: "tidewater-post" }).verdict, "refused");
    assert.equal(answer("republished-with-permission", { edits: "free" }).verdict, "refused");
    assert.match(termsOf("republished-with-permission").license.notice, /republished with permission/iu);
  });

  it("has a blanket agreement for columns, and one for the text alone", () => {
    assert.equal(answer("blanket-columns").verdict, "cleared");
    assert.equal(answer("text-only").verdict, "cleared");
    assert.equal(answer("text-only").components.images, "refused");
  });

  it("has one for a limited time, with removal after the end", () => {
    const { terms } = termsOf("time-limited");
    assert.ok(terms.maxDays !== null && terms.useWithinDays !== null);
    assert.equal(terms.afterEnd, "remove");
    assert.ok(terms.duties.some((duty) => duty.class === "remove" && duty.due.after === "end"));
  });

  it("has one that reserves all rights, and refuses every use beside any permission", () => {
    const reserved = permissionWith("perm_1", { terms: termsOf("all-rights-reserved").terms });
    const open = permissionWith("perm_2", { terms: termsOf("cc-by-4.0").terms });
    for (const action of ["republish", "excerpt", "translate", "archive"] as const) {
      const { verdict, reasons } = assess({ ...USE, action }, WORK, { permissions: [reserved, open] }, AT);
      assert.deepEqual([verdict, reasons[0]?.code], ["refused", "prohibition.applies"], action);
    }
  });

  it("copies no legal text: each text is shorter than the license it is about", () => {
    for (const { id, text, notice } of licenses) {
      assert.ok(text.length > 100 && text.length < 3_000, `${id}: ${text.length} characters`);
      assert.ok(notice.length < 1_000, id);
    }
  });

  describe("a folder that is wrong", () => {
    const folder = temporaryFolder();
    const write = (terms: unknown, notice = "© {rightsHolder}") => {
      const license = join(folder.path, "house");
      mkdirSync(license, { recursive: true });
      writeFileSync(join(license, "terms.json"), typeof terms === "string" ? terms : JSON.stringify(terms));
      writeFileSync(join(license, "notice.txt"), notice);
      writeFileSync(join(license, "text.md"), "House terms.");
    };
    after(() => folder.remove());

    const TERMS = {
      name: "House",
      effect: "allow",
      actions: ["republish"],
      media: "any",
      territories: { include: "worldwide", exclude: [] },
      components: { text: "allow", headline: "allow" },
      onward: "none",
      edits: "verbatim",
      duties: [],
    };
    const WRONG: readonly (readonly [string, unknown, string | undefined, string, RegExp])[] = [
      ["an unknown action", { ...TERMS, actions: ["republish", "sell"] }, undefined, "#/actions/1", /sell/u],
      ["an unknown country", { ...TERMS, territories: { include: ["GB", "XX"], exclude: [] } }, undefined, "", /XX/u],
      ["a member that nobody knows", { ...TERMS, colour: "red" }, undefined, "#", /colour/u],
      ["an unknown class of duty", { ...TERMS, duties: [{ class: "sing" }] }, undefined, "#/duties/0/class", /sing/u],
      ["a number below zero", { ...TERMS, maxDays: -3 }, undefined, "#/maxDays", /-3|0/u],
      ["no JSON", "{", undefined, "", /is not JSON/u],
      ["a placeholder that no notice has", TERMS, "© {nobody}", "", /nobody/u],
    ];
    for (const [what, terms, notice, place, words] of WRONG) {
      it(`is named by file, path and value for ${what}`, async () => {
        write(terms, notice);
        const problem = await readCatalog({ ...PLACE, licensesDir: folder.path }).then(
          () => assert.fail("the folder was taken"),
          (error: unknown) => error,
        );
        assert.ok(problem instanceof DomainError);
        const [first] = problem.problems;
        assert.ok(first?.pointer.includes(join(folder.path, "house")), first?.pointer);
        assert.ok(first?.pointer.endsWith(place), first?.pointer);
        assert.match(first?.detail ?? "", words);
      });
    }

    it("is named for a file that is missing", async () => {
      write(TERMS);
      rmSync(join(folder.path, "house", "notice.txt"));
      await assert.rejects(readCatalog({ ...PLACE, licensesDir: folder.path }), (error: unknown) => {
        assert.ok(error instanceof DomainError);
        assert.deepEqual(error.problems, [
          {
            pointer: join(folder.path, "house", "notice.txt"),
            detail: "is missing; add it: it is printed with each column, e.g. “© {year} {rightsHolder}”.",
          },
        ]);
        return true;
      });
    });
  });
});
