import { CC, NAMED, phrasesOf } from "./standing.js";

const WORK =
  "(?:articolo|testo|pezzo|saggio|opera|rubrica|racconto|intervista|contenuto|estratto|brano|editoriale|recensione|poesia|commento|post|reportage|inchiesta|contributo|traduzione|capitolo|storia|notizia|intervento|discorso|profilo|pubblicazione|materiale|colonna)";
const WORKS = "(?:contenuti|testi|articoli|materiali|immagini|foto|opere|brani)";
const ADJECTIVE =
  "(?:prima|precedente|più breve|più lunga|più corta|più estesa|ridotta|abbreviata|rivista|aggiornata|ampliata|adattata|leggermente diversa|originale|inglese|estesa)";
const VERSION = `(?:(?:una|la) )?(?:${ADJECTIVE} )?versione(?: ${ADJECTIVE})?(?: (?:di |dell[’']|del |della )(?:(?:questo|questa|quest[’']|un|una|un[’'])\\s?)?${WORK})?`;
const SUBJECT = `(?:(?:quest[oa]|l[’']|quest[’']|il|la|lo|il presente|il seguente|la seguente)\\s?${WORK}(?: (?:di .{3,40}?|originale))?|${WORK}|${VERSION})`;
const IS = "(?:(?:è|è stat[oa]|viene|era stat[oa]|appare|compare)(?: (?:qui|anche))? )";
const USED =
  "(?:(?:riprodott|pubblicat|ripubblicat|ristampat|usat|tradott|utilizzat|adattat|condivis|tratt|ripres|diffus|ripropost|estratt|riportat)[oaie])";
const OF = "(?:di |de |del |della |dei |delle |dello |degli |dell[’']|da |da parte di |concess[oa] da )";
const GRANT = `(?:(?:per|su|con|grazie alla) (?:la )?gentile (?:concessione|autorizzazione)|(?:con|su|previ[oa]|dietro|sotto) (?:il |l[’']|la )?(?:(?:gentile|espress[oa]|cortese|generos[oa]|su[oa]) )?(?:permesso|autorizzazione|consenso|concessione|licenza|accordo)(?: (?:scritt[oa]|espress[oa]|preventiv[oa]))?)(?: (?:(?:di|de|del|della|dei|delle|dello|degli|concess[oa] da|da parte di) |(?=dell[’']))(?<holder>.{2,120}?))?`;
const ON = "(?:,? ?\\(?(?:il|nel|in data) (?:\\d{1,2} .{3,20}?|(?:\\p{L}{3,10} )?\\d{4})\\)?,?)";
const AT =
  "(?:sulle pagine (?:di |del |della |dell[’'])|sul sito (?:di |del |della |dell[’'])|(?:sul blog|sulla rivista|sul quotidiano|sul giornale|su|sul|sulla|in|nel|nella|ne|da|dal|dalla|sulle|nelle|sui|per) |(?:sull|nell|dall)[’']\\s?)";
const FIRST =
  "(?:originariamente|inizialmente|per la prima volta|originalmente|in origine|precedentemente|già|per prim[oa]|in precedenza|dapprima|prima|in anteprima|anche)";
const OUT =
  "(?:(?:è |è stat[oa] |era |era stat[oa] |viene )?(?:pubblicat|appars|uscit|diffus|stampat|postat|ospitat|propost)[oa]|usciva|apparve|uscì|compare)";
const TAIL = "(?:,? (?:e|che) (?:viene |è |qui |lo |la )?(?:ri|pubblic|tradott|condivis).{0,100})?";
const LEAVE = "(?:autorizzazione|permesso|consenso|licenza)";
const USING =
  "(?:riproduzione|pubblicazione|diffusione|copia|utilizzo|uso|distribuzione|ripubblicazione|riutilizzo|trasmissione|traduzione|duplicazione|utilizzazione)";
const CC_UNDER = `(?:con|sotto|secondo|in|nei termini della|secondo i termini della|in base alla) (?:(?:i termini della|una|la|licenza|licenze|i termini di una) ){0,3}${CC}`;

