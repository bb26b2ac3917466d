/**
 * Standing phrases, as data. Every expression is anchored and bounded, and is tried on one block or sentence of bounded
 * length, so reading is linear.
 */

export interface Phrase {
  /** BCP 47 primary language. */
  readonly language: string;
  readonly pattern: RegExp;
}

/** A whole block that is surely page furniture, wherever it stands. */
export const FURNITURE: readonly Phrase[] = [
  {
    language: "en",
    pattern: /^(?:no |\d{1,6} )(?:comments?|replies|responses|thoughts? on\b.{0,200})(?: so far)?\.?$/iu,
  },
  { language: "en", pattern: /^(?:leave|post|write|add) a (?:reply|comment|response)(?: cancel reply)?\.?$/iu },
  {
    language: "en",
    pattern:
      /^(?:leave a reply |cancel reply|be the first to comment\.?|join the (?:conversation|discussion)\.?|click here to comment\.?)$/iu,
  },
  { language: "en", pattern: /^your e-?mail address will not be published\b.{0,120}$/iu },
  { language: "en", pattern: /^required fields are marked.{0,10}$/iu },
  { language: "en", pattern: /^save my name, e-?mail,? and website in this browser.{0,80}$/iu },
  { language: "en", pattern: /^notify me of (?:follow-?up|new) (?:comments|posts).{0,40}$/iu },
  {
    language: "en",
    pattern: /^(?:this site uses \w+ to reduce spam\b.{0,120}|you must be logged in to post a comment\.?)$/iu,
  },
  {
    language: "en",
    pattern:
      /^(?:share|like|tweet|pin|follow) (?:this|us)(?: (?:on|with|via)\b.{0,80})?\s?:?(?:\s?(?:facebook|twitter|x|email|e-mail|print|linkedin|reddit|whatsapp|mastodon|bluesky|pinterest|tumblr|telegram|more|loading\.*|like|[|,·•/])){0,24}$/iu,
  },
  { language: "en", pattern: /^click to (?:share|email|print)\b.{0,120}$/iu },
  { language: "en", pattern: /^(?:like loading|loading)\W{0,5}$/iu },
  {
    language: "en",
    pattern:
      /^(?:read more|continue reading|keep reading|read the (?:full|whole) (?:story|article|column))(?:\s?[»→›….:]{1,3}|\s(?:here|(?:at|on) .{1,60}))?$/iu,
  },
  {
    language: "en",
    pattern:
      /^(?:related(?: (?:stories|posts|articles|columns|content))?|you (?:may|might) also like|more from .{1,60}|recommended for you)\s?:?$/iu,
  },
  {
    language: "en",
    pattern:
      /^(?:subscribe|sign up) (?:to|for) (?:our|the|this) .{0,40}(?:newsletter|e-?mails?|mailing list|updates|digest|podcast|feed)\b.{0,60}$/iu,
  },
  { language: "en", pattern: /^(?:donate|support us) (?:now|today|here)[.!]?$/iu },
  {
    language: "de",
    pattern: /^(?:\d{1,6} kommentare?|kommentar (?:schreiben|hinterlassen)|schreiben sie einen kommentar)\.?$/iu,
  },
  { language: "de", pattern: /^(?:deine|ihre) e-mail-adresse wird nicht veröffentlicht\b.{0,120}$/iu },
  { language: "de", pattern: /^erforderliche felder sind.{0,60}$/iu },
  { language: "fr", pattern: /^(?:laisser un commentaire|\d{1,6} commentaires?)\.?$/iu },
  { language: "es", pattern: /^(?:deja (?:una respuesta|un comentario)|\d{1,6} comentarios?)\.?$/iu },
];

/** A feed's own footer: furniture only as the last block, or where its names are links. */
export const FEED_FOOTER = /^the post\b.{1,300}\b(?:appeared first on|first appeared on)\b.{1,120}$/iu;

/** Labels that are furniture only below a reply form's heading. */
export const FORM_LABELS: readonly Phrase[] = [
  {
    language: "en",
    pattern: /^(?:name|e-?mail(?: address)?|website|url|comment|message|your (?:name|e-?mail|comment))\s?\*?:?$/iu,
  },
  { language: "en", pattern: /^(?:post comment|submit(?: comment)?|send|cancel|reply|subscribe)$/iu },
  { language: "de", pattern: /^(?:name|e-mail(?:-adresse)?|webseite|kommentar(?: abschicken)?)\s?\*?:?$/iu },
];

/** What opens a reply form: labels after it are its own. */
export const FORM_HEADINGS: readonly Phrase[] = [
  {
    language: "en",
    pattern:
      /^(?:leave|post|write|add) a (?:reply|comment|response)\b.{0,40}$|^your e-?mail address will not be published\b.{0,120}$/iu,
  },
  { language: "de", pattern: /^(?:kommentar (?:schreiben|hinterlassen)|schreiben sie einen kommentar)\b.{0,20}$/iu },
];

/** A mailing's technical lines. */
export const MAILING: readonly Phrase[] = [
  {
    language: "en",
    pattern:
      /^(?:view|read|open|see) (?:this (?:e-?mail|letter|message|newsletter)|it|online) ?(?:in|on)? ?(?:your|the|a)? ?(?:browser|online|web)?[.!]?$/iu,
  },
  {
    language: "en",
    pattern:
      /^.{0,80}\b(?:view|read|open|see) (?:it |this .{1,30})?(?:in|on) (?:your|the|a) (?:web )?browser\b.{0,40}$/iu,
  },
  { language: "en", pattern: /^(?:.{0,120}\b)?unsubscribe\b.{0,80}$/iu },
  {
    language: "en",
    pattern: /^you (?:are receiving|received|get|are getting) this (?:e-?mail|letter|message|newsletter)\b.{0,200}$/iu,
  },
  { language: "de", pattern: /^(?:.{0,120}\b)?(?:newsletter )?(?:abbestellen|abmelden)\b.{0,80}$/iu },
];

export const GREETING =
  /^(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Gg]ood (?:[Mm]orning|[Dd]ay|[Ee]vening)|[Hh]allo|[Ll]iebe[rs]?|[Bb]onjour|[Hh]ola)\s+([\p{Lu}][\p{L}’'-]{1,24}|\*\|[A-Z_]{1,20}\|\*|\{\{[^{}]{1,40}\}\})\s?[,!–—-]/u;
/** Whom a column may well greet itself. */
export const GREETED_BY_AUTHORS = /^(?:readers?|friends?|all|everyone|editor|sir|madam|leser\w*|freunde?)$/iu;

export const MERGE_FIELD =
  /\*\|[A-Z][A-Z0-9_:]{1,30}\|\*|\{\{\s?[\w. |]{1,40}\s?\}\}|%%[\w ]{1,40}%%|\[(?:first ?name|fname|firstname)\]|%(?:firstname|recipient\.\w{1,20})%|\$\{(?:first_?name|name)\}/iu;
