import assert from "node:assert/strict";
import { cleanColumn } from "../../../src/formats/read/cleanColumn.js";

const BEFORE = "<p>The tide came in at six.</p><p>It went out again at noon.</p>";
const MIDDLE = "<p>Nobody had asked it to, and nobody thanked it.</p>";
const AFTER = "<p>The harbour master wrote both times down.</p><p>Then he put the pencil away.</p>";
const LINK = '<a href="http://lantern.example/x">';

const clean = (html: string) => cleanColumn(html, { baseUrl: "http://lantern.example/", authors: ["Ada Brook"] });

/** One whole block each, in the middle of a column. */
const CUT: Readonly<Record<string, readonly string[]>> = {
  en: [
    "12 Comments",
    "No comments yet",
    "One thought on “The tide”",
    "Leave a Reply",
    "Leave a Reply Cancel reply",
    "Your email address will not be published. Required fields are marked *",
    "Save my name, email, and website in this browser for the next time I comment.",
    "Notify me of follow-up comments by email.",
    "This site uses Akismet to reduce spam. Learn how your comment data is processed.",
    "Share this:",
    "Share this article on Facebook",
    "Facebook | Twitter | LinkedIn | Email",
    "Click to share on Mastodon (Opens in new window)",
    "Like Loading...",
    "Advertisement",
    "Story continues below advertisement",
    "Read more »",
    "Continue reading at The Lantern →",
    "Read the full story here",
    `Read also: ${LINK}Eleven cats and one gate</a>`,
    `Filed under: ${LINK}Sea</a>, ${LINK}Weather</a>`,
    "Subscribe to our newsletter",
    "Sign up for the daily digest",
    "Enter your email address",
    "Donate now",
    "Back to top",
    "Previous post: The gate",
    `The post ${LINK}The tide</a> appeared first on ${LINK}The Lantern</a>.`,
    "View this email in your browser",
    `Trouble with the pictures? ${LINK}View this letter in your browser</a>`,
    `No more letters? ${LINK}Unsubscribe here</a>.`,
    "You are receiving this email because you signed up on our pages.",
    "Update your preferences",
    "Was this email forwarded to you? Sign up here.",
    "Unsubscribe",
    "Related posts:",
    "You might also like",
  ],
  de: [
    "3 Kommentare",
    "Kommentar schreiben",
    "Schreibe einen Kommentar",
    "Deine E-Mail-Adresse wird nicht veröffentlicht. Erforderliche Felder sind mit * markiert",
    "Meinen Namen, meine E-Mail-Adresse und meine Website in diesem Browser für die nächste Kommentierung speichern.",
    "Diesen Artikel teilen",
    "Auf Facebook teilen",
    "Klick, um über Mastodon zu teilen (Wird in neuem Fenster geöffnet)",
    "Gefällt mir Wird geladen …",
    "Weiterlesen →",
    `Lesen Sie auch: ${LINK}Elf Katzen und ein Tor</a>`,
    `Schlagwörter: ${LINK}Meer</a>`,
    "Newsletter abonnieren",
    "Jetzt spenden",
    "Nach oben",
    `Der Beitrag ${LINK}Die Flut</a> erschien zuerst auf ${LINK}Die Laterne</a>.`,
    `${LINK}Newsletter abbestellen</a>`,
    `Wird diese Nachricht nicht richtig dargestellt? ${LINK}Im Browser ansehen</a>`,
    "Sie erhalten diese E-Mail, weil Sie sich angemeldet haben.",
  ],
  fr: [
    "12 commentaires",
    "Laisser un commentaire",
    "Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *",
    "Enregistrer mon nom, mon e-mail et mon site dans le navigateur pour mon prochain commentaire.",
    "Partager :",
    "Partager sur Facebook",
    "Cliquez pour partager sur Mastodon(ouvre dans une nouvelle fenêtre)",
    "J’aime chargement…",
    "Lire la suite →",
    `À lire aussi : ${LINK}Onze chats et une grille</a>`,
    `Étiquettes : ${LINK}Mer</a>`,
    "Abonnez-vous à notre newsletter",
    "Faire un don",
    `L’article ${LINK}La marée</a> est apparu en premier sur ${LINK}La Lanterne</a>.`,
    `${LINK}Se désabonner</a>`,
    `${LINK}Voir cet e-mail dans votre navigateur</a>`,
    "Vous recevez cet e-mail parce que vous êtes inscrit.",
  ],
  es: [
    "12 comentarios",
    "Deja una respuesta",
    "Tu dirección de correo electrónico no será publicada. Los campos obligatorios están marcados con *",
    "Guarda mi nombre, correo electrónico y web en este navegador para la próxima vez que comente.",
    "Comparte esto:",
    "Haz clic para compartir en Mastodon (Se abre en una ventana nueva)",
    "Me gusta Cargando...",
    "Leer más",
    "Sigue leyendo",
    `Lee también: ${LINK}Once gatos y una puerta</a>`,
    `Etiquetas: ${LINK}Mar</a>`,
    "Suscríbete a nuestro boletín",
    "Dona ahora",
    `La entrada ${LINK}La marea</a> se publicó primero en ${LINK}El Farol</a>.`,
    `${LINK}Darse de baja</a>`,
    `${LINK}Ver este correo en tu navegador</a>`,
    "Recibes este correo porque te has inscrito.",
  ],
  it: [
    "12 commenti",
    "Lascia un commento",
    "Il tuo indirizzo email non sarà pubblicato. I campi obbligatori sono contrassegnati *",
    "Salva il mio nome, email e sito web in questo browser per la prossima volta che commento.",
    "Condividi:",
    "Fai clic per condividere su Mastodon (Si apre in una nuova finestra)",
    "Mi piace Caricamento...",
    "Leggi tutto",
    `Leggi anche: ${LINK}Undici gatti e un cancello</a>`,
    `Categorie: ${LINK}Mare</a>`,
    "Iscriviti alla nostra newsletter",
    "Dona ora",
    `L'articolo ${LINK}La marea</a> proviene da ${LINK}La Lanterna</a>.`,
    `${LINK}Annulla l'iscrizione</a>`,
    `${LINK}Visualizza questa email nel browser</a>`,
    "Ricevi questa email perché ti sei iscritto.",
  ],
  pt: [
    "12 comentários",
    "Deixe um comentário",
    "O seu endereço de e-mail não será publicado. Campos obrigatórios são marcados com *",
    "Salvar meus dados neste navegador para a próxima vez que eu comentar.",
    "Compartilhe isso:",
    "Clique para compartilhar no Mastodon(abre em nova janela)",
    "Curtir Carregando...",
    "Leia mais",
    "Continue lendo",
    `Leia também: ${LINK}Onze gatos e um portão</a>`,
    `Categorias: ${LINK}Mar</a>`,
    "Assine nossa newsletter",
    "Doe agora",
    `O post ${LINK}A maré</a> apareceu primeiro em ${LINK}A Lanterna</a>.`,
    `${LINK}Cancelar inscrição</a>`,
    `${LINK}Ver este e-mail no navegador</a>`,
    "Você está recebendo este e-mail porque se inscreveu.",
  ],
  nl: [
    "12 reacties",
    "Geef een reactie",
    "Laat een reactie achter",
    "Je e-mailadres wordt niet gepubliceerd. Vereiste velden zijn gemarkeerd met *",
    "Mijn naam, e-mail en site opslaan in deze browser voor de volgende keer wanneer ik een reactie plaats.",
    "Dit delen:",
    "Klik om te delen op Mastodon (Wordt in een nieuw venster geopend)",
    "Vind-ik-leuk Laden...",
    "Lees verder →",
    `Lees ook: ${LINK}Elf katten en een hek</a>`,
    `Categorieën: ${LINK}Zee</a>`,
    "Meld je aan voor onze nieuwsbrief",
    "Doneer nu",
    `Het bericht ${LINK}Het getij</a> verscheen eerst op ${LINK}De Lantaarn</a>.`,
    `${LINK}Uitschrijven</a>`,
    `${LINK}Bekijk deze e-mail in je browser</a>`,
    "Je ontvangt deze e-mail omdat je je hebt aangemeld.",
  ],
};

