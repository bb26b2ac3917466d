/** What XML cannot hold, and what some feeds carry all the same. */
const NOT_XML = ["\u0000-\u0008", "\u000B", "\u000C", "\u000E-\u001F", "\uFFFE", "\uFFFF"];
const CONTROLS = new RegExp(`[${NOT_XML.join("")}]`, "g");

/** A document without what no reader of XML may see: control characters, its DOCTYPE, a tag that the end cut off. Lines stay. */
export function withoutNoise(text: string): string {
  return withoutCutTag(withoutDoctype(text.replace(CONTROLS, "")));
}

/** Before the first element only, in which another may be quoted; an internal subset may hold angle brackets that are no tags. */
function withoutDoctype(text: string): string {
  const at = doctypeAt(text);
  if (at === null) return text;
  const subset = text.indexOf("[", at);
  const end = text.indexOf(">", at);
  if (end < 0) return text;
  if (subset < 0 || subset > end) return withoutPart(text, at, end + 1);
  const close = text.indexOf("]", subset);
  const after = close < 0 ? -1 : text.indexOf(">", close);
  return after < 0 ? text : withoutPart(text, at, after + 1);
}

function doctypeAt(text: string): number | null {
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at + 1)) {
    const start = text.slice(at, at + 9).toLowerCase();
    if (start === "<!doctype") return at;
    if (start.startsWith("<!--")) at = Math.max(at, text.indexOf("-->", at));
    else if (start.startsWith("<?")) at = Math.max(at, text.indexOf("?>", at));
    else if (/^<[\p{L}_]/u.test(start)) return null;
  }
  return null;
}

/** What begins like a tag at the very end was cut off in it, and is no text. */
function withoutCutTag(text: string): string {
  const open = text.lastIndexOf("<");
  if (open < 0 || text.includes(">", open) || !/^<(?:[\p{L}_!?/]|$)/u.test(text.slice(open, open + 2))) return text;
  const isInCdata = text.lastIndexOf("<![CDATA[", open - 1) > text.lastIndexOf("]]>");
  if (isInCdata) return text;
  return text.slice(0, open);
}

/** Lines keep their numbers. */
function withoutPart(text: string, from: number, to: number): string {
  return text.slice(0, from) + text.slice(from, to).replace(/[^\n]+/gu, "") + text.slice(to);
}
