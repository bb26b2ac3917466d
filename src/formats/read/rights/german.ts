import { CC, NAMED, phrasesOf } from "./standing.js";

const WORK =
  "(?:(?:Gast|Original|Zeitungs|Blog|Meinungs|Online|Fach|Debatten|Hintergrund)?(?:Artikel|Beitrag|Text|Kommentar|Bericht|Essay|Interview)|Aufsatz|Kolumne|Geschichte|Werk|Stück|Gedicht|Inhalt|(?:Text|Buch)?Auszug|Glosse|Rede|Reportage|Meldung|Erzählung|Rezension|Kapitel|Recherche|Leitartikel|Porträt|Gespräch|Analyse|Serie|Newsletter|Podcast)";
const WORKS = "(?:Inhalte|Texte|Artikel|Beiträge|Werke|Bilder|Fotos|Kolumnen)";
const KIND_OF =
  "(?:frühere|längere|kürzere|andere|gekürzte|leicht veränderte|erste|ausführliche|aktualisierte|überarbeitete|ähnliche|redigierte|englische)";
const VERSION = `(?:eine ${KIND_OF}?|die ${KIND_OF}) ?(?:leicht )?(?:${KIND_OF} )?(?:Fassung|Version)(?: (?:dieses|des|dieser|der) ${WORK}(?:e?s)?)?`;
const SUBJECT = `(?:(?:der|die|das|diese[rsn]?)(?: folgende| vorliegende| hier veröffentlichte| obige| nachfolgende)? ${WORK}(?: von .{3,50}?)?|${VERSION}|${WORK})`;
const DATED = "(?:am .{4,20}|im (?:Jahr )?.{4,16}|\\d{4})";
const AT =
  "(?:in der|in dem|in den|auf der|auf dem|auf den Seiten de[rs]|bei der|bei dem|beim|in|im|bei|auf|am|unter|von der|vom|von|aus der|aus dem|aus|durch|als Gastbeitrag (?:in|im|bei|auf)(?: der)?):?";
const IN = "(?:in der|in dem|auf der|auf dem|bei der|beim|in|im|bei|auf):?";
const OF =
  "(?:von der|von dem|von|vom|durch die|durch den|durch das|durch|seitens|der Redaktion|der|des|unserer Partner (?:von|bei))";
const GRANT = `mit (?:der |unserer |dankenswerter )?(?:(?:freundlicher?|ausdrücklicher?|schriftlicher?|besonderer?|vorheriger?|gütiger?|herzlicher?|frdl\\.|freundl\\.) )*(?:Genehmigung|Erlaubnis|Zustimmung|Einwilligung|Einverständnis|Gen\\.|Billigung|Unterstützung)(?: ${OF} ${NAMED})?`;
const USED =
  "(?:(?:wieder|nach|ab)?druck|(?:nach|ab)?gedruckt|(?:wieder|erneut |hier |zweit)?veröffentlicht|(?:wieder|zweit)?veröffentlichung|übernommen|übernahme|verwendet|verwendung|wiedergegeben|wiedergabe|erschienen|publiziert|publikation|übersetzt|übersetzung|auszug|auszugsweise|gekürzt|genutzt|nutzung|geteilt|reproduziert|reproduktion)";
const FIRST =
  "(?:zuerst|ursprünglich|erstmals|erstmalig|zunächst|bereits|vorab|zum ersten Mal|als erstes|im Original|schon|auch)";
const OUT =
  "(?:erschienen|veröffentlicht|publiziert|abgedruckt|gedruckt|gepostet|gesendet|herausgekommen|online gestellt)";
const TAIL = "(?:(?:,| und) (?:wird|wurde|ist|erscheint|hier|wir|mit)(?!\\p{L}).{0,100})?";
const LEAVE = "(?:genehmigung|zustimmung|erlaubnis|einwilligung|freigabe|einverständnis)";
const WRITTEN = "(?:(?:der|unsere|ausdrückliche[rn]?|schriftliche[rn]?|vorherige[rn]?|explizite[rn]?) )*";
const USING =
  "(?:nachdruck|abdruck|vervielfältigung|weiterverbreitung|verbreitung|weiterverwendung|verwendung|wiedergabe|verwertung|nutzung|übernahme|veröffentlichung|weitergabe|speicherung|reproduktion|kopieren|wiederveröffentlichung)(?:en)?";
const LICENSED =
  "(?:veröffentlicht|lizenziert|freigegeben|verfügbar|publiziert|weiterverbreitet|weiterverwendet|nachgedruckt|übernommen|erschienen|bereitgestellt|lizensiert|genutzt|geteilt)";
