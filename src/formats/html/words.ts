/** The words that a person reads in a body: runs of characters between white space and mark-up. */
export function countWords(html: string): number {
  let words = 0;
  let inTag = false;
  let inWord = false;
  for (let at = 0; at < html.length; at++) {
    const code = html.charCodeAt(at);
    if (code === 0x3c) inTag = true;
    const isGap = inTag || code <= 0x20 || code === 0xa0;
    if (!isGap && !inWord) words++;
    inWord = !isGap;
    if (code === 0x3e) inTag = false;
  }
  return words;
}

/** Addresses of the pictures in a body, in their order. */
export function imageSources(html: string): readonly string[] {
  if (!html.includes("<img")) return [];
  return [...html.matchAll(/<img\b[^>]*?\ssrc="([^"]*)"/gi)].map((match) => unescaped(match[1] ?? ""));
}

/** Text or an attribute as it was before it was written into sanitized mark-up. */
export function unescaped(written: string): string {
  return written.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