export const ITALIAN = phrasesOf("it", {
  "permission-claim": [
    `(?:${SUBJECT} )?(?:${IS})?(?:tratt|ripres|ripubblicat|tradott|estratt)[oa] (?:da|dal|dalla) ${NAMED},? (?:con (?:il suo|la sua|il|la)|per) (?:gentile )?(?:permesso|autorizzazione|concessione)`,
    `(?:${SUBJECT}(?: di .{3,40}?)? )?(?:${IS})?(?:${USED} (?:(?:qui|e) )?(?:${USED} )?(?:(?:da|dal|dalla) .{2,60}?,? )?)?${GRANT}`,
    `(?:©|\\(c\\)) ${NAMED}[,.;] (?:${USED} )?(?:con|per) (?:il |l[’']|la )?(?:gentile )?(?:permesso|autorizzazione|concessione)`,
    `(?:ri)?(?:pubblichiamo|produciamo|prendiamo|proponiamo|condividiamo|traduciamo)(?: qui)? (?:quest[oa] |quest[’']|il |la |l[’'])\\s?${WORK}(?: di .{3,40}?)? ${GRANT}`,
    `(?:si ringrazia|si ringraziano|ringraziamo|grazie a|un grazie a|un ringraziamento a) (?:la |il |l[’']|i |le )?${NAMED} (?:per|di|che) .{0,40}(?:permess|autorizza|concess|consenso|consent).{0,80}`,
    `(?:${SUBJECT} )?(?:${IS})?(?:${USED} )?(?:per|grazie alla) cortesia ${OF}${NAMED}`,
    `${NAMED} (?:ci )?ha (?:gentilmente )?(?:concesso|autorizzato|permesso|dato)(?: il| la| l[’'])?(?: ?permesso| ?autorizzazione)?.{0,30}(?:riprodu|ripubbl|pubblica|riprend|diffond|condivid).{0,60}`,
    `(?:gentilmente |cortesemente )(?:concess|mess|fornit)[oa](?: a disposizione)? (?:da|dal|dalla) ${NAMED}`,
    `(?:riproduzione|pubblicazione) (?:autorizzata|su autorizzazione|concessa)(?: (?:da|di) ${NAMED})?`,
  ],
  "first-publication": [
    `(?:${SUBJECT} )?${OUT} ${FIRST}${ON}? ${AT}${NAMED}${TAIL}`,
    `(?:${SUBJECT} )?(?:(?:è|è stat[oa]) )?${FIRST} ${OUT}${ON}? ${AT}${NAMED}${TAIL}`,
    `(?:quest[oa] ${WORK}|quest[’']\\s?${WORK}|${WORK}|${VERSION}) ${OUT}${ON}? ${AT}${NAMED}${TAIL}`,
    `(?:pubblicat|appars|uscit)[oa]${ON}? (?:(?:su|sul|sulla|in|nel|nella|ne) |sull[’'])${NAMED}`,
    `${VERSION} ${OUT}(?: ${FIRST})?${ON}? ${AT}${NAMED}${TAIL}`,
    `prima (?:pubblicazione|edizione|uscita|apparizione)(?: ?: | ${AT})${NAMED}`,
    `(?:${SUBJECT} )?(?:${IS})?(?:tratt|ripres|ripubblicat|riprodott|estratt|tradott|adattat|riportat)[oa] (?:(?:da|dal|dalla|dai|dalle) |dall[’'])(?:sito |blog |rivista |quotidiano |giornale )?(?:di |del |della )?${NAMED}${TAIL}`,
    `(?:(?:leggi|leggete|vedi|si può leggere|qui) )?(?:l[’']|il |la |lo )?\\s?(?:${WORK}|fonte|versione|link) (?:originale|complet[oa]|integrale)(?: (?:qui|si trova|è disponibile|si può leggere))?(?: ?:| (?:di|del|della|su|sul|sulla|in|nel|nella|ne)) ${NAMED}`,
    `(?:l[’']|il |la )\\s?${WORK} originale è (?:stat[oa] )?(?:pubblicat|appars|uscit)[oa](?: ${FIRST})? ${AT}${NAMED}`,
    `cross-?post(?:ing|at[oa])? (?:da|di|su|con) ${NAMED}`,
  ],
  copyright: [
    `(?:© ?)?(?:tutti i |alcuni |i )?diritti (?:d[’']autore |di riproduzione )?(?:sono )?riservati(?: (?:a|al|alla|all[’']|per) ?${NAMED})?`,
    "(?:© ?)?riproduzione (?:riservata|vietata|non consentita)(?: .{1,60})?",
    `(?:i |tutti i )?diritti (?:d[’']autore )?(?:di |su |dell[’']|del |della )(?:quest[oa] |quest[’']|)?\\s?${WORK} (?:appartengono|sono(?: di proprietà)?|restano|spettano|rimangono)(?: di proprietà)? (?:a |al |alla |all[’']|di |del |della |dell[’'])?${NAMED}`,
    `(?:quest[oa] |quest[’']|l[’']|il |la )\\s?${WORK} è (?:di )?proprietà (?:esclusiva )?${OF}${NAMED}`,
    `(?:diritti d[’']autore|proprietà letteraria|proprietà intellettuale(?: di)?):? (?:© ?)?(?:riservata|(?:\\d{4}(?:[-–]\\d{2,4})?,? (?:di )?)?${NAMED})`,
    `(?:(?:quest[oa] |quest[’']|il |la |i |gli |tutti i |tutti gli |i nostri )\\s?)?(?:${WORKS}|${WORK})(?: (?:di|del) quest[oa] .{3,30}?)? ?(?:è |sono )?protett[oaie] (?:da |dal |dalle |dalla |dai )(?:diritt[oi] d[’']autore|leggi? .{3,50}|copyright|proprietà intellettuale).{0,60}`,
    `(?:è |sono |resta )?(?:severamente |assolutamente |espressamente )?(?:vietat|proibit|non è consentit|non è permess)[oaie] (?:la |l[’']|il |ogni |qualsiasi |qualunque )?${USING}(?:(?:,| e| o)+ (?:la |l[’']|il )?${USING})*(?:,? (?:anche (?:solo )?parziale|totale o parziale|parziale o totale|integrale o parziale|anche in parte),?)?(?: (?:di|del|dei|dell[’']|della) ?.{3,40}?)?(?:,? (?:senza|salvo).{0,24}${LEAVE}.{0,60}|,? con qualsiasi mezzo.{0,60})?`,
    `(?:ogni |qualsiasi |la )?${USING}(?:,? (?:anche parziale|totale o parziale),?)?(?: (?:di|del|dei|dell[’']) ?.{3,40}?)? (?:senza .{0,20}${LEAVE}.{0,40}? )?è (?:severamente |assolutamente |espressamente )?(?:vietat|proibit)[oa](?: senza .{0,20}${LEAVE}.{0,60})?`,
    `(?:quest[oa] ${WORK}|quest[’']\\s?${WORK}|nessuna parte di (?:quest[oa] |quest[’'])${WORK}|i ${WORKS}) (?:non )?(?:può|possono|potrà) (?:non )?(?:essere )?(?:riprodott|pubblicat|copiat|diffus|utilizzat).{0,120}`,
  ],
  "usage-terms": [
    "(?:per (?:richiedere|ottenere|ripubblicare|riprodurre|richieste|informazioni su)|(?:richieste|diritti) di (?:riproduzione|ripubblicazione))(?!\\p{L}).{0,60}(?:contatt|scriv|e-?mail|@|:).{2,80}",
  ],
  credit: [
    `font[ei]: ${NAMED}`,
    `con (?:informazioni|materiale|notizie)(?: (?:di|da|dell[’']|della))? ?${NAMED}`,
    `per cortesia ${OF}${NAMED}`,
    `(?:distribuit|fornit)[oa] (?:da|dall[’']|dalla) ?${NAMED}`,
  ],
  license: [
    `${SUBJECT} (?:${IS})?(?:ri)?(?:pubblicat[oa]|pres[oa]|tratt[oa]|prodott[oa]|condivis[oa]) (?:originariamente )?(?:da|dal|dalla|su|sul|sulla) (?<origin>.{2,80}?),? (?:e (?:viene )?(?:ripubblicat[oa]|riprodott[oa]) )?${CC_UNDER}`,
    `(?:ripubblicat|ripres|tratt)[oa] (?:da|dal|dalla) (?<origin>.{2,80}?),? ${CC_UNDER}`,
    `(?:salvo (?:diversa indicazione|dove diversamente indicato|diversamente indicato|indicazione contraria|diversi accordi|dove specificato|ove diversamente specificato),? )?(?:${SUBJECT}|(?:i|tutti i|gli|i nostri|tutti gli|il) (?:contenuti|testi|articoli|sito)[\\p{L} ]{0,30}?) (?:è|sono|può|possono|viene|si trova)(?!\\p{L}).{0,40}? ?${CC_UNDER}`,
    `(?:puoi|può|potete|si può|sei libero di|sentiti libero di|siete liberi di)(?: liberamente| gratuitamente)? (?:ripubblicare|riprodurre|condividere|copiare|riutilizzare|diffondere) .{2,80}(?:${CC_UNDER}|gratis|gratuitamente|liberamente|purché|a patto).{0,100}`,
    `(?:ripubblica|riproduci|condividi) (?:quest[oa] |quest[’']|i nostri )\\s?(?:${WORK}|${WORKS}).{0,80}(?:${CC_UNDER}|gratis|gratuitamente|liberamente).{0,80}`,
    `(?:${WORK} |${WORKS} )?(?:(?:è |sono )?(?:rilasciat[oaie]|pubblicat[oaie]|distribuit[oaie]|disponibil[ei]|condivis[oaie]|diffus[oaie]) )?${CC_UNDER}`,
    `(?:licenza|testo|contenuto|diritti|pubblicato)(?: (?:d[’']uso|del testo))? ?[:–—-] ?(?:licenza )?${CC}`,
    `${SUBJECT} è (?:di|nel) (?:pubblico dominio|dominio pubblico)`,
    `alcuni diritti riservati ?[:,–—-]? ?(?:sotto )?(?:licenza )?${CC}`,
  ],
});
