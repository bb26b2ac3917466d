/** What a notice template may name, each written `{name}`. */
export const PLACEHOLDERS = [
  "title",
  "authors",
  "partner",
  "rightsHolder",
  "grantor",
  "year",
  "originalUrl",
  "license",
  "licenseUrl",
  "creditLine",
] as const;

export type NoticeFields = Readonly<Record<(typeof PLACEHOLDERS)[number], string>>;

const PLACEHOLDER = /\{([A-Za-z]+)\}/gu;

/** Names in braces that no notice can fill; a template with any is refused when it is recorded. */
export function unknownPlaceholders(template: string): readonly string[] {
  const known: readonly string[] = PLACEHOLDERS;
  return [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? "").filter((name) => !known.includes(name));
}

/**
 * The copyright notice in plain text, white space folded. Values are put in once and never read as templates;
 * escaping is the writer's work, for its own format.
 */
export function composeNotice(template: string, fields: NoticeFields): string {
  const filled = template.replace(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(fields, name) ? fields[name as keyof NoticeFields] : whole,
  );
  return filled.replace(/\s+/gu, " ").trim();
}
