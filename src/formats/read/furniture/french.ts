import { phrasesOf } from "./phrase.js";

export const FRENCH = phrasesOf("fr", [
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
  ["furniture", "partager partagez partage", String.raw`partage[rz]?(?: (?:sur|via|cet? article|ceci)\b.{0,60})?\s?:?`],
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
