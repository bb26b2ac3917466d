import render from "dom-serializer";
import { type ChildNode, type Element, isTag, isText, type ParentNode } from "domhandler";
import { parseDocument } from "htmlparser2";
import { unescaped } from "./words.js";

export interface CreditedPicture {
  readonly url: string;
  readonly credit: string | null;
}

/** Characters beside the credit in a line that says it; a longer one may only speak of the person. */
const MAX_BESIDE = 60;
const AS_IS = { decodeEntities: false };

/**
 * The body with the credit of each picture beside it, where its figure or paragraph, or what stands right behind that, does
 * not say it anyway. A picture whose credit nobody states cannot be credited: it leaves, with its figure.
 *
 * @param html sanitized
 */
export function withPictureCredits(html: string, pictures: readonly CreditedPicture[]): string {
  if (!html.includes("<img")) return html;
  const credits = new Map(pictures.flatMap(({ url, credit }) => (credit === null ? [] : [[url, credit] as const])));
  const document = parseDocument(html, AS_IS);
  for (const picture of picturesIn(document.children)) {
    const credit = credits.get(unescaped(picture.attribs.src ?? ""));
    if (credit === undefined) remove(picture);
    else if (!isSaid(credit, picture)) place(credit, picture);
  }
  return render(document, { decodeEntities: false, encodeEntities: false });
}

/** As the sanitizer writes text. */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function picturesIn(nodes: readonly ChildNode[]): readonly Element[] {
  return nodes.flatMap((node) => {
    if (!isTag(node)) return [];
    return node.name === "img" ? [node] : picturesIn(node.children);
  });
}

/** The figure of a picture; where it has none, what holds it besides its link. */
function holderOf(picture: Element): ParentNode | null {
  let holder = picture.parent;
  while (holder !== null && isTag(holder) && holder.name === "a") holder = holder.parent;
  for (let above = holder; above !== null; above = above.parent)
    if (isTag(above) && above.name === "figure") return above;
  return holder;
}

function isSaid(credit: string, picture: Element): boolean {
  const written = escapeText(credit);
  const holder = holderOf(picture);
  if (holder === null || !isTag(holder)) return false;
  if (holder.name === "figure" && textOf(holder.children).includes(written)) return true;
  let behind = holder.next;
  while (behind !== null && isText(behind) && behind.data.trim() === "") behind = behind.next;
  const near = behind !== null && isTag(behind) && picturesIn([behind]).length === 0 ? [holder, behind] : [holder];
  return near.map((node) => textOf([node]).trim()).some(saysLittleBut(written));
}

function saysLittleBut(credit: string): (line: string) => boolean {
  return (line) => line.includes(credit) && line.length <= credit.length + MAX_BESIDE;
}

function textOf(nodes: readonly ChildNode[]): string {
  return nodes.map((node) => (isText(node) ? node.data : isTag(node) ? textOf(node.children) : "")).join("");
}

function place(credit: string, picture: Element): void {
  const small = `<small>${escapeText(credit)}</small>`;
  const holder = holderOf(picture);
  if (holder === null || !isTag(holder) || holder.name !== "figure") {
    let beside: ChildNode = picture;
    while (beside.parent !== null && isTag(beside.parent) && beside.parent.name === "a") beside = beside.parent;
    insertAfter(beside, ` ${small}`);
    return;
  }
  const caption = holder.children.find((child): child is Element => isTag(child) && child.name === "figcaption");
  if (caption === undefined) append(holder, `<figcaption>${small}</figcaption>`);
  else append(caption, ` ${small}`);
}

function nodesOf(html: string, parent: ParentNode): ChildNode[] {
  const { children } = parseDocument(html, AS_IS);
  for (const child of children) child.parent = parent;
  return children;
}

function append(parent: Element, html: string): void {
  parent.children = [...parent.children, ...nodesOf(html, parent)];
}

function insertAfter(node: ChildNode, html: string): void {
  const { parent } = node;
  if (parent === null) return;
  const at = parent.children.indexOf(node) + 1;
  parent.children.splice(at, 0, ...nodesOf(html, parent));
}

/** With its figure, and with what it would leave empty. */
function remove(picture: Element): void {
  const holder = holderOf(picture);
  let gone: ChildNode = holder !== null && isTag(holder) && holder.name === "figure" ? holder : picture;
  while (gone.parent !== null && isTag(gone.parent) && gone.parent.children.length === 1) gone = gone.parent;
  const { parent } = gone;
  if (parent !== null) parent.children.splice(parent.children.indexOf(gone), 1);
}
