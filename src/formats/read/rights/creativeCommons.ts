/** A Creative Commons license as words or an address name it. */
export interface CreativeCommons {
  /** SPDX identifier; null where no version is named, since SPDX names none without. */
  readonly spdx: string | null;
  readonly url: string | null;
}

const ADDRESS =
  /https?:\/\/(?:www\.)?creativecommons\.org\/(?:licenses\/(?<code>by(?:-(?:nc|nd|sa)){0,2})\/(?<version>\d\.\d)|publicdomain\/(?<zero>zero)\/1\.0)[\w./-]{0,20}/iu;
const CODE = /\b(?:cc|creative[ -]commons)[ -]?(?<code>by(?:[ -](?:nc|nd|sa)){0,2})(?:[ -](?<version>\d\.\d))?/iu;
const ZERO = /\bcc[ -]?(?:0|zero)\b/iu;
const VERSION = /\b([1-4]\.[05])\b/u;
const BY =
  /\b(?:attribution|namensnennung|reconocimiento|atribuci[oó]n|attribuzione|naamsvermelding)|atribuição|paternité/iu;
const NC =
  /non[- ]?commercial|nicht[ -]?kommerziell|pas d[’']utilisation commerciale|no[- ]?comercial|não[- ]?comercial|niet[- ]?commercieel/iu;
const ND =
  /no[- ]?deriv|keine[ -]bearbeitung|pas de (?:modification|travaux|œuvre)|sin[- ]?(?:obras? ?)?derivad|non opere derivate|sem[- ]?derivaç|geen[- ]?afgeleide/iu;
const SA =
  /share[- ]?alike|weitergabe unter gleichen|partage (?:dans les mêmes|à l[’']identique)|compart(?:ir|e)[- ]?(?:la |al )?igual|condividi allo stesso|(?:com)?part(?:ilh|ir)\p{L}{1,3}[- ]?igual|gelijk[- ]?delen/iu;

/** Reads `CC BY-NC 4.0`, `Creative Commons Namensnennung 4.0` and the addresses of licenses, in seven languages. */
export function creativeCommonsIn(words: string, markup: string): CreativeCommons {
  const address = ADDRESS.exec(markup) ?? ADDRESS.exec(words);
  const code = address?.groups?.code ?? CODE.exec(words)?.groups?.code?.replace(/ /gu, "-") ?? codeOfWords(words);
  const version = address?.groups?.version ?? VERSION.exec(words)?.[1];
  const isZero = address?.groups?.zero !== undefined || (code === null && ZERO.test(words));
  const spdx = isZero ? "CC0-1.0" : code === null || version === undefined ? null : spdxOf(code, version);
  return { spdx, url: address?.[0] ?? null };
}

/** The SPDX identifier of a license's address, or null. */
export function spdxOfUrl(url: string | null): string | null {
  return url === null ? null : creativeCommonsIn("", url).spdx;
}

function spdxOf(code: string, version: string): string {
  const parts = new Set(code.toUpperCase().split("-"));
  return ["CC", ...["BY", "NC", "ND", "SA"].filter((part) => parts.has(part)), version].join("-");
}

function codeOfWords(words: string): string | null {
  if (!BY.test(words)) return null;
  return ["by", NC.test(words) ? "nc" : "", ND.test(words) ? "nd" : "", SA.test(words) ? "sa" : ""]
    .filter((part) => part !== "")
    .join("-");
}

const LABEL =
  /^(?:(?:text|words|article|content|license|licence|lizenz|licencia|licenza|licença|licentie|inhalt|texte|texto|testo|tekst) ?[:–—-] ?)?/iu;
/** Every word of a license's name, and none of a sentence's. */
const NAME_WORDS =
  /^(?:creative|commons|creative-commons-lizenz|commons-lizenz|commons-licentie|cc|cc0|zero|by|nc|nd|sa|(?:cc-?)?by(?:-(?:nc|nd|sa)){0,3}|cc0?-?(?:by)?|\d\.\d|licen[sc]e|lizenz|licencia|licenza|licença|licentie|licence|attribution|namensnennung|reconocimiento|atribución|attribuzione|atribuição|naamsvermelding|non-?commercial|noncommercial|no-?deriv\p{L}*|derivatives|derivs|share-?alike|attribution-\p{L}+(?:-\p{L}+)?|nicht|kommerziell|keine|bearbeitung(?:en)?|weitergabe|unter|gleichen|bedingungen|pas|d[’']utilisation|commerciale?|modification|partage|dans|les|mêmes|conditions|compartir ?igual|compartirigual|sin|obra|derivada|no|comercial|condividi|allo|stesso|modo|não|derivações|sem|compartilhaigual|niet-?commercieel|geen|afgeleide|werken|gelijk|delen|non|commercial|share|alike|noderivs|noderivatives|nocomercial|nãocomercial|nietcommercieel|sinderivadas|sinobraderivada|obras|derivadas|semderivações|opere|derivate|geenafgeleidewerken|gelijkdelen|travaux|dérivés|identique|à|l[’']identique|la|igual|paternité|deutschland|österreich|schweiz|france|españa|italia|brasil|portugal|nederland|belgique|uk|us|deed|and|und|et|y|e|en|version|v|international|internacional|internazionale|internationaal|unported|generic|public|domain|dedication|universal|de|[–—|/:-])$/iu;

/** True for words that are nothing but the name or the address of a Creative Commons license. */
export function isLicenseName(words: string): boolean {
  if (words.length > 160 || !/\bcc|creative.?commons/iu.test(words)) return false;
  const name = words.replace(LABEL, "");
  if (/^https?:\/\/(?:www\.)?creativecommons\.org\/(?:licenses|publicdomain)\/\S{2,80}$/iu.test(name)) return true;
  const parts = name
    .replace(/[(),.]+(?=\s|$)|^\(|(?<=\s)\(/gu, "")
    .split(/[\s–—-]+/u)
    .filter((part) => part !== "");
  const isNamed = /creative.?commons|\bcc[ -]?(?:by|0|zero)/iu.test(name);
  return isNamed && parts.length > 0 && parts.every((part) => NAME_WORDS.test(part));
}
