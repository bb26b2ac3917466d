import { phrasesOf } from "./phrase.js";
import { MAILS, NETWORKS, QUOTED } from "./shared.js";

export const SPANISH = phrasesOf("es", [
  [
    "teaser",
    "también quizás",
    String.raw`(?:también|quizás) te (?:puede|podría|interese)(?: (?:interesar|gustar))?\s?:\s?.{3,200}`,
  ],
  [
    "furniture",
    "# un una",
    String.raw`(?:una?|\d{1,6}) (?:comentarios?|respuestas?|pensamientos?) (?:a|en|sobre) [“"«‘„].{1,200}`,
  ],
  ["furniture", "los comentarios", "(?:los )?comentarios (?:están )?(?:cerrados|desactivados)"],
  [
    "furniture",
    "debes debe inicia ya recibir avísame notificarme",
    String.raw`debes? (?:iniciar sesión|estar (?:conectado|registrado))\b.{0,60}comentario.{0,20}|inicia sesión para comentar|ya eres (?:suscriptor|socio)\w{0,3}\s?\?.{0,50}|(?:recibir un (?:correo(?: electrónico)?|email)|avísame|notificarme) .{0,100}(?:comentarios|entradas?)\b.{0,40}`,
  ],
  ["furniture", "este", String.raw`este sitio (?:web )?(?:usa|utiliza) \w+ para reducir el spam.{0,140}`],
  [
    "furniture",
    "síguenos síganos copiar imprimir enviar",
    `s[íi]g(?:ue|a)nos en ${NETWORKS}|copiar (?:el )?enlace|imprimir (?:este artículo|esta página)?|enviar (?:por correo|a un amigo)`,
  ],
  [
    "furniture",
    "suscríbete suscríbase recibe reciba apúntate suscribirse suscripción",
    String.raw`(?:suscríbete|suscríbase|apúntate)(?: (?:gratis|ahora|ya|aquí|hoy)| (?:a|al|para)(?!\p{L}).{0,40}(?:boletín|boletines|newsletters?|lista|canal|artículos|correo).{0,60})?|recib[ea] .{0,40}(?:boletín|newsletter)\b.{0,60}|suscribirse`,
  ],
  [
    "furniture",
    "leer continuar seguir continúa lee saltar ir sigue",
    `(?:leer|lee|lea) (?:el )?(?:artículo|texto|nota|entrada) complet[oa]|(?:continuar|seguir|continúa|sigue) leyendo${QUOTED}|(?:saltar|ir) al contenido(?: principal)?`,
  ],
  [
    "teaser",
    "publicado archivado te ver más categoría lee",
    String.raw`(?:publicado en|archivado en|(?:también )?te (?:puede|podría) interesar|más sobre(?: este tema)?|categoría|etiquetado)\s?:\s?.{1,200}`,
  ],
  [
    "furniture",
    "artículo entrada siguiente anterior artículos",
    String.raw`(?:artículo|entrada|post)s? (?:anterior|siguiente)(?:es)?(?:\s?[:→←»].{0,120})?|(?:siguiente|anterior)(?: (?:entrada|artículo|página)(?:\s?[:→←»].{0,120})?)?`,
  ],
  [
    "furniture",
    "continúa sigue la",
    "(?:continúa|sigue) (?:después de|tras) la publicidad|la nota continúa (?:debajo|abajo|después).{0,30}",
  ],
  [
    "feed-footer",
    "la el esta este",
    String.raw`(?:la entrada|el artículo|el post|la nota)\b.{1,300}\b(?:se publicó primero|aparece primero|apareció primero|fue publicad[oa] primero) en\b.{1,120}`,
  ],
  [
    "mailing",
    "si no has ha recibiste recibió",
    String.raw`si (?:ya )?no (?:deseas?|quieres?|desea) .{0,40}${MAILS}(?!\p{L}).{0,140}|¿?no (?:ves|puedes ver|se ve) .{0,20}(?:correo|email|mensaje|boletín)\b.{0,120}|si no (?:ves|puedes ver)\b.{0,20}${MAILS}(?!\p{L}).{0,120}|recibi(?:ste|ó) est[ea] ${MAILS}(?!\p{L}).{0,200}`,
  ],
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
  ["furniture", "leer sigue seguir continúa", `leer más|(?:sigue|seguir|continúa) leyendo${QUOTED}`],
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
  [
    "furniture",
    "# um uma",
    String.raw`(?:uma?|\d{1,6}) (?:comentários?|respostas?|pensamentos?) (?:para|a|em|sobre) [“"«‘„].{1,200}`,
  ],
  ["furniture", "os comentários", "(?:os )?comentários (?:estão )?(?:encerrados|fechados|desativados|desactivados)"],
  [
    "furniture",
    "você tem já notifique-me avise-me notificar-me é faça",
    String.raw`(?:você precisa|tem de|é necessário) .{0,30}(?:login|sessão|conectado)\b.{0,60}coment.{0,20}|já é assinante\s?\?.{0,50}|(?:notifique|avise|notificar)-me .{0,100}|faça login para comentar`,
  ],
  ["furniture", "este", String.raw`este site (?:usa|utiliza) (?:o )?\w+ para reduzir.{0,160}`],
  [
    "furniture",
    "siga-nos siga copiar imprimir enviar",
    `siga-(?:nos|me) (?:no|na|em) ${NETWORKS}|siga .{1,40} nas redes sociais|copiar (?:o )?link|imprimir (?:este artigo|esta página)|enviar por e-?mail`,
  ],
  [
    "furniture",
    "subscreva assine receba inscreva-se subscrever assinar cadastre-se",
    String.raw`(?:subscreva|assine|receba) .{0,40}(?:newsletter|boletim)\b.{0,60}|inscreva-se(?: (?:grátis|agora|aqui|já|gratuitamente))?|cadastre-se(?: (?:aqui|agora|grátis|.{0,30}newsletter.{0,30}))?|(?:subscrever|assinar)(?: agora| grátis)?|assine (?:já|agora|grátis)`,
  ],
  [
    "furniture",
    "leia ler continuar continue pular saltar ir continua",
    `(?:leia|ler) (?:o |a )?(?:artigo|texto|matéria|notícia|post) (?:complet[oa]|na íntegra|integral)|(?:continuar|continue) (?:a ler|lendo|a leitura)${QUOTED}|(?:pular|saltar|ir) para o conteúdo(?: principal)?|continua (?:depois|após) (?:da|a) publicidade`,
  ],
  [
    "teaser",
    "publicado você veja também categoria mais marcado arquivado",
    String.raw`(?:publicado em|arquivado em|você (?:também )?pode (?:também )?(?:gostar|se interessar)|veja também|mais sobre(?: este tema)?|categoria|marcado(?: com)?)\s?:\s?.{1,200}`,
  ],
  [
    "furniture",
    "próximo próxima anterior artigo post artigos",
    String.raw`(?:próxim[oa]|anterior)(?: (?:artigos?|posts?|matéria|página)(?:\s?[:→←»].{0,120})?)?|(?:artigo|post)s? (?:anterior|seguinte)(?:es)?(?:\s?[:→←»].{0,120})?`,
  ],
  [
    "feed-footer",
    "o a este esta",
    String.raw`(?:o (?:post|artigo|conteúdo|texto)|a (?:matéria|notícia))\b.{1,300}\b(?:apareceu primeiro|aparece primeiro|foi publicad[oa] primeiro) em\b.{1,120}`,
  ],
  [
    "mailing",
    "se não recebeu caso",
    String.raw`(?:se|caso) (?:já )?não (?:deseja|deseje|quer|queira|pretende) .{0,40}${MAILS}(?!\p{L}).{0,140}|não (?:consegue|está conseguindo|visualiza) .{0,20}${MAILS}(?!\p{L}).{0,120}`,
  ],
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
    `(?:leia|ler) mais|(?:continue lendo|continuar (?:a ler|lendo|leitura))${QUOTED}`,
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
