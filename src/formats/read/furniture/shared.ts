import { phrasesOf } from "./phrase.js";

/** What a share bar's buttons say, in seven languages. */
const BUTTON =
  "(?:share|tweet|post|pin|print|save|copy(?: link)?|link|e-?mail|mail|sms|rss|facebook|twitter|x|threads|instagram|linkedin|reddit|whatsapp|mastodon|bluesky|pinterest|tumblr|telegram|signal|pocket|xing|flipboard|hacker news|youtube|tiktok|messenger|like|comment|reply|restack|listen|bookmark|teilen|twittern|mitteilen|merken|drucken|mailen|partager|tweeter|imprimer|envoyer(?: par e-?mail)?|enregistrer|compartir|tuitear|imprimir|enviar(?: por (?:correo|e-?mail))?|guardar|condividi|twitta|stampa|invia(?: per e-?mail)?|salva|compartilhar|partilhar|tweetar|salvar|delen|tweeten|e-?mailen|afdrukken|printen|bewaren)";
const MINUTES = "(?:min\\.?|mins?|minutes?|minuten?|minutos?|minuti|minuut)";
const READING_TIME =
  "(?:reading time|read time|lesezeit|lesedauer|temps de lecture|durée de lecture|tiempo (?:estimado )?de lectura|tempo di lettura|tempo de leitura|leestijd)";

/** Where readers are asked to follow: `Follow us on the ice` asks for something else. */
export const NETWORKS =
  "(?:[^.!?]{0,30}(?<!\\p{L})(?:facebook|twitter|x|threads|instagram|linkedin|mastodon|bluesky|youtube|tiktok|telegram|whatsapp|pinterest|google news|social media|social|redes sociales|redes sociais|réseaux sociaux|sociale media)(?!\\p{L})[^.!?]{0,60})";
/** What a mailing calls itself. */
export const MAILS =
  "(?:e-?mails?|mails?|newsletters?|correos?|boletín|boletines|mensajes?|messages?|courriels?|infolettres?|nachrichten?|rundbriefe?|messaggi?o?|mensagens|mensagem|boletim|berichten|nieuwsbrieven|nieuwsbrief)";
/** A heading in quotation marks, or what an arrow points to. */
export const QUOTED = '(?:(?: d[eo]| van)?\\s?[:“"‘«„»→].{0,200})?';

/** Furniture that is alike in many languages. */
export const SHARED = phrasesOf("und", [
  [
    "furniture",
    "share tweet print email e-mail facebook twitter x linkedin whatsapp like copy save pin teilen twittern drucken merken partager tweeter imprimer compartir tuitear condividi twitta stampa compartilhar partilhar tweetar delen tweeten",
    `${BUTTON}(?:[^\\p{L}\\p{N}]{1,5}(?:\\d{1,6}[^\\p{L}\\p{N}]{1,3})?${BUTTON}){1,16}`,
  ],
  [
    "furniture",
    "reading read lesezeit lesedauer temps durée tiempo tempo leestijd",
    `${READING_TIME}\\s?:?\\s?(?:ca\\.? |about |environ |circa )?\\d{1,3}\\s?(?:[-–]\\s?\\d{1,3}\\s?)?${MINUTES}`,
  ],
  [
    "furniture",
    "#",
    `\\d{1,3}[ -]?(?:${MINUTES})\\s(?:read|reading time|lesezeit|de lecture|de lectura|di lettura|de leitura|leestijd|lezen)`,
  ],
  [
    "furniture",
    "home startseite accueil inicio início homepage",
    "(?:home|startseite|accueil|inicio|início|homepage)(?:\\s?(?:>|›|»|→|::)\\s?[^>›»→:.!?]{1,40}){1,6}",
  ],
]);
