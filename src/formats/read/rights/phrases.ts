import { DUTCH } from "./dutch.js";
import { ENGLISH } from "./english.js";
import { FRENCH } from "./french.js";
import { GERMAN } from "./german.js";
import { ITALIAN } from "./italian.js";
import { PORTUGUESE } from "./portuguese.js";
import { SHARED } from "./shared.js";
import { SPANISH } from "./spanish.js";
import type { StandingPhrase } from "./standing.js";

/** In the order in which they are tried. */
export const PHRASES: readonly StandingPhrase[] = [
  ...SHARED,
  ...ENGLISH,
  ...GERMAN,
  ...FRENCH,
  ...SPANISH,
  ...ITALIAN,
  ...PORTUGUESE,
  ...DUTCH,
];

/** Longer blocks are the column's own words, whatever they speak of. */
export const MAX_BLOCK = 600;

/** What an editor's note begins with. */
export const LEAD =
  /^(?:(?:the )?(?:editor|publisher|author|ed)(?:['’]?s|s['’]|\.)? note|notes? from the (?:editors?|publisher)|note|n\.b\.|anm(?:erkung|\.) d(?:er|\.) red(?:aktion|\.)|redaktioneller hinweis|hinweis(?: der redaktion)?|note de (?:la rédaction|l[’']éditeur)|ndlr|ndr|n\.?d\.?[rlt]\.?|n\. del? [etr]\.|redaktionelle anmerkung|zur info|info|hinweis|avertissement|à noter|aviso|nota bene|opmerking|redactionele noot|about this (?:article|story|piece)|acknowledge?ments?|attribution|nota(?: del editor| del autor| della redazione| dell[’']editore| da redação| d[ao] editora?| do autor| da autora| dell[’']autore| dell[’']autrice| de la autora| de la editora| del traductor| do tradutor| de la redacción| de redacción)?|noot van de redactie|redactie|disclosure|credits?|(?:how to )?republish(?:ing)?(?: guidelines| our content| this (?:article|story))?|reprints?|copyright notice|credit line|notice|rights)\s?[:.–—-]\s*/iu;
/** Says nothing of its own after a rights line. */
export const FOLLOWING =
  /^(?:(?:please )?read (?:the|our) (?:original|full)(?: (?:article|story|column|piece))?(?: here)?|read more|(?:see|view) (?:the )?original(?: article)?|lesen sie (?:hier )?(?:den|das) original(?:artikel|beitrag|text)?|(?:zum|hier geht es zum) original(?:artikel|beitrag)?|(?:lire|lisez) (?:l[’'])?(?:article|texte )?\s?original|(?:lea|lee|leer) (?:el|la) (?:artículo |texto )?original|leggi l[’'](?:articolo )?originale|(?:leia|ler) o (?:artigo |texto )?original|lees het (?:originele|oorspronkelijke) (?:artikel|stuk|verhaal)|impressum|datenschutz|mentions légales|aviso legal|note legali|disclaimer|política de privacidade?|privacyverklaring|contact|kontakt|contacto|contatti|contato|terms(?: of (?:use|service))?|privacy(?: policy)?|learn more|more information|find out (?:more|how)|see our guidelines|here['’]?s? how|to view a copy of this licen[cs]e.{0,120})[.:]?$/iu;
/** How a line of copyright begins. */
export const SIGNED =
  /^(?:(?:(?:text|words|story|article|column|content|contents|photos?|pictures?|images?|illustrations?|urheberrecht|derechos de autor|direitos autorais|auteursrecht|texte|texto|testo|tekst|inhalt|droits d[’']auteur|diritti d[’']autore|(?:tous )?droits réservés|tutti i diritti riservati|todos (?:los derechos|os direitos) reservados|alle rechte vorbehalten|alle rechten voorbehouden|all rights reserved)(?: (?:and|&|und|et|y|e|en) (?:\p{L}{4,14}))?(?:\s?[:.,–—-])?\s)?(?:copyright\s*(?:©|\(c\)|:|\d{4}|by\b|(?=\p{Lu}.{0,80}\d{4})|(?!law|act|office|infring|notice|polic|clearance|reform|directive|protection|term|holder|owner|claim|and|or|for|in|is)(?=\p{L}+ \p{L}))|©|\(c\)|copr\.?\s(?=\d|©|\(c\)|\p{Lu})))/iu;
/** `Ada Brook © 2026`. */
export const SIGNED_AFTER = /^(?<holder>\p{Lu}[^©]{1,80}?),? ©(?: copyright)? ?(?<year>\d{4})?\.?$/u;
export const RESERVES = /rights reserved|vorbehalten|réservés|reservados|riservat|voorbehouden/iu;