const UNDER =
  '(?:unter|mit|nach|gemäß|als) (?:(?:einer|der|eine|den Bedingungen|Lizenz|freien|einer freien) ){0,3}[„“"]?';

export const GERMAN = phrasesOf("de", {
  "permission-claim": [
    `${SUBJECT} (?:wird|wurde|ist) mit (?:(?:freundlicher|ausdrücklicher|schriftlicher|frdl\\.) )*(?:Genehmigung|Erlaubnis|Zustimmung) (?:aus der|aus dem|aus|von der|vom|von) ${NAMED} ${USED}`,
    `(?:${SUBJECT} (?:wird|wurde|ist|erscheint)(?: hier)? )?mit (?:(?:freundlicher|ausdrücklicher|schriftlicher|frdl\\.) )*(?:Genehmigung|Erlaubnis|Zustimmung)(?: hier)? (?:übernommen|nachgedruckt|abgedruckt|entnommen|veröffentlicht) (?:aus der|aus dem|aus|von der|vom|von) ${NAMED}`,
    `(?:(?:der )?(?:hier )?${USED}(?: und ${USED})?(?: (?:dieses|des) ${WORK}s?)?(?: hier)?(?: aus .{2,60}?)?,? )?${GRANT}(?: ${USED})?(?: (?:aus|in|nach)(?: der| dem)?:? .{2,60})?`,
    `${SUBJECT} (?:erscheint|wird|wurde|ist|stammt)(?: (?:hier|heute))?(?: aus .{2,60}? und (?:wird|wurde|erscheint))? ${GRANT}(?: (?:erneut |hier )?${USED})?`,
    `(?:(?:wieder|erneut )?veröffentlichung|die ${USED}|der ${USED}) (?:dieses ${WORK}s? )?(?:erfolgt|geschieht)(?: hier)? ${GRANT}`,
    `${SUBJECT} (?:wird|wurde) (?:uns )?(?:freundlicherweise |dankenswerterweise )?(?:${OF}) ${NAMED} (?:freundlicherweise |dankenswerterweise )?zur Verfügung gestellt`,
    `(?:freundlicherweise |dankenswerterweise )?zur Verfügung gestellt (?:${OF}) ${NAMED}`,
    `wir (?:veröffentlichen|übernehmen|drucken|bringen|publizieren|dokumentieren|zeigen) (?:dies(?:en|e|es)|den|die|das|ihn|sie|es)(?: folgenden?)?(?: ${WORK})?(?: hier)? ${GRANT}(?: (?:ab|nach))?`,
    `${SUBJECT} (?:drucken|übernehmen|veröffentlichen|bringen) wir(?: hier)? ${GRANT}(?: (?:ab|nach))?`,
    `(?:wir danken|unser Dank gilt|dank an|mit Dank an|danke an|herzlichen Dank an|vielen Dank an)(?: de[rnm])? ${NAMED} für die (?:freundliche )?(?:Erlaubnis|Genehmigung|Zustimmung|(?:Abdruck|Nachdruck)(?:genehmigung|erlaubnis|rechte))(?:,? (?:zum|zur|für|diesen|den|dieses).{2,60})?`,
    `(?:aus|auszug aus|entnommen aus|©|\\(c\\)):? (?:dem |der )?(?:Buch |Band )?(?:.{2,100}?(?: von|,) )?${NAMED}[,.;] (?:${USED} )?mit (?:freundlicher |der )?(?:Genehmigung|Erlaubnis|Zustimmung)(?: (?:des|der|von) .{2,60})?(?: ${USED})?`,
    `${NAMED} hat (?:uns )?(?:freundlicherweise )?(?:die Erlaubnis|den Nachdruck|den Abdruck|die Genehmigung).{0,60}(?:erteilt|gegeben|gestattet|genehmigt|erlaubt)`,
  ],
  "first-publication": [
    `${SUBJECT} erschien(?: ${DATED})? ${FIRST}(?: ${DATED})? ${AT} ${NAMED}${TAIL}`,
    `${SUBJECT} erschien ${DATED} ${AT} ${NAMED}${TAIL}`,
    `${VERSION} (?:erschien|ist|wurde)(?: ${DATED})?(?: ${FIRST})?(?: ${DATED})? ${AT} ${NAMED}(?: ${OUT})?${TAIL}`,
    `${SUBJECT} (?:ist|wurde)(?: ${DATED})? ${FIRST}(?: ${DATED})? ${AT} ${NAMED} ${OUT}${TAIL}`,
    `dies(?:er|e|es) ${WORK} (?:ist|wurde)(?: ${DATED})? ${IN} ${NAMED} ${OUT}${TAIL}`,
    `${SUBJECT} (?:stammt|kommt) (?:${FIRST} )?(?:aus der|aus dem|aus|von der|vom|von) ${NAMED}`,
    `${SUBJECT} ist (?:eine |ein )?(?:Übernahme|Nachdruck|Zweitveröffentlichung|Crossposting|Crosspost|Wiederveröffentlichung|Auszug) (?:aus der|aus dem|aus|von der|vom|von|bei) ${NAMED}`,
    `(?:${SUBJECT} )?(?:${FIRST} ${OUT}|${OUT} ${FIRST})(?: ${DATED})?(?: ${AT}|:)+ ${NAMED}${TAIL}`,
    `(?:erschienen|veröffentlicht|publiziert)(?: ${DATED})? ${IN} ${NAMED}${TAIL}`,
    `${FIRST} ${AT} ${NAMED} ${OUT}${TAIL}`,
    `erst(?:veröffentlichung|veröffentlicht|erschienen|publikation|abdruck|druck|mals|erscheinung)(?: ${DATED})?(?: ?:| ${AT}) (?:${AT} )?${NAMED}`,
    `cross-?post(?:ing|ed)? (?:von|aus|bei|mit|from)(?: der| dem)? ${NAMED}`,
    `(?:${SUBJECT} (?:wurde|ist) )?(?:übernommen|zweitveröffentlichung|nachdruck|entnommen|nachgedruckt|übernahme|wiederveröffentlicht|auszug|gekürzt|zitiert|übersetzt) (?:aus der|aus dem|aus|von der|vom|von) ${NAMED}(?: ${USED})?`,
    `${SUBJECT} (?:wurde|ist) (?:aus der|aus dem|aus|von der|vom|von) ${NAMED} (?:übernommen|nachgedruckt|entnommen)`,
    `(?:zum original(?:artikel|beitrag|text)?|(?:der |den |das )?original(?:artikel|beitrag|text|fassung|quelle|version)?(?: (?:lesen(?: sie)?|erschien|finden sie|steht|ist|findet sich|gibt es|können sie))?(?: ${FIRST})?)(?: ${DATED})?(?: ?:| (?:auf|bei|in|im|von)(?: der| dem)?) ${NAMED}(?: (?:erschienen|lesen|nachlesen|zu lesen|zu finden))?`,
    `(?:lesen sie |hier geht es zu[mr] |zu[mr] )(?:den |das |ganzen |vollständigen )*original(?:artikel|beitrag|text)?(?: hier)? (?:auf|bei|in|im|von)(?: der| dem)? ${NAMED}`,
  ],
  copyright: [
    `(?:alle|sämtliche|some) rechte(?: (?:an|für|am) .{3,50}?)?,?(?: auch .{3,80}?,)? ?(?:sind |bleiben )?(?:vorbehalten|(?:liegen |verbleiben )?(?:bei|beim)(?: der| dem| den)? ${NAMED})`,
    `(?:das |die |der )?(?:copyright|urheberrecht|urheberrechte|nutzungsrechte|rechte|verwertungsrechte|textrechte)(?: (?:an|für|am|des|der|dieses)(?: .{3,50}?))? (?:liegt|liegen|verbleibt|verbleiben|bleibt|bleiben|ruht) (?:bei|beim)(?: der| dem| den)? ${NAMED}`,
    `(?:alle |unsere |die |diese[rs]? |sämtliche )?(?:${WORKS}|${WORK}|Website|Seite)(?: (?:auf|dieser|unserer) .{3,40}?)? (?:ist|sind|unterliegt|unterliegen) (?:durch das |dem )?(?:urheberrecht(?:lich)?(?: geschützt)?|deutschen urheberrecht|copyright)(?: und .{2,80})?`,
    "urheberrechtlich geschützt(?:es material|er inhalt)?",
    `(?:der |die |das |jeder |jede |jegliche |keine? |eine )?${USING}(?:,? (?:und|oder|sowie) (?:jede )?(?:${USING}|sonstige .{4,30}?|bearbeitung)| ?, ${USING})*(?: (?:dieses|dieser|der|von|des) .{3,40}?)?(?:,? ?(?:auch )?(?:(?:nur )?auszugsweise|in auszügen|ganz oder teilweise),?| \\(auch auszugsweise\\))?(?: (?:und|oder) ${USING})?,? ?(?:ist |sind |bleibt )?(?:(?:nur )?ohne (?:${WRITTEN})${LEAVE}(?: .{2,60}?)? )?(?:ist |sind )?(?:strengstens |ausdrücklich )?(?:verboten|untersagt|nicht (?:gestattet|erlaubt|zulässig)|unzulässig|(?:ist |sind )?(?:nur|ausschließlich|allein) (?:mit|nach) ${WRITTEN}${LEAVE}.{0,80}|bed(?:arf|ürfen) .{0,40}${LEAVE}.{0,60})`,
    `(?:keine? )${USING} ohne ${WRITTEN}${LEAVE}.{0,60}`,
    `(?:dies(?:er|e|es) ${WORK}|(?:die|alle|unsere) ${WORKS}) (?:darf|dürfen) (?:nicht|nur|weder)(?!\\p{L}).{0,80}(?:${LEAVE}|vervielfältigt|verbreitet|nachgedruckt|veröffentlicht|übernommen|kopiert).{0,60}`,
  ],
  "usage-terms": [
    "(?:für |bei )?(?:(?:nachdruck|abdruck|lizenz|nutzungs|syndication)(?:rechte|anfragen|genehmigungen|e)?)(?: (?:und|oder) \\p{L}{4,24})?(?: (?:erhalten|bekommen) sie| wenden sie sich)?(?: bitte)? ?(?::|an|bei|über|unter) .{3,100}",
  ],
  credit: [
    `quellen?: ${NAMED}`,
    `(?:mit )?(?:material|agenturmaterial|informationen|angaben|inhalten) (?:von der|von|der|des) ${NAMED}`,
    `(?:eine? )?(?:meldung|beitrag|bericht|text|artikel) (?:der|von|des) ${NAMED}`,
    `(?:mit )?(?:freundlicher )?(?:unterstützung|vermittlung|vertrieb|vertrieben|verteilt) (?:durch|über|von) ${NAMED}`,
  ],
  license: [
    `${SUBJECT} (?:wurde|ist|wird|erschien) (?:(?:zuerst|ursprünglich|hier) )?${UNDER}${CC}? ?(?:aus der|aus dem|aus|von der|vom|von|auf|bei|in|im) (?<origin>.{2,80}?) (?:${LICENSED}|erneut veröffentlicht)`,
    `${SUBJECT} (?:wurde|ist|wird|erschien|stammt) (?:zuerst |ursprünglich )?(?:aus der|aus dem|aus|von der|vom|von|auf|bei|in|im) (?<origin>.{2,80}?) (?:und (?:steht|wird|wurde|ist) )?(?:.{0,20} )?${UNDER}${CC}`,
    `(?:(?:sofern|soweit|wenn) nicht anders [\\p{L} ]{4,30}, )?(?:(?:steht|stehen|ist|sind|unterliegt) )?(?:${SUBJECT}|diese[rs]? (?:Inhalt|Website|Seite)|(?:stehen |sind )?(?:die|alle) (?:Inhalte|Texte|Artikel|Beiträge)[\\p{L} ]{0,30}?|unsere (?:Inhalte|Texte|Artikel|Beiträge)|${WORKS}) ?(?:steht|ist|wird|wurde|darf|kann|erscheint|stehen|sind|dürfen|unterliegt|unterliegen)?(?!\\p{L}).{0,60}?\\b(?:unter|mit|nach|gemäß|als) (?:einer |der |eine |den )?.{0,24}?${CC}`,
    `(?:${SUBJECT} )?(?:hier )?(?:ist |wird |wurde )?${LICENSED} ${UNDER}${CC}`,
    `${UNDER}${CC}`,
    `(?:sie dürfen|du darfst|sie können|du kannst|alle dürfen|redaktionen dürfen|medien dürfen)(?: gerne?)? (?:diesen|diese|dieses|unsere|den|das) [\\p{L}]{4,12} .{0,80}(?:${UNDER}${CC}|(?:kostenlos|kostenfrei|frei|gratis) .{4,120})`,
    `(?:lizenz(?:hinweis|ierung)?|text|inhalt|nutzungsbedingungen|rechte|artikel|beitrag) ?[:–—-] ?(?:${UNDER})?${CC}`,
    `(?:freie |es gilt (?:die )?(?:lizenz )?)${CC}`,
    `${SUBJECT} (?:ist|sind) (?:gemeinfrei|lizenzfrei|frei verwendbar)`,
  ],
});
