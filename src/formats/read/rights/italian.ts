import { CC, NAMED, phrasesOf } from "./standing.js";

const WORK =
  "(?:articolo|testo|pezzo|saggio|opera|rubrica|racconto|intervista|contenuto|estratto|brano|editoriale|recensione|poesia|commento)";
const SUBJECT = `(?:(?:quest[oa]|l[’']|quest[’']|il|la|lo)\\s?${WORK}|${WORK}|una (?:prima |precedente )?versione (?:più breve |più lunga |ridotta )?di (?:questo|questa|quest[’'])\\s?${WORK})`;
const USED = "(?:riprodott|pubblicat|ripubblicat|ristampat|usat|tradott|utilizzat|adattat|condivis|tratt|ripres)[oa]";
const GRANT =
  "(?:(?:per|su) gentile concessione|con (?:il |l[’']|la )?(?:gentile |espress[oa] )?(?:permesso|autorizzazione|consenso|concessione))(?: (?:(?:di|de|del|della|dei|delle) |(?=dell[’']))(?<holder>.{2,120}?))?";
const AT = "(?:su|sul|sulla|in|nel|nella|da|dal|dalla|sulle|nelle|sui)";
const FIRST = "(?:originariamente|inizialmente|per la prima volta|originalmente|in origine|precedentemente)";
const OUT = "(?:pubblicat|appars|uscit)[oa]";
const TAIL = "(?:,? e (?:viene |è |qui )(?:ri|pubblic|tradott|condivis).{0,100})?";

export const ITALIAN = phrasesOf("it", {
  "permission-claim": [
    `(?:${SUBJECT} )?(?:(?:è|è stat[oa]|viene) )?(?:${USED} (?:e ${USED} )?(?:qui )?)?${GRANT}`,
    `(?:si ringrazia|ringraziamo|grazie a) ${NAMED} (?:per|di) .{0,40}(?:permesso|autorizza|concess|consenso).{0,80}`,
    `(?:${SUBJECT} )?(?:è )?${USED} per cortesia di ${NAMED}`,
  ],
  "first-publication": [
    `(?:${SUBJECT} )?(?:(?:è|è stat[oa]) )?${OUT} ${FIRST} ${AT} ${NAMED}${TAIL}`,
    `(?:${SUBJECT} )?(?:(?:è|è stat[oa]) )?(?:${FIRST}|già) ${OUT} ${AT} ${NAMED}${TAIL}`,
    `prima pubblicazione(?::| su| in) ${NAMED}`,
    `(?:${SUBJECT} (?:è )?)?(?:tratt|ripres|ripubblicat)[oa] da ${NAMED}`,
    `(?:leggi|leggete|vedi) (?:l[’']|il |la )\\s?${WORK} originale (?:su|sul|sulla|in) ${NAMED}`,
    `(?:l[’']|il |la )\\s?${WORK} originale è (?:stat[oa] )?${OUT} ${AT} ${NAMED}`,
  ],
  copyright: [
    "tutti i diritti (?:sono )?riservati",
    "diritti riservati",
    "(?:© ?)?riproduzione (?:riservata|vietata)",
    "(?:è )?(?:severamente )?vietata la (?:riproduzione|pubblicazione|diffusione)(?:,? (?:anche parziale|totale o parziale),?)?(?: senza .{0,20}(?:autorizzazione|permesso|consenso).{0,60})?",
  ],
  credit: [`fonte: ${NAMED}`, `con (?:informazioni|materiale) di ${NAMED}`, `per cortesia di ${NAMED}`],
  license: [
    `(?:salvo (?:diversa indicazione|dove diversamente indicato|diversamente indicato|indicazione contraria),? )?(?:${SUBJECT}|(?:i|tutti i|gli|i nostri) (?:contenuti|testi|articoli)[\\p{L} ]{0,20}?) (?:è|sono|può) ?(?:(?:distribuit|pubblicat|rilasciat|disponibil|condivis)[oaie])? ?(?:con|sotto) (?:una |la )?licenza ${CC}`,
    `(?:puoi|può|potete) (?:ripubblicare|riprodurre|condividere) .{2,40} (?:con|sotto) (?:una |la )?licenza ${CC}`,
    `(?:${WORK} )?(?:rilasciato |pubblicato |distribuito )?(?:con|sotto) (?:una |la )?licenza ${CC}`,
    `licenza: ${CC}`,
    `${SUBJECT} è (?:di|nel) (?:pubblico dominio|dominio pubblico)`,
  ],
});
