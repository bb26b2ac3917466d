import { NAMED, phrasesOf } from "./standing.js";

const CC = "(?:creative commons|cc[ -]by|cc[ -]?0|by-).{0,120}";

const FR_WORK = "(?:article|texte|chronique|billet|essai|tribune|œuvre|récit|entretien|contenu)";
const FR_SUBJECT = `(?:(?:cet|cette|ce|le|la|l[’'])\\s?${FR_WORK}|${FR_WORK}|une (?:première |autre )?version de (?:ce|cet|cette) ${FR_WORK})`;
const FR_USED = "(?:reproduit|publié|republié|repris|utilisé|reproduite|publiée|republiée|reprise|utilisée)s?";
const FR_GRANT = `avec (?:l[’'](?:aimable )?|la |l[’']accord et l[’'])?(?:aimable )?(?:autorisation|permission)(?: (?:de|du|des|d[’'])\\s?${NAMED})?`;
const FR_AT = "(?:dans|sur|par|chez|à)";
const FR_FIRST = "(?:initialement|à l[’']origine|d[’']abord|pour la première fois)";
const FR_OUT = "(?:publiée?|parue?)s?";

export const FRENCH = phrasesOf("fr", {
  "permission-claim": [`(?:${FR_SUBJECT} )?(?:(?:est|a été) )?(?:${FR_USED} )?${FR_GRANT}`],
  "first-publication": [
    `${FR_SUBJECT} (?:est|a) ${FR_FIRST} (?:été )?${FR_OUT} ${FR_AT} ${NAMED}`,
    `${FR_SUBJECT} (?:est|a été) (?:${FR_FIRST} )?${FR_OUT} (?:${FR_FIRST} )?${FR_AT} ${NAMED}`,
    `(?:${FR_SUBJECT} )?${FR_FIRST} ${FR_OUT} ${FR_AT} ${NAMED}`,
    `(?:${FR_SUBJECT} )?${FR_OUT}(?: ${FR_FIRST})? ${FR_AT} ${NAMED}`,
    `première publication : ${NAMED}`,
  ],
  copyright: [
    "tous droits réservés",
    "droits réservés(?: : (?<holder>.{2,80}?))?",
    "reproduction interdite(?: sans (?:l[’'])?autorisation.{0,60})?",
    "toute reproduction(?:, même partielle,)? (?:est )?interdite(?: sans (?:l[’'])?autorisation.{0,60})?",
  ],
  credit: [`source : ${NAMED}`],
  license: [
    `${FR_SUBJECT} (?:est|sont)\\b.{0,80}?\\b(?:licence|license) ${CC}`,
    `(?:vous pouvez (?:republier|reproduire|partager) .{2,40} )?sous licence ${CC}`,
    `(?:contenu|texte|publié) sous licence ${CC}`,
    `licence : ${CC}`,
  ],
});

const ES_WORK = "(?:artículo|texto|columna|ensayo|obra|relato|pieza|entrevista|contenido)";
const ES_SUBJECT = `(?:(?:est[ea]|el|la) ${ES_WORK}|${ES_WORK}|una versión de (?:este|esta) ${ES_WORK})`;
const ES_USED = "(?:reproducid|publicad|republicad|reimpres|usad|utilizad)[oa]";
const ES_GRANT = `con (?:la |el )?(?:amable |debida )?(?:autorización|permiso)(?: (?:de|del) ${NAMED})?`;
const ES_AT = "(?:en|por)";

export const SPANISH = phrasesOf("es", {
  "permission-claim": [
    `(?:${ES_SUBJECT} )?(?:(?:se (?:publica|reproduce)|(?:es|fue) ${ES_USED}|${ES_USED}) )?${ES_GRANT}`,
  ],
  "first-publication": [
    `${ES_SUBJECT} (?:fue|se) (?:${ES_USED}|publicó) (?:originalmente|por primera vez) ${ES_AT} ${NAMED}`,
    `(?:${ES_SUBJECT} )?(?:publicad[oa]|apareció|aparecid[oa]) (?:originalmente|por primera vez) ${ES_AT} ${NAMED}`,
    `originalmente (?:publicad|aparecid)[oa] ${ES_AT} ${NAMED}`,
  ],
  copyright: [
    "(?:todos los derechos reservados|reservados todos los derechos)",
    "(?:queda )?prohibida (?:la|su) reproducción(?: total o parcial| total| parcial)?(?: de (?:este|esta) [\\p{L}]{3,12})?(?: sin (?:autorización|permiso).{0,60})?",
  ],
  credit: [`fuente: ${NAMED}`],
  license: [
    `${ES_SUBJECT} (?:está|se publica|se distribuye)\\b.{0,40}? (?:bajo|con) (?:una )?licencia (?:de )?${CC}`,
    `(?:puedes|puede) (?:republicar|reproducir|compartir) .{2,40} bajo (?:una )?licencia (?:de )?${CC}`,
    `(?:${ES_WORK} )?(?:publicado )?bajo (?:una )?licencia (?:de )?${CC}`,
    `licencia: ${CC}`,
  ],
});

