import { CC, NAMED, phrasesOf } from "./standing.js";

const WORK =
  "(?:article|texte|chronique|billet|essai|tribune|œuvre|récit|entretien|contenu|extrait|éditorial|poème|reportage|contribution|enquête|portrait|interview|papier|post|nouvelle|discours|analyse|recension|publication|dossier|document|chapitre|traduction|point de vue)";
const WORKS = "(?:articles|textes|contenus|documents|œuvres|images|photos|billets|chroniques)";
const ADJECTIVE =
  "(?:première|autre|précédente|ancienne|plus longue|plus courte|longue|courte|abrégée|remaniée|révisée|raccourcie|adaptée|actualisée|légèrement modifiée|modifiée|augmentée|originale|initiale|anglaise)";
const VERSION = `(?:(?:une|la) )?(?:${ADJECTIVE} )?version(?: ${ADJECTIVE})?(?: (?:de|d[’'])\\s?(?:(?:ce|cet|cette|un|une|l[’']|la) ?)?${WORK})?`;
const SUBJECT = `(?:(?:cet|cette|ce|le|la|l[’']|ces|les)\\s?(?:présente? )?${WORK}s?(?: (?:ci-dessous|ci-dessus|original|de .{3,40}?))?|${WORK}|${VERSION})`;
const IS = "(?:(?:est|a|ont|sont|a été|ont été|fut|avait été)(?: (?:ici|aussi|également))? (?:été )?)";
const USED =
  "(?:(?:ré?|re)?(?:publi|impri)(?:é|mé)e?|reproduite?|reprise?|utilisée?|traduite?|diffusée?|rediffusée?|partagée?|parue?|adaptée?|mise? en ligne|extraite?|tirée?|réutilisée?|présentée?|syndiquée?|reprodui[st]|proposée?)s?";
const GRANT = `(?:avec|sous|par|grâce à) (?:l[’']accord et )?(?:l[’']|la |le |son |leur |sa )?(?:(?:aimable|gracieuse|expresse|bienveillante|gentille) )?(?:autorisation|permission|accord|consentement|concours|licence|courtoisie)(?: (?:écrite|expresse|exprès|spéciale|préalable|gracieuse))?(?: (?:du |des |de |d[’']|par )${NAMED})?`;
const ON = "(?:,? ?\\(?(?:le|en|du|daté du) (?:\\d{1,2}(?:er)? .{3,16}?|(?:\\p{L}{3,9} )?\\d{4})\\)?,?)";
const AT =
  "(?:en (?:anglais|allemand|espagnol|italien|français|portugais|néerlandais) )?(?:dans les (?:colonnes|pages) (?:de |du |d[’'])|sur le site (?:de |du |d[’'])|(?:dans|sur|par|chez|à|en|aux|au) )";
const FIRST =
  "(?:initialement|à l[’']origine|d[’']abord|pour la première fois|originellement|originalement|précédemment|en premier lieu|en premier|auparavant|déjà|en avant-première|également|préalablement|originairement)";
const OUT = "(?:publiée?|parue?|mise? en ligne|diffusée?|postée?|imprimée?|éditée?)s?";
const TAIL =
  "(?:,? (?:et|puis|avant d[’']être|qui) (?:est|a été|repris|republié|traduit|reproduit|ici|nous|l[’']a|republiée|reprise)(?!\\p{L}).{0,100})?";
const USING =
  "(?:reproduction|rediffusion|diffusion|reprise|utilisation|copie|exploitation|publication|représentation|réutilisation|republication|redistribution|traduction)";
const CC_UNDER = `(?:sous|selon|suivant|conformément à|avec|en) (?:(?:les termes de la|la|une|licence|license|licence libre|les termes d[’']une) ?){0,3}${CC}`;

