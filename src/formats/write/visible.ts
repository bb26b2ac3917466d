import { Parser } from "htmlparser2";

/** Elements whose content a reader does not show, or shows only when asked. */
const HIDING: ReadonlySet<string> = new Set(
  "script style template title textarea noscript noframes noembed xmp plaintext iframe object svg math select option button details dialog audio video canvas".split(
    " ",
  ),
);

/**
 * The words of each paragraph that a person sees. What stands in a comment, an attribute, a script or a hidden element
 * is none, so mark-up that is left open before a paragraph shows by the paragraph's absence. Linear.
 */
export function visibleParagraphs(html: string): ReadonlySet<string> {
  const found = new Set<string>();
  let words: string[] | null = null;
  let hiding = 0;
  const open: boolean[] = [];
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const hides = HIDING.has(name) || attributes.hidden !== undefined || attributes.style !== undefined;
        open.push(hides);
        if (hides) hiding++;
        if (name === "p") words = [];
      },
      ontext: (text) => {
        if (hiding === 0) words?.push(text);
      },
      onclosetag: (name) => {
        if (open.pop() === true) hiding--;
        if (name !== "p" || words === null) return;
        found.add(words.join(""));
        words = null;
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return found;
}
