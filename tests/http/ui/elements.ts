import { Parser } from "htmlparser2";

/** An element as a browser would see it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its text and that of everything in it, white space folded. */
  readonly text: string;
  readonly parents: readonly Element[];
}

interface Open {
  readonly element: Element;
  readonly parts: string[];
}

const BLOCKS = new Set("article blockquote caption dd div dt h1 h2 h3 h4 li p td th tr summary".split(" "));

/** Every element of a document, in the order in which they begin. */
export function elementsOf(html: string): readonly Element[] {
  const found: Open[] = [];
  const open: Open[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => {
      const parts: string[] = [];
      const parents = open.map(({ element }) => element);
      const element = {
        name,
        attributes,
        parents,
        get text() {
          return parts.join("").replace(/\s+/gu, " ").trim();
        },
      };
      found.push({ element, parts });
      open.push({ element, parts });
    },
    ontext: (text) => {
      for (const { parts } of open) parts.push(text);
    },
    onclosetag: (name) => {
      if (BLOCKS.has(name)) for (const { parts } of open) parts.push(" ");
      open.pop();
    },
  });
  parser.end(html);
  return found.map(({ element }) => element);
}

/** What a person reads: the text of the content. */
export function textOf(html: string): string {
  return elementsOf(html).find(({ name }) => name === "main")?.text ?? "";
}

export function within(element: Element, parent: Element): boolean {
  return element.parents.includes(parent);
}
