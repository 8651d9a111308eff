import { inLanguage, type HouseLanguage } from '../../layers/core/domain/houseLanguages.ts';

/** How a language is offered by key, in itself, and how a caller is met in it whom only people can answer; `name`: the client's. */
interface LanguageLines {
  offer: (key: number) => string;
  peopleOnly: (name: string) => string;
}

const LANGUAGE_LINES: Record<HouseLanguage, LanguageLines> = {
  en: {
    offer: key => `For English, press ${key}.`,
    peopleOnly: name =>
      `Hello, this is ${name}. Our automatic assistant does not speak English; we are looking for somebody in our team who does. Meanwhile, please say in a few words what it is about.`,
  },
  de: {
    offer: key => `Für Deutsch drücken Sie die ${key}.`,
    peopleOnly: name =>
      `Guten Tag, hier ist ${name}. Unser automatischer Assistent spricht kein Deutsch; wir suchen jemanden aus dem Team, der es spricht. Sagen Sie inzwischen bitte in ein paar Worten, worum es geht.`,
  },
  fr: {
    offer: key => `Pour le français, tapez ${key}.`,
    peopleOnly: name =>
      `Bonjour, ici ${name}. Notre assistant automatique ne parle pas français ; nous cherchons une personne de notre équipe qui le parle. En attendant, dites en quelques mots de quoi il s'agit.`,
  },
  es: {
    offer: key => `Para español, pulse ${key}.`,
    peopleOnly: name =>
      `Hola, le atiende ${name}. Nuestro asistente automático no habla español; buscamos a una persona de nuestro equipo que lo hable. Mientras tanto, diga en pocas palabras de qué se trata.`,
  },
  it: {
    offer: key => `Per l'italiano, prema ${key}.`,
    peopleOnly: name =>
      `Buongiorno, qui ${name}. Il nostro assistente automatico non parla italiano; cerchiamo una persona del team che lo parli. Intanto dica in poche parole di che cosa si tratta.`,
  },
};

/** @param language ISO 639-1 or a locale */
export const languageLinesIn = (language: string): LanguageLines => inLanguage(LANGUAGE_LINES, language);
