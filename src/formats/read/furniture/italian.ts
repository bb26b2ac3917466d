import { phrasesOf } from "./phrase.js";

export const ITALIAN = phrasesOf("it", [
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
    "leggi (?:tutto|di più|l[’']articolo completo|il resto)|continua (?:a leggere|la lettura)(?: .{1,80})?",
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
