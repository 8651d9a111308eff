/** What the house says on the phone about the call itself. One sentence a line; true whenever it is said. */
export interface CallLines {
  /** Nothing was heard: the first time, and what is said when nothing was ever heard. */
  notHeard: string;
  neverHeard: string;
  /** Before the choices by key: what they lead to, as each option says it. */
  menu: (options: { key: string; say: string }[]) => string;
  wrongKey: string;
  tooManyKeys: string;
  slower: string;
  nothingToRepeat: string;
  /** While the answer takes longer: after two seconds, and after twenty. */
  moment: string;
  stillWorking: string;
  /** When the message outside opening hours is over. */
  messageKept: (reference: string) => string;
  messageNone: string;
}

const listed = (
  options: { key: string; say: string }[],
  each: (key: string, say: string) => string,
  person: string,
) => [...options.map(({ key, say }) => each(key, say)), person].join(' ');

export const CALL_LINES: Record<string, CallLines> = {
  en: {
    notHeard: "Sorry, I couldn't hear you.",
    neverHeard: "I'm sorry, I can't hear anything on this line. Please call us again. Goodbye.",
    menu: options => listed(options, (key, say) => `Press ${key} ${say}.`, 'Press 0 for a colleague.'),
    wrongKey: 'That key leads nowhere here.',
    tooManyKeys: 'Those were too many keys at once.',
    slower: 'Of course, more slowly.',
    nothingToRepeat: 'Please tell me what I can do for you.',
    moment: 'One moment, please.',
    stillWorking: 'I am still working on it. If it takes much longer, I will bring in a colleague.',
    messageKept: reference => `Thank you, your message is kept. Your reference is ${reference}. Goodbye.`,
    messageNone: 'I have no message from you. You can call again whenever you like. Goodbye.',
  },
  de: {
    notHeard: 'Entschuldigung, ich konnte Sie nicht hören.',
    neverHeard: 'Es tut mir leid, ich höre nichts in dieser Leitung. Bitte rufen Sie noch einmal an. Auf Wiederhören.',
    menu: options => listed(options, (key, say) => `${say} drücken Sie die ${key}.`, 'Für eine Kollegin oder einen Kollegen drücken Sie die 0.'),
    wrongKey: 'Diese Taste führt hier nirgendwohin.',
    tooManyKeys: 'Das waren zu viele Tasten auf einmal.',
    slower: 'Gern, etwas langsamer.',
    nothingToRepeat: 'Bitte sagen Sie mir, was ich für Sie tun kann.',
    moment: 'Einen Moment bitte.',
    stillWorking: 'Ich bin noch dabei. Wenn es viel länger dauert, hole ich jemanden aus dem Team dazu.',
    messageKept: reference => `Danke, Ihre Nachricht ist gespeichert. Ihr Zeichen ist ${reference}. Auf Wiederhören.`,
    messageNone: 'Ich habe keine Nachricht von Ihnen. Sie können jederzeit wieder anrufen. Auf Wiederhören.',
  },
  fr: {
    notHeard: "Pardon, je n'ai pas pu vous entendre.",
    neverHeard: "Je suis désolé, je n'entends rien sur cette ligne. Merci de nous rappeler. Au revoir.",
    menu: options => listed(options, (key, say) => `${say}, tapez ${key}.`, 'Pour parler à un collègue, tapez 0.'),
    wrongKey: 'Cette touche ne mène nulle part ici.',
    tooManyKeys: "C'étaient trop de touches à la fois.",
    slower: "D'accord, plus lentement.",
    nothingToRepeat: 'Dites-moi ce que je peux faire pour vous.',
    moment: 'Un instant, je vous prie.',
    stillWorking: "J'y travaille encore. Si cela dure, je fais venir un collègue.",
    messageKept: reference => `Merci, votre message est enregistré. Votre référence est ${reference}. Au revoir.`,
    messageNone: "Je n'ai pas de message de votre part. Vous pouvez rappeler quand vous voulez. Au revoir.",
  },
  es: {
    notHeard: 'Perdone, no he podido oírle.',
    neverHeard: 'Lo siento, no oigo nada en esta línea. Vuelva a llamarnos, por favor. Adiós.',
    menu: options => listed(options, (key, say) => `${say}, pulse ${key}.`, 'Para hablar con una persona, pulse 0.'),
    wrongKey: 'Esa tecla no lleva a ninguna parte.',
    tooManyKeys: 'Han sido demasiadas teclas a la vez.',
    slower: 'Claro, más despacio.',
    nothingToRepeat: 'Dígame qué puedo hacer por usted.',
    moment: 'Un momento, por favor.',
    stillWorking: 'Sigo con ello. Si tarda mucho más, le paso con una persona.',
    messageKept: reference => `Gracias, su mensaje queda guardado. Su referencia es ${reference}. Adiós.`,
    messageNone: 'No tengo ningún mensaje suyo. Puede volver a llamar cuando quiera. Adiós.',
  },
  it: {
    notHeard: 'Mi scusi, non sono riuscito a sentirla.',
    neverHeard: 'Mi dispiace, non sento nulla su questa linea. Ci richiami, per favore. Arrivederci.',
    menu: options => listed(options, (key, say) => `${say}, prema ${key}.`, 'Per parlare con una persona, prema 0.'),
    wrongKey: 'Quel tasto non porta da nessuna parte.',
    tooManyKeys: 'Erano troppi tasti in una volta.',
    slower: 'Certo, più lentamente.',
    nothingToRepeat: 'Mi dica che cosa posso fare per lei.',
    moment: 'Un momento, per favore.',
    stillWorking: 'Ci sto ancora lavorando. Se dura molto di più, le passo una persona.',
    messageKept: reference => `Grazie, il suo messaggio è conservato. Il suo riferimento è ${reference}. Arrivederci.`,
    messageNone: 'Non ho messaggi da parte sua. Può richiamare quando vuole. Arrivederci.',
  },
}; // prettier-ignore

/** @param language ISO 639-1 or a locale; English where it is not known */
export const callLinesIn = (language: string): CallLines =>
  CALL_LINES[language.slice(0, 2)] ?? CALL_LINES['en']!;
