const COMMENT = "<!--";
const CDATA = "<![CDATA[";
const CDATA_END = "]]>";
/** The same without the sign that stands everywhere: a search by a rare first character takes a tenth of the time. */
const RARE = { comment: "!--", cdata: "![CDATA[" } as const;
/** What encloses a section, so far before it at most, in UTF-16 units. */
const HOLDER_LENGTH = 200;
const ENTRY_END = /<\/(?:\w{1,20}:)?(?:item|entry)\s{0,20}>/iu;

export interface Closed {
  readonly text: string;
  /** Where the first section that was never closed begins, in UTF-16 units; null where all were. */
  readonly mendedAt: number | null;
}

/** A document whose comments and CDATA sections end: one that was never closed would take what follows with it. */
export function withSectionsClosed(text: string): Closed {
  const sections = withCdataClosed(text);
  const comments = withCommentsClosed(sections.text);
  return { text: comments.text, mendedAt: sections.mendedAt ?? comments.mendedAt };
}

/**
 * A section in which an entry ends and another section begins, or the document ends, was meant to end with the element
 * that holds it.
 */
function withCdataClosed(text: string): Closed {
  const parts: string[] = [];
  let [done, end] = [0, -1];
  let mendedAt: number | null = null;
  for (let at = sectionFrom(text, 0); at < text.length; ) {
    if (end < at) end = indexOrLength(text, CDATA_END, at);
    const next = sectionFrom(text, at + CDATA.length);
    const isWhole = end < next;
    const meant = isWhole ? null : endMeant(text, at, next);
    if (meant !== null) {
      parts.push(text.slice(done, meant).replace(/\]{1,2}>?$/u, ""), CDATA_END);
      mendedAt ??= at;
      done = meant;
    }
    at = isWhole || meant !== null ? next : sectionFrom(text, end);
  }
  return { text: parts.length === 0 ? text : [...parts, text.slice(done)].join(""), mendedAt };
}

function sectionFrom(text: string, from: number): number {
  let at = text.indexOf(RARE.cdata, from);
  while (at >= 0 && text[at - 1] !== "<") at = text.indexOf(RARE.cdata, at + 1);
  return at < 0 ? text.length : Math.max(from, at - 1);
}

function endMeant(text: string, at: number, until: number): number | null {
  const holder = /<([\w:.-]{1,50})(?:\s[^<>]*)?>\s{0,20}$/u.exec(text.slice(Math.max(0, at - HOLDER_LENGTH), at))?.[1];
  const end = holder === undefined ? -1 : text.indexOf(`</${holder}`, at);
  return end >= 0 && end < until && ENTRY_END.test(text.slice(end, until)) ? end : null;
}

/** A comment that never ends is none; one that nothing follows was cut off with the document. */
function withCommentsClosed(text: string): Closed {
  const at = text.includes(RARE.comment) ? unclosedComment(text) : null;
  if (at === null) return { text, mendedAt: null };
  const rest = text.slice(at + COMMENT.length);
  return { text: text.slice(0, at) + (rest.includes("<") ? rest.replaceAll(COMMENT, "") : ""), mendedAt: at };
}

function unclosedComment(text: string): number | null {
  const marks = /<!--|<!\[CDATA\[/g;
  marks.lastIndex = Math.max(0, text.lastIndexOf("-->"));
  if (!text.includes(COMMENT, marks.lastIndex)) return null;
  const isInCdata = text.lastIndexOf(CDATA, marks.lastIndex) > text.lastIndexOf(CDATA_END, marks.lastIndex);
  if (isInCdata) marks.lastIndex = indexOrLength(text, CDATA_END, marks.lastIndex);
  for (let found = marks.exec(text); found !== null; found = marks.exec(text)) {
    if (found[0] === COMMENT) return found.index;
    marks.lastIndex = indexOrLength(text, CDATA_END, found.index);
  }
  return null;
}

function indexOrLength(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at < 0 ? text.length : at;
}
