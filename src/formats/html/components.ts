import render from "dom-serializer";
import { type ChildNode, isTag } from "domhandler";
import { parseDocument } from "htmlparser2";

type Left = "images" | "embeds";

const TAGS: Readonly<Record<Left, readonly string[]>> = {
  images: ["img", "picture", "svg"],
  embeds: ["iframe", "embed", "object", "video", "audio"],
};

/** A body in which no such tag begins holds no such element: it need not be parsed. */
const NAMED: Readonly<Record<Left, RegExp>> = {
  images: new RegExp(`<(?:${TAGS.images.join("|")})`, "iu"),
  embeds: new RegExp(`<(?:${TAGS.embeds.join("|")})`, "iu"),
};

/** The body without components that are not cleared: a figure goes with its picture, caption and all. */
export function withoutComponents(html: string, left: readonly Left[]): string {
  if (!left.some((component) => NAMED[component].test(html))) return html;
  const gone = new Set(left.flatMap((component) => TAGS[component]));
  const document = parseDocument(html, { decodeEntities: false });
  document.children = kept(document.children, gone);
  return render(document, { decodeEntities: false, encodeEntities: false });
}

function kept(nodes: readonly ChildNode[], gone: ReadonlySet<string>): ChildNode[] {
  return nodes.filter((node) => {
    if (!isTag(node)) return true;
    if (gone.has(node.name) || (node.name === "figure" && holds(node.children, gone))) return false;
    const held = node.children.length;
    node.children = kept(node.children, gone);
    // A paragraph around a picture alone would be left as a gap.
    return held === 0 || node.children.length > 0;
  });
}

function holds(nodes: readonly ChildNode[], gone: ReadonlySet<string>): boolean {
  return nodes.some((node) => isTag(node) && (gone.has(node.name) || holds(node.children, gone)));
}
