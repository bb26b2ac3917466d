/** A reader's name, or the field where a mailing puts one. */
const NAME = String.raw`(?<name>[\p{Lu}][\p{L}’'-]{1,24}|[*{[%<$#|-]{1,3}[^\s,!]{1,40}[*}\]%>#|-]{1,3})`;
const GREETINGS =
  "(?:[Hh]i(?: there)?|[Hh]ello|[Hh]ey|[Dd]ear|[Gg]ood (?:[Mm]orning|[Dd]ay|[Aa]fternoon|[Ee]vening)|[Gg]reetings|[Hh]allo|[Ll]iebe[rs]?|[Hh]owdy|[Bb]onsoir|[Cc]oucou|[Bb]uenas|[Ss]alve|[Bb]uonasera|[Ll]ieve|[Gg]oedemiddag|[Gg]ood [Nn]ight|[Gg]rüezi|[Gg]rüß (?:dich|Gott)|[Gg]uten (?:[Mm]orgen|[Tt]ag|[Aa]bend)|[Mm]oin|[Ss]ervus|[Ss]ehr geehrte[rs]?(?: (?:Frau|Herr))?|[Bb]onjour|[Ss]alut|[Cc]h(?:er|ère)s?|[Hh]ola|[Bb]uenos días|[Bb]uenas (?:tardes|noches)|[Qq]uerid[oa]s?|[Ee]stimad[oa]s?|[Cc]iao|[Bb]uongiorno|[Cc]ar[oaie]|[Gg]entile|[Oo]lá|[Oo]i|[Bb]om dia|[Bb]oa (?:tarde|noite)|[Pp]rezad[oa]s?|[Cc]ar[oa]s?|[Bb]este|[Hh]oi|[Dd]ag|[Gg]oedemorgen|[Gg]oedenavond|[Gg]eachte)";

const OPENING = new RegExp(String.raw`^${GREETINGS},?\s+${NAME}\s?(?:[,!:–—-]|$)`, "u");
/** In the middle of a text a greeting stands in a block of its own. */
const ALONE = new RegExp(String.raw`^${GREETINGS},?\s+${NAME}\s?[,!:–—-]?$`, "u");
/** In running text, between two sentences; what somebody says stands in quotation marks. */
const BETWEEN = new RegExp(
  String.raw`[.!?…]\s(?:Hi|Hello|Hey|Hallo|Dear|Liebe[rs]?|Bonjour|Hola|Ciao|Olá|Hoi)\s${NAME},\s`,
  "u",
);
const ANY_BETWEEN = /[.!?…]\s(?:Hi|He|Ha|Dear|Lie|Bon|Ho|Ci|Ol)/u;
const ANY_GREETING = new RegExp(`^${GREETINGS}[\\s,]`, "u");
const MAX_GREETING = 80;

/** Whom a column may well greet itself: everybody, or somebody of whom it is a letter's form to do so. */
const EVERYBODY =
  /^(?:readers?|friends?|all|everyone|everybody|folks|neighbou?rs?|colleagues?|editors?|sirs?|madam|diary|santa|god|leser\w*|freund\w*|alle|kolleg\w*|nachbar\w*|damen|herren|redaktion|lecteur\w*|lectrice\w*|ami\w*|tous|toutes|lector\w*|amig\w*|todos|todas|lettor\w*|lettric\w*|tutti|leitor\w*|lezers?|lezeress\w*|vrienden|allemaal|iedereen|redactie)$/iu;

/** Greets one reader by name, as a mailing does. @param isFirst among the first blocks of the column */
export function greetsReader(text: string, isFirst: boolean): boolean {
  const between = ANY_BETWEEN.test(text) ? BETWEEN.exec(text.slice(0, MAX_READ))?.groups?.name : undefined;
  if (between !== undefined && !EVERYBODY.test(between)) return true;
  if (!ANY_GREETING.test(text)) return false;
  const name = (isFirst ? OPENING : ALONE).exec(text.slice(0, MAX_GREETING + 1))?.groups?.name;
  if (name === undefined || EVERYBODY.test(name)) return false;
  return isFirst || text.length <= MAX_GREETING;
}

