import type { Act } from '../../domain/triage.ts';

export type Courtesy = Exclude<Act, 'enquiry' | 'empty'>;

/** Phrases that carry nothing but the act, in the languages of the house; without accents, apart by commas. */
const PHRASES: Record<Courtesy, string> = {
  greeting: `
    hi, hii, hiya, hey, heya, hello, helo, hallo, hai, yo, howdy, greetings, good morning, good
    afternoon, good evening, good day, morning, evening, afternoon, how are you, how are you doing,
    how's it going, what's up, sup, nice to meet you, hope you are well, hope you're well, moin, servus,
    guten tag, guten morgen, guten abend, gruss gott, bonjour, bonsoir, salut, coucou, hola, buenos
    dias, buenas tardes, buenas noches, buenas, que tal, ciao, salve, buongiorno, buonasera, ola, oi,
    bom dia, boa tarde, boa noite, hoi, goedemorgen, goedemiddag, goedenavond, goedendag`,
  thanks: `
    thanks, thank you, thank u, thankyou, many thanks, thanks a lot, thanks so much, thank you so much,
    thank you very much, thanks for your help, thank you for your help, thanks for the help, cheers,
    much appreciated, appreciate it, i appreciate it, i appreciate your help, appreciated, grateful,
    that's great, that's perfect, that's helpful, that helps, that helped, that is great, that is very
    helpful, you have been very helpful, you've been very helpful, you've been great, great, perfect,
    awesome, excellent, brilliant, wonderful, lovely, super, fantastic, amazing, nice, cool, danke,
    danke schon, danke schoen, vielen dank, besten dank, herzlichen dank, merci, merci beaucoup,
    gracias, muchas gracias, grazie, grazie mille, mille grazie, obrigado, obrigada, muito obrigado,
    muito obrigada, dank je, dank u, dankjewel, bedankt, dank je wel, dank u wel`,
  goodbye: `
    bye, bye bye, byebye, goodbye, good bye, see you, see ya, cya, farewell, take care, have a nice day,
    have a good day, have a great day, have a good one, have a nice evening, have a nice weekend, have a
    great weekend, good night, goodnight, talk to you later, ttyl, see you later, that's all, that is
    all, that's it, that will be all, that'll be all, nothing else, tschuss, tschuess, auf wiedersehen,
    schonen tag, schonen tag noch, das war alles, au revoir, bonne journee, c'est tout, adios, hasta
    luego, hasta la vista, eso es todo, arrivederci, buona giornata, e tutto, adeus, tchau, ate logo,
    tot ziens, doei, dag, fijne dag`,
  yes: `
    yes, yess, yep, yup, yeah, yea, ya, y, sure, of course, ok, okay, okey, k, alright, all right,
    right, correct, that's right, that's correct, that is right, that is correct, exactly, absolutely,
    definitely, certainly, indeed, affirmative, go ahead, do it, please do, yes please, sounds good,
    fine, that's fine, i do, i am, i have, it is, it does, it did, i agree, agreed, confirm, confirmed,
    i confirm, that works, it works now, it worked, that worked, got it, understood, ja, jawohl, genau,
    gerne, stimmt, oui, d'accord, bien sur, si, claro, vale, de acuerdo, certo, va bene, esatto, sim,
    certo que sim, klopt, prima, akkoord, 👍, 👌, ✅`,
  no: `
    no, nope, nah, na, n, noo, not really, no thanks, no thank you, not yet, never, negative, not now,
    not at all, i don't, i do not, don't, i have not, i haven't, i'm not, i am not, it is not, it isn't,
    it's not, it doesn't, it didn't, that's wrong, wrong, incorrect, that's not right, that's incorrect,
    that is not correct, that's not it, don't do it, stop, cancel that, nein, nee, nicht, non, pas du
    tout, nao, no gracias, nein danke, non merci, no grazie, nee bedankt, nao obrigado, 👎, ❌`,
};

/** Phrase → act. */
export const ACT_OF = new Map<string, Courtesy>(
  (Object.keys(PHRASES) as Courtesy[]).flatMap(act =>
    PHRASES[act].split(',').map(phrase => [phrase.trim().replace(/\s+/g, ' '), act] as const),
  ),
);

/** Words that may stand beside an act without making it a question. */
export const FILLERS = new Set(
  `
    a an and the so very much please pls kindly there you your to for all again then just oh ah ok okay
    well now really it that this is was sir madam mam maam team everyone everybody guys folks dear
    friend mate man bot assistant lot bitte und auch vous le la je tres muy por favor mucho tanto e per
    molto alsjeblieft i am im um uh hmm mm lol haha today help helping everything 🙂 😊 😀 🙏 👋 ❤️ ❤ 😃 😁 😄
`
    .trim()
    .split(/\s+/),
);