/** What an author may well write; a plain column all the same. */
const KEPT: readonly string[] = [
  "Nobody leaves a reply at the bakery; they leave coins.",
  "We share this garden with eleven cats.",
  "Read more books, my aunt said, and sweep less.",
  "She was related by marriage, and by boats.",
  "Previous generations kept bees; ours keeps lists.",
  "Name three birds that sing at night.",
  "More from the sea than from the land, that is how we ate.",
  "She donated her coat to the theatre, and went home cold.",
  "The newsletter of the choir is four pages long, and two of them are apologies.",
  "He wanted to unsubscribe from winter.",
  "My father was a member of nothing, and proud of it.",
  "The browser of the library is a goat called Martin.",
  "Kommentare schreibt mein Onkel nur auf Tapete.",
  "Wir teilen uns den Garten mit elf Katzen.",
  "Weiterlesen konnte sie nicht, denn das Licht ging aus.",
  "Die Spende war ein Fahrrad, und es quietschte.",
  "Meine Tante musste sich beim Pfarrer abmelden.",
  "Je partage ce jardin avec onze chats.",
  "Lire la suite du monde dans une tasse, voilà son métier.",
  "Le don de ma tante était un vélo.",
  "Comparto este jardín con once gatos.",
  "Leer más despacio es leer mejor.",
  "La donación fue una bicicleta.",
  "Condivido questo giardino con undici gatti.",
  "Leggi lente come lumache governano il paese.",
  "Compartilho este jardim com onze gatos.",
  "Leia mais devagar, dizia a minha tia, e coma menos.",
  "Ik deel deze tuin met elf katten.",
  "Lees meer met je vingers, zei mijn tante.",
  "Het bericht kwam te laat, zoals elk bericht.",
];

