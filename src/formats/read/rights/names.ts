import { isAgencyName } from "./shared.js";

/** Small words that stand inside the names of people and of papers. */
const PARTICLES: ReadonlySet<string> = new Set(
  (
    "the a an of and & for in on at to by der die das des dem den und von vom zu zum zur für im am le la les l’ du de des et à en aux el los las y del il lo i gli e di della dello dei delle " +
    "o as os dos das do da het van ter te ten op blog magazine newspaper website site journal inc ltd llc plc gmbh srl spa sas sarl bv nv ltda kg newsletter weekly podcast press agency " +
    "éditions maison revue agence archives collection editorial revista diario periódico rivista giornale agenzia jornal editora agência krant tijdschrift uitgeverij verlag zeitung " +
    "via dpa / | + – —"
  ).split(" "),
);

/** Words that name a holder by his part instead of by name. */
const ROLE =
  /^(?:(?:the|both|its|their|our|his|her|sa|son|ses|su|sus|suo|sua|seu|seus|ihrer|seiner|unserer|zijn|haar|hun|der|die|des|den|dem|le|la|les|l[’']|el|il|los|dell[’']|de|het|o|a|os|as|da|do|dos|i|gli|las|les)\s?)?(?:original\s|own\s|respective\s)?(?:(?:authors?|writers?|publishers?|editors?)(?: and (?:the )?(?:authors?|publishers?|editors?))?|copyright (?:holders?|owners?)|rights holders?|autor(?:in|a|en|e|s|es|as|innen)?|verfasser(?:in|s)?|redacteur|auteure?s?|autrice|autore|autori|redaktion|redactie|rédaction|editor|éditeur|editore|uitgever|verlags?|schrijver|schrijfster|éditions?\b.{0,60})$/iu;

/** In seven languages, and as they are cut short. */
const MONTH =
  "(?:jan(?:uary|uar|vier|eiro|uari)?|enero|gennaio|feb(?:ruary|ruar|rero|braio|ruari)?|f[eé]v(?:rier|ereiro)?|mar(?:ch|s|zo|ço|t)?|märz|maart|apr(?:il|ile)?|avril|abril|may|mai|mayo|maggio|maio|mei|june?|juni|juin|junio|giugno|junho|july?|juli|juillet|julio|luglio|julho|aug(?:ust|ustus)?|août|agosto|sept?(?:ember|embre|iembre)?|settembre|setembro|oct(?:ober|obre|ubre)?|okt(?:ober)?|ottobre|outubro|nov(?:ember|embre|iembre|embro)?|dec(?:ember|embre)?|dez(?:ember|embro)?|d[eéi]c(?:embre|iembre)?|spring|summer|autumn|fall|winter)\\.?";
