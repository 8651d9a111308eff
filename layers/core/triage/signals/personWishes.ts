/**
 * How people ask for a human being without saying that they want to talk: "I want a person", "Mitarbeiter bitte", "pas un
 * robot". Over words in lower case without accents, single spaces, no punctuation, so a word means a person only where what follows
 * is the end or something said of a person: "a person size tent" is none.
 */
interface Speech {
  /** What is said before whom one wants; ends where the person begins. */
  wish: string;
  /** Words for people, with what may stand before them. */
  people: string;
  /** What may follow a wish for a person, beside the end of the message. */
  then: string;
  /** Words that are a wish when they are the whole message. */
  alone: string;
  /** What may stand around those. */
  around: string;
  /** Whole patterns: that somebody calls or helps, whether anybody is there, that no machine answers. */
  called: string;
  there: string;
  noMachine: string;
}

const SPEECH: Speech[] = [
  {
    wish: "\\b(?:want|wanna|need|demand|require|prefer(?: to (?:deal|work) with)?|would like|i'd like|we'd like|rather have|gimme|(?:get|give|find|send) (?:me|us)|is there|are there|do you have|(?:can|could|may) (?:i|we) (?:get|have))(?<!\\b(?:do|does|did|will|would|should|must|if|when|why) (?:(?:i|we|they|he|she) [a-z]+|you (?:need|want|require)))(?: to have| please| just)? (?:(?:a|an|any|some|the|one of your) )?",
    people:
      '(?:(?:damn|bloody|fucking|real|actual|live|human|proper|different|normal) )*(?:persons?|humans?|human beings?|people|someone|somebody|anyone|anybody|agents?|managers?|supervisors?|representatives?|operators?|advis[eo]rs?)(?: real| human)?',
    then: 'please|pls|now|asap|instead|immediately|right (?:now|away)|not|who can|that can|(?:that |who |whom )?(?:i|we) (?:can|could|may)|(?:here|there|around|available|from (?:your|the) (?:team|company|staff)|on (?:the (?:line|phone|other end)|this))$|to (?:help|talk|speak|chat|call|look at (?:it|this|that)|answer|take over|sort|fix|explain|deal|handle|assist|contact)',
    alone:
      'agents?|humans?|operators?|representatives?|rep|advis[eo]rs?|supervisor|manager|human beings?|real (?:person|human|people)|customer (?:service|representative|service (?:agent|representative))',
    around:
      'please|pls|a|an|the|just|hi|hello|ok|no|now|only|live|real|human|actual|i said|not a (?:bot|robot|machine|computer|chatbot)|asap|thanks',
    called:
      "^(?:\\S+ ){0,4}?(?:please )?(?:have|can|could|would|will|get) (?:someone|somebody|anyone|anybody|a (?:real )?(?:person|human)|one of (?:you|your (?:people|team|agents)))(?: to)?(?: please)? (?:call|phone|ring|contact|write|get back|reply)(?: back)? (?:to )?(?:me|us)\\b|\\b(?:help|answer|reply|call) from (?:a|some) (?:real |actual )?(?:person|human)\\b|\\bcan a (?:person|human) (?:please )?(?:look|help|call|answer|reply|check|read)\\b|\\b(?:(?:i|we) (?:want|need|prefer|would like)|i'd like) to be (?:(?:called|phoned|rung)$|(?:called|phoned) back)",
    there:
      '^(?:(?:hi|hello|hey|so|ok) )*is (?:anyone|anybody|someone|somebody)(?: real| human)? (?:there|here)(?: please| at all)?$|^(?:are there |is there )?any (?:real )?(?:humans?|people|persons?) (?:there|here|around)\\b',
    noMachine: '^(?:please |i said )*no (?:more )?(?:bots?|robots?|chatbots?|machines)(?: please| thanks?)?$',
  },
  {
    wish: '\\b(?:will|mochte|brauche|brauch|wunsche|verlange|hatte gern(?:e)?|wollen|brauchen|mochten|geben sie (?:mir|uns)|gib mir|gebt mir|holen sie|holt|hol|schicken sie mir|gibt es|haben sie|ist)(?: mir| mich| bitte| hier| da| dort| jetzt| endlich| einfach| nur| lieber| auch| denn| doch| mal)* (?:(?:ein(?:en?|e[mr])?|irgend(?:einen|eine)?|den|die) )?',
    people:
      '(?:(?:echte[nrs]?|richtige[nrs]?|lebende[nrs]?|anderen?|menschliche[nrs]?) )*(?:mensch(?:en)?|person|(?:irgend)?jemande?[nm]?|(?:kunden|support)?(?:mitarbeiter(?:in)?|berater(?:in)?)|sachbearbeiter(?:in)?|ansprechpartner(?:in)?|vorgesetzten?|kundendienst|kundenservice)',
    then: 'bitte|jetzt|sofort|statt|keine?n?|(?:nicht|da|hier)$|am (?:telefon|apparat)|vo[nm] (?:ihnen|kundendienst|service|support)|aus (?:dem|ihrem) team|de[rn] mir|die mir|mit dem ich|sprechen|haben|erreichen|zum (?:reden|sprechen)|der (?:sich|das|mir|hilft|helfen)',
    alone:
      'mensch(?:en)?|(?:kunden)?(?:mitarbeiter(?:in)?|berater(?:in)?)|sachbearbeiter(?:in)?|kundendienst|kundenservice|vorgesetzte[rn]?|echte[rn]? (?:mensch(?:en)?|person)|jemand echtes',
    around:
      'bitte|ein(?:en?|e[mr])?|den|die|jetzt|sofort|nur|hallo|echte[nr]?|danke|kein(?:en)? (?:bot|roboter|maschine|computer|chatbot)',
    called:
      '\\b(?:kann|konnte|soll|konnen|wurde)(?: mich| uns| bitte| mal)* (?:jemand|ein mitarbeiter|ein mensch|einer)(?: von ihnen| mich| uns| bitte| mal)* (?:anrufen|zuruckrufen|kontaktieren|helfen)\\b|\\brufe?n?t?(?: sie)? (?:mich|uns)(?: bitte| doch| mal| jetzt| morgen| heute)* (?:an|zuruck)\\b|\\b(?:konnen|konnten|kannst) (?:sie|ihr|du) (?:mich|uns)(?: bitte| mal| jetzt)* (?:anrufen|zuruckrufen)\\b|\\b(?:zuruckgerufen|angerufen) werden$|\\bmenschliche[nr]? (?:hilfe|mitarbeiter|unterstutzung)\\b|\\b(?:weiterleiten|weiter) an (?:einen )?(?:mitarbeiter|menschen)\\b|\\bdass (?:mich jemand (?:anruft|zuruckruft|kontaktiert)|mir jemand (?:hilft|antwortet))\\b|\\b(?:bitte um|wunsche) (?:einen |ihren )?ruckruf\\b|^(?:bitte )?ruckruf(?: bitte| erbeten)$',
    there: '^(?:hallo )?ist (?:da|hier|dort) (?:jemand|wer|irgendjemand)$',
    noMachine:
      '\\b(?:will|mochte|brauche|wollen|mochten) (?:mit )?kein(?:en?|em|er) (?:bot|roboter|maschine|chatbot|computer|ki)(?:$| (?:bitte|sondern|sprechen|reden|schreiben|haben))|\\bnicht mit (?:ein(?:em|er)|dem|der) (?:bot|roboter|maschine|chatbot|computer|ki) (?:sprechen|reden|schreiben)\\b|^(?:bitte )?kein(?:en?)? (?:bot|roboter|maschine|chatbot)(?: bitte| mehr)?$',
  },
  {
    wish: "\\b(?:veux|voudrais|voulons|voudrions|souhaite|exige|(?:j'ai|avons) besoin|prefere|donnez moi|donne moi|passez moi|passe moi|trouvez moi|mettez moi en (?:relation|contact) avec|il me faut|y a t il|il y a)(?: bien| juste| plutot| avoir| ici)* (?:(?:a|un|une|le|la|de|d'un|d'une) )?",
    people:
      "(?:(?:d'une|d'un|vraie?|veritable|autre) )*(?:d')?(?:personne|humain|etre humain|quelqu'un|conseill\\w+|operateur|operatrice|agent|responsable|superieur|service client)(?: humaine?| reelle?)?",
    then: "s'il vous plait|svp|stp|maintenant|tout de suite|pas|et pas|(?:ici|la)$|qui (?:peut|puisse|pourrait) (?:m'aider|me repondre|m'expliquer|m'appeler|me rappeler|nous aider)|qui m'aide|au telephone|de votre equipe|pour (?:m'aider|me repondre|parler)",
    alone:
      "humain|conseill(?:er|ere)|operateur|operatrice|agent|service client|(?:vraie|veritable) personne|un etre humain|quelqu'un de (?:vrai|reel)|un responsable",
    around: "s'il vous plait|svp|stp|un|une|le|la|maintenant|bonjour|juste|vrai|merci|pas un (?:robot|bot)",
    called:
      "\\bquelqu'un (?:peut|pourrait|peut il|pourrait il) (?:s'il vous plait )?(?:m'appeler|me rappeler|me telephoner|me contacter|nous rappeler|m'aider)\\b|^(?:\\S+ ){0,2}(?:rappelez|appelez) moi(?=$| (?:s'il|svp|stp|demain|maintenant|vite|quand|des|au|plus tard|aujourd'hui|ce|cet|apres|avant)(?: |$))|\\b(?:voudrais|veux|souhaite|aimerais) (?:etre rappelee?|qu'on me rappelle)\\b|\\baide humaine\\b|\\bque quelqu'un (?:m'aide|m'appelle|me rappelle|me reponde|me contacte)\\b|\\b(?:pouvez|pourriez) vous (?:s'il vous plait )?(?:m'appeler|me rappeler|me telephoner)\\b",
    there: "^(?:bonjour |allo )?(?:(?:est ce qu'il )?y a(?: t il)?|il y a) quelqu'un(?: la| ici)?$",
    noMachine:
      "\\bne (?:veux|voudrais|souhaite) pas (?:(?:parler|ecrire|discuter|echanger) )?(?:a |avec )?(?:de |un |une |d'un |votre )?(?:robot|bot|machine|chatbot|automate)s?\\b|^(?:surtout )?pas (?:un |de )(?:robot|bot|machine|chatbot)s?(?: s'il vous plait| svp| merci)?$",
  },
  {
    wish: '(?<!\\bno )\\b(?:quiero|queremos|quisiera|necesito|necesitamos|exijo|prefiero|preferiria|deme|denme|dame|paseme|pasame|pongame|ponme|comuniqueme|me gustaria|hay)(?: tener| hablar| con| solo| mejor| aqui)* (?:(?:a|un|una|el|la|con) )*',
    people:
      '(?:(?:verdader[oa]|otr[oa]) )?(?:persona|humano|ser humano|alguien|agente|operador(?:a)?|asesor(?:a)?|representante|encargad[oa]|supervisor(?:a)?|gerente)(?: human[oa]| real| de verdad)?',
    then: 'por favor|ahora|ya|no|y no|(?:ahi|aqui)$|que me (?:ayude|atienda|llame|pueda (?:ayudar|atender|llamar|explicar))|al telefono|de su equipo|para (?:hablar|que me)',
    alone:
      'agente|humano|operador(?:a)?|asesor(?:a)?|representante|supervisor(?:a)?|persona (?:real|de verdad|humana)|atencion al cliente|ser humano',
    around: 'por favor|un|una|el|la|ahora|hola|solo|ya|gracias|no un (?:robot|bot)|real|human[oa]',
    called:
      '\\bque me llame alguien\\b|\\bquiero que me (?:llamen|atiendan)\\b|\\b(?:atencion|ayuda|asistencia) humana\\b|\\b(?:llamenme|llameme|llamame)(?=$| (?:por favor|manana|ahora|hoy|ya|cuando|al|a|en|mas|cuanto)(?: |$))|\\bque alguien me (?:ayude|llame|atienda|conteste|contacte)\\b|\\balguien (?:me )?(?:puede|podria) (?:llamar(?:me)?|contactar(?:me)?|ayudar(?:me)?|atender(?:me)?)\\b|\\b(?:puede|podria|pueden) (?:alguien )?(?:llamarme|atenderme)\\b|\\b(?:me puede|me podria|me pueden) llamar\\b',
    there: '^(?:hola )?hay alguien(?: ahi| aqui)?$',
    noMachine:
      '\\bno quiero (?:hablar con )?(?:a |un |una |este |esta |su |ningun )*(?:robot|bot|maquina|chatbot)s?\\b|^(?:un )?(?:robot|bot) no$|^(?:no )?(?:un )?(?:robot|bot)s? no(?: por favor)?$|^(?:sin|no) (?:un |mas )?(?:robot|bot)s?(?: por favor)?$',
  },
  {
    wish: "(?<!\\bnon )\\b(?:voglio|vogliamo|vorrei|vorremmo|esigo|preferisco|preferirei|ho bisogno di|abbiamo bisogno di|mi serve|datemi|dammi|mi dia|mi passi|passatemi|passami|mi trovi|c'e)(?: avere| solo| per favore| qui)* (?:(?:un|uno|una|il|la|un') )?",
    people:
      "(?:(?:vera|vero|altra|altro) )?(?:persona|umano|essere umano|qualcuno|(?:un')?operator[ei]|operatrice|addetto|responsabile|consulente|supervisore)(?: uman[oa]| real[ei]| ver[oa]| in carne e ossa)?",
    then: 'per favore|per piacere|adesso|ora|subito|non|e non|(?:qui|li)$|che (?:mi (?:aiuti|richiami|chiami|risponda|possa aiutare)|possa (?:aiutarmi|richiamarmi))|al telefono|del (?:vostro|suo) team|per parlare',
    alone:
      'operatore|operatrice|umano|addetto|consulente|responsabile|persona (?:vera|reale|umana)|servizio clienti|assistenza clienti|essere umano',
    around:
      'per favore|per piacere|un|uno|una|il|la|adesso|ora|subito|ciao|solo|grazie|uman[oa]|ver[oa]|non un (?:robot|bot)',
    called:
      '\\bqualcuno (?:puo|potrebbe|mi puo|mi potrebbe) (?:per favore )?(?:chiamar(?:e|mi)|richiamar(?:e|mi)|contattar(?:e|mi)|aiutar(?:e|mi))\\b|\\b(?:mi puo|mi potrebbe|puo|potete|potrebbe) (?:ri)?chiamar(?:e|mi)\\b|\\b(?:vorrei|voglio) essere (?:ri)?chiamat[oa]\\b|\\b(?:assistenza|aiuto) uman[ao]\\b|\\bche qualcuno mi (?:aiuti|(?:ri)?chiami|risponda|contatti)\\b|\\b(?:mi (?:ri)?chiami|(?:ri)?chiamatemi|mi faccia (?:ri)?chiamare)\\b',
    there: "^(?:ciao |salve |pronto )?c'e qualcuno(?: li| qui)?$",
    noMachine:
      '\\bnon voglio (?:parlare con )?(?:un |uno |una |il |questo |nessun )*(?:robot|bot|macchina|chatbot)\\b|^(?:non un|niente|no) (?:robot|bot)(?: per favore| grazie)?$',
  },
];

/** Each with what it stands for. */
export const PERSON_WISHES: [RegExp, string][] = SPEECH.flatMap(
  ({ wish, people, then, alone, around, called, there, noMachine }): [RegExp, string][] => [
    [new RegExp(`${wish}${people}(?=$| (?:${then})(?:$| ))`), 'asks for a person'],
    [
      new RegExp(`^(?:(?:${around}) )*(?:${alone})(?: (?:${alone}|${around}))*$`),
      'names a person and nothing else',
    ],
    [new RegExp(called), 'asks that a person calls or helps'],
    [new RegExp(there), 'asks whether a person is there'],
    [new RegExp(noMachine), 'does not want a machine'],
  ],
);
