import type { Enclosure, Image } from "../../domain/revision.js";
import { attribute, childNamed, childrenNamed, wordsOf } from "./elements.js";
import { baseOf, linksWith, webUrl } from "./links.js";
import type { XmlElement } from "./tree.js";

const MAX_FILES = 100;

/** Images that an entry lists as media, each with the credit stated for it. */
export function imagesOf(entry: XmlElement, feedUrl: string): readonly Image[] {
  return mediaContents(entry)
    .filter((content) => isImage(content))
    .flatMap((content) => {
      const url = webUrl(attribute(content, "url"), baseOf(content, feedUrl));
      const around = content.parent?.name === "group" ? content.parent : null;
      const credit = credited(content) ?? (around === null ? null : credited(around)) ?? credited(entry);
      const alt =
        wordsOf(childNamed(content, "media", "description")) ?? wordsOf(childNamed(content, "media", "title")) ?? "";
      return url === null ? [] : [{ url, alt, credit }];
    })
    .slice(0, MAX_FILES);
}

function mediaContents(entry: XmlElement): readonly XmlElement[] {
  const groups = [entry, ...childrenNamed(entry, "media", "group")];
  return groups.flatMap((group) => [
    ...childrenNamed(group, "media", "content"),
    ...childrenNamed(group, "media", "thumbnail"),
  ]);
}

function isImage(content: XmlElement): boolean {
  const type = attribute(content, "type") ?? "";
  const medium = attribute(content, "medium") ?? "";
  return (
    content.name === "thumbnail" ||
    medium === "image" ||
    type.startsWith("image/") ||
    /\.(?:jpe?g|png|gif|webp|avif)(?:\?|$)/iu.test(attribute(content, "url") ?? "")
  );
}

function credited(element: XmlElement): string | null {
  return wordsOf(childNamed(element, "media", "credit")) ?? wordsOf(childNamed(element, "media", "copyright"));
}

/** Files that an entry attaches: RSS enclosures and Atom enclosure links; images among them count as images. */
export function enclosuresOf(entry: XmlElement, feedUrl: string): readonly Enclosure[] {
  const attached = [
    ...childrenNamed(entry, "rss", "enclosure").map((element) => ({ element, address: attribute(element, "url") })),
    ...linksWith(entry, "enclosure").map((element) => ({ element, address: attribute(element, "href") })),
  ];
  return attached
    .flatMap(({ element, address }) => {
      const url = webUrl(address, baseOf(element, feedUrl));
      const type = attribute(element, "type")?.trim() ?? "";
      const length = attribute(element, "length")?.trim() ?? "";
      const bytes = /^\d{1,15}$/u.test(length) && length !== "0" ? Number(length) : null;
      return url === null
        ? []
        : [{ url, type: /^[\w.+-]+\/[\w.+-]+$/u.test(type) ? type : "application/octet-stream", bytes }];
    })
    .slice(0, MAX_FILES);
}