describe("page furniture and a mailing's lines", () => {
  for (const [language, blocks] of Object.entries(CUT)) {
    for (const block of blocks) {
      it(`are cut from the middle of a column (${language}): ${block.replace(/<[^>]*>/gu, "").slice(0, 60)}`, () => {
        const { html, cuts } = clean(`${BEFORE}<p>${block}</p>${MIDDLE}${AFTER}`);
        assert.equal(html, `${BEFORE}${MIDDLE}${AFTER}`);
        assert.equal(cuts.length, 1);
        assert.ok(["furniture", "mailing"].includes(cuts[0]?.kind ?? ""));
        assert.equal(cuts[0]?.text, block.replace(/<[^>]*>/gu, ""));
      });
    }
  }

  for (const sentence of KEPT) {
    it(`are not found in “${sentence}”`, () => {
      const html = `${BEFORE}<p>${sentence}</p>${MIDDLE}${AFTER}`;
      const cleaned = clean(html);
      assert.equal(cleaned.html, html);
      assert.deepEqual([cleaned.cuts, cleaned.findings], [[], []]);
    });
  }

  it("take the links right below a list's heading along, and no more", () => {
    const list = `<h3>Related stories</h3><ul><li>${LINK}Eleven cats</a></li><li>${LINK}One gate</a></li></ul>`;
    assert.equal(clean(`${BEFORE}${list}${AFTER}`).html, `${BEFORE}${AFTER}`);
    const heading = `<h3>More from the garden</h3>${MIDDLE}`;
    assert.equal(clean(`${BEFORE}${heading}${AFTER}`).html, `${BEFORE}${heading}${AFTER}`);
  });

  it("are only flagged where one word may be the author's heading, or a last line may be the author's", () => {
    const headed = clean(`${BEFORE}<h3>Teilen</h3>${AFTER}`);
    assert.equal(headed.html, `${BEFORE}<h3>Teilen</h3>${AFTER}`);
    assert.deepEqual(
      headed.findings.map(({ code }) => code),
      ["furniture.doubt"],
    );
    const last = clean(`${BEFORE}<p>Write to us to unsubscribe from the list.</p>`);
    assert.deepEqual(last.cuts, []);
    assert.deepEqual(last.findings, [
      { code: "furniture.doubt", quote: "Write to us to unsubscribe from the list.", place: "block 3" },
    ]);
  });
});

