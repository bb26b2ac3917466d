import { NAMED, phrasesOf } from "./standing.js";

/** News agencies and picture desks as they sign, which nobody else signs as. */
const AGENCIES =
  "dpa(?:-infocom)?|afp|reuters|ap|associated press|the associated press|upi|pa(?: media| wire)?|press association|efe|europa press|ansa|adnkronos|agi|lusa|agência brasil|folhapress|anp|belga|apa|kna|epd|sid|keystone-sda|keystone|sda|ats|tass|xinhua|kyodo(?: news)?|pti|ani|ians|aap|the canadian press|canadian press|bloomberg(?: news)?|tt|ntb|ritzau|stt|čtk|ctk|pap|mti|getty(?: images)?|alamy|shutterstock|picture[ -]alliance|imago(?: images)?|unsplash|pixabay|istock|adobe stock|wikimedia commons|ddp|epa|zuma press|agenturen|agencies|agences|agencias|agenzie|agências|agence france-presse|dpa-afx|deutsche presse-agentur|thomson reuters|novum|notimex|télam|telam|askanews|italpress|lapresse|la presse canadienne|agência lusa|agencia efe|agencia ansa|agenzia ansa|agence belga|interfax|anadolu|kathpress|estadão conteúdo|agência estado|eurasia press|zumapress|afp/getty";
const AND = "(?: ?[/,+&|] ?| and | und | et | y | e | en )";
const SIGNED_BY = `(?<holder>(?:${AGENCIES})(?:${AND}(?:${AGENCIES}|\\p{L}{2,3})){0,4})`;

const PICTURE =
  "(?:(?:cover |top |header |featured |lead |main )?(?:photo(?:s|graphs?|graphy|graphies?)?|images?|pictures?|illustrations?|graphics?|cartoon|artwork|videos?|audio|chart|map|foto(?:s|grafie|grafía|grafia|graf)?|bild(?:er|nachweis|quelle)?|titelbild|grafik|illustrazione|illustrazioni|ilustración|ilustração|illustratie|imagen|immagine|imagem|imágenes|beeld|afbeelding|tekening|dessin|dibujo|disegno|desenho|zeichnung))";
const CREDIT = "(?:credits?|crédits?(?: photos?)?|créditos?|crediti|rechte|source|quelle)";

/** What is written alike in many languages: pictures' credits and agencies' signatures. */
export const SHARED = phrasesOf(null, {
  credit: [
    `[—–-]{0,2} ?${SIGNED_BY}(?:\\/[a-z]{2,4})?`,
    `(?:with|mit|avec|con|com|met|including|nach|selon|red\\.?\\/|red\\.?,|quelle:?|source ?:|sources ?:|fuentes?:|font[ei]:|bron:|door:|von:|texte? ?:|texto:|agencias?|agence|agenzia|agência|agentur)(?: (?:the|der|het|la|de)| l[’']| (?:informations|informazioni|informações|información|informatie|material)| (?:reporting|(?:agency |additional )?(?:material|reporting|information)|files|agenturmaterial|informationen|(?:des )?informations|información|informaciones|informazioni|informações|informatie) (?:by|from|of|von|der|de(?: l[’']| la)?|d[’']|di|da|do|van(?: het)?|dell[’']))? ?${SIGNED_BY}`,
    `(?<holder>.{3,60}? ?\\/ ?(?:${AGENCIES})(?: via (?:${AGENCIES}))?)`,
    `(?:(?:written |reported |story |text |report )?by|von|par|por|di|door|da) (?:the |der |l[’']|la |het |agency |redacción )?${SIGNED_BY}`,
    `(?:this (?:article|story|report) is (?:from|by)|(?:dieser (?:text|artikel|beitrag) ist )?(?:eine )?meldung der|dit is een (?:bericht|artikel) van(?: het)?|une dépêche (?:de l[’']|d[’'])|una nota de) ?${SIGNED_BY}`,
    `[\\p{L}.]{2,16}(?: [\\p{L}.]{2,16}){0,2} (?:avec|mit) ${SIGNED_BY}`,
    `(?:the )?${SIGNED_BY} contributed to this (?:report|story|article)`,
    `${PICTURE} ?(?:${CREDIT})?(?: ?[:|©]{1,2} ?|: © ?| (?:by|par|por|di|von|door|courtesy of|courtesy|credit)[: ] ?)(?:© ?)?(?:by )?${NAMED}`,
    `${CREDIT} (?:photos?|fotos?|images?|immagine|foto)? ?: ?${NAMED}`,
    `(?:credits?|texte? ?|texto|testo|tekst|words): ${NAMED}`,
    "(?!(?:distributed|syndicated|source|quelle|provided|supplied|by|from|with|courtesy|mit|von)\\b)(?<holder>[\\p{L}&’' -]{2,40} (?:news agency|news service|press agency|wire service|newswire|presseagentur|nachrichtenagentur))",
  ],
});

const KNOWN = new RegExp(`^${SIGNED_BY}$`, "u");
/** `HARBOUR TOWN (AFP) —`, `Puerto Sal, 3 may (EFE).-`, `Husumtal (epd).`, or `(ANSA) - PORTO SALE` before the first words. */
const DATELINE = new RegExp(
  `^(?<line>(?:\\p{Lu}[\\p{L}\\d .,’'/-]{1,60} )?\\((?<holder>(?:${AGENCIES})(?:/(?:${AGENCIES}|[a-z]{2,4}))?)\\)) ?(?:\\.? ?[—–-]|\\. ?(?=\\p{Lu}|$))`,
  "iu",
);
const MAX_DATELINE = 90;

/** True for the name of an agency. */
export function isAgencyName(name: string): boolean {
  return name.length <= 60 && KNOWN.test(name.toLowerCase());
}

/** The dateline that a block begins with, and the agency in it. */
export function datelineOf(text: string): { readonly line: string; readonly holder: string } | null {
  const bracket = text.indexOf("(");
  if (bracket < 0 || bracket > MAX_DATELINE) return null;
  const groups = DATELINE.exec(text.slice(0, MAX_DATELINE))?.groups;
  const { line, holder } = groups ?? {};
  return line === undefined || holder === undefined ? null : { line, holder };
}
