/** A value in the list of items, with its place; `error` in words where it is no JSON. */
export interface JsonItem {
  readonly value: unknown;
  readonly offset: number;
  readonly error: string | null;
}

/** A JSON feed taken apart, so that one item that is no JSON, or an end that is missing, does not lose the others. */
export interface JsonParts {
  /** The feed without its items; null where even that is no JSON. */
  readonly feed: unknown;
  readonly items: readonly JsonItem[];
}

const FEED = 1;
const LIST = 2;
/** Of what has a meaning outside of strings. */
const MARKS = /["{}[\]]/gu;

/**
 * Finds the objects in the list `items` of the outermost object by brackets and strings alone, and parses each by itself.
 * Linear; null where there is no such list.
 */
export function jsonParts(text: string): JsonParts | null {
  const list = listOfItems(text);
  if (list === null) return null;
  const { objects, end } = objectsIn(text, list);
  const items = objects.map(([from, to]): JsonItem => ({ offset: from, ...parsed(text.slice(from, to)) }));
  const head = text.slice(0, list);
  const feed = parsed(end === null ? `${head}]}` : head + text.slice(end));
  return { feed: feed.error === null ? feed.value : parsed(`${head}]}`).value, items };
}

/** The place behind the bracket that opens the list `items` of the outermost object. */
function listOfItems(text: string): number | null {
  for (const { mark, at, depth } of marksFrom(text, 0, 0)) {
    if (mark === "[" && depth === FEED && /"items"\s*:\s*$/u.test(text.slice(Math.max(0, at - 40), at))) return at + 1;
  }
  return null;
}

function objectsIn(
  text: string,
  from: number,
): { objects: readonly (readonly [number, number])[]; end: number | null } {
  const objects: (readonly [number, number])[] = [];
  let begun = from;
  for (const { mark, at, depth } of marksFrom(text, from, LIST)) {
    if (mark === "{" && depth === LIST) begun = at;
    if (mark === "}" && depth === LIST) objects.push([begun, at + 1]);
    if (mark === "]" && depth < LIST) return { objects, end: at };
  }
  return { objects, end: null };
}

interface Mark {
  readonly mark: string;
  readonly at: number;
  /** Brackets open around it. */
  readonly depth: number;
}

/** Every bracket outside of strings. */
function* marksFrom(text: string, from: number, openAtStart: number): Generator<Mark> {
  let depth = openAtStart;
  const marks = new RegExp(MARKS);
  marks.lastIndex = from;
  for (let found = marks.exec(text); found !== null; found = marks.exec(text)) {
    const [mark] = found;
    const at = found.index;
    if (mark === '"') {
      marks.lastIndex = endOfString(text, at);
      continue;
    }
    const opens = mark === "{" || mark === "[";
    if (!opens) depth--;
    yield { mark, at, depth };
    if (opens) depth++;
  }
}

/** A string that never ends takes the rest. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === "\\") slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
  return text.length;
}

function parsed(text: string): { readonly value: unknown; readonly error: string | null } {
  try {
    return { value: JSON.parse(text), error: null };
  } catch (error) {
    return { value: null, error: (error as Error).message };
  }
}