const BOXES: readonly string[] = [
  '<div class="sharedaddy sd-sharing-enabled"><h3>Pass it on</h3><ul><li>Anywhere</li></ul></div>',
  '<div id="jp-relatedposts" class="jp-relatedposts"><p>Of old</p></div>',
  '<nav><a href="/">Home</a> <a href="/sea">Sea</a></nav>',
  '<form action="/go"><label>Your bell</label><input name="bell"></form>',
  '<div role="navigation">Home</div>',
  '<div style="display:none; max-height:0">A letter for Tuesday</div>',
  "<p hidden>Not for readers</p>",
  '<div class="subscription-widget-wrap"><p>Every Tuesday in your box</p></div>',
  '<DIV CLASS="addtoany_share_save_container"><p>Tell a friend</p></DIV>',
  '<section class="yarpp related"><ol><li><a href="/a">A</a></li></ol></section>',
  "<div class=mc4wp-form-12>Join the list</div>",
  '<div class="entry-comments" id="x"><p>Two neighbours spoke</p></div>',
  '<div data-component-name="SubscribeWidget"><p>Every Sunday in your box</p></div>',
  '<section id="comments"><p>I agree with that.</p></section>',
  '<ul aria-label="Share this column"><li>One</li></ul>',
  '<p class="read-more"><a href="/x">Onwards</a></p>',
  '<div role="toolbar">Bigger Smaller</div>',
];

describe("boxes that their mark-up gives away", () => {
  for (const box of BOXES) {
    it(`are cut, and their words listed: ${box.slice(0, 50)}`, () => {
      const { html, cuts } = clean(`${BEFORE}${box}${AFTER}`);
      assert.equal(html, `${BEFORE}${AFTER}`);
      assert.equal(cuts.length, 1);
      assert.notEqual(cuts[0]?.text, "");
    });
  }

  it("are no boxes where they hold the column itself", () => {
    const { html } = clean(`<div class="newsletter-box">${BEFORE}${MIDDLE}</div>`);
    assert.equal(html, `<div>${BEFORE}${MIDDLE}</div>`);
  });

  it("leave every other mark-up as it is", () => {
    const body = '<p class="has-drop-cap" id="start">The tide came in &amp; went.</p><p>Then <em>again</em>.</p>';
    assert.equal(clean(body).html, "<p>The tide came in &amp; went.</p><p>Then <em>again</em>.</p>");
  });

  it("stay, as other cuts do, where an editor put them back", () => {
    const html = `${BEFORE}<div class="sharedaddy"><p>Pass it on</p></div><p>Leave a Reply</p>${AFTER}`;
    const context = { baseUrl: null, authors: [], restored: ["Leave a Reply", "Pass it on"] };
    assert.deepEqual(cleanColumn(html, context).cuts, []);
    assert.match(cleanColumn(html, context).html, /Pass it on.*Leave a Reply/u);
  });
});

const GREETINGS: readonly string[] = [
  "<p>Hi Martha,</p>",
  "<p>Dear Martha, the tide is late.</p>",
  "<p>Good morning, Martha!</p>",
  "<p>Hallo Martha,</p>",
  "<p>Liebe Martha,</p>",
  "<p>Bonjour Martha,</p>",
  "<p>Chère Martha,</p>",
  "<p>Hola Martha:</p>",
  "<p>Querida Martha,</p>",
  "<p>Ciao Martha,</p>",
  "<p>Cara Martha,</p>",
  "<p>Olá Martha,</p>",
  "<p>Beste Martha,</p>",
  "<p>Hello *|FNAME|*,</p>",
  "<p>Hi {{first_name}},</p>",
];

