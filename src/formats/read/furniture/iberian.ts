import { phrasesOf } from "./phrase.js";

export const SPANISH = phrasesOf("es", [
  ["furniture", "# un sin", String.raw`(?:un|sin|\d{1,6}) (?:comentarios?|respuestas?)`],
  [
    "form-heading",
    "deja dejar escribe añade",
    "(?:deja|dejar|escribe|añade) (?:una respuesta|un comentario|tu comentario)(?: cancelar (?:la )?respuesta)?",
  ],
  [
    "form-heading",
    "tu su",
    String.raw`(?:tu|su) (?:dirección de )?(?:correo electrónico|e-?mail) no será publicad[ao]\b.{0,120}`,
  ],
  ["furniture", "los", "los campos (?:obligatorios|requeridos|necesarios) están.{0,60}"],
  [
    "furniture",
    "guarda guardar",
    "guardar? mi nombre,(?: mi)? (?:correo(?: electrónico)?|e-?mail) y (?:sitio )?web.{0,120}",
  ],
  ["furniture", "cancelar", "cancelar (?:la )?respuesta"],
  [
    "furniture",
    "comparte compartir",
    String.raw`comparte (?:esto|este (?:artículo|post))\b.{0,40}|compartir(?: (?:en|esto|por|este (?:artículo|post))\b.{0,60})?\s?:?`,
  ],
  ["furniture", "haz haga", String.raw`ha(?:z|ga) clic (?:en .{1,40} )?para (?:compartir|imprimir|enviar)\b.{0,100}`],
  ["furniture", "me cargando publicidad", "me gusta(?: cargando)?|cargando|publicidad"],
  ["furniture", "leer sigue seguir continúa", "leer más|(?:sigue|seguir|continúa) leyendo(?: .{1,80})?"],
  [
    "list-heading",
    "artículos entradas te también lee más noticias relacionados relacionado",
    "(?:artículos|entradas|noticias|contenidos?) relacionad[oa]s?|relacionados?|te (?:puede|podría) (?:interesar|gustar)|también te (?:puede|podría) (?:interesar|gustar)|lee también|más (?:noticias|artículos|de .{1,60})",
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

export const PORTUGUESE = phrasesOf("pt", [
  ["furniture", "# um nenhum sem", String.raw`(?:um|nenhum|sem|\d{1,6}) (?:comentários?|respostas?)`],
  [
    "form-heading",
    "deixe deixar escreva faça comente",
    "(?:deixe|deixar|escreva) (?:um comentário|uma resposta|o seu comentário)(?: cancelar resposta)?|faça um comentário",
  ],
  ["form-heading", "o seu", String.raw`(?:o )?seu (?:endereço de )?e-?mail não será publicado\b.{0,120}`],
  ["furniture", "campos os", "(?:os )?campos obrigatórios (?:são|estão).{0,60}"],
  ["furniture", "salvar guardar", "(?:salvar|guardar) (?:o )?(?:meus? )(?:dados|nome).{0,160}"],
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
    "(?:leia|ler) mais|(?:continue lendo|continuar (?:a ler|lendo|leitura))(?: .{1,80})?",
  ],
  [
    "list-heading",
    "artigos posts notícias você leia relacionado relacionados veja mais",
    "(?:artigos|posts|notícias|conteúdos?) relacionad[oa]s?|relacionados?|você (?:também )?pode (?:também )?(?:gostar|se interessar)|leia também|veja também|mais (?:notícias|artigos|de .{1,60})",
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