const DATE = new RegExp(
  `,? \\(?(?:(?:on|am|vom|von|le|du|daté du|el|il|em|a|de|da|op|van|in|en|im|del|dated|of) )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\\d{1,2}\\.?(?: de)? ${MONTH}(?:,?(?: de)? \\d{4})?|${MONTH} \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|${MONTH},?(?: (?:de )?\\d{4})|(?:in|im|en|em) ${MONTH}|(?:last|this|earlier this) (?:week|month|year|spring|summer|autumn|fall|winter)|(?:last |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|\\d{4}(?:-\\d\\d-\\d\\d)?|\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}|\\d{1,2}/\\d{4})\\)?$`,
  "iu",
);
/** What may follow a name in the same breath: numbers of an issue, a bracket, a title, an apposition. */
const AFTER =
  /(?:,? by \p{Lu}\S{1,20} \p{Lu}\S{1,30}|:? \(?https?:\/\/\S{3,200}|,? \(.{1,60}\)|,? (?:vol(?:ume)?|no|nr|n°|nº|issue|heft|ausgabe|numéro|número|numero|p|pp|s)\.? ?\d.{0,40}|,? (?:under the (?:title|headline)|unter dem titel|sous le titre|bajo el título|con il titolo|sob o título|onder de titel)\b.{0,100}|, (?:an?|the|eine?|une?|una?|um|uma|een|die|der|das)\s\p{Ll}.{1,80}|[’']s (?:\p{L}{3,12} )?(?:edition|issue|pages)|,? (?:here|hier|ici|aquí|qui|aqui))$/iu;
/** What may stand before it: the issue, or what it is. */
const BEFORE =
  /^(?:(?:[Tt]he |its |der |die )?(?:[\p{L}]{3,10} )?(?:\d{1,2},? )?(?:\d{4} )?(?:print |online |sunday |weekend )?(?:issue|edition|pages|website|web site|blog|newsletter|site|archives?|columns?|Ausgabe|editors?|publishers?) of (?:the )?|our (?:\p{Ll}{3,12} )?(?:friends|partners|colleagues|sister site) (?:at|over at|of) |(?:[Tt]he |my |our |his |her |its |their |own |fellow |original |le |la |son |sa |der |die |dem |ihrer |seiner |ihr |el |su |il |lo |suo |sua |seu |o |a |l[’']|dell[’']|all[’']|de |het |zijn |haar |hun ){0,3}(?:author|writer|publisher|columnist|photographer|translator|blog|newsletter|website|site|magazine|newspaper|paper|journal|book|weekly|daily|partner|auteure?|autrice|Autorin|Autors?|Verfasser(?:in|s)?|autora?|autore|fotógraf[oa]|schrijver|schrijfster|Zeitung|Zeitschrift|Tageszeitung|Wochenzeitung|Magazin|Buch|Blog|Portal|Newsletter|quotidien|hebdomadaire|magazine|journal|revue|diario|periódico|semanario|revista|rivista|giornale|quotidiano|settimanale|sito|jornal|semanário|krant|weekblad|dagblad|tijdschrift|site),? (?=[\p{Lu}“"«‘]))/u;
/** `the website of the Gazette`, `le site du Bateau-Lavoir`: where it stood, and whose that is. */
const SITE =
  /^(?:(?:[Tt]he|[Ll]e|[Ll]a|[Dd]er|[Dd]ie|[Dd]em|[Dd]en|[Ee]l|[Ii]l|[Oo]|[Aa]|[Dd]e|[Hh]et|[Ll][’']) ?)?(?:site|[Ww]ebsite|[Ss]eiten?|[Ww]eb|blog|[Pp]ortal|portail|portale|sito|sitio|página|pagina|colonnes|columnas|colunas|colonne|kolommen|Spalten|pages|páginas|pagine|[Ee]dición|[Ee]dizione|[Ee]dição|édition|[Aa]rchives?|Archiv|archivo|archivio|arquivo)(?: (?:web|internet|online|impresa|papel))? (?:de la |de l[’']|du |des |del |della |dell[’']|dei |do |da |van de |van het |van |von der |von |der |de |di |des |d[’'])/u;
/** Words that a capital makes no name of: a month, a language, a season. */
const NO_NAME = new RegExp(
  `^(?:${MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|english|german|french|spanish|italian|portuguese|dutch|latin|europe|deutsch|englisch|französisch|print|full|part|public|private|book form|installments|instalments|heaven|god|hand|wind)$`,
  "iu",
);
const ADDRESS = /^https?:\/\/(?:www\.)?([\p{L}\d.-]{3,80})(?:[/?#]\S{0,200})?$/u;

const MAX_NAME = 90;
const MAX_WORDS = 10;

/** The name in some words, without dates, numbers of issues and marks around it; null where they are no name. */
export function nameIn(words: string): string | null {
  if (words.length > 160) return null;
  let plain = bare(words);
  const site = ADDRESS.exec(plain)?.[1];
  if (site !== undefined) return site;
  for (let pass = 0; pass < 3; pass++) plain = bare(plain.replace(AFTER, "").replace(DATE, ""));
  plain = bare(plain.replace(SITE, "").replace(BEFORE, "")).replace(/^the (?=\p{Lu})/u, "");
  if (plain === "" || plain.length > MAX_NAME || NO_NAME.test(plain)) return null;
  return ROLE.test(plain) || isAgencyName(plain) || isName(plain) ? plain : null;
}

function bare(words: string): string {
  return words
    .replace(/[\s.,;:]+$/u, "")
    .replace(/^[“"«‘']\s?|\s?[”"»]$/gu, "")
    .replace(/[\s.,;:]+$/u, "")
    .trim();
}

/** Capitalized words and the small ones between them; or one address of a site. */
function isName(text: string): boolean {
  if (/^[\p{L}\d-]{1,60}(?:\.[\p{L}\d-]{2,30}){1,3}$/u.test(text)) return /\p{L}/u.test(text);
  if (!/\p{Lu}/u.test(text)) return false;
  const words = text.replace(/[/|]/gu, " / ").split(/\s+/u);
  if (words.length > MAX_WORDS || /[,;:]\s\p{Ll}|[;:!?]/u.test(text)) return false;
  const plain = words.map((word) => word.replace(/^[“"«‘'([]+|[”"»’'),\].]+$/gu, ""));
  const isCapital = (word: string) => /^(?:\p{Ll}{1,4}[’'])?[\p{Lu}\d@]/u.test(word);
  return plain.every(
    (word, index) =>
      word === "" || isCapital(word) || PARTICLES.has(word.toLowerCase()) || (index > 1 && isPartOf(plain, index)),
  );
}

/** `La Route du sel`: romance titles go on in lower case after a preposition. */
function isPartOf(words: readonly string[], index: number): boolean {
  const [first = "", before = ""] = [words[0], words[index - 1]];
  return (
    words.length <= 5 && /^\p{Lu}/u.test(first) && /^(?:de|des|du|del|della|delle|dei|do|da|dos|das)$/u.test(before)
  );
}
