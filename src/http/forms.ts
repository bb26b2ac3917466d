import type { Context } from "koa";
import type { PermissionRecord } from "../domain/permission.js";
import { namesAgain } from "../domain/territory.js";
import { formOf } from "./session.js";

/** One field as text, trimmed; empty where absent. */
export function field(ctx: Context, name: string): string {
  const value = formOf(ctx)[name];
  return typeof value === "string" ? value.trim() : "";
}

/** A field that may come once or often. */
export function fields(ctx: Context, name: string): readonly string[] {
  const value = formOf(ctx)[name] ?? formOf(ctx)[`${name}[]`];
  return [value ?? []]
    .flat()
    .map(String)
    .filter((text) => text !== "");
}

/** A list written with commas or on lines of its own. */
function list(ctx: Context, name: string): readonly string[] {
  return field(ctx, name)
    .split(/[,\n]/u)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** A day in a form means its first instant, UTC. */
function instant(ctx: Context, name: string): string | null {
  const text = field(ctx, name);
  return /^\d{4}-\d{2}-\d{2}$/u.test(text) ? `${text}T00:00:00.000Z` : text || null;
}

export function untilField(ctx: Context): string {
  return instant(ctx, "until") ?? "";
}

/** The version that the form was made from; null where it says none. */
export function versionField(ctx: Context): number | null {
  const text = field(ctx, "version");
  return text === "" ? null : Number(text);
}

/** The grant form as a request; what it leaves open stays as the license says. Checking is the parser's work. */
export function grantFrom(ctx: Context): Readonly<Record<string, unknown>> {
  const given = (name: string) => field(ctx, name) || null;
  return {
    license: field(ctx, "license"),
    partner: field(ctx, "partner"),
    grantor: { name: field(ctx, "grantorName"), basis: field(ctx, "grantorBasis") },
    rightsHolder: given("rightsHolder"),
    works: {
      sources: list(ctx, "sources"),
      authors: list(ctx, "authors"),
      tags: list(ctx, "tags"),
      items: list(ctx, "items"),
    },
    from: instant(ctx, "from"),
    until: instant(ctx, "until"),
    openEnded: field(ctx, "openEnded") !== "",
    creditLine: given("creditLine"),
    notice: given("notice"),
    reference: given("reference"),
    evidence: field(ctx, "evidence"),
    ...narrowing(ctx),
  };
}

function narrowing(ctx: Context): Readonly<Record<string, unknown>> {
  const included = list(ctx, "territoriesInclude").map((code) =>
    /^worldwide$/iu.test(code) ? "worldwide" : code.toUpperCase(),
  );
  const excluded = list(ctx, "territoriesExclude").map((code) => code.toUpperCase());
  const include = included.includes("worldwide") || included.length === 0 ? "worldwide" : included;
  const media = fields(ctx, "media");
  const components = fields(ctx, "components");
  const onward = field(ctx, "onward");
  const edits = field(ctx, "edits");
  return {
    ...(included.length > 0 || excluded.length > 0 ? { territories: { include, exclude: excluded } } : {}),
    ...(media.length > 0 ? { media } : {}),
    ...(field(ctx, "componentsGiven") === ""
      ? {}
      : { components: Object.fromEntries(components.map((name) => [name, "allow"])) }),
    ...(onward === "" || onward === "as-license"
      ? {}
      : { onward: onward === "outlets" ? { outlets: list(ctx, "outlets") } : onward }),
    ...(edits === "" || edits === "as-license" ? {} : { edits }),
  };
}

/** What an amendment's form starts with. */
export function formValues(record: PermissionRecord): Readonly<Record<string, string | readonly string[]>> {
  const { terms, works, window } = record;
  const { include, exclude } = namesAgain(terms.territories);
  const allowed = Object.entries(terms.components).filter(([, answer]) => answer === "allow");
  return {
    license: record.license.id,
    partner: record.partner,
    grantorName: record.grantor.name,
    grantorBasis: record.grantor.basis,
    rightsHolder: record.rightsHolder,
    sources: works.sources.join(", "),
    authors: works.authors.join(", "),
    tags: works.tags.join(", "),
    items: works.items.join(", "),
    territoriesInclude: include === "worldwide" ? "worldwide" : include.join(", "),
    territoriesExclude: exclude.join(", "),
    media: terms.media === "any" ? [] : terms.media,
    componentsGiven: "1",
    components: allowed.map(([name]) => name),
    onward: typeof terms.onward === "string" ? terms.onward : "outlets",
    outlets: typeof terms.onward === "string" ? "" : terms.onward.outlets.join(", "),
    edits: terms.edits,
    from: day(window.from),
    until: day(window.until),
    openEnded: window.until === null ? "1" : "",
    creditLine: record.creditLine ?? "",
    notice: record.notice ?? "",
    reference: referenceText(record),
    evidence: evidenceText(record),
  };
}

/** The evidence as the form shows it, a line a piece. */
export function evidenceText({ evidence }: PermissionRecord): string {
  return evidence.map(({ note }) => note).join("\n");
}

export function referenceText({ references }: PermissionRecord): string {
  return references[0]?.number ?? "";
}

function day(instant: string | null): string {
  return instant?.slice(0, "2026-01-01".length) ?? "";
}

/** What was typed, to show it again beside what is wrong. */
export function typedValues(ctx: Context): Readonly<Record<string, string | readonly string[]>> {
  const entries = Object.entries(formOf(ctx)).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(String) : String(value),
  ]);
  return Object.fromEntries(entries) as Record<string, string | readonly string[]>;
}
