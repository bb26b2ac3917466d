import { phrasesOf } from "./phrase.js";

export const FRENCH = phrasesOf("fr", [
  ["furniture", "# un aucun", String.raw`(?:un|aucun|\d{1,6}) (?:commentaires?|réponses?)`],
  [
    "form-heading",
    "laisser laissez ajouter poster répondre",
    String.raw`(?:laisser|laissez|ajouter|poster) (?:un commentaire|une réponse)(?: annuler la réponse)?|répondre annuler la réponse`,
  ],
  ["form-heading", "votre", String.raw`votre adresse (?:e-?mail|de messagerie|courriel) ne sera pas publiée\b.{0,120}`],
  ["furniture", "les", String.raw`les champs obligatoires sont.{0,60}`],
  ["furniture", "enregistrer", String.raw`enregistrer mon nom,(?: mon)? (?:e-?mail|courriel) et (?:mon )?site.{0,120}`],
  ["furniture", "annuler", "annuler la réponse"],
  ["furniture", "partager partagez partage", String.raw`partage[rz]?(?: (?:sur|via|cet? article|ceci)\b.{0,60})?\s?:?`],
  ["furniture", "cliquez cliquer", String.raw`clique[rz] pour (?:partager|imprimer|envoyer)\b.{0,100}`],
  ["furniture", "j’aime j'aime chargement publicité", String.raw`j[’']aime(?: chargement)?|chargement|publicité`],
  [
    "furniture",
    "lire continuer",
    String.raw`(?:lire (?:la suite|plus)|continuer (?:la|à) (?:lecture|lire))(?: (?:sur|de) .{1,80})?`,
  ],
  [
    "list-heading",
    "articles sur vous à lire contenus dans",
    String.raw`articles (?:similaires|liés|connexes|recommandés)|sur le même (?:sujet|thème)|vous (?:aimerez|pourriez) aussi .{0,20}|vous aimerez aussi|à lire (?:aussi|également)|lire aussi|dans la même rubrique`,
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
  [
    "furniture",
    "faire faites soutenez-nous",
    String.raw`(?:faire|faites) un don(?: (?:maintenant|ici))?|soutenez-nous`,
  ],
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

export const SPANISH = phrasesOf("es", [
  ["furniture", "# un sin", String.raw`(?:un|sin|\d{1,6}) (?:comentarios?|respuestas?)`],
  [
    "form-heading",
    "deja dejar escribe añade",
    String.raw`(?:deja|dejar|escribe|añade) (?:una respuesta|un comentario|tu comentario)(?: cancelar (?:la )?respuesta)?`,
  ],
  [
    "form-heading",
    "tu su",
    String.raw`(?:tu|su) (?:dirección de )?(?:correo electrónico|e-?mail) no será publicad[ao]\b.{0,120}`,
  ],
  ["furniture", "los", String.raw`los campos (?:obligatorios|requeridos|necesarios) están.{0,60}`],
  [
    "furniture",
    "guarda guardar",
    String.raw`guardar? mi nombre,(?: mi)? (?:correo(?: electrónico)?|e-?mail) y (?:sitio )?web.{0,120}`,
  ],
  ["furniture", "cancelar", "cancelar (?:la )?respuesta"],
  [
    "furniture",
    "comparte compartir",
    String.raw`comparte (?:esto|este (?:artículo|post))\b.{0,40}|compartir(?: (?:en|esto|por|este (?:artículo|post))\b.{0,60})?\s?:?`,
  ],
  ["furniture", "haz haga", String.raw`ha(?:z|ga) clic (?:en .{1,40} )?para (?:compartir|imprimir|enviar)\b.{0,100}`],
  ["furniture", "me cargando publicidad", "me gusta(?: cargando)?|cargando|publicidad"],
  ["furniture", "leer sigue seguir continúa", String.raw`leer más|(?:sigue|seguir|continúa) leyendo(?: .{1,80})?`],
  [
    "list-heading",
    "artículos entradas te también lee más noticias relacionados relacionado",
    String.raw`(?:artículos|entradas|noticias|contenidos?) relacionad[oa]s?|relacionados?|te (?:puede|podría) (?:interesar|gustar)|también te (?:puede|podría) (?:interesar|gustar)|lee también|más (?:noticias|artículos|de .{1,60})`,
  ],
  [
    "teaser",
    "lee lea ver te",
    String.raw`(?:lee (?:también|además)|lea también|ver también|te puede interesar)\s?:?\s.{3,200}`,
  ],
  [
    "furniture",
    "suscríbete suscríbase apúntate recibe",
    String.raw`(?:suscríbete|suscríbase|apúntate) (?:a|al) (?:nuestro |nuestra |el |la )?(?:boletín|newsletter|lista de correo)\b.{0,60}|recibe nuestro (?:boletín|newsletter)\b.{0,60}`,
  ],
  ["furniture", "dona donar haz apóyanos", "dona(?:r)?(?: (?:ahora|aquí|hoy))?|haz una donación|apóyanos"],
  ["furniture", "volver entrada", String.raw`volver arriba|entrada (?:anterior|siguiente)\b.{0,120}`],
  ["teaser", "etiquetas categorías", String.raw`(?:etiquetas|categorías)\s?:\s?.{1,200}`],
  [
    "feed-footer",
    "la el",
    String.raw`(?:la entrada|el artículo)\b.{1,300}\b(?:se publicó primero|aparece primero|apareció primero) en\b.{1,120}`,
  ],
  [
    "form-label",
    "nombre correo email e-mail web comentario mensaje",
    String.raw`(?:nombre|correo(?: electrónico)?|e-?mail|(?:sitio )?web|comentario|mensaje)\s?\*?:?`,
  ],
  ["form-label", "enviar publicar", "enviar|publicar (?:el )?comentario"],
  [
    "mailing",
    "*",
    String.raw`(?:.{0,120}[\s(])?(?:darse de baja|date de baja|darme de baja|cancelar (?:la |tu |su )?suscripción)\b.{0,80}`,
  ],
  [
    "mailing",
    "*",
    String.raw`.{0,80}\b(?:ver|abrir|leer) (?:este )?(?:correo|e-?mail|mensaje|boletín)? ?en (?:tu|su|el) navegador\b.{0,40}`,
  ],
  [
    "mailing",
    "recibes recibe has ha",
    String.raw`(?:recibes?|h?as? recibido) este (?:correo|e-?mail|mensaje|boletín)\b.{0,200}`,
  ],
]);

export const ITALIAN = phrasesOf("it", [
  ["furniture", "# un nessun", String.raw`(?:un|nessun|\d{1,6}) (?:commenti?o?|rispost[ae])`],
  [
    "form-heading",
    "lascia scrivi aggiungi",
    String.raw`(?:lascia|scrivi|aggiungi) (?:un commento|una risposta)(?: annulla risposta)?`,
  ],
  ["form-heading", "il", String.raw`il tuo indirizzo e-?mail non sarà pubblicato\b.{0,120}`],
  ["furniture", "i", String.raw`i campi obbligatori sono.{0,60}`],
  ["furniture", "salva", String.raw`salva il mio nome, e-?mail e sito.{0,120}`],
  ["furniture", "annulla", "annulla risposta"],
  ["furniture", "condividi", String.raw`condividi(?: (?:su|questo|con|via|l[’']articolo)\b.{0,60})?\s?:?`],
  ["furniture", "fai clicca", String.raw`(?:fai clic|clicca)(?: qui)? per (?:condividere|stampare|inviare)\b.{0,100}`],
  ["furniture", "mi caricamento pubblicità", String.raw`mi piace(?: caricamento)?|caricamento|pubblicità`],
  [
    "furniture",
    "leggi continua",
    String.raw`leggi (?:tutto|di più|l[’']articolo completo|il resto)|continua (?:a leggere|la lettura)(?: .{1,80})?`,
  ],
  [
    "list-heading",
    "articoli potrebbe potrebbero leggi altri ti",
    String.raw`articoli (?:correlati|simili|consigliati)|potrebbe(?:ro)? (?:interessarti|piacerti)(?: anche)?|ti potrebbe(?:ro)? interessare(?: anche)?|leggi anche|altri articoli(?: di .{1,60})?`,
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

export const PORTUGUESE = phrasesOf("pt", [
  ["furniture", "# um nenhum sem", String.raw`(?:um|nenhum|sem|\d{1,6}) (?:comentários?|respostas?)`],
  [
    "form-heading",
    "deixe deixar escreva faça comente",
    String.raw`(?:deixe|deixar|escreva) (?:um comentário|uma resposta|o seu comentário)(?: cancelar resposta)?|faça um comentário`,
  ],
  ["form-heading", "o seu", String.raw`(?:o )?seu (?:endereço de )?e-?mail não será publicado\b.{0,120}`],
  ["furniture", "campos os", String.raw`(?:os )?campos obrigatórios (?:são|estão).{0,60}`],
  ["furniture", "salvar guardar", String.raw`(?:salvar|guardar) (?:o )?(?:meus? )(?:dados|nome).{0,160}`],
  ["furniture", "cancelar", "cancelar resposta"],
  [
    "furniture",
    "compartilhe compartilhar partilhar partilhe",
    String.raw`(?:compartilh|partilh)(?:e|ar)(?: (?:isso|isto|este|no|em|por|via)\b.{0,60})?\s?:?`,
  ],
  ["furniture", "clique", String.raw`clique (?:aqui )?para (?:compartilhar|partilhar|imprimir|enviar)\b.{0,100}`],
  [
    "furniture",
    "curtir carregando publicidade gosto",
    "curtir(?: carregando)?|carregando|publicidade|gosto carregando",
  ],
  [
    "furniture",
    "leia ler continue continuar",
    String.raw`(?:leia|ler) mais|(?:continue lendo|continuar (?:a ler|lendo|leitura))(?: .{1,80})?`,
  ],
  [
    "list-heading",
    "artigos posts notícias você leia relacionado relacionados veja mais",
    String.raw`(?:artigos|posts|notícias|conteúdos?) relacionad[oa]s?|relacionados?|você (?:também )?pode (?:também )?(?:gostar|se interessar)|leia também|veja também|mais (?:notícias|artigos|de .{1,60})`,
  ],
  ["teaser", "leia veja ver", String.raw`(?:leia também|veja também|ver também|leia mais)\s?:\s?.{3,200}`],
  [
    "furniture",
    "assine inscreva-se subscreva receba",
    String.raw`(?:assine|subscreva)(?: a)?(?: nossa)? newsletter\b.{0,60}|inscreva-se (?:na|em) (?:nossa )?newsletter\b.{0,60}|receba a nossa newsletter\b.{0,60}`,
  ],
  ["furniture", "doe faça apoie", "doe(?: (?:agora|aqui|hoje))?|faça uma doação|apoie-nos"],
  ["furniture", "voltar post artigo", String.raw`voltar ao topo|(?:post|artigo) (?:anterior|seguinte)\b.{0,120}`],
  ["teaser", "etiquetas categorias tags", String.raw`(?:etiquetas|categorias|tags)\s?:\s?.{1,200}`],
  [
    "feed-footer",
    "o",
    String.raw`o (?:post|artigo|conteúdo)\b.{1,300}\b(?:apareceu primeiro|aparece primeiro|foi publicado primeiro) em\b.{1,120}`,
  ],
  [
    "form-label",
    "nome email e-mail site comentário mensagem",
    String.raw`(?:nome|e-?mail|site|comentário|mensagem)\s?\*?:?`,
  ],
  ["form-label", "enviar publicar", "enviar|publicar comentário"],
  [
    "mailing",
    "*",
    String.raw`(?:.{0,120}[\s(])?(?:cancelar (?:a |minha |sua )?(?:inscrição|subscrição|assinatura)|descadastrar(?:-se)?|descadastre-se|anular (?:a )?subscrição)\b.{0,80}`,
  ],
  [
    "mailing",
    "*",
    String.raw`.{0,80}\b(?:ver|visualizar|abrir|ler) (?:este )?(?:e-?mail|mensagem|boletim)? ?no (?:seu )?navegador\b.{0,40}`,
  ],
  [
    "mailing",
    "você está recebeu recebe",
    String.raw`(?:você )?(?:está a receber|está recebendo|recebeu|recebe) (?:este |esta )(?:e-?mail|mensagem|newsletter|boletim)\b.{0,200}`,
  ],
]);
