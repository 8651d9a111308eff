import { inLanguage, type HouseLanguage } from '../domain/houseLanguages.ts';

/** What stands in every letter to a customer around the words themselves. */
export interface LetterLines {
  hello: (name?: string) => string;
  toPerson: string;
  survey: string;
  byAi: string;
  mayAnswer: string;
  reference: (caseId: string) => string;
  source: string;
  /** Above a chat that is sent to its customer, and who speaks in it. */
  transcript: string;
  you: string;
  assistant: string;
  /** Of a mail that begins a conversation. */
  subject: (caseId: string) => string;
}

const LETTER_LINES: Record<HouseLanguage, LetterLines> = {
  en: {
    hello: name => (name ? `Hello ${name},` : 'Hello,'),
    toPerson: 'Not what you need? Talk to a person',
    survey: 'Tell us how we did',
    byAi: 'This answer was written by our automatic assistant.',
    mayAnswer: 'You can simply answer this mail.',
    reference: caseId => `Your reference is ${caseId}.`,
    source: 'Source',
    transcript: 'Here is your chat with us, as it was said.',
    you: 'You',
    assistant: 'Assistant',
    subject: caseId => `Your enquiry ${caseId}`,
  },
  de: {
    hello: name => (name ? `Guten Tag ${name},` : 'Guten Tag,'),
    toPerson: 'Nicht das, was Sie brauchen? Sprechen Sie mit einem Menschen',
    survey: 'Sagen Sie uns, wie zufrieden Sie waren',
    byAi: 'Diese Antwort hat unser automatischer Assistent geschrieben.',
    mayAnswer: 'Sie können einfach auf diese Mail antworten.',
    reference: caseId => `Ihr Zeichen ist ${caseId}.`,
    source: 'Quelle',
    transcript: 'Hier ist Ihr Chat mit uns, wie er geführt wurde.',
    you: 'Sie',
    assistant: 'Assistent',
    subject: caseId => `Ihre Anfrage ${caseId}`,
  },
  fr: {
    hello: name => (name ? `Bonjour ${name},` : 'Bonjour,'),
    toPerson: "Ce n'est pas ce qu'il vous faut ? Parlez à une personne",
    survey: 'Dites-nous si vous êtes satisfait',
    byAi: 'Cette réponse a été rédigée par notre assistant automatique.',
    mayAnswer: 'Vous pouvez simplement répondre à cet e-mail.',
    reference: caseId => `Votre référence est ${caseId}.`,
    source: 'Source',
    transcript: "Voici votre chat avec nous, tel qu'il a eu lieu.",
    you: 'Vous',
    assistant: 'Assistant',
    subject: caseId => `Votre demande ${caseId}`,
  },
  es: {
    hello: name => (name ? `Hola, ${name}:` : 'Hola:'),
    toPerson: '¿No es lo que necesita? Hable con una persona',
    survey: 'Díganos qué tal lo hemos hecho',
    byAi: 'Esta respuesta la ha escrito nuestro asistente automático.',
    mayAnswer: 'Puede responder directamente a este correo.',
    reference: caseId => `Su referencia es ${caseId}.`,
    source: 'Fuente',
    transcript: 'Este es su chat con nosotros, tal como fue.',
    you: 'Usted',
    assistant: 'Asistente',
    subject: caseId => `Su consulta ${caseId}`,
  },
  it: {
    hello: name => (name ? `Buongiorno ${name},` : 'Buongiorno,'),
    toPerson: 'Non è quello che le serve? Parli con una persona',
    survey: 'Ci dica come ci siamo comportati',
    byAi: 'Questa risposta è stata scritta dal nostro assistente automatico.',
    mayAnswer: 'Può semplicemente rispondere a questa e-mail.',
    reference: caseId => `Il suo riferimento è ${caseId}.`,
    source: 'Fonte',
    transcript: 'Ecco la sua chat con noi, così come si è svolta.',
    you: 'Lei',
    assistant: 'Assistente',
    subject: caseId => `La sua richiesta ${caseId}`,
  },
};

/** @param language ISO 639-1; English where the house doesn't speak it */
export const letterLinesIn = (language: string): LetterLines => inLanguage(LETTER_LINES, language);
