import { CC, NAMED, phrasesOf } from "./standing.js";

const WORK =
  "(?:(?:gast|opinie|oorspronkelijk |origineel |achtergrond)?(?:artikel|stuk|bijdrage)|tekst|column|verhaal|essay|werk|interview|inhoud|blog|blogpost|blogbericht|recensie|fragment|reportage|bericht|gedicht|toespraak|hoofdstuk|analyse|portret|publicatie|commentaar|vertaling|serie|nieuwsbericht|opinieartikel|opiniestuk)";
const WORKS = "(?:artikelen|teksten|inhoud|bijdragen|foto[’']?s|beelden|columns|werken)";
const ADJECTIVE =
  "(?:eerdere|langere|kortere|ingekorte|uitgebreide|bewerkte|eerste|licht gewijzigde|aangepaste|herziene|geactualiseerde|engelse|vergelijkbare|verkorte)";
const VERSION = `(?:(?:een|de) )?(?:(?:licht )?${ADJECTIVE} )?versie(?: van (?:dit|deze|het|de|een) ${WORK})?`;
const SUBJECT = `(?:(?:dit|deze|het|de|onderstaand|bovenstaand|het volgende|het onderstaande|deze volgende) ?${WORK}(?: van .{3,40}?)?|${WORK}|${VERSION})`;
const AT =
  "(?:in het blad|in de krant|op de website van|op de site van|in het tijdschrift|op het blog|op|bij|door|via|in)(?: (?:het blad|de krant|website|tijdschrift))?";
const USED =
  "(?:overgenomen|gepubliceerd|herdrukt|gebruikt|gereproduceerd|geplaatst|vertaald|herplaatst|afgedrukt|gedeeld|ontleend|herpubliceerd|opnieuw gepubliceerd|weergegeven|verspreid|bewerkt|opgenomen|gepubliceerd|doorgeplaatst)";
const GRANT = `(?:met|onder|na|dankzij) (?:de )?(?:(?:vriendelijke|uitdrukkelijke|schriftelijke|welwillende|bijzondere|voorafgaande) )*(?:toestemming|goedkeuring|goedvinden|instemming|akkoord|permissie|medewerking)(?: (?:van|uit|door|verleend door) ${NAMED})?`;
const FIRST =
  "(?:eerder|eerst|oorspronkelijk|voor het eerst|origineel|als eerste|aanvankelijk|al eerder|tevens|ook|reeds)";
const OUT = "(?:gepubliceerd|verschenen|geplaatst|afgedrukt|gedrukt|uitgezonden|uitgebracht|opgenomen)";
const ON = "(?: (?:op \\d{1,2} \\p{L}{3,9}(?: \\d{4})?|in (?:\\p{L}{3,9} )?\\d{4}))";
const TAIL = "(?:(?:,| en) (?:is|wordt|werd|hier|verschijnt|wij|we|met)(?!\\p{L}).{0,100})?";
const LEAVE = "(?:toestemming|instemming|goedkeuring|akkoord)";
const USING =
  "(?:overname|nadruk|verspreiding|reproductie|vermenigvuldiging|verveelvoudiging|herpublicatie|gebruik|kopiëren|openbaarmaking|hergebruik|publicatie|verdere verspreiding|doorplaatsing|herdruk)";
const CC_UNDER = `(?:onder|volgens|met|conform) (?:(?:een|de|de voorwaarden van|licentie|de licentie|een licentie|vrije) ){0,3}${CC}`;

