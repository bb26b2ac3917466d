import { phrasesOf } from "./phrase.js";
import { MAILS, NETWORKS, QUOTED } from "./shared.js";

export const FRENCH = phrasesOf("fr", [
  ["teaser", "vous", String.raw`vous (?:aimerez|pourriez) (?:aussi|peut-être|également)(?: aimer)?\s?:\s?.{3,200}`],
  [
    "furniture",
    "# une un",
    String.raw`(?:une?|\d{1,6}) (?:commentaires?|réponses?|réflexions?|pensées?) (?:à|sur|au) [“"«‘„].{1,200}`,
  ],
  ["furniture", "les commentaires", "(?:les )?commentaires (?:sont )?(?:fermés|désactivés|clos)(?: pour cet article)?"],
  [
    "furniture",
    "vous connectez-vous déjà prévenez-moi avertissez-moi me",
    String.raw`vous devez (?:être connecté|vous connecter)\S{0,4} .{0,20}(?:commentaire|commenter).{0,20}|connectez-vous pour commenter|déjà abonnée?\s?\?.{0,50}|(?:prévenez|avertissez|notifiez)-moi .{0,80}`,
  ],
  ["furniture", "ce", String.raw`ce site utilise \w+ pour réduire les indésirables.{0,140}`],
  [
    "furniture",
    "suivez-nous suivez copier imprimer envoyer",
    `suivez-(?:nous|moi) sur ${NETWORKS}|copier le lien|imprimer (?:cet article|cette page)|envoyer (?:par e-?mail|à un ami)`,
  ],
  [
    "furniture",
    "inscrivez-vous abonnez-vous s’abonner s'abonner recevez je",
    String.raw`(?:inscrivez-vous|abonnez-vous|je m[’']abonne|je m[’']inscris)(?: gratuitement| maintenant| (?:à|pour|sur)(?!\p{L}).{0,40}(?:newsletters?|infolettres?|lettre d[’']information|notre lettre|nos articles|par e-?mail).{0,60})?|s[’']abonner(?: gratuitement| maintenant| à la newsletter)?|recevez .{0,40}(?:newsletter|infolettre|lettre)\b.{0,60}`,
  ],
  [
    "furniture",
    "lire continuer aller retour la voir",
    `lire (?:l[’'])?(?:article complet|article en entier|article|intégralité .{0,30})|continuer (?:la|à) (?:lecture|lire)(?: (?:de|sur))?${QUOTED}|aller au contenu(?: principal)?|la suite après (?:la|cette) publicité`,
  ],
  [
    "teaser",
    "à voir lire publié classé sur",
    String.raw`(?:à (?:voir|lire) (?:aussi|également)|voir également|publié dans|classé dans|sur le même (?:sujet|thème)|mots-clés)\s?:?\s.{1,200}`,
  ],
  ["teaser", "mots-clés catégorie étiquette tags", String.raw`(?:mots-clés|catégorie|étiquette|tags)\s?:\s?.{1,200}`],
  [
    "furniture",
    "article articles billet",
    String.raw`(?:article|billet)s? (?:précédents?|suivants?)(?:\s?[:→←»].{0,120})?`,
  ],
  [
    "feed-footer",
    "cet l’article l'article",
    String.raw`(?:cet article|l[’']article)(?!\p{L}).{1,300}\b(?:est apparu en premier sur)\b.{1,120}`,
  ],
  [
    "mailing",
    "si pour vous version ce cet",
    String.raw`si (?:ce|cet|cette) (?:message|e-?mail|courriel|newsletter) ne s[’']affiche pas\b.{0,120}|si vous (?:ne (?:souhaitez|voulez|désirez) plus|n[’']arrivez pas à (?:lire|voir)|ne (?:voyez|visualisez) pas)(?!\p{L}).{0,40}${MAILS}(?!\p{L}).{0,100}|pour (?:vous désabonner|vous désinscrire|ne plus recevoir .{0,30}${MAILS})(?!\p{L}).{0,120}|version en ligne|vous ne visualisez pas (?:correctement )?(?:ce|cet|cette) ${MAILS}(?!\p{L}).{0,160}`,
  ],
  ["furniture", "# un aucun", String.raw`(?:un|aucun|\d{1,6}) (?:commentaires?|réponses?)`],
  [
    "form-heading",
    "laisser laissez ajouter poster répondre",
    "(?:laisser|laissez|ajouter|poster) (?:un commentaire|une réponse)(?: annuler la réponse)?|répondre annuler la réponse",
  ],
  ["form-heading", "votre", String.raw`votre adresse (?:e-?mail|de messagerie|courriel) ne sera pas publiée\b.{0,120}`],
  ["furniture", "les", "les champs obligatoires sont.{0,60}"],
  ["furniture", "enregistrer", "enregistrer mon nom,(?: mon)? (?:e-?mail|courriel) et (?:mon )?site.{0,120}"],
  ["furniture", "annuler", "annuler la réponse"],
  [
    "furniture",
    "partager partagez partage",
    String.raw`partage[rz]?(?: (?:sur|via|cet? article|ceci|par (?:e-?mail|courriel))\b.{0,60})?\s?:?`,
  ],
  ["furniture", "cliquez cliquer", String.raw`clique[rz] pour (?:partager|imprimer|envoyer)\b.{0,100}`],
  ["furniture", "j’aime j'aime chargement publicité", "j[’']aime(?: chargement)?|chargement|publicité"],
  [
    "furniture",
    "lire continuer",
    "(?:lire (?:la suite|plus)|continuer (?:la|à) (?:lecture|lire))(?: (?:sur|de) .{1,80})?",
  ],
  [
    "list-heading",
    "articles sur vous à lire contenus dans",
    "articles (?:similaires|liés|connexes|recommandés)|sur le même (?:sujet|thème)|vous (?:aimerez|pourriez) aussi .{0,20}|vous aimerez aussi|à lire (?:aussi|également)|lire aussi|dans la même rubrique",
  ],
  [
    "teaser",
    "à lire voir",
    String.raw`(?:à lire (?:aussi|également)|lire (?:aussi|également)|voir aussi)\s?:?\s.{3,200}`,
  ],
  [
    "furniture",
    "abonnez-vous s’abonner s'abonner inscrivez-vous recevez",
    String.raw`(?:abonnez-vous|s[’']abonner|inscrivez-vous) (?:à|sur) (?:notre|la|nos) (?:newsletters?|infolettres?|lettre d[’']information)\b.{0,60}|recevez notre (?:newsletter|infolettre)\b.{0,60}`,
  ],
  ["furniture", "faire faites soutenez-nous", "(?:faire|faites) un don(?: (?:maintenant|ici))?|soutenez-nous"],
  ["furniture", "retour article", String.raw`retour en haut|article (?:précédent|suivant)\b.{0,120}`],
  ["teaser", "étiquettes catégories", String.raw`(?:étiquettes|catégories)\s?:\s?.{1,200}`],
  [
    "feed-footer",
    "l’article l'article cet le",
    String.raw`(?:l[’']article|cet article|le billet)\b.{1,300}\best apparu en premier sur\b.{1,120}`,
  ],
  [
    "form-label",
    "nom e-mail email courriel site commentaire message",
    String.raw`(?:nom|e-?mail|courriel|site(?: web)?|commentaire|message)\s?\*?:?`,
  ],
  ["form-label", "envoyer publier laisser", "envoyer|publier(?: le commentaire)?|laisser un commentaire"],
  [
    "mailing",
    "*",
    String.raw`(?:.{0,120}[\s(])?(?:se désabonner|désabonnez-vous|se désinscrire|me désinscrire|désinscription)\b.{0,80}`,
  ],
  [
    "mailing",
    "*",
    String.raw`.{0,80}\b(?:voir|lire|afficher|ouvrir) (?:cet? |ce )?(?:e-?mail|courriel|message|newsletter|la version en ligne)? ?dans (?:votre|le) navigateur\b.{0,40}`,
  ],
  [
    "mailing",
    "vous",
    String.raw`vous recevez (?:cet? |cette )(?:e-?mail|courriel|message|newsletter|infolettre)\b.{0,200}`,
  ],
]);
