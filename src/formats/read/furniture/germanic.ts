import { phrasesOf } from "./phrase.js";
import { MAILS, NETWORKS } from "./shared.js";

export const GERMAN = phrasesOf("de", [
  ["furniture", "melde melden", "meld(?:e dich|en sie sich) an,? um .{0,40}komment.{0,30}"],
  [
    "teaser",
    "das auch",
    String.raw`(?:das könnte (?:sie|dich|ihnen|euch) auch (?:interessieren|gefallen)|auch (?:interessant|lesenswert))\s?:\s?.{3,200}`,
  ],
  [
    "mailing",
    "hier klicken",
    String.raw`(?:hier klicken|klicken sie hier),? um .{0,40}(?:abzubestellen|abzumelden|auszutragen)\b.{0,40}`,
  ],
  [
    "furniture",
    "# eine",
    String.raw`(?:eine|\d{1,6}) (?:kommentare?|antwort(?:en)?|gedanken?) (?:zu|auf) [“"«‘„].{1,200}`,
  ],
  ["furniture", "noch keine", "(?:noch |bisher )?keine (?:kommentare|antworten)(?: vorhanden)?"],
  [
    "furniture",
    "die kommentare kommentar",
    "(?:die )?kommentar(?:e|funktion|bereich)?(?: zu diesem (?:artikel|beitrag))? (?:ist|sind|wurde|wurden) (?:derzeit |bereits )?(?:geschlossen|deaktiviert)",
  ],
  [
    "furniture",
    "du sie bitte",
    String.raw`(?:du musst|sie müssen|bitte) .{0,20}(?:angemeldet sein|anmelden|einloggen|melde dich an)\b.{0,60}kommentar.{0,40}`,
  ],
  ["furniture", "benachrichtige benachrichtigen", "benachrichtigen? (?:sie )?mich (?:über|bei|per).{0,100}"],
  ["furniture", "diese", String.raw`diese (?:website|seite) verwendet \w+,? um spam\b.{0,140}`],
  [
    "furniture",
    "folgen folge link seite beitrag drucken sie",
    `folgen? (?:sie )?(?:uns|mir) auf ${NETWORKS}|link kopieren|(?:seite|beitrag|artikel) drucken|sie sind bereits (?:abonnent|kunde).{0,60}`,
  ],
  [
    "furniture",
    "melden melde hier abonnieren abonniere jetzt newsletter bereits schon",
    String.raw`meld(?:en|e) (?:sie sich|dich)(?: hier| jetzt)? (?:für|zu) (?:unserem|unseren|den|dem|meinen) (?:\p{L}+ )?newsletter\b.{0,40}|hier geht es zur? newsletter.{0,40}|abonnier(?:en|e)(?: sie)? (?:jetzt |kostenlos |hier )?(?:unseren|den|die|meinen)\b.{0,20}(?:newsletter|feed|podcast|kanal|brief)\b.{0,40}|jetzt (?:kostenlos |gratis )?(?:abonnieren|anmelden|registrieren)|(?:bereits|schon) (?:abonnent|registriert)\w{0,4}\s?\?.{0,60}|newsletter(?:-?anmeldung)?`,
  ],
  [
    "furniture",
    "zum weiter weiterlesen hier",
    String.raw`(?:zum|hier) (?:weiterlesen|inhalt)(?: (?:hier )?(?:klicken|springen))?|hier weiterlesen|weiter(?:lesen| lesen)(?: (?:auf|bei) [^,.!?]{1,40}|\s?[:„“"»].{1,200})?`,
  ],
  [
    "teaser",
    "mehr weitere passend dazu",
    String.raw`(?:mehr (?:zum thema|dazu|über)|passend dazu|weitere (?:artikel|beiträge|themen))\s?:?\s.{3,200}`,
  ],
  [
    "furniture",
    "vorheriger nächster nächste vorherige älterer neuerer ältere neuere",
    String.raw`(?:vorherige[rs]?|nächste[rs]?|ältere[rs]?|neuere[rs]?) (?:beiträge|beitrag|artikel|seite|post)(?:\s?[:→←»].{0,120})?`,
  ],
  ["furniture", "nach", "nach der (?:anzeige|werbung) (?:geht es weiter|weiterlesen)"],
  [
    "mailing",
    "wenn falls möchten möchtest",
    String.raw`(?:wenn|falls|möchten|möchtest) (?:sie|du) .{0,40}${MAILS}\b.{0,20}(?:nicht (?:mehr|länger)|keine weiteren)\b.{0,60}(?:erhalten|bekommen|empfangen)\b.{0,100}|(?:wenn|falls) (?:diese|dieser) (?:e-?mail|newsletter|nachricht) nicht .{0,20}(?:angezeigt|dargestellt)\b.{0,100}`,
  ],
  [
    "mailing",
    "wird",
    String.raw`wird diese[r]? (?:e-?mail|newsletter|nachricht) nicht .{0,20}(?:angezeigt|dargestellt)\b.{0,100}`,
  ],
  [
    "mailing",
    "sie du diese",
    String.raw`(?:sie|du) (?:erhalten|erhältst|bekommen|bekommst) diese(?:n|s)? (?:mail|rundbrief)\b.{0,200}|diese (?:e-?mail|nachricht) wurde an\b.{0,120}`,
  ],
  ["furniture", "# ein kein keine", String.raw`(?:ein|keine?|\d{1,6}) (?:kommentare?|antwort(?:en)?)`],
  [
    "form-heading",
    "kommentar schreibe schreiben antwort einen hinterlasse hinterlassen",
    "kommentar (?:schreiben|hinterlassen|verfassen)|schreiben? (?:sie )?(?:einen|ihren|deinen) kommentar|antwort (?:hinterlassen|schreiben|abbrechen)|einen kommentar (?:schreiben|hinterlassen)|hinterlassen? (?:sie )?(?:einen|ihren|deinen) kommentar|hinterlasse (?:mir )?eine antwort",
  ],
  [
    "form-heading",
    "deine ihre die",
    String.raw`(?:deine|ihre|die) e-?mail-?adresse wird nicht veröffentlicht\b.{0,120}`,
  ],
  ["furniture", "erforderliche pflichtfelder", "(?:erforderliche felder|pflichtfelder) sind.{0,60}"],
  [
    "furniture",
    "meinen meine name",
    "mein(?:en?)? name(?:n)?,(?: meine)? e-?mail(?:-adresse)? und(?: meine)? website in diesem browser.{0,100}",
  ],
  [
    "furniture",
    "teilen diesen diese artikel beitrag weitersagen auf per",
    String.raw`(?:teilen|weitersagen)(?: mit| auf .{1,40})?\s?:?|(?:diesen? )?(?:artikel|beitrag|seite|kolumne) (?:teilen|weiterempfehlen|drucken)\b.{0,60}|auf (?:facebook|twitter|x|whatsapp|linkedin|xing|mastodon|bluesky) teilen|per e-?mail (?:teilen|versenden)`,
  ],
  [
    "furniture",
    "klick klicken zum",
    String.raw`(?:klick|klicken|zum),? .{0,20}(?:um .{0,60}(?:zu teilen|auszudrucken)|ausdrucken klicken|teilen klicken)\b.{0,80}`,
  ],
  ["furniture", "gefällt wird lade", "gefällt mir(?: wird geladen)?|wird geladen|lade"],
  ["furniture", "anzeige werbung", "anzeige|werbung"],
  [
    "furniture",
    "weiterlesen mehr jetzt hier den",
    "weiterlesen|mehr lesen|(?:jetzt|hier) weiterlesen|(?:den )?(?:ganzen|vollständigen) (?:artikel|beitrag) lesen",
  ],
  [
    "list-heading",
    "ähnliche das verwandte mehr weitere lesen meistgelesen auch",
    "(?:ähnliche|verwandte|weitere) (?:beiträge|artikel|themen|texte)|das könnte (?:sie|dich|ihnen|euch) auch (?:interessieren|gefallen)|mehr (?:zum thema|von .{1,60})|lesen sie auch|auch interessant|meistgelesen",
  ],
  [
    "teaser",
    "lesen lesen siehe mehr auch",
    String.raw`(?:lesen sie (?:auch|mehr|dazu|hier)|siehe auch|mehr dazu|auch interessant)\s?:?\s.{3,200}`,
  ],
  [
    "furniture",
    "newsletter zum jetzt melden abonnieren unseren",
    String.raw`(?:zum |unseren |jetzt |den )?newsletter(?: jetzt)? (?:abonnieren|anmelden|bestellen)\b.{0,40}|melden sie sich (?:jetzt )?(?:für|zu) unseren? newsletter an|jetzt (?:abonnieren|anmelden)|abonnieren(?: sie)? (?:jetzt )?unseren newsletter\b.{0,40}`,
  ],
  [
    "furniture",
    "jetzt hier spenden unterstützen",
    "(?:jetzt|hier) (?:spenden|unterstützen)|spenden|unterstützen sie uns",
  ],
  [
    "furniture",
    "nach zurück vorheriger nächster",
    String.raw`(?:nach oben|zurück zum anfang)|(?:vorheriger|nächster) (?:beitrag|artikel)\b.{0,120}`,
  ],
  ["teaser", "schlagwörter kategorien kategorie", String.raw`(?:schlagwörter|kategorien?)\s?:\s?.{1,200}`],
  ["feed-footer", "der", String.raw`der (?:beitrag|artikel)\b.{1,300}\berschien zuerst (?:auf|bei)\b.{1,120}`],
  [
    "form-label",
    "name e-mail e-mail-adresse webseite website kommentar nachricht",
    String.raw`(?:name|e-?mail(?:-adresse)?|web(?:seite|site)|kommentar(?: abschicken)?|nachricht)\s?\*?:?`,
  ],
  ["form-label", "absenden senden abschicken abbrechen", "absenden|senden|abschicken|abbrechen"],
  [
    "mailing",
    "*",
    String.raw`(?:.{0,120}[\s(„"])?(?:newsletter (?:abbestellen|abmelden)|(?:vom newsletter )?abmelden|abbestellen)\b.{0,80}`,
  ],
  ["mailing", "*", String.raw`.{0,100}\bim browser (?:ansehen|anzeigen|öffnen|lesen|betrachten)\b.{0,40}`],
  [
    "mailing",
    "sie du",
    String.raw`(?:sie|du) (?:erhalten|erhältst|bekommen|bekommst) diese(?:n|s)? (?:e-?mail|newsletter|nachricht|brief)\b.{0,200}`,
  ],
]);