const FIELD_NAME =
  "(?:(?:subscriber|contact|recipient|user|member|person|lead|profile|customer)[._ ])?(?:f|first|last|full|sur|nick|user|display|given|family)?[._ -]?(?:name|vorname|nachname|prénom|prenom|nombre|nome|cognome|naam|voornaam|anrede|salutation|e-?mail(?:[._ -]?address)?)";
/** A field that can be nothing else, in whatever marks it stands. */
const GIVEN_NAME =
  "(?:first[_ -]?name|last[_ -]?name|full[_ -]?name|fname|lname|vorname|nachname|prénom|prenom|voornaam|achternaam|primer_nombre|primeiro_nome|anrede)";
const MARKS = String.raw`~@#!*$%|^=<>(\[{«‹`;
/** Longer texts are read up to here. */
const MAX_READ = 20_000;
const ANY_FIELD = /[*{[%<$#|@«~‹]|-\p{L}+-|name\)/iu;

/** Unfilled merge fields in the syntaxes of the usual mailing programs. */
const FIELDS: readonly RegExp[] = [
  /\*\|[A-Z][A-Z0-9_:]{1,30}\|\*/iu, // *|FNAME|*
  /\{\{\{?[~#/^]?\s?(?!(?:and|or|und|oder|et|ou|y|o|e|en|of) ?\})[\p{L}_][\w. |:"'’,\p{L}-]{0,80}\s?\}?\}\}/u, // {{ first_name | default: "friend" }}
  /\{%-?\s?(?:if|else|endif|for|endfor|assign|unless|elsif|case)\b[^%]{0,80}%\}/iu, // {% if first_name %}
  new RegExp(String.raw`[{[]%=?-?\s?${FIELD_NAME}\s?(?:\|[^%]{0,40})?%[}\]]`, "iu"), // {% first_name | default: 'friend' %}, [% name %]
  /%%=[^%]{1,60}=%%/u, // %%=v(@FirstName)=%%
  /!\*[\p{L}_ ]{3,30}\*!/u, // !*FIRSTNAME*!
  /%%[\p{L}_][\w .:\p{L}-]{0,40}%%/u, // %%First Name%%
  /%\[?(?:recipient\.|subscriber[:.])?[\p{L}_]{4,30}\]?%(?!\d)/u, // %FIRSTNAME%, %recipient.name%
  new RegExp(String.raw`\[\[?${FIELD_NAME}(?:[,|][^\]]{0,40})?\]\]?`, "iu"), // [FIRST NAME], [[name]]
  new RegExp(String.raw`\{[$!#@]?(?:[a-z]{2,15}[.:_])?${FIELD_NAME}(?:[|,:][^{}]{0,40})?\}`, "iu"), // {FirstName}, {$name}, {subtag:name}
  new RegExp(String.raw`(?<![\p{L}\p{N}${MARKS}])[${MARKS}]{1,3}${GIVEN_NAME}[${MARKS}]{0,3}(?![\p{L}\p{N}_(=])`, "iu"), // $first_name, ~FirstName~, ((first name))
  new RegExp(String.raw`\$\{${FIELD_NAME}\}`, "iu"), // ${first_name}
  new RegExp(String.raw`<%=?\s?${FIELD_NAME}\s?%>`, "iu"), // <%= name %>
  new RegExp(String.raw`<<\s?${FIELD_NAME}\s?>>`, "iu"), // <<First Name>>
  new RegExp(`#{1,2}${FIELD_NAME}#{1,2}`, "iu"), // ##name##
  new RegExp(String.raw`\|{1,2}${FIELD_NAME}\|{1,2}`, "iu"), // |NAME|
  new RegExp(`@@${FIELD_NAME}@@|«\\s?${FIELD_NAME}\\s?»`, "iu"), // @@name@@, «Vorname»
  new RegExp(`(?<=^|[\\s(])-${FIELD_NAME}-(?=$|[\\s,.!?)])`, "iu"), // -name-
  /\[(?:subscriber|contact|user):[\w-]{1,30}(?:\s[^\]]{0,60})?\]/iu, // [subscriber:firstname | default:reader]
];

/** Where a merge field stands, or null. */
export function mergeFieldIn(text: string): { readonly index: number } | null {
  const read = text.slice(0, MAX_READ);
  if (!ANY_FIELD.test(read)) return null;
  const found = FIELDS.flatMap((field) => field.exec(read)?.index ?? []);
  return found.length === 0 ? null : { index: Math.min(...found) };
}