const FIELDS: readonly string[] = [
  "*|FNAME|*",
  "{{first_name}}",
  '{{ subscriber.first_name | default: "friend" }}',
  "{{{name}}}",
  "{% if first_name %}you{% endif %}",
  "%%First Name%%",
  "%FIRSTNAME%",
  "%recipient.name%",
  "[FIRST NAME]",
  "[[firstname]]",
  "[subscriber:firstname | default:reader]",
  "{FirstName}",
  "{$name}",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what a mailing leaves.
  "${first_name}",
  "&lt;%= first_name %&gt;",
  "&lt;&lt;First Name&gt;&gt;",
  "##name##",
  "|NAME|",
  "-name-",
  "@@name@@",
  "«Vorname»",
];

describe("traces of a mailing", () => {
  const codes = (html: string) => clean(html).findings.map(({ code }) => code);
  for (const greeting of GREETINGS) {
    it(`are flagged at the start and in the text: ${greeting}`, () => {
      assert.ok(codes(`${greeting}${BEFORE}${AFTER}`).includes("mailing.greeting"));
      assert.equal(clean(`${greeting}${BEFORE}`).html, `${greeting}${BEFORE}`);
      const alone = greeting.replace(/ the tide.*<\/p>/u, "</p>");
      assert.ok(codes(`${BEFORE}${MIDDLE}${alone}${AFTER}`).includes("mailing.greeting"));
    });
  }
  it("are flagged between two sentences, not in what somebody says", () => {
    assert.deepEqual(codes(`${BEFORE}<p>That was the boat. Hi Anna, have you seen it?</p>${AFTER}`), [
      "mailing.greeting",
    ]);
    assert.deepEqual(codes(`${BEFORE}<p>She waved. “Hi Anna, have you seen it?” And left.</p>${AFTER}`), []);
  });
  for (const field of FIELDS) {
    it(`are flagged and left: ${field}`, () => {
      const html = `${BEFORE}<p>See you soon, ${field}, at the harbour.</p>${AFTER}`;
      assert.deepEqual(codes(html), ["mailing.merge-field"]);
      assert.equal(clean(html).html, html);
    });
  }
  for (const words of [
    "<p>Dear readers,</p>",
    "<p>Liebe Leserinnen,</p>",
    "<p>Chers amis,</p>",
    "<p>Queridos lectores,</p>",
    "<p>Hello is a word that my aunt never used.</p>",
    "<p>Dear Diary, it rained.</p>",
    "<p>It costs 5 % less [sic] than {a} set of ten, or #3 of | each.</p>",
  ])
    it(`are not found in ${words}`, () => assert.deepEqual(codes(`${words}${BEFORE}${AFTER}`), []));
});

const APPEALS: readonly string[] = [
  "Support our work with a few coins a month.",
  "If this made you smile, become a member of The Lantern.",
  "Your donation keeps the lamp lit.",
  "Jetzt spenden und die Laterne brennen lassen: jeder Euro hilft.",
  "Mit Ihrer Spende bleibt die Laterne hell.",
  "Faites un don pour que la lanterne brille.",
  "Apoya nuestro trabajo con unas monedas.",
  "Sostieni il nostro lavoro con un piccolo contributo.",
  "Apoie o nosso trabalho com umas moedas.",
  "Steun ons met een kleine bijdrage.",
];

describe("appeals for money", () => {
  for (const appeal of APPEALS) {
    it(`are flagged and left: ${appeal}`, () => {
      const html = `${BEFORE}${MIDDLE}<p>${appeal}</p>`;
      const cleaned = clean(html);
      assert.equal(cleaned.html, html);
      assert.deepEqual(
        cleaned.findings.map(({ code }) => code),
        ["appeal.donation"],
      );
    });
  }
});