const IT_WORK = "(?:articolo|testo|pezzo|saggio|opera|rubrica|racconto|intervista|contenuto)";
const IT_SUBJECT = `(?:(?:quest[oa]|l[’']|quest[’']|il|la)\\s?${IT_WORK}|${IT_WORK}|una versione di (?:questo|questa) ${IT_WORK})`;
const IT_USED = "(?:riprodott|pubblicat|ripubblicat|ristampat|usat)[oa]";
const IT_GRANT =
  "(?:(?:per|su) gentile concessione|con (?:il |l[’'])?(?:gentile )?(?:permesso|autorizzazione|consenso))(?: (?:(?:di|del|della|dei|delle) |(?=dell[’']))(?<holder>.{2,120}?))?";
const IT_AT = "(?:su|sul|sulla|in|nel|nella|da|dal|dalla)";
const IT_FIRST = "(?:originariamente|inizialmente|per la prima volta)";
const IT_OUT = "(?:pubblicat|appars|uscit)[oa]";

export const ITALIAN = phrasesOf("it", {
  "permission-claim": [`(?:${IT_SUBJECT} )?(?:(?:è|è stat[oa]) )?(?:${IT_USED} )?${IT_GRANT}`],
  "first-publication": [
    `(?:${IT_SUBJECT} )?(?:(?:è|è stat[oa]) )?${IT_OUT} ${IT_FIRST} ${IT_AT} ${NAMED}`,
    `(?:${IT_SUBJECT} )?(?:(?:è|è stat[oa]) )?(?:${IT_FIRST}|già) ${IT_OUT} ${IT_AT} ${NAMED}`,
  ],
  copyright: [
    "tutti i diritti (?:sono )?riservati",
    "(?:© ?)?riproduzione riservata",
    "(?:è )?vietata la riproduzione(?:, anche parziale)?(?: senza autorizzazione.{0,60})?",
  ],
  credit: [`fonte: ${NAMED}`],
  license: [
    `${IT_SUBJECT} è (?:distribuit|pubblicat|rilasciat)[oa] (?:con|sotto) (?:una )?licenza ${CC}`,
    `(?:puoi|può) (?:ripubblicare|riprodurre) .{2,40} (?:con|sotto) (?:una )?licenza ${CC}`,
    `(?:${IT_WORK} )?(?:rilasciato |pubblicato )?(?:con|sotto) (?:una )?licenza ${CC}`,
    `licenza: ${CC}`,
  ],
});

const PT_WORK = "(?:artigo|texto|coluna|ensaio|obra|trabalho|conto|entrevista|conteúdo)";
const PT_SUBJECT = `(?:(?:est[ea]|o|a) ${PT_WORK}|${PT_WORK}|uma versão (?:deste|desta) ${PT_WORK})`;
const PT_USED = "(?:reproduzid|publicad|republicad|usad|utilizad)[oa]";
const PT_GRANT = `com (?:a |o )?(?:gentil |devida )?(?:permissão|autorização)(?: (?:de|do|da|dos|das) ${NAMED})?`;
const PT_AT = "(?:em|no|na|por|pelo|pela)";
const PT_FIRST = "(?:originalmente|pela primeira vez)";

export const PORTUGUESE = phrasesOf("pt", {
  "permission-claim": [`(?:${PT_SUBJECT} )?(?:(?:é|foi) )?(?:${PT_USED} )?${PT_GRANT}`],
  "first-publication": [
    `(?:${PT_SUBJECT} )?(?:foi )?(?:publicad[oa]|apareceu|saiu) ${PT_FIRST} ${PT_AT} ${NAMED}`,
    `${PT_FIRST} publicad[oa] ${PT_AT} ${NAMED}`,
    `crosspost de ${NAMED}`,
  ],
  copyright: [
    "(?:todos os )?direitos reservados",
    "(?:é )?proibida a reprodução(?: total ou parcial)?(?: sem (?:autorização|permissão).{0,60})?",
    "reprodução proibida(?: sem (?:autorização|permissão).{0,60})?",
  ],
  credit: [`fonte: ${NAMED}`, `cortesia d[aeo] ${NAMED}`],
  license: [
    `${PT_SUBJECT} (?:está|é|foi)\\b.{0,40}? sob (?:uma |a )?licença ${CC}`,
    `(?:você pode|pode) (?:republicar|reproduzir) .{2,40} sob (?:uma |a )?licença ${CC}`,
    `(?:${PT_WORK} )?(?:disponível |publicado )?sob (?:uma |a )?licença ${CC}`,
    `licença: ${CC}`,
  ],
});