export const DUTCH = phrasesOf("nl", [
  ["teaser", "misschien dit", String.raw`misschien vind (?:je|u) dit ook .{3,20}\s?:\s?.{3,200}`],
  ["furniture", "# één een", String.raw`(?:een|één|\d{1,6}) (?:reacties?|gedachten?) (?:op|over) [“"«‘„].{1,200}`],
  [
    "furniture",
    "reacties reageren de",
    "(?:de )?(?:reacties|reageren) (?:zijn|is)(?: niet)? (?:gesloten|uitgeschakeld|mogelijk)",
  ],
  [
    "furniture",
    "je u log",
    String.raw`(?:je|u) (?:moet|dient) .{0,20}(?:ingelogd|inloggen)\b.{0,60}|log in om te reageren.{0,30}|al (?:abonnee|lid)\s?\?.{0,40}`,
  ],
  ["furniture", "al", String.raw`al (?:abonnee|lid)\s?\?.{0,40}`],
  ["furniture", "stuur houd", String.raw`(?:stuur|houd) mij (?:een e-?mail|op de hoogte)\b.{0,100}`],
  ["furniture", "deze", String.raw`deze (?:web)?site gebruikt \w+ om spam\b.{0,140}`],
  [
    "furniture",
    "volg kopieer print druk",
    `volg (?:ons|mij) (?:op|via) ${NETWORKS}|kopieer (?:de )?link|(?:print|druk) (?:dit|deze) (?:artikel|pagina).{0,20}`,
  ],
  [
    "furniture",
    "schrijf meld ontvang abonneer krijg gratis",
    String.raw`(?:schrijf je|meld je|schrijf u|meld u|abonneer je) .{0,20}(?:voor|op) .{0,30}nieuwsbrief\b.{0,40}|(?:ontvang|krijg) .{0,40}nieuwsbrief\b.{0,60}|abonneer(?: je)?(?: nu| gratis)?|gratis (?:abonneren|inschrijven)`,
  ],
  [
    "furniture",
    "verder lees ga tekst artikel naar",
    String.raw`verder lezen|lees (?:meer|verder)(?:\s?[:“"‘»→].{0,200})?|(?:ga|spring) naar (?:de )?(?:hoofd)?inhoud|(?:de )?(?:tekst|artikel) gaat verder (?:onder|na) .{1,30}|naar boven`,
  ],
  [
    "teaser",
    "misschien meer lees zie geplaatst tags categorie onderwerp",
    String.raw`(?:misschien ook interessant|meer over(?: dit onderwerp)?|lees verder|geplaatst in|getagd(?: met)?|categorie|onderwerpen?)\s?:\s?.{1,200}`,
  ],
  [
    "furniture",
    "vorig volgend vorige volgende",
    String.raw`(?:vorige?|volgende?) (?:berichten|bericht|artikel|pagina|post)(?:\s?[:→←»].{0,120})?`,
  ],
  [
    "mailing",
    "wil wilt wordt als kun",
    String.raw`(?:wil|wilt|als) (?:je|u) .{0,20}(?:${MAILS} (?:niet meer|niet langer)|(?:niet langer|geen) ${MAILS})\b.{0,20}(?:ontvangen|krijgen|wilt)\b.{0,100}|wordt (?:deze|dit) (?:e-?mail|nieuwsbrief|bericht) niet .{0,20}(?:weergegeven|getoond)\b.{0,80}|kun je deze (?:e-?mail|nieuwsbrief) niet .{0,20}lezen\b.{0,80}`,
  ],
  [
    "mailing",
    "je u",
    String.raw`(?:je|u) (?:ontvangt|krijgt) (?:deze|dit) (?:e-?mail|mail|nieuwsbrief|bericht)\b.{0,200}`,
  ],
  ["furniture", "# een geen één", String.raw`(?:een|één|geen|\d{1,6}) reacties?`],
  [
    "form-heading",
    "geef laat plaats schrijf reactie",
    "geef een (?:reactie|antwoord)|laat een (?:reactie|bericht) achter|(?:plaats|schrijf) een reactie|reactie (?:plaatsen|annuleren)",
  ],
  [
    "form-heading",
    "je het uw jouw",
    String.raw`(?:je|het|uw|jouw) e-?mail-?adres (?:wordt|zal) niet (?:gepubliceerd|getoond)\b.{0,120}`,
  ],
  ["furniture", "vereiste verplichte", "(?:vereiste|verplichte) velden zijn.{0,60}"],
  [
    "furniture",
    "mijn bewaar",
    "(?:bewaar )?mijn naam,(?: mijn)? e-?mail(?:adres)? en (?:web)?site (?:opslaan )?in deze browser.{0,100}",
  ],
  [
    "furniture",
    "dit deel delen",
    String.raw`dit delen|deel (?:dit|deze)(?: (?:artikel|bericht|column|pagina))?\b.{0,60}|delen(?: (?:op|via|met) .{1,40})?\s?:?`,
  ],
  ["furniture", "klik", String.raw`klik om .{0,60}(?:te delen|te printen|af te drukken|te e-?mailen)\b.{0,80}`],
  ["furniture", "vind-ik-leuk vind laden advertentie", "vind-?ik-?leuk.{0,20}|vind ik leuk.{0,20}|laden|advertentie"],
  ["furniture", "lees", "lees (?:meer|verder|het (?:hele|volledige) (?:artikel|bericht))"],
  [
    "list-heading",
    "gerelateerde gerelateerd misschien meer lees ook aanbevolen",
    "gerelateerd(?:e (?:artikelen|berichten))?|misschien vind (?:je|u) dit ook .{0,20}|meer (?:over dit onderwerp|van .{1,60}|artikelen)|lees ook|ook interessant|aanbevolen",
  ],
  ["teaser", "lees zie", String.raw`(?:lees (?:ook|meer|verder)|zie ook)\s?:\s?.{3,200}`],
  [
    "furniture",
    "meld schrijf abonneer inschrijven ontvang",
    String.raw`(?:meld je|schrijf je|abonneer je|schrijf u|abonneer u) (?:nu )?(?:aan|in|op)\b.{0,20}(?:onze )?nieuwsbrief\b.{0,40}|ontvang onze nieuwsbrief\b.{0,40}|inschrijven (?:voor de )?nieuwsbrief`,
  ],
  ["furniture", "doneer steun", "(?:doneer|steun ons)(?: (?:nu|hier|vandaag))?"],
  ["furniture", "terug vorig volgend", String.raw`terug naar boven|(?:vorig|volgend) (?:bericht|artikel)\b.{0,120}`],
  ["teaser", "tags categorieën", String.raw`(?:tags|categorieën)\s?:\s?.{1,200}`],
  ["feed-footer", "het", String.raw`het (?:bericht|artikel)\b.{1,300}\bverscheen (?:eerst|als eerste) op\b.{1,120}`],
  [
    "form-label",
    "naam e-mail e-mailadres website reactie bericht",
    String.raw`(?:naam|e-?mail(?:adres)?|website|reactie(?: plaatsen)?|bericht)\s?\*?:?`,
  ],
  ["form-label", "verzenden versturen annuleren", "verzenden|versturen|annuleren"],
  ["mailing", "*", String.raw`(?:.{0,120}[\s(])?(?:uitschrijven|afmelden(?: voor (?:de|deze) nieuwsbrief)?)\b.{0,80}`],
  [
    "mailing",
    "*",
    String.raw`.{0,60}\b(?:bekijk|lees|open) (?:deze |dit )?(?:e-?mail|nieuwsbrief|bericht)? ?in (?:(?:je|uw|de) )?browser\b.{0,40}`,
  ],
  ["mailing", "je u", String.raw`(?:je|u) ontvangt deze (?:e-?mail|nieuwsbrief)\b.{0,200}`],
]);
