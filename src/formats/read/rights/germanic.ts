import { NAMED, phrasesOf } from "./standing.js";

const CC = "(?:creative[ -]commons|cc[ -]by|cc[ -]?0|cc[ -]zero).{0,120}";

const EN_WORK =
  "(?:column|article|story|piece|essay|post|text|letter|work|item|report|feature|poem|interview|excerpt|content|material|version)";
const EN_SUBJECT = `(?:(?:a|an|the|this) (?:(?:longer|shorter|earlier|similar|slightly different|following|edited) )?(?:${EN_WORK}|version of (?:this|the) ${EN_WORK})(?: below)? )?`;
const EN_USED = "(?:re)?(?:published|printed|posted|produced|run|used|shared)|reproduced|appears|excerpted";

export const ENGLISH = phrasesOf("en", {
  "permission-claim": [
    `${EN_SUBJECT}(?:(?:is|was|has been) )?(?:being )?(?:${EN_USED})(?: here)?,? (?:with|by)(?: the)?(?: kind| express| written| full)? permission(?: (?:of|from|by) ${NAMED})?`,
    `${EN_SUBJECT}(?:was )?(?:originally|first) (?:published|appeared|ran|printed) (?:in|by|on|at|with) ${NAMED}(?:,? and (?:is|has been) (?:${EN_USED})(?: here)?)?,? (?:with|by)(?: kind)? permission`,
  ],
  "first-publication": [
    `${EN_SUBJECT}(?:was )?(?:originally|first) (?:published|appeared|ran|printed|posted) (?:in|by|on|at|with) ${NAMED}(?:,? and (?:is|has been) (?:re)?(?:published|printed|posted)(?: here)?.{0,40})?`,
    `cross-?posted (?:from|at|on|with) ${NAMED}`,
    `${EN_SUBJECT}(?:(?:is|was) )?cross-?posted (?:from|at|on|with) ${NAMED}`,
  ],
  copyright: [
    "(?:all|some) rights reserved(?: (?:to|by) (?<holder>.{2,80}?))?",
    "this (?:material|article|column|text|content|work) may not be (?:published|reproduced|copied|reprinted|republished)\\b.{0,120} without (?:the )?(?:express |prior |written ){0,3}(?:permission|consent)(?: of (?<holder>.{2,80}?))?",
  ],
  credit: [`(?:source|distributed by|from):? ${NAMED}`],
  license: [
    `(?:(?:except|unless) (?:where )?otherwise (?:noted|stated),? )?(?:(?:this|the|our) [\\p{L} ]{2,40}? (?:is|are) )?(?:licen[cs]ed|available|published|shared|republished|distributed|released|in the public domain)\\b.{0,80}?\\bunder (?:a |an |the |the terms of (?:the|a) )?${CC}`,
    `(?:you (?:may|can|are free to|are welcome to) )?(?:republish|reprint|reuse|repost) (?:this|our|these|the) (?:articles?|stor(?:y|ies)|columns?|work|pieces?)\\b.{0,80}?\\bunder (?:a |an |the |our )?${CC}`,
    "cc(?:[ -]by(?:[ -](?:nc|nd|sa)){0,2}|[ -]?0|[ -]zero)(?: \\d\\.\\d)?",
    `licen[cs]e: ${CC}`,
  ],
});

const DE_WORK = "(?:Artikel|Text|Beitrag|Aufsatz|Essay|Kolumne|Geschichte|Werk|Stück|Bericht|Interview|Gedicht|Inhalt)";
const DE_SUBJECT = `(?:(?:der|die|das|diese[rs]?) ${DE_WORK}|eine (?:frühere|längere|kürzere|andere)? ?(?:Fassung|Version) (?:dieses|des|dieser|der) ${DE_WORK}(?:e?s)?)`;
const DE_AT = "(?:in der|in dem|auf der|auf dem|bei der|beim|in|im|bei|auf|am|unter)";
const DE_GRANT =
  "mit (?:der )?(?:freundlicher? |ausdrücklicher? )?(?:Genehmigung|Erlaubnis|Zustimmung)(?: (?:von der|von|der Redaktion|der|des|durch) (?<holder>.{2,120}?))?";

