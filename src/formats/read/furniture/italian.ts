import { phrasesOf } from "./phrase.js";
import { MAILS, NETWORKS, QUOTED } from "./shared.js";

export const ITALIAN = phrasesOf("it", [
  [
    "furniture",
    "# un una",
    String.raw`(?:una?|\d{1,6}) (?:commenti?o?|rispost[ae]|pensier[oi]) (?:a|su|al) [“"«‘„].{1,200}`,
  ],
  ["furniture", "i commenti", "(?:i )?commenti (?:sono )?(?:chiusi|disabilitati|disattivati)"],
  [
    "furniture",
    "devi accedi sei avvertimi avvisami",
    String.raw`devi (?:essere (?:connesso|registrato|loggato)|accedere|effettuare)\b.{0,60}comment.{0,20}|accedi per commentare|sei già abbonat[oa]\s?\?.{0,50}|(?:avvertimi|avvisami) .{0,100}`,
  ],
  ["furniture", "questo", String.raw`questo sito (?:usa|utilizza) \w+ per ridurre lo spam.{0,140}`],
  [
    "furniture",
    "seguici seguimi copia stampa invia",
    `segui(?:ci|mi) su ${NETWORKS}|copia (?:il )?link|stampa (?:questo articolo|questa pagina)|invia (?:per e-?mail|a un amico)`,
  ],
  [
    "furniture",
    "iscriviti abbonati ricevi registrati",
    String.raw`(?:iscriviti|abbonati|registrati)(?: (?:gratis|ora|adesso|qui|gratuitamente|subito)| (?:alla|al|per)(?!\p{L}).{0,40}(?:newsletters?|canale|lista|ricevere).{0,60})?|ricevi .{0,40}newsletter\b.{0,60}`,
  ],
  [
    "furniture",
    "leggi continua vai salta",
    `leggi (?:l[’'])?(?:articolo|intero articolo|testo)(?: complet[oa])?(?: (?:su|qui) ?.{0,60})?|continua (?:a leggere|la lettura)${QUOTED}|(?:vai|salta) al contenuto(?: principale)?`,
  ],
  [
    "teaser",
    "pubblicato potrebbe potrebbero ti archiviato altro categoria tag",
    String.raw`(?:pubblicato in|archiviato in|(?:ti )?potrebbe(?:ro)? (?:interessarti|interessare)(?: anche)?|altro su(?: questo tema)?|categoria|taggato)\s?:\s?.{1,200}`,
  ],
  [
    "furniture",
    "articolo articoli successivo precedente",
    String.raw`articol[oi] (?:precedent[ei]|successiv[oi])(?:\s?[:→←»].{0,120})?|(?:successivo|precedente)`,
  ],
  ["furniture", "continua l’articolo l'articolo", "(?:l[’']articolo )?(?:continua|prosegue) dopo la pubblicità"],
  [
    "mailing",
    "se non hai ricevi",
    String.raw`se non (?:vuoi|desideri|desidera) .{0,30}ricevere\b.{0,30}${MAILS}(?!\p{L}).{0,140}|(?:se )?non (?:visualizzi|riesci a (?:vedere|leggere|visualizzare))\b.{0,30}${MAILS}(?!\p{L}).{0,140}|hai ricevuto quest[ao] ${MAILS}(?!\p{L}).{0,200}`,
  ],
  ["furniture", "# un nessun", String.raw`(?:un|nessun|\d{1,6}) (?:commenti?o?|rispost[ae])`],
  [
    "form-heading",
    "lascia scrivi aggiungi",
    "(?:lascia|scrivi|aggiungi) (?:un commento|una risposta)(?: annulla risposta)?",
  ],
  ["form-heading", "il", String.raw`il tuo indirizzo e-?mail non sarà pubblicato\b.{0,120}`],
  ["furniture", "i", "i campi obbligatori sono.{0,60}"],
  ["furniture", "salva", "salva il mio nome, e-?mail e sito.{0,120}"],
  ["furniture", "annulla", "annulla risposta"],
  ["furniture", "condividi", String.raw`condividi(?: (?:su|questo|con|via|l[’']articolo)\b.{0,60})?\s?:?`],
  ["furniture", "fai clicca", String.raw`(?:fai clic|clicca)(?: qui)? per (?:condividere|stampare|inviare)\b.{0,100}`],
  ["furniture", "mi caricamento pubblicità", "mi piace(?: caricamento)?|caricamento|pubblicità"],
  [
    "furniture",
    "leggi continua",
    `leggi (?:tutto|di più|l[’']articolo completo|il resto)|continua (?:a leggere|la lettura)${QUOTED}`,
  ],
  [
    "list-heading",
    "articoli potrebbe potrebbero leggi altri ti",
    "articoli (?:correlati|simili|consigliati)|potrebbe(?:ro)? (?:interessarti|piacerti)(?: anche)?|ti potrebbe(?:ro)? interessare(?: anche)?|leggi anche|altri articoli(?: di .{1,60})?",
  ],
  ["teaser", "leggi vedi", String.raw`(?:leggi anche|vedi anche)\s?:?\s.{3,200}`],
  [
    "furniture",
    "iscriviti abbonati ricevi",
    String.raw`(?:iscriviti|abbonati) alla (?:nostra )?newsletter\b.{0,60}|ricevi la nostra newsletter\b.{0,60}`,
  ],
  ["furniture", "dona sostienici fai", "dona(?: (?:ora|adesso|qui))?|sostienici|fai una donazione"],
  ["furniture", "torna articolo", String.raw`torna su|articolo (?:precedente|successivo)\b.{0,120}`],
  ["teaser", "tag categorie", String.raw`(?:tag|categorie)\s?:\s?.{1,200}`],
  [
    "feed-footer",
    "l’articolo l'articolo il",
    String.raw`(?:l[’']articolo|il post)\b.{1,300}\b(?:proviene da|sembra essere il primo su|è apparso per primo su)\b.{1,120}`,
  ],
  [
    "form-label",
    "nome email e-mail sito commento messaggio",
    String.raw`(?:nome|e-?mail|sito(?: web)?|commento|messaggio)\s?\*?:?`,
  ],
  ["form-label", "invia pubblica", "invia(?: commento)?|pubblica commento"],
  [
    "mailing",
    "*",
    String.raw`(?:.{0,120}[\s(])?(?:annulla (?:l[’'])?iscrizione|disiscriviti|cancella (?:la tua )?iscrizione|cancellarsi dalla newsletter)\b.{0,80}`,
  ],
  [
    "mailing",
    "*",
    String.raw`.{0,80}\b(?:visualizza|leggi|apri) (?:questa )?(?:e-?mail|newsletter)? ?nel (?:tuo )?browser\b.{0,40}`,
  ],
  ["mailing", "ricevi hai", String.raw`(?:ricevi|hai ricevuto) questa (?:e-?mail|newsletter)\b.{0,200}`],
]);
