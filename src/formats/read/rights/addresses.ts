const MAX_MARKUP = 4_000;
const LINK = /<a href="(https?:[^"]{1,2000})"[^<>]{0,200}>((?:[^<]|<(?!\/a>)){0,300})/gu;
/** What a link to the original is called where it is not called by the publication's name. */
const ORIGINAL =
  /original|orig[ie]nee?l|^(?:here|this|hier|ici|aquí|qui|aqui)$|^(?:this|dieser|cet|este|questo|dit) \p{L}+$|^https?:/iu;
const BARE_ADDRESS = /https?:\/\/[^\s<>"]{4,300}(?=[\s<>"]|$)/u;

/** The address that a publication's name is linked to; else that of the original; else one that the words give. */
export function addressOf(text: string, markup: string, name: string): string | null {
  const links = [...markup.slice(0, MAX_MARKUP).matchAll(LINK)].map(([, url = "", words = ""]) => ({
    url: url.replace(/&amp;/gu, "&"),
    words: words
      .replace(/<[^<>]{0,200}>/gu, "")
      .replace(/&amp;/gu, "&")
      .trim(),
  }));
  const named = links.find(({ words }) => words !== "" && (name.includes(words) || words.includes(name)));
  const found = named ?? links.find(({ words }) => ORIGINAL.test(words));
  return found?.url ?? BARE_ADDRESS.exec(text)?.[0].replace(/[.,;)]+$/u, "") ?? null;
}
