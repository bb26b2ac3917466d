import { phrasesOf } from "./phrase.js";
import { NETWORKS } from "./shared.js";

const PLACES =
  "(?:facebook|twitter|x|threads|instagram|e-?mail|print|linkedin|reddit|whatsapp|mastodon|bluesky|pinterest|tumblr|telegram|pocket|xing|more|copy link|loading|like)";

export const ENGLISH = phrasesOf("en", [
  [
    "furniture",
    "# one",
    String.raw`(?:one|\d{1,6}) (?:thoughts?|replies|responses?|comments?|reply) (?:on|to) [“"‘].{1,200}`,
  ],
  [
    "furniture",
    "comments commenting",
    "comment(?:s|ing)(?: on this (?:article|post|story))? (?:is|are|have been) (?:now )?(?:closed|disabled|turned off)",
  ],
  [
    "furniture",
    "log sign please you already not",
    String.raw`(?:please )?(?:log|sign) in(?: or (?:register|sign up|join))? to (?:leave|post|join|reply|comment)\b.{0,60}|you (?:must|need to) (?:be |log|sign).{0,30}to (?:post|leave|comment|reply)\b.{0,40}|(?:already|not)(?: yet)? an? (?:subscriber|member)\s?\?.{0,60}`,
  ],
  [
    "furniture",
    "share print email e-mail copy follow find like join",
    `share (?:via|by) (?:${PLACES})|(?:print|e-?mail) this(?: (?:page|article|post|story|column))?(?: to a friend)?|copy (?:the )?link(?: to clipboard)?|(?:follow|find|like|join) us on ${NETWORKS}`,
  ],
  [
    "furniture",
    "thanks thank",
    String.raw`thank(?:s| you) for reading\b.{0,80}?\bsubscribe (?:for free|now|to receive)\b.{0,120}`,
  ],
  ["furniture", "*", String.raw`.{1,80} is a reader-supported publication\b.{0,200}`],
  [
    "furniture",
    "subscribe sign get receive want never",
    String.raw`(?:subscribe|sign up)(?: (?:here|now|below))? (?:for free|to (?:receive|get|continue reading|keep reading)\b.{0,60}\b(?:inbox|e-?mails?|updates|posts|newsletters?|stories|reading|access)|to (?:continue|keep) reading)\b.{0,120}|(?:get|receive) .{0,60}\b(?:in(?:to)?|to) your inbox\b.{0,60}|(?:get|receive) (?:our|the|my) (?:\w+ ){0,3}newsletters?\b.{0,60}|(?:want more|never miss a (?:post|story|column))\b.{0,40}(?:subscribe|sign up)\b.{0,60}`,
  ],
  [
    "furniture",
    "next previous older newer prev",
    String.raw`(?:next|previous|prev|older|newer)(?: up)?(?: (?:posts?|articles?|story|stories|entry|entries|page)(?:\s?[:→←»«].{0,120})?)?`,
  ],
  [
    "furniture",
    "continue read",
    String.raw`(?:continue|keep) reading\s?[:“"‘«].{1,200}|read (?:the )?(?:full|whole|entire|complete) (?:article|story|column|post|piece)(?: (?:here|on .{1,60}|at .{1,60}))?`,
  ],
  [
    "list-heading",
    "you further more read trending editor’s editors’",
    "(?:further|more) reading|(?:read|see) more (?:stories|articles|posts|columns)|you might like|trending(?: now)?|editor[’']?s[’']? picks|more (?:on|about) this(?: topic)?",
  ],
  [
    "mailing",
    "having trouble can’t can't not problems email",
    String.raw`(?:having |problems |trouble )?(?:trouble|problems|can[’']?t|not|e-?mail not)? ?(?:viewing|seeing|reading|see|view|displaying)(?: correctly)?(?: this| the)? ?(?:e-?mail|message|newsletter|images)?\s?(?:properly|correctly)?\s?\?.{0,120}`,
  ],
  [
    "mailing",
    "forwarded did if",
    String.raw`(?:was )?forwarded this (?:e-?mail|letter|newsletter|message)\s?\?.{0,100}|if (?:someone|a friend) forwarded (?:you )?this\b.{0,120}`,
  ],
  [
    "mailing",
    "you this",
    String.raw`you(?: are|[’']re)? (?:receiving|received|get|getting) these (?:e-?mails|newsletters|messages|updates)\b.{0,200}|this (?:e-?mail|message|newsletter) was sent to\b.{0,200}`,
  ],
  [
    "furniture",
    "# no",
    String.raw`(?:no|\d{1,6}) (?:comments?|replies|responses|shares?|likes?|views?)(?: so far| yet)?`,
  ],
  ["furniture", "# one no", String.raw`(?:one|\d{1,6}) thoughts? on\b.{0,200}`],
  [
    "form-heading",
    "leave post write add submit",
    "(?:leave|post|write|add|submit) (?:a|your) (?:reply|comment|response)(?: cancel reply| to .{1,120})?",
  ],
  ["form-heading", "your", String.raw`your e-?mail address will not be (?:published|shared)\b.{0,120}`],
  [
    "furniture",
    "cancel be join click",
    "cancel reply|be the first to comment|join the (?:conversation|discussion)|click here to comment",
  ],
  ["furniture", "required", "required fields are marked.{0,10}"],
  ["furniture", "save", "save my name, e-?mail,? and website in this browser.{0,80}"],
  ["furniture", "notify", "notify me of (?:follow-?up|new) (?:comments|posts|replies).{0,40}"],
  [
    "furniture",
    "this you",
    String.raw`this site uses \w+ to reduce spam\b.{0,120}|you must be (?:logged in|registered) to post a comment`,
  ],
  ["furniture", "by", String.raw`by (?:submitting|posting|using) this (?:comment|form),? you agree\b.{0,200}`],
  ["furniture", "this", String.raw`this (?:site|form) is protected by re?captcha\b.{0,160}`],
  [
    "furniture",
    "share like tweet pin follow",
    String.raw`(?:share|like|tweet|pin|follow) (?:this|us)(?: (?:article|post|story|column|page))?(?: (?:on|via) ${NETWORKS}| with (?:your |a )?friends?)?\s?:?(?:\s?(?:${PLACES}|[|,·•/…]|\.{3})){0,24}`,
  ],
  [
    "furniture",
    "share facebook twitter email e-mail print linkedin reddit whatsapp",
    String.raw`(?:share\s?:?\s?)?(?:(?:${PLACES})[\s|,·•/]{1,4}){1,24}(?:${PLACES})|share(?: on)? (?:${PLACES})`,
  ],
  ["furniture", "click", String.raw`click to (?:share|e-?mail|print|copy)\b.{0,120}`],
  ["furniture", "like loading", "(?:like )?loading"],
  [
    "furniture",
    "advertisement sponsored",
    "advertisement|sponsored(?: content| links?)?|advertisement .{0,3}story continues below.{0,20}|story continues below advertisement",
  ],
  [
    "furniture",
    "story article continue",
    "(?:story|article) continues (?:below|after)(?: (?:the |this )?(?:ad|advertisement|advert|promotion))?",
  ],
  [
    "furniture",
    "read continue keep",
    String.raw`(?:read more|continue reading|keep reading|read (?:the )?(?:rest|full|whole) (?:of (?:this|the) )?(?:story|article|column|post|entry))(?:\s?[»→›….:]{1,3}|\s(?:here|(?:at|on) .{1,60}))?`,
  ],
  [
    "list-heading",
    "related you more recommended most latest popular recent",
    "related(?: (?:stories|posts|articles|columns|content|reading|links|topics))?|you (?:may|might) also (?:like|enjoy|be interested in)|more from .{1,60}|more (?:stories|articles|posts|columns)|recommended(?: (?:for you|reading|stories|articles))?|most (?:read|popular)|latest (?:stories|posts|articles)|popular posts|recent posts",
  ],
  [
    "teaser",
    "read also see related more",
    String.raw`(?:read also|also read|read next|read more|see also|related|more)\s?[:–—-]\s?.{3,200}`,
  ],
  [
    "furniture",
    "subscribe sign join get",
    String.raw`(?:subscribe|sign up)(?: (?:here|now|today|for free))?|(?:subscribe|sign up) (?:to|for) (?:our|the|this|my|free) .{0,40}(?:newsletters?|e-?mails?|mailing list|updates|digest|podcast|feed)\b.{0,60}|join our (?:mailing list|newsletter)\b.{0,60}|get (?:our|the) (?:newsletter|latest (?:news|stories|columns))\b.{0,60}`,
  ],
  ["furniture", "enter", String.raw`enter your e-?mail(?: address)?\b.{0,80}`],
  ["furniture", "donate support", "(?:donate|support us)(?: (?:now|today|here))?"],
  [
    "furniture",
    "skip back previous next",
    String.raw`skip to (?:main )?content|back to top|(?:previous|next) (?:post|article|story)\b.{0,120}`,
  ],
  [
    "teaser",
    "tags filed posted category categories",
    String.raw`(?:tags|filed under|posted in|categor(?:y|ies))\s?:\s?.{1,200}`,
  ],
  ["feed-footer", "the", String.raw`the post\b.{1,300}\b(?:appeared first on|first appeared on)\b.{1,120}`],
  [
    "form-label",
    "name e-mail email website url comment message your",
    String.raw`(?:name|e-?mail(?: address)?|website|url|comment|message|your (?:name|e-?mail|comment))\s?\*?:?`,
  ],
  [
    "form-label",
    "post submit send cancel reply subscribe",
    "post comment|submit(?: comment)?|send|cancel|reply|subscribe",
  ],
  [
    "mailing",
    "view read open see",
    "(?:view|read|open|see) (?:this (?:e-?mail|letter|message|newsletter)|it|online) ?(?:in|on)? ?(?:your|the|a)? ?(?:browser|online|web)?",
  ],
  [
    "mailing",
    "*",
    String.raw`.{0,80}\b(?:view|read|open|see) (?:it |this .{1,30})?(?:in|on) (?:(?:your|the|a) )?(?:web )?(?:browser|app)\b.{0,40}`,
  ],
  ["mailing", "*", String.raw`(?:.{0,120}\b)?unsubscribe\b.{0,80}`],
  [
    "mailing",
    "you",
    String.raw`you(?: are|[’']re)? (?:receiving|received|get|getting) this (?:e-?mail|letter|message|newsletter)\b.{0,200}`,
  ],
  [
    "mailing",
    "update manage change forward",
    String.raw`(?:update|manage|change) (?:your )?(?:e-?mail |subscription )?preferences\b.{0,80}|forward (?:this (?:e-?mail|letter) )?to a friend`,
  ],
  ["mailing", "was", String.raw`was this (?:e-?mail|letter|newsletter) forwarded to you\b.{0,120}`],
  [
    "teaser",
    "continue more tagged posted filed topics",
    String.raw`(?:continue reading|more (?:on|about) (?:this|this topic))\s?:?\s.{3,200}|(?:tagged|posted in|filed under|topics|posted under)(?: as| with)?\s?:?\s.{1,200}`,
  ],
  [
    "mailing",
    "if",
    String.raw`if you (?:no longer (?:wish|want) to|(?:would|do) (?:rather|prefer)? ?not) .{0,40}(?:e-?mails?|newsletters?|messages|updates)\b.{0,120}`,
  ],
  ["mailing", "read open view", "(?:read|open|view) in (?:the )?app"],
  [
    "teaser",
    "you more recommended related",
    String.raw`(?:you (?:may|might) (?:also )?(?:like|enjoy|be interested in)|recommended(?: reading| for you)?)\s?:\s?.{3,200}`,
  ],
]);