export const FRENCH = phrasesOf("fr", {
  "permission-claim": [
    `(?:${SUBJECT} )?(?:${IS})?(?:reprise?|extraite?|republiée?|tirée?|traduite?) (?:de |du |d[’'])${NAMED},? avec (?:son|leur|sa|l[’'])\\s?(?:aimable )?(?:autorisation|permission|accord)`,
    `(?:${SUBJECT}(?: de .{3,40}?)? )?(?:${IS})?(?:${USED} (?:(?:et|puis) ${USED} )?(?:ici )?(?:(?:de|du|d[’'])\\s?(?:.{2,60}?),? )?)?${GRANT}`,
    `(?:©|\\(c\\)) ${NAMED}[,.;] (?:${USED} )?avec (?:l[’'])?(?:aimable )?(?:autorisation|permission|accord)`,
    `nous (?:re)?(?:publions|reproduisons|reprenons|diffusons|traduisons)(?: ici)? (?:cet|cette|ce|l[’']|le|la)\\s?${WORK}(?: de .{3,40}?)? ${GRANT}`,
    `(?:nous remercions|merci à|avec nos remerciements à|remerciements à|tous nos remerciements à|un grand merci à) ${NAMED} (?:de|pour|qui) .{0,40}(?:autoris|permission|permettre|permis|accord).{0,80}`,
    `(?:${SUBJECT} )?(?:${IS})?(?:${USED} )?(?:par|avec la) courtoisie d[eu] ${NAMED}`,
    `${NAMED} nous (?:a|ont) (?:aimablement |gracieusement )?(?:autorisée?s?|permis|donné|accordé)(?!\\p{L}).{0,30}(?:reprod|republ|publi|repren|diffus|autoris).{0,60}`,
    `(?:aimablement|gracieusement) (?:autorisée?|fournie?|cédée?|mise? à (?:notre )?disposition)s? par ${NAMED}`,
    `(?:reproduction|publication) (?:autorisée|avec l[’']aimable autorisation)(?: par ${NAMED})?`,
  ],
  "first-publication": [
    `${SUBJECT} ${IS}?(?:${FIRST} )?(?:été )?${OUT}(?: ${FIRST})?${ON}? ${AT}${NAMED}${TAIL}`,
    `${SUBJECT} (?:est|a) ${FIRST} (?:été )?${OUT} ${AT}${NAMED}${TAIL}`,
    `(?:${SUBJECT} )?${FIRST} ${OUT}${ON}? ${AT}${NAMED}${TAIL}`,
    `(?:${SUBJECT} )?${OUT}(?: ${FIRST})?${ON}? ${AT}${NAMED}${TAIL}`,
    `${VERSION} d[’'](?:un|une) ${WORK} (?:${IS})?(?:${FIRST} )?${OUT}(?: ${FIRST})? ${AT}${NAMED}${TAIL}`,
    `première (?:publication|parution|mise en ligne|édition|diffusion) ?(?:: |${AT})${NAMED}`,
    `(?:${SUBJECT} (?:est |a été )?)?(?:reprise?|republiée?|extraite?|tirée?|traduite?|adaptée?|reproduite?|issue?)(?: (?:de |du |depuis |d[’']|à partir d[eu] ))(?:l[’'])?${NAMED}${TAIL}`,
    `(?:(?:lire|voir|retrouver|retrouvez|lisez|consulter|consultez|découvrir|découvrez) )?(?:l[’']|le |la )?(?:article|texte|version|billet|publication|source) (?:originale?|complète?|intégrale?|d[’']origine)(?: (?:est disponible|est à lire|à lire|est paru|peut être lu))?(?: ?:| (?:sur|dans|chez|de|du))(?: le site (?:de|du))? ?${NAMED}`,
    `(?:l[’']|le |la )(?:article|texte|version) (?:original|originale) (?:est|a été) ${OUT} ${AT}${NAMED}`,
    `(?:article|texte|billet|publication) crosspost(?:é|ée)? (?:de|depuis|sur) ${NAMED}`,
    `cross-?post(?:é|ée|ing)? (?:de|depuis|sur|avec) ${NAMED}`,
    `en (?:partenariat|collaboration) avec ${NAMED}, (?:qui|où).{4,80}(?:publié|paru).{0,40}`,
  ],
  copyright: [
    `(?:(?:tous|certains) )?droits (?:d[’']auteur |de reproduction |de traduction |d[’']adaptation |de représentation |de diffusion |et |, )*(?:(?:sont )?réservés)(?: (?:pour tous (?:les )?pays|(?:à|:|pour) ${NAMED}))?`,
    `(?:les |tous les )?droits (?:d[’']auteur |de reproduction )?(?:de|sur|pour) (?:cet|cette|ce) ${WORK} (?:restent|appartiennent|reviennent|demeurent)(?: la propriété)? (?:à|aux?|de|du|d[’']) ?${NAMED}`,
    `(?:cet|cette|ce|l[’']) ?${WORK} (?:est|reste|demeure) la propriété (?:exclusive )?(?:de |du |d[’'])${NAMED}`,
    `(?:(?:cet|cette|ce|le|la|l[’']|ces|les|tous les|nos)\\s?(?:${WORKS}|${WORK}|site)(?: d[eu] .{3,40}?)? (?:est|sont) )?protégée?s? par (?:le |la |les )?(?:droits? d[’']auteur|copyright|législation .{3,60}|propriété intellectuelle|code de la propriété intellectuelle).{0,60}`,
    `(?:toutes? |la |aucune )?${USING}s?(?:,? (?:ou|et|, ) ?(?:la |toute )?${USING}s?)*(?:,? (?:même partielles?|totales? ou partielles?|intégrales? ou partielles?|en tout ou (?:en )?partie|partielles? ou totales?),?)?(?: (?:de|du|des) (?:cet |ce |cette |nos |l[’']|la )?[\\p{L} ’']{4,30}?)?,? ?(?:sans (?:l[’'])?(?:accord|autorisation|consentement|permission)(?!\\p{L}).{0,60}?)?,? ?(?:est |sont )?(?:strictement |formellement |expressément )?(?:interdites?|prohibées?|soumises? à (?:l[’'])?(?:autorisation|accord).{0,40}|possibles? (?:uniquement|seulement) avec.{4,60})(?: sans (?:l[’'])?(?:autorisation|accord|consentement|permission)(?!\\p{L}).{0,60})?`,
    `(?:cet|cette|ce|l[’']|aucune partie de (?:cet|cette|ce)|nul ne peut .{2,30}|les) ?(?:${WORK}|${WORKS})?(?: de ce site)? ?(?:ne (?:peut|peuvent|doit|doivent)) (?:pas )?être (?:reproduit|copié|republié|repris|diffusé|utilisé|publié)e?s?(?!\\p{L}).{0,120}`,
    `(?:merci de |prière de )ne pas (?:reproduire|copier|diffuser|republier)(?!\\p{L}).{0,100}`,
  ],
  "usage-terms": [
    "(?:pour (?:toute demande|toute reproduction|reproduire|republier|obtenir)|(?:demandes? de|droits de) (?:reproduction|republication|licence))(?!\\p{L}).{0,60}(?:contact|écri|adress|@|:).{2,80}",
  ],
  credit: [
    `sources? ?: ${NAMED}`,
    `avec (?:des |les )?(?:informations|contributions) (?:de l[’']|de |d[’']|du )${NAMED}`,
    `(?:diffusé|fourni|distribué)e? par ${NAMED}`,
    `avec (?:l[’']|la |le )${NAMED}`,
  ],
  license: [
    `${SUBJECT} (?:est|a été) (?:re)?(?:publiée?|reprise?|reproduite?|tirée?|diffusée?)(?: à partir)? (?:de |du |d[’']|depuis )(?<origin>.{2,80}?),? ${CC_UNDER}`,
    `(?:republiée?|reprise?|reproduite?|extraite?) (?:à partir )?(?:de |du |d[’']|depuis )(?<origin>.{2,80}?),? ${CC_UNDER}`,
    `(?:sauf (?:mention contraire|indication contraire|exception|mention),? )?(?:${SUBJECT}|(?:les|nos|tous nos|tous les|l[’']ensemble des|le) (?:articles|textes|contenus?|site)[\\p{L} ]{0,30}?) (?:est|sont|peut|peuvent)(?!\\p{L}).{0,80}?(?:${CC_UNDER}|\\b(?:licence|license) ${CC})`,
    `(?:vous (?:pouvez|êtes (?:libres?|invités?|autorisés?) (?:de|à)) |n[’']hésitez pas à |libre à vous de )(?:republier|reproduire|partager|reprendre|copier|diffuser) .{2,80}(?:${CC_UNDER}|gratuit|librement|à condition).{0,80}`,
    `(?:republiez|reproduisez|partagez) (?:cet|nos|ce|cette) ?${WORK}s?.{0,100}(?:${CC_UNDER}|gratuitement|librement).{0,80}`,
    `${CC_UNDER}`,
    `(?:contenus?|textes?|publiée?|articles?|mise? à disposition|diffusée?|disponible|œuvre|billet)s?(?: (?:est |sont )?(?:mise? à disposition|publiée?|diffusée?|disponible)s?)? ${CC_UNDER}`,
    `(?:licence|texte|contenu|droits)(?: du (?:texte|contenu))? ?[:–—-] ?(?:licence )?${CC}`,
    `${SUBJECT} (?:est|appartient|relève) (?:dans le|au|du) domaine public`,
    `certains droits réservés ?[:,–—-]? ?(?:sous )?(?:licence )?${CC}`,
  ],
});
