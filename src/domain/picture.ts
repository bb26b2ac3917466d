/** Kinds of pictures that the desk shows. SVG is none of them: it is a document that can act. */
export type PictureType = "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/avif";

const AT_START: readonly (readonly [PictureType, readonly number[]])[] = [
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/gif", [0x47, 0x49, 0x46, 0x38]],
];

/** What the bytes are, whatever a server calls them; null for anything that is not shown. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | null {
  const found = AT_START.find(([, magic]) => magic.every((byte, at) => bytes[at] === byte));
  if (found !== undefined) return found[0];
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return "image/webp";
  return text(4, 8) === "ftyp" && ["avif", "avis"].includes(text(8, 12)) ? "image/avif" : null;
}