export const GERMAN = phrasesOf("de", {
  "permission-claim": [
    `(?:(?:nachdruck|(?:nach|ab)gedruckt|veröffentlicht|übernommen|verwendet|wiedergegeben|erschienen) )?${DE_GRANT}`,
    `${DE_SUBJECT} (?:erscheint|wird|wurde)(?: hier)? ${DE_GRANT}(?: (?:veröffentlicht|abgedruckt|nachgedruckt|übernommen|wiedergegeben))?`,
    `wir (?:veröffentlichen|übernehmen|drucken) dies(?:en|e|es) ${DE_WORK} ${DE_GRANT}`,
  ],
  "first-publication": [
    `${DE_SUBJECT} erschien(?: am .{4,20})? (?:zuerst|ursprünglich|erstmals) ${DE_AT} ${NAMED}`,
    `${DE_SUBJECT} (?:ist|wurde) (?:zuerst|ursprünglich|erstmals) ${DE_AT} ${NAMED} (?:erschienen|veröffentlicht)`,
    `(?:zuerst|ursprünglich|erstmals) (?:erschienen|veröffentlicht) ${DE_AT} ${NAMED}`,
    `erstveröffentlichung: (?:${DE_AT} )?${NAMED}`,
    `cross-?post(?:ing)? (?:von|aus) ${NAMED}`,
  ],
  copyright: [
    "alle rechte (?:vorbehalten|liegen bei (?:der |dem )?(?<holder>.{2,80}?))",
    "(?:nachdruck|vervielfältigung|weiterverbreitung)(?:,? auch auszugsweise,?)? (?:ist )?(?:verboten|untersagt|nicht gestattet|nur mit (?:ausdrücklicher |schriftlicher )?genehmigung.{0,60})",
  ],
  credit: [`quelle: ${NAMED}`],
  license: [
    `${DE_SUBJECT} (?:steht|ist|wird|wurde|darf|erscheint)\\b.{0,60}?\\bunter (?:einer|der|eine) .{0,12}?${CC}`,
    `(?:veröffentlicht|lizenziert|freigegeben|verfügbar) unter (?:einer |der )?.{0,12}?${CC}`,
    `lizenz: ${CC}`,
  ],
});

const NL_WORK = "(?:artikel|tekst|column|stuk|bijdrage|verhaal|essay|werk|interview|inhoud)";
const NL_SUBJECT = `(?:(?:dit|deze|het|de) ${NL_WORK}|een (?:eerdere |langere |kortere )?versie van (?:dit|deze|het|de) ${NL_WORK})`;
const NL_AT = "(?:in|op|bij|door)";
const NL_USED = "(?:overgenomen|gepubliceerd|herdrukt|gebruikt|gereproduceerd)";
const NL_GRANT = `met (?:vriendelijke |uitdrukkelijke )?toestemming(?: van ${NAMED})?`;

export const DUTCH = phrasesOf("nl", {
  "permission-claim": [
    `(?:${NL_SUBJECT} (?:is|wordt|werd|verschijnt) )?(?:${NL_USED} )?${NL_GRANT}(?: ${NL_USED})?`,
    `met dank aan en ${NL_GRANT}`,
  ],
  "first-publication": [
    `${NL_SUBJECT} verscheen (?:eerder|eerst|oorspronkelijk|voor het eerst) ${NL_AT} ${NAMED}`,
    `${NL_SUBJECT} (?:is|werd) (?:eerder|eerst|oorspronkelijk|voor het eerst) (?:gepubliceerd|verschenen) ${NL_AT} ${NAMED}`,
    `(?:eerder|eerst|oorspronkelijk|voor het eerst) (?:gepubliceerd|verschenen) ${NL_AT} ${NAMED}`,
    `eerste publicatie: ${NAMED}`,
  ],
  copyright: [
    "alle rechten voorbehouden",
    "(?:overname|nadruk|verspreiding|reproductie)(?: zonder (?:schriftelijke )?toestemming)? (?:is )?(?:verboten|niet toegestaan|verboden)",
    "niets uit deze (?:uitgave|publicatie|website) mag worden (?:overgenomen|verveelvoudigd|gekopieerd)\\b.{0,120}",
  ],
  credit: [`bron: ${NAMED}`],
  license: [
    `${NL_SUBJECT} (?:is|valt|wordt|staat)\\b.{0,40}?\\bonder (?:een |de )?(?:licentie )?${CC}`,
    `(?:u mag|je mag) (?:dit|deze|onze) ${NL_WORK}(?:en|s)? (?:overnemen|herpubliceren|delen) onder (?:een |de )?${CC}`,
    `(?:inhoud|tekst|gepubliceerd|beschikbaar) onder (?:een |de )?${CC}`,
    `licentie: ${CC}`,
  ],
});
