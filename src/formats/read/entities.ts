/** More declarations, or longer ones, are left alone. */
const MAX_ENTITIES = 200;
const MAX_VALUE_LENGTH = 200;
/** What all references together may add, in UTF-16 units: a feed of references only does not grow without measure. */
const MAX_ADDED = 1_000_000;

/** `<!ENTITY name "value">` whose value is plain text or one character; no parameter, external or nested entities. */
const DECLARATION = /<!ENTITY\s+([\w.-]{1,50})\s+(?:"([^"&%<]*|&#\w{1,8};)"|'([^'&%<]*|&#\w{1,8};)')\s*>/g;
const REFERENCE = /&([\w.-]{1,50});/gu;

/** The entities that a document declares for itself. */
export interface Entities {
  /** Replaces references to them; others, and all beyond the limit, stay as they are. */
  readonly expand: (text: string) => string;
}

export const NO_ENTITIES: Entities = { expand: (text) => text };

/**
 * The harmless part of an internal subset: names for a few plain words. What refers to another entity, to a file or to an
 * address is never followed.
 */
export function entitiesIn(doctype: string): Entities {
  const declared = [...doctype.matchAll(DECLARATION)].slice(0, MAX_ENTITIES);
  const values = new Map(declared.map(([, name = "", one, other]) => [name, one ?? other ?? ""]));
  for (const [name, value] of values) if (value.length > MAX_VALUE_LENGTH) values.delete(name);
  if (values.size === 0) return NO_ENTITIES;
  let added = 0;
  const replace = (reference: string, name: string) => {
    const value = values.get(name);
    if (value === undefined || added + value.length > MAX_ADDED) return reference;
    added += value.length;
    return value;
  };
  return { expand: (text) => (text.includes("&") ? text.replace(REFERENCE, replace) : text) };
}
