import { Parser } from "htmlparser2";
import { folded, spaced } from "./whiteSpace.js";

const BLOCKS: ReadonlySet<string> = new Set(
  "address article aside blockquote br dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul".split(
    " ",
  ),
);
const SILENT: ReadonlySet<string> = new Set(["script", "style", "template", "noscript", "head"]);

/** The words of a body in plain text: blocks on lines of their own, white space folded, scripts and styles left out. Linear. */
export function textOfHtml(html: string): string {
  const parts: string[] = [];
  let silent = 0;
  const parser = new Parser(
    {
      onopentagname: (name) => {
        if (SILENT.has(name)) silent++;
        if (BLOCKS.has(name)) parts.push("\n");
      },
      onclosetag: (name) => {
        if (SILENT.has(name) && silent > 0) silent--;
        if (BLOCKS.has(name)) parts.push("\n");
      },
      ontext: (text) => {
        if (silent === 0) parts.push(spaced(text));
      },
    },
    { decodeEntities: true },
  );
  parser.write(html);
  parser.end();
  return parts
    .join("")
    .split("\n")
    .map((line) => folded(line))
    .filter((line) => line !== "")
    .join("\n");
}

/** A title or another one-line text that may hold mark-up or references. */
export function lineOfHtml(html: string): string {
  if (!html.includes("<") && !html.includes("&")) return folded(html);
  return folded(textOfHtml(html));
}