export const DUTCH = phrasesOf("nl", {
  "permission-claim": [
    `(?:${SUBJECT} (?:(?:is|wordt|werd|verschijnt|staat) )?)?(?:hier )?(?:${USED} (?:en ${USED} )?)?${GRANT}(?: ${USED})?`,
    `(?:${SUBJECT} (?:is|wordt|werd) )?met (?:vriendelijke )?toestemming ${USED} (?:van|uit) ${NAMED}`,
    `${SUBJECT} (?:is|wordt|werd|verschijnt)(?: hier)? ${GRANT},? (?:hier )?${USED}`,
    `(?:${SUBJECT} (?:is|werd) )?(?:overgenomen|vertaald|ontleend) (?:uit|van|aan) ${NAMED},? met (?:vriendelijke )?toestemming`,
    `met dank aan (?:en )?${GRANT}`,
    `(?:©|\\(c\\)) ${NAMED}[,.;] (?:${USED} )?met (?:vriendelijke )?toestemming(?: ${USED})?`,
    `(?:wij|we) (?:publiceren|plaatsen|delen|nemen|drukken|herpubliceren) (?:dit|deze|het|de) ${WORK}(?: hier)? ${GRANT}(?: (?:over|af))?`,
    `(?:(?:wij|we) (?:danken|bedanken)|(?:met )?dank aan|onze dank aan) ${NAMED} voor (?:de |hun |het geven van |zijn |haar )?(?:vriendelijke )?(?:toestemming|medewerking).{0,80}`,
    `${NAMED} (?:gaf|heeft|verleende) (?:ons )?(?:welwillend |vriendelijk )?toestemming(?: gegeven| verleend)?,? (?:om|voor).{0,20} (?:dit|deze|het|de) ${WORK}.{0,60}`,
    `(?:${SUBJECT} (?:is|werd|wordt) )?(?:ons )?(?:welwillend |vriendelijk |beschikbaar )?(?:ter beschikking|beschikbaar) gesteld door ${NAMED}`,
  ],
  "first-publication": [
    `${SUBJECT} (?:verscheen|stond|werd|is)${ON}? ${FIRST}${ON}? (?:${OUT} )?${AT} ${NAMED}(?: ${OUT})?${TAIL}`,
    `(?:dit|deze) ${WORK} (?:verscheen|stond|werd|is)${ON}? (?:${OUT} )?${AT} ${NAMED}(?: ${OUT})?${TAIL}`,
    `${VERSION} (?:verscheen|stond|werd|is)(?: ${FIRST})?${ON}? (?:${OUT} )?${AT} ${NAMED}(?: ${OUT})?${TAIL}`,
    `(?:${SUBJECT} )?(?:is |werd )?${FIRST} ${OUT}${ON}?(?: ${AT}|:) ${NAMED}${TAIL}`,
    `${OUT}${ON}? (?:in|op|bij) ${NAMED}`,
    `${FIRST} (?:in|op|bij) ${NAMED} ${OUT}${TAIL}`,
    `eerste (?:publicatie|verschijning|druk)(?: ?:| ${AT}) ${NAMED}`,
    `(?:${SUBJECT} (?:is|werd) )?(?:overgenomen|cross-?post|vertaald|ontleend|herplaatst|herpublicatie|fragment|bewerkt) (?:uit|van|aan|naar) ${NAMED}${TAIL}`,
    `dit ${WORK} komt (?:uit|van) ${NAMED}`,
    `(?:(?:lees|bekijk|zie|vind) )?het (?:originele|oorspronkelijke|volledige|hele) ${WORK}(?: (?:is te lezen|staat|vind je|verscheen))?(?: ?:| (?:op|in|bij|van)) ${NAMED}`,
    `(?:(?:origineel|oorspronkelijk)(?: artikel| verhaal| stuk)?|originele (?:bron|publicatie|versie))(?: ?:| (?:in|op|bij)) ${NAMED}`,
  ],
  copyright: [
    `(?:alle|sommige) (?:auteurs)?rechten(?: (?:op|van|voor) .{3,40}?)? (?:(?:zijn |blijven )?voorbehouden|(?:liggen |berusten |blijven )?bij ${NAMED})`,
    "auteursrecht(?:en)? (?:zijn )?voorbehouden",
    `(?:het |de )?(?:auteursrecht(?:en)?|copyright|rechten)(?: (?:van|op|voor) .{3,40}?)? (?:berust|berusten|ligt|liggen|blijft|blijven|rust|rusten)(?: bij)? (?:bij |van )?(?:de |het )?${NAMED}`,
    "op (?:dit|deze|alle|de|het) [\\p{L} ]{4,40} (?:rust|rusten|berust) (?:auteursrecht(?:en)?|copyright)",
    `auteursrecht(?:en)?:? (?:© ?)?(?:\\d{4}(?:[-–]\\d{2,4})?,? )?${NAMED}`,
    `(?:(?:dit|deze|het|de|alle|onze) )?(?:(?:${WORKS}|${WORK}|website)(?: op (?:deze|dit) .{3,20}?)? (?:is|zijn|wordt|worden) )?auteursrechtelijk beschermd(?: .{2,60})?`,
    `(?:alle |elke |iedere )?${USING}(?:(?:,| en| of)+ ${USING})*(?: (?:van|uit) (?:deze|dit|de|onze)? ?[\\p{L} ]{4,40}?)?,? ?(?:ook gedeeltelijk,? |geheel of gedeeltelijk,? )?(?:is |zijn )?(?:zonder (?:(?:schriftelijke|voorafgaande|uitdrukkelijke|onze) )*${LEAVE}(?: van .{2,60}?)? )?(?:is |zijn )?(?:uitdrukkelijk |strikt |ten strengste )?(?:verboden|niet (?:toegestaan|geoorloofd)|(?:alleen|slechts|uitsluitend|enkel) (?:toegestaan )?(?:met|na) .{0,40}${LEAVE}.{0,60})`,
    `(?:niets|geen (?:enkel )?deel) (?:uit|van) (?:deze|dit) (?:uitgave|publicatie|website|site|${WORK}) mag (?:zonder (?:(?:schriftelijke|voorafgaande|uitdrukkelijke) )*${LEAVE}(?: van .{2,60})? )?(?:worden )?(?:overgenomen|verveelvoudigd|gekopieerd|gereproduceerd|gepubliceerd|openbaar)(?!\\p{L}).{0,120}`,
    `(?:dit|deze|de|onze) (?:${WORK}|${WORKS}) (?:mag|mogen) (?:niet|alleen|uitsluitend)(?!\\p{L}).{0,40}(?:overgenomen|gepubliceerd|verspreid|gekopieerd|gereproduceerd|${LEAVE}).{0,80}`,
  ],
  "usage-terms": [
    "(?:voor (?:toestemming|overname|herpublicatie|het overnemen|vragen over)|(?:verzoeken om|aanvragen voor) (?:overname|herpublicatie|toestemming))(?!\\p{L}).{0,60}(?:contact|mail|neem|@|:).{2,80}",
  ],
  credit: [
    `bron(?:nen)?: ${NAMED}`,
    `met (?:informatie|medewerking|materiaal|bijdragen) van (?:het )?${NAMED}`,
    `(?:verspreid|geleverd|aangeboden) door ${NAMED}`,
    `met dank aan ${NAMED}`,
  ],
  license: [
    `${SUBJECT} (?:is|werd|wordt) (?:eerder )?(?:overgenomen|herplaatst|gepubliceerd|herpubliceerd|verschenen) (?:uit|van|op|in|door) (?<origin>.{2,80}?),? (?:en (?:is |wordt )?(?:hier )?(?:overgenomen|herplaatst|gepubliceerd) )?${CC_UNDER}`,
    `overgenomen (?:uit|van) (?<origin>.{2,80}?),? ${CC_UNDER}`,
    `(?:tenzij anders (?:vermeld|aangegeven|aangeduid),? )?(?:(?:is|valt|vallen|zijn) )?(?:${SUBJECT}|(?:de|alle|onze) (?:inhoud|teksten|artikelen|website)[\\p{L} ]{0,30}?) ?(?:is|valt|wordt|staat|zijn|vallen|mag|mogen)?(?!\\p{L}).{0,40}?\\b${CC_UNDER}`,
    `(?:u mag|je mag|u kunt|je kunt|iedereen mag|media mogen|het staat u vrij) (?:dit|deze|onze|ons|dit hele) ${WORK}(?:en|s)? .{0,60}(?:${CC_UNDER}|(?:gratis|vrij|kosteloos).{4,100})`,
    `(?:herpubliceer|deel|kopieer) (?:dit|deze|onze) ${WORK}(?:en|s)?.{0,60}(?:${CC_UNDER}|gratis|vrij).{0,80}`,
    `(?:${WORK} |${WORKS} )?(?:(?:is |zijn )?(?:gepubliceerd|beschikbaar|vrijgegeven|gedeeld|uitgebracht)(?: [\\p{L}]{4,14})? )?${CC_UNDER}`,
    `(?:licentie|tekst|inhoud|rechten|gepubliceerd) ?[:–—-] ?(?:licentie )?${CC}`,
    `${SUBJECT} (?:is|behoort tot|valt in) (?:in )?het publieke domein`,
    `sommige rechten voorbehouden ?[:,–—-]? ?(?:onder )?(?:licentie )?${CC}`,
  ],
});
