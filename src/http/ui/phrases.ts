import type { PermissionRecord } from "../../domain/permission.js";
import type { Curer } from "../../domain/reasons.js";
import { nameOutlets, type Onward, type Terms } from "../../domain/terms.js";
import { nameTerritories } from "../../domain/territory.js";
import { COMPONENTS, type Component } from "../../domain/use.js";
import type { WorkNames, Works } from "../../domain/works.js";
import { MAX_COUNTED_ROWS } from "../../services/lists/page.js";
import { constraintsInWords, dutyInWords } from "./termPhrases.js";

/** Names of people by account id; other ids (channels, partners, items, tokens) are looked up as well. */
export type Names = ReadonlyMap<string, string>;

const SHOWN_DIGITS = 8;

/** `1 doubt`, `3 doubts`. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : many}`;
}

/** Rows of a list, which are counted so far and no further: `7`, `1,000+`. */
export function countedRows(amount: number): string {
  return amount > MAX_COUNTED_ROWS ? `${MAX_COUNTED_ROWS.toLocaleString("en")}+` : String(amount);
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

/** The beginning of a text that is longer. */
export function shortened(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, characters - 1).trimEnd()}…`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Enough of a digest or an id to tell it from its neighbours: ids of columns and permissions begin with the time, which
 * many share.
 */
export function brief(id: string): string {
  const [, prefix = "", rest = ""] = /^(\w+[_:])([0-9a-f]{12,})$/u.exec(id) ?? [];
  if (rest === "") return id;
  if (["item_", "perm_"].includes(prefix)) return `${prefix}…${rest.slice(-SHOWN_DIGITS)}`;
  return `${prefix === "sha256:" ? "" : prefix}${rest.slice(0, SHOWN_DIGITS)}`;
}

/** Who acted, in words: a person's name, a standing instruction, or the desk itself. */
export function actorName(id: string, names: Names): string {
  const known = names.get(id);
  if (known !== undefined) return known;
  if (id.startsWith("system:")) return `The desk itself (${id.slice("system:".length)})`;
  if (id.startsWith("instruction:")) return `Standing instruction ${brief(id.slice("instruction:".length))}`;
  return id;
}

/** A name where one is known, else the id. */
export function nameOf(id: string, names: Names): string {
  return names.get(id) ?? brief(id);
}

/** Who can cure a refusal; null where there is nothing to cure. */
export const CURERS: Readonly<Record<Curer, string | null>> = {
  rights: "The rights desk can cure this.",
  editor: "An editor can cure this.",
  partner: "The partner can cure this.",
  nobody: null,
};

/** Which columns a permission covers. */
export function worksInWords(works: Works, partner: string): string {
  const limits = [...namesInWords(works), ...publishedInWords(works)];
  const except = namesInWords(works.except);
  const covered = limits.length === 0 ? `Every column of ${partner}` : `Columns of ${partner} ${limits.join(", and ")}`;
  return except.length === 0 ? covered : `${covered}, except ${except.join(", or ")}`;
}

function publishedInWords({ published }: Works): readonly string[] {
  if (published === null) return [];
  const from = published.from === null ? "" : ` from ${published.from}`;
  return [`published${from}${published.until === null ? "" : ` until ${published.until}`}`];
}

function namesInWords({ sources, authors, tags, urls, items }: WorkNames): readonly string[] {
  return [
    authors.length > 0 ? `by ${authors.join(" or ")}` : "",
    sources.length > 0 ? `from ${sources.join(" or ")}` : "",
    tags.length > 0 ? `tagged ${tags.join(" or ")}` : "",
    urls.length > 0 ? `at ${urls.join(" or ")}` : "",
    items.length > 0 ? `among ${count(items.length, "named column")} (${items.join(", ")})` : "",
  ].filter((limit) => limit !== "");
}

/** What a permission, or a license, says in each of its terms. */
export function termsInWords(terms: Terms): readonly (readonly [term: string, words: string])[] {
  const forbids = terms.effect === "deny";
  const parts = COMPONENTS.filter((component) => terms.components[component] === (forbids ? "deny" : "allow"));
  const shared: readonly (readonly [string, string])[] = [
    [forbids ? "Forbids to" : "Allows to", terms.actions.join(", ") || "do nothing"],
    ["Parts", listed(parts) || "none"],
    ["Media", terms.media === "any" ? "any" : terms.media.join(", ") || "none"],
    ["Territories", nameTerritories(terms.territories)],
  ];
  if (forbids) return shared;
  return [
    ...shared,
    ["Onward to outlets", onwardInWords(terms.onward)],
    ["Edits", terms.edits],
    ...constraintsInWords(terms),
    ["Duties", listed(terms.duties.map(dutyInWords)) || "none"],
  ];
}

function onwardInWords(onward: Onward): string {
  if (onward === "none") return "none: our own channels only";
  return onward === "anyone" ? "any outlet" : nameOutlets(onward);
}

/** A permission's terms in half a line, for lists. */
export function termsInBrief({ terms }: PermissionRecord): string {
  const media = terms.media === "any" ? "any medium" : terms.media.join(", ");
  return `${nameTerritories(terms.territories)}; ${media}`;
}

/** `Images and embeds stay out.`, or null where everything is cleared. */
export function leftOut(components: Readonly<Record<Component, "cleared" | "refused">>): string | null {
  const out = COMPONENTS.filter((component) => components[component] === "refused");
  if (out.length === 0) return null;
  const stays = out.length === 1 && (out[0] === "text" || out[0] === "headline") ? "stays" : "stay";
  return `${capitalised(listed(out))} ${stays} out.`;
}
