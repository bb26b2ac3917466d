/** The characters of the bytes from 0x40, by IBM's code page. */
const PAGES: Readonly<Record<"037" | "500" | "875", string>> = {
  "037":
    " \u00A0âäàáãåçñ¢.<(+|&éêëèíîïìß!$*);¬-/ÂÄÀÁÃÅÇÑ¦,%_>?øÉÊËÈÍÎÏÌ`:#@'=\"" +
    "Øabcdefghi«»ðýþ±°jklmnopqrªºæ¸Æ¤µ~stuvwxyz¡¿ÐÝÞ®^£¥·©§¶¼½¾[]¯¨´×" +
    "{ABCDEFGHI\u00ADôöòóõ}JKLMNOPQR¹ûüùúÿ\\÷STUVWXYZ²ÔÖÒÓÕ0123456789³ÛÜÙÚ\uFFFD",
  "500":
    " \u00A0âäàáãåçñ[.<(+!&éêëèíîïìß]$*);^-/ÂÄÀÁÃÅÇÑ¦,%_>?øÉÊËÈÍÎÏÌ`:#@'=\"" +
    "Øabcdefghi«»ðýþ±°jklmnopqrªºæ¸Æ¤µ~stuvwxyz¡¿ÐÝÞ®¢£¥·©§¶¼½¾¬|¯¨´×" +
    "{ABCDEFGHI\u00ADôöòóõ}JKLMNOPQR¹ûüùúÿ\\÷STUVWXYZ²ÔÖÒÓÕ0123456789³ÛÜÙÚ\uFFFD",
  "875":
    " ΑΒΓΔΕΖΗΘΙ[.<(+!&ΚΛΜΝΞΟΠΡΣ]$*);^-/ΤΥΦΧΨΩΪΫ|,%_>?¨ΆΈΉ\u00A0ΊΌΎΏ`:#@'=\"" +
    "΅abcdefghiαβγδεζ°jklmnopqrηθικλμ´~stuvwxyzνξοπρσ£άέήϊίόύϋώςτυφχψ" +
    "{ABCDEFGHI\u00ADωΐΰ‘―}JKLMNOPQR±½\uFFFD·’¦\\\uFFFDSTUVWXYZ²§\uFFFD\uFFFD«¬0123456789³©\uFFFD\uFFFD»\uFFFD",
};
const FIRST = 0x40;
/** Bytes that end a line: line feed and next line. */
const LINE_ENDS: ReadonlySet<number> = new Set([0x25, 0x15]);
/** `<?xml` on any of the pages. */
const XML_DECLARATION = Buffer.from([0x4c, 0x6f, 0xa7, 0x94, 0x93]);
const DECLARATION_BYTES = 200;

/**
 * Reads the encoding of mainframes where the XML declaration is written in it (XML 1.0, appendix F.1); null where it is
 * not. The page is the one that the declaration names, else 500, the international one.
 */
export function decodeEbcdic(buffer: Buffer): { readonly text: string; readonly name: string } | null {
  if (!buffer.subarray(0, XML_DECLARATION.length).equals(XML_DECLARATION)) return null;
  const declaration = onPage(buffer.subarray(0, DECLARATION_BYTES), PAGES["500"]);
  const label = /encoding\s*=\s*["']([\w-]{1,40})["']/iu.exec(declaration)?.[1]?.toLowerCase() ?? "";
  const page = /875/u.test(label) ? "875" : /037|039|1140|us|ca|nl|wt/u.test(label) ? "037" : "500";
  const text = onPage(buffer, PAGES[page]);
  return { text: label.includes("1140") ? text.replaceAll("¤", "€") : text, name: `ibm${page}` };
}

function onPage(bytes: Uint8Array, page: string): string {
  const characters = Array.from(bytes, (byte) =>
    byte >= FIRST ? (page[byte - FIRST] ?? "") : LINE_ENDS.has(byte) ? "\n" : " ",
  );
  return characters.join("");
}
