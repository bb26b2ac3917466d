import { CC, NAMED, phrasesOf } from "./standing.js";

const WORK =
  "(?:Artikel|Text|Beitrag|Aufsatz|Essay|Kolumne|Geschichte|Werk|Stück|Bericht|Interview|Gedicht|Inhalt|Kommentar|Gastbeitrag|Auszug|Blogbeitrag|Meinungsbeitrag|Glosse|Rede)";
const SUBJECT = `(?:(?:der|die|das|diese[rs]?)(?: folgende| vorliegende)? ${WORK}|eine (?:frühere|längere|kürzere|andere|gekürzte|leicht veränderte)? ?(?:Fassung|Version) (?:dieses|des|dieser|der) ${WORK}(?:e?s)?)`;
const AT =
  "(?:am .{4,20} )?(?:in der|in dem|auf der|auf dem|bei der|beim|in|im|bei|auf|am|unter|von der|vom|von|aus der|aus dem|aus):?";
const OF = "(?:von der|von|vom|durch die|durch|der Redaktion|der|des)";
const GRANT = `mit (?:der )?(?:(?:freundlicher?|ausdrücklicher?|schriftlicher?) )*(?:Genehmigung|Erlaubnis|Zustimmung|Einwilligung)(?: ${OF} ${NAMED})?`;
const USED =
  "(?:(?:nach|ab)druck|(?:nach|ab)gedruckt|veröffentlicht|veröffentlichung|übernommen|übernahme|verwendet|verwendung|wiedergegeben|wiedergabe|erschienen|publiziert|übersetzt|zweitveröffentlichung|auszug)";
const FIRST = "(?:zuerst|ursprünglich|erstmals|zunächst|bereits|vorab)";
const OUT = "(?:erschienen|veröffentlicht|publiziert|abgedruckt)";
const TAIL = "(?:(?:,| und) (?:wird|wurde|ist|erscheint|hier)(?!\\p{L}).{0,100})?";

export const GERMAN = phrasesOf("de", {
  "permission-claim": [
    `(?:${USED}(?: und ${USED})? )?${GRANT}(?: ${USED})?(?: (?:aus|in):? .{2,60})?`,
    `${SUBJECT} (?:erscheint|wird|wurde|ist)(?: hier)? ${GRANT}(?: (?:erneut |hier )?${USED})?`,
    `(?:die|der) ${USED} (?:erfolgt|geschieht)(?: hier)? ${GRANT}`,
    `${SUBJECT} (?:wird|wurde) (?:uns )?(?:freundlicherweise )?(?:von der|vom|von) ${NAMED} zur Verfügung gestellt`,
    `wir (?:veröffentlichen|übernehmen|drucken) dies(?:en|e|es) ${WORK} ${GRANT}`,
    `(?:wir danken|unser Dank gilt|dank an|mit Dank an) ${NAMED} für die (?:freundliche )?(?:Erlaubnis|Genehmigung|Zustimmung|Abdruckgenehmigung|Nachdruckgenehmigung)(?: (?:zum|zur|für).{2,60})?`,
  ],
  "first-publication": [
    `${SUBJECT} erschien(?: am .{4,20})? ${FIRST} ${AT} ${NAMED}${TAIL}`,
    `${SUBJECT} (?:ist|wurde) ${FIRST} ${AT} ${NAMED} ${OUT}`,
    `${SUBJECT} (?:stammt|kommt) (?:${FIRST} )?(?:aus der|aus dem|aus|von der|vom|von) ${NAMED}`,
    `${FIRST} ${OUT}(?: ${AT}|:) ${NAMED}${TAIL}`,
    `erst(?:veröffentlichung|erschienen|publikation|abdruck)(?::| ${AT}) (?:${AT} )?${NAMED}`,
    `cross-?post(?:ing)? (?:von|aus|bei) ${NAMED}`,
    `(?:übernommen|zweitveröffentlichung|nachdruck) (?:aus der|aus dem|aus|von der|vom|von) ${NAMED}`,
    `(?:zum original(?:artikel|beitrag|text)?|(?:der |den )?original(?:artikel|beitrag|text)(?: (?:lesen|erschien|finden sie|lesen sie))?) (?:auf|bei|in|im) ${NAMED}`,
  ],
  copyright: [
    `(?:alle|sämtliche) rechte (?:vorbehalten|(?:liegen )?(?:bei|beim)(?: der| dem)? ${NAMED})`,
    "(?:der |jeder |jede )?(?:nachdruck|vervielfältigung|weiterverbreitung|weiterverwendung|verwendung|wiedergabe)(?:,? auch (?:nur )?auszugsweise,?)?(?: (?:und|oder) (?:nachdruck|vervielfältigung|weiterverbreitung|weiterverwendung|verwendung))? (?:ist |sind )?(?:ohne (?:ausdrückliche |schriftliche |vorherige )*(?:genehmigung|zustimmung|erlaubnis)(?: .{2,60})? )?(?:verboten|untersagt|nicht gestattet|nicht erlaubt|nur mit (?:ausdrücklicher |schriftlicher |vorheriger )*(?:genehmigung|zustimmung|erlaubnis).{0,60}|bed(?:arf|ürfen) der .{0,40}(?:genehmigung|zustimmung|erlaubnis).{0,60})",
  ],
  credit: [`quelle: ${NAMED}`, `(?:mit )?(?:material|agenturmaterial|informationen|angaben) (?:von|der) ${NAMED}`],
  license: [
    `(?:(?:sofern|soweit|wenn) nicht anders [\\p{L} ]{4,30}, )?(?:${SUBJECT}|(?:stehen |sind )?(?:die|alle) (?:Inhalte|Texte|Artikel|Beiträge)[\\p{L} ]{0,30}?|unsere (?:Inhalte|Texte|Artikel|Beiträge)) ?(?:steht|ist|wird|wurde|darf|erscheint|stehen|sind|dürfen)?(?!\\p{L}).{0,60}?\\b(?:unter|mit) (?:einer |der |eine )?.{0,12}?${CC}`,
    `(?:veröffentlicht|lizenziert|freigegeben|verfügbar) (?:unter|mit) (?:einer |der )?.{0,12}?${CC}`,
    `(?:sie dürfen|du darfst|sie können) (?:diesen|diese|dieses|unsere) [\\p{L}]{4,12} .{0,60}unter (?:einer |der )?.{0,12}?${CC}`,
    `lizenz(?:hinweis)?: ${CC}`,
    `${SUBJECT} ist gemeinfrei`,
  ],
});
