import { decodeFeed } from "./charset.js";

/** Where `<meta charset>` has to stand, in bytes from the start (HTML §4.2.5.4). */
const DECLARATION_BYTES = 1_024;
const META_CHARSET = /<meta\b[^<>]{0,500}?\bcharset\s*=\s*["']?([\w.:-]{1,40})/iu;

/** A page as text: by its mark or header, else by what it declares; where that does not fit the bytes, by these. */
export function pageText(bytes: Uint8Array, contentType: string | null): string {
  if (/;\s*charset\s*=/iu.test(contentType ?? "")) return decodeFeed(bytes, contentType).text;
  const start = Buffer.from(bytes.subarray(0, DECLARATION_BYTES)).toString("latin1");
  const label = META_CHARSET.exec(start)?.[1];
  return decodeFeed(bytes, label === undefined ? null : `text/html; charset=${label}`).text;
}
