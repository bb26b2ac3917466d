/** How a context says a term: its IRI, and whether its text values are IRIs (`@id`) or terms (`@vocab`). */
export type TermDefinition = string | { readonly "@id": string; readonly "@type": "@id" | "@vocab" | "xsd:anyURI" };

/** Terms of one namespace whose values are taken as they are. */
export function plain(prefix: string, names: string): Readonly<Record<string, TermDefinition>> {
  return Object.fromEntries(names.split(" ").map((name) => [name, `${prefix}:${name}`]));
}

/** Terms of one namespace whose values are IRIs, or terms. */
export function typed(
  prefix: string,
  type: "@id" | "@vocab" | "xsd:anyURI",
  names: string,
): Readonly<Record<string, TermDefinition>> {
  return Object.fromEntries(names.split(" ").map((name) => [name, { "@id": `${prefix}:${name}`, "@type": type }]));
}
