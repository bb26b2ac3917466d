import { CC, NAMED, phrasesOf } from "./standing.js";

const WORK =
  "(?:article|texte|chronique|billet|essai|tribune|œuvre|récit|entretien|contenu|extrait|éditorial|poème|reportage|contribution)";
const SUBJECT = `(?:(?:cet|cette|ce|le|la|l[’'])\\s?${WORK}|${WORK}|une (?:première |autre |précédente )?version(?: plus longue| plus courte| abrégée)? de (?:ce|cet|cette) ${WORK})`;
const USED =
  "(?:reproduit|publié|republié|repris|utilisé|traduit|diffusé|partagé|paru|adapté|reproduite|publiée|republiée|reprise|utilisée|traduite|diffusée|parue)s?";
const GRANT = `avec (?:l[’']accord et )?(?:l[’']|la |le )?(?:aimable |gracieuse )?(?:autorisation|permission|accord|consentement|concours)(?: (?:du |des |de |d[’'])${NAMED})?`;
const AT = "(?:dans|sur|par|chez|à|en)";
const FIRST =
  "(?:initialement|à l[’']origine|d[’']abord|pour la première fois|originellement|originalement|précédemment)";
const OUT = "(?:publiée?|parue?|mise? en ligne|diffusée?)s?";
const TAIL = "(?:,? (?:et|puis) (?:est|a été|repris|republié|traduit|reproduit|ici)(?!\\p{L}).{0,100})?";

export const FRENCH = phrasesOf("fr", {
  "permission-claim": [
    `(?:${SUBJECT} )?(?:(?:est|a été) )?(?:${USED} (?:et ${USED} )?(?:ici )?)?${GRANT}`,
    `(?:nous remercions|merci à|avec nos remerciements à|remerciements à) ${NAMED} (?:de|pour) .{0,40}(?:autoris|permission|permettre|accord).{0,80}`,
    `(?:${SUBJECT} )?${USED} par courtoisie de ${NAMED}`,
  ],
  "first-publication": [
    `${SUBJECT} (?:est|a) ${FIRST} (?:été )?${OUT} ${AT} ${NAMED}${TAIL}`,
    `${SUBJECT} (?:est|a été) (?:${FIRST} )?${OUT} (?:${FIRST} )?${AT} ${NAMED}${TAIL}`,
    `(?:${SUBJECT} )?${FIRST} ${OUT} ${AT} ${NAMED}${TAIL}`,
    `(?:${SUBJECT} )?${OUT}(?: ${FIRST})? ${AT} ${NAMED}${TAIL}`,
    `première (?:publication|parution) ?(?::|${AT}) ${NAMED}`,
    `(?:${SUBJECT} (?:est )?)?(?:repris|reprise|republié|republiée|extrait|tiré) (?:de|du|depuis) ${NAMED}`,
    `(?:lire|voir|retrouvez|lisez) (?:l[’']|le |la )(?:article |texte |version )?(?:original|originale|article|texte) (?:sur|dans) ${NAMED}`,
    `(?:l[’']|le |la )(?:article|texte|version) (?:original|originale) (?:est|a été) ${OUT} ${AT} ${NAMED}`,
  ],
  copyright: [
    `(?:tous )?droits (?:de reproduction )?réservés(?: (?:à|:|pour) ${NAMED})?`,
    "(?:toute |la )?(?:reproduction|rediffusion|diffusion|reprise)(?: ou (?:reproduction|rediffusion|diffusion|reprise))?(?:,? (?:même partielle|totale ou partielle|intégrale ou partielle),?)?(?: de (?:cet|ce|cette) [\\p{L}]{4,12})?(?: sans (?:l[’'])?autorisation.{0,60}?)? (?:est )?(?:strictement |formellement )?interdite(?: sans (?:l[’'])?(?:autorisation|accord).{0,60})?",
  ],
  credit: [`source ?: ${NAMED}`, `avec (?:des informations|les informations) (?:de |d[’'])${NAMED}`],
  license: [
    `(?:sauf (?:mention contraire|indication contraire|exception),? )?(?:${SUBJECT}|(?:les|nos|tous nos|tous les) (?:articles|textes|contenus)[\\p{L} ]{0,30}?) (?:est|sont|peut|peuvent)(?!\\p{L}).{0,80}?\\b(?:licence|license) ${CC}`,
    `(?:vous pouvez (?:republier|reproduire|partager|reprendre) .{2,40} )?(?:sous|selon les termes de la) (?:une |la )?licence ${CC}`,
    `(?:contenu|texte|publié|article|mis à disposition|diffusé|disponible) sous (?:la |une )?licence ${CC}`,
    `licence ?: ${CC}`,
    `${SUBJECT} (?:est|appartient) (?:dans le|au) domaine public`,
  ],
});
