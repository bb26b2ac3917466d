import { CC, NAMED, phrasesOf } from "./standing.js";

const WORK =
  "(?:artikel|tekst|column|stuk|bijdrage|verhaal|essay|werk|interview|inhoud|opiniestuk|opinieartikel|blog|blogpost|recensie|fragment)";
const SUBJECT = `(?:(?:dit|deze|het|de) ${WORK}|een (?:eerdere |langere |kortere |ingekorte )?versie van (?:dit|deze|het|de) ${WORK})`;
const AT = "(?:in|op|bij|door|via)";
const USED = "(?:overgenomen|gepubliceerd|herdrukt|gebruikt|gereproduceerd|geplaatst|vertaald|herplaatst|afgedrukt)";
const GRANT = `met (?:de )?(?:vriendelijke |uitdrukkelijke |schriftelijke )?toestemming(?: (?:van|uit) ${NAMED})?`;
const FIRST = "(?:eerder|eerst|oorspronkelijk|voor het eerst|origineel)";
const TAIL = "(?:(?:,| en) (?:is|wordt|werd|hier|verschijnt)(?!\\p{L}).{0,100})?";

export const DUTCH = phrasesOf("nl", {
  "permission-claim": [
    `(?:${SUBJECT} (?:is|wordt|werd|verschijnt) )?(?:hier )?(?:${USED} (?:en ${USED} )?)?${GRANT}(?: ${USED})?`,
    `(?:${SUBJECT} (?:is|wordt|werd) )?met (?:vriendelijke )?toestemming ${USED} (?:van|uit) ${NAMED}`,
    `met dank aan en ${GRANT}`,
    `(?:wij|we) (?:danken|bedanken) ${NAMED} voor (?:de |hun |het geven van )?toestemming.{0,80}`,
    `${NAMED} (?:gaf|heeft) (?:ons )?toestemming (?:gegeven )?(?:om|voor).{0,20} (?:dit|deze) ${WORK}.{0,60}`,
  ],
  "first-publication": [
    `${SUBJECT} verscheen ${FIRST} ${AT} ${NAMED}${TAIL}`,
    `${SUBJECT} (?:is|werd) ${FIRST} (?:gepubliceerd|verschenen|geplaatst) ${AT} ${NAMED}${TAIL}`,
    `${FIRST} (?:gepubliceerd|verschenen|geplaatst)(?: ${AT}|:) ${NAMED}${TAIL}`,
    `eerste publicatie: ${NAMED}`,
    `(?:overgenomen|crosspost) (?:uit|van) ${NAMED}`,
    `lees het (?:originele|oorspronkelijke) ${WORK} (?:op|in|bij) ${NAMED}`,
  ],
  copyright: [
    `alle rechten (?:zijn )?(?:voorbehouden|(?:liggen |berusten )?bij ${NAMED})`,
    "(?:overname|nadruk|verspreiding|reproductie|vermenigvuldiging|herpublicatie)(?: zonder (?:schriftelijke |voorafgaande |uitdrukkelijke )*toestemming(?: van .{2,60})?)? (?:is )?(?:verboten|niet toegestaan|verboden)",
    "niets uit (?:deze|dit) (?:uitgave|publicatie|website|artikel|tekst|column) mag (?:zonder (?:schriftelijke |voorafgaande )*toestemming(?: van .{2,60})? )?worden (?:overgenomen|verveelvoudigd|gekopieerd|gereproduceerd)(?:\\b.{0,120})?",
  ],
  credit: [`bron: ${NAMED}`, `met (?:informatie|medewerking|materiaal|bijdragen) van ${NAMED}`],
  license: [
    `(?:tenzij anders (?:vermeld|aangegeven),? )?(?:(?:is|valt|vallen|zijn) )?(?:${SUBJECT}|(?:de|alle|onze) (?:inhoud|teksten|artikelen)[\\p{L} ]{0,20}?) ?(?:is|valt|wordt|staat|zijn|vallen)?(?!\\p{L}).{0,40}?\\bonder (?:een |de )?(?:licentie )?${CC}`,
    `(?:u mag|je mag|u kunt|je kunt) (?:dit|deze|onze) ${WORK}(?:en|s)? .{0,30}onder (?:een |de )?${CC}`,
    `(?:inhoud|tekst|gepubliceerd|beschikbaar)(?: [\\p{L}]{4,14})? onder (?:een |de )?(?:licentie )?${CC}`,
    `licentie: ${CC}`,
    `${SUBJECT} (?:is|behoort tot|valt in) (?:in )?het publieke domein`,
  ],
});
