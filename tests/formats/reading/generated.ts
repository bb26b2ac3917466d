import iconv from "iconv-lite";

export const FORMATS = ["rss", "rdf", "atom", "xhtml", "json"] as const;

export interface Column {
  readonly title: string;
  readonly author: string;
  readonly body: string;
}

export interface Parts {
  readonly format: (typeof FORMATS)[number];
  readonly encoding: string;
  readonly columns: readonly Column[];
}

export interface GeneratedFeed {
  readonly bytes: Buffer;
  /** Where each column ends, in bytes. */
  readonly ends: readonly number[];
}

/** Characters enough in every encoding to tell it by, before the first column. */
const TITLE = "Вечерний маяк у гавани";

/** A well-formed feed with these columns, and where each of them ends. JSON is always in Unicode (RFC 8259 §8.1). */
export function generated({ format, encoding: wanted, columns }: Parts): GeneratedFeed {
  const encoding = format === "json" && !wanted.startsWith("utf") ? "utf-8" : wanted;
  const [head, tail] = frame(format, encoding);
  const mark = encoding.startsWith("utf-16") ? "\uFEFF" : "";
  const pieces = [mark + head, ...columns.map((column, index) => columnIn(format, column, index)), tail];
  const encoded = pieces.map((piece) => iconv.encode(piece, encoding));
  const ends: number[] = [];
  let at = 0;
  for (const [index, piece] of encoded.entries()) {
    at += piece.length;
    if (index > 0 && index <= columns.length) ends.push(at);
  }
  return { bytes: Buffer.concat(encoded), ends };
}

function frame(format: Parts["format"], encoding: string): readonly [string, string] {
  const declaration = `<?xml version="1.0" encoding="${encoding}"?>\n`;
  switch (format) {
    case "rss":
      return [
        `${declaration}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>${TITLE}</title>`,
        "</channel></rss>",
      ];
    case "rdf":
      return [
        `${declaration}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>${TITLE}</title></channel>`,
        "</rdf:RDF>",
      ];
    case "json":
      return [`{"version":"https://jsonfeed.org/version/1.1","title":"${TITLE}","items":[`, "]}"];
    default:
      return [`${declaration}<feed xmlns="http://www.w3.org/2005/Atom"><title>${TITLE}</title>`, "</feed>"];
  }
}

function columnIn(format: Parts["format"], { title, author, body }: Column, index: number): string {
  const [id, link] = [`urn:lantern:${index}`, `http://lantern.example/${index}`];
  const [name, by, text] = [title, author, body].map(escaped);
  switch (format) {
    case "rss":
      return `<item><title>${name}</title><link>${link}</link><guid isPermaLink="false">${id}</guid><dc:creator>${by}</dc:creator><description><![CDATA[<p>${body}</p>]]></description></item>\n`;
    case "rdf":
      return `<item rdf:about="${id}"><title>${name}</title><link>${link}</link><dc:creator>${by}</dc:creator><description>${text}</description></item>\n`;
    case "json":
      return `${index === 0 ? "" : ",\n"}${JSON.stringify({ id, url: link, title, authors: [{ name: author }], content_text: body })}`;
    default:
      return `<entry><title>${name}</title><id>${id}</id><link href="${link}"/><author><name>${by}</name></author>${contentIn(format, text ?? "")}</entry>\n`;
  }
}

function contentIn(format: Parts["format"], text: string): string {
  return format === "xhtml"
    ? `<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>${text} <b>${text}</b></p></div></content>`
    : `<content>${text}</content>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
