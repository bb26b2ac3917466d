import sanitizeHtml from "sanitize-html";

type Left = "images" | "embeds";

const TAGS: Readonly<Record<Left, ReadonlySet<string>>> = {
  images: new Set(["img", "picture", "svg"]),
  embeds: new Set(["iframe", "embed", "object", "video", "audio"]),
};

/** The body without components that are not cleared: a figure goes with its picture, caption and all. */
export function withoutComponents(html: string, left: readonly Left[]): string {
  if (left.length === 0) return html;
  const gone = new Set(left.flatMap((component) => [...TAGS[component]]));
  return sanitizeHtml(html, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    exclusiveFilter: ({ tag, mediaChildren }) =>
      gone.has(tag) || (tag === "figure" && mediaChildren.some((child) => gone.has(child))),
  });
}
