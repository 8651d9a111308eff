import { inLanguage, type HouseLanguage } from '../domain/houseLanguages.ts';

/** What goes with a one-time code. */
interface CodeWords {
  subject: (client: string) => string;
  /** A mail's paragraphs. */
  mail: (code: string) => string[];
  /** A text message of one part. */
  text: (client: string, code: string) => string;
}

const CODE_WORDS: Record<HouseLanguage, CodeWords> = {
  en: {
    subject: client => `Your code for ${client}`,
    mail: code => [
      `Your code is ${code}.`,
      'Give it to us within ten minutes, where you asked. We need it to make sure that it is you.',
      'If you are not in touch with us at the moment, ignore this mail: nothing happens without the code.',
    ],
    text: (client, code) =>
      `${client}: your code is ${code}, for ten minutes. Not in touch with us just now? Then tell it nobody.`,
  },
  de: {
    subject: client => `Ihr Code für ${client}`,
    mail: code => [
      `Ihr Code ist ${code}.`,
      'Nennen Sie ihn uns innerhalb von zehn Minuten dort, wo Sie gefragt haben. Wir brauchen ihn, um sicher zu sein, dass Sie es sind.',
      'Wenn Sie gerade nicht mit uns in Verbindung sind, beachten Sie diese Mail nicht: Ohne den Code geschieht nichts.',
    ],
    text: (client, code) =>
      `${client}: Ihr Code ist ${code}, zehn Minuten lang. Sie sprechen gerade nicht mit uns? Dann sagen Sie ihn niemandem.`,
  },
  fr: {
    subject: client => `Votre code pour ${client}`,
    mail: code => [
      `Votre code est ${code}.`,
      "Donnez-le-nous dans les dix minutes, là où vous l'avez demandé. Il nous assure que c'est bien vous.",
      "Si vous n'êtes pas en contact avec nous en ce moment, ignorez cet e-mail : sans le code, rien ne se passe.",
    ],
    text: (client, code) =>
      `${client} : votre code est ${code}, pour dix minutes. Pas en contact avec nous ? Ne le donnez à personne.`,
  },
  es: {
    subject: client => `Su código para ${client}`,
    mail: code => [
      `Su código es ${code}.`,
      'Díganoslo en los próximos diez minutos, donde lo ha pedido. Lo necesitamos para saber que es usted.',
      'Si ahora no está en contacto con nosotros, no haga caso de este correo: sin el código no ocurre nada.',
    ],
    text: (client, code) =>
      `${client}: su código es ${code}, diez minutos. ¿No habla con nosotros? No lo dé a nadie.`,
  },
  it: {
    subject: client => `Il suo codice per ${client}`,
    mail: code => [
      `Il suo codice è ${code}.`,
      'Ce lo dica entro dieci minuti, dove lo ha chiesto. Ci serve per essere sicuri che sia Lei.',
      'Se in questo momento non è in contatto con noi, ignori questa e-mail: senza il codice non succede nulla.',
    ],
    text: (client, code) =>
      `${client}: il suo codice è ${code}, per dieci minuti. Non sta parlando con noi? Non lo dia a nessuno.`,
  },
};

/** @param language ISO 639-1; English where the house doesn't speak it */
export const codeWordsIn = (language: string): CodeWords => inLanguage(CODE_WORDS, language);
