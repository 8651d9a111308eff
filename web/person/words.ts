import type { HouseLanguage } from '../../layers/core/domain/houseLanguages.ts';
import { LINK_WORDS, type LinkWords } from '../link/words.ts';

export interface PersonWords extends LinkWords {
  title: string;
  offer: string;
  bringIn: string;
  called: string;
}

export const PERSON_WORDS: Record<HouseLanguage, PersonWords> = {
  en: {
    ...LINK_WORDS.en,
    title: 'Talk to a person',
    offer:
      'Our answer wasn’t what you need? A person takes your case, with everything you wrote, and answers by e-mail.',
    bringIn: 'Bring in a person',
    called: 'A person has your case already and answers by e-mail.',
  },
  de: {
    ...LINK_WORDS.de,
    title: 'Mit einem Menschen sprechen',
    offer:
      'Unsere Antwort war nicht, was Sie brauchen? Ein Mensch übernimmt Ihren Fall, mit allem, was Sie geschrieben haben, und antwortet per E-Mail.',
    bringIn: 'Einen Menschen holen',
    called: 'Ein Mensch hat Ihren Fall schon und antwortet per E-Mail.',
  },
  fr: {
    ...LINK_WORDS.fr,
    title: 'Parler à une personne',
    offer:
      "Notre réponse n'était pas ce qu'il vous faut ? Une personne prend votre dossier, avec tout ce que vous avez écrit, et répond par e-mail.",
    bringIn: 'Faire venir une personne',
    called: 'Une personne a déjà votre dossier et répond par e-mail.',
  },
  es: {
    ...LINK_WORDS.es,
    title: 'Hablar con una persona',
    offer:
      '¿Nuestra respuesta no era lo que necesita? Una persona se ocupa de su caso, con todo lo que ha escrito, y responde por correo.',
    bringIn: 'Llamar a una persona',
    called: 'Una persona ya tiene su caso y responde por correo.',
  },
  it: {
    ...LINK_WORDS.it,
    title: 'Parlare con una persona',
    offer:
      'La nostra risposta non era quella che le serve? Una persona prende il suo caso, con tutto ciò che ha scritto, e risponde per e-mail.',
    bringIn: 'Chiama una persona',
    called: 'Una persona ha già il suo caso e risponde per e-mail.',
  },
};
