import type { HouseLanguage } from '../../layers/core/domain/houseLanguages.ts';
import { LINK_WORDS, type LinkWords } from '../link/words.ts';

export interface SurveyWords extends LinkWords {
  title: string;
  howHappy: string;
  /** From 1 to 5. */
  scores: [string, string, string, string, string];
  recommend: (client: string) => string;
  comment: string;
  send: string;
  chooseNumber: string;
  answered: string;
  thanks: string;
}

export const SURVEY_WORDS: Record<HouseLanguage, SurveyWords> = {
  en: {
    ...LINK_WORDS.en,
    title: 'How did we do?',
    howHappy: 'How happy are you with the help you got?',
    scores: ['very unhappy', 'unhappy', 'so-so', 'happy', 'very happy'],
    recommend: client =>
      `How likely are you to recommend ${client} to a friend? From 0, not at all, to 10, surely (optional)`,
    comment: 'Anything you want to tell us (optional)',
    send: 'Send',
    chooseNumber: 'Please choose a number from 1 to 5.',
    answered: 'Thank you: you have answered already.',
    thanks: 'Thank you. Your answer helps us do better.',
  },
  de: {
    ...LINK_WORDS.de,
    title: 'Wie zufrieden waren Sie?',
    howHappy: 'Wie zufrieden sind Sie mit der Hilfe, die Sie bekommen haben?',
    scores: ['sehr unzufrieden', 'unzufrieden', 'geht so', 'zufrieden', 'sehr zufrieden'],
    recommend: client =>
      `Wie wahrscheinlich ist es, dass Sie ${client} weiterempfehlen? Von 0, gar nicht, bis 10, sicher (freiwillig)`,
    comment: 'Was Sie uns noch sagen möchten (freiwillig)',
    send: 'Senden',
    chooseNumber: 'Bitte wählen Sie eine Zahl von 1 bis 5.',
    answered: 'Danke: Sie haben schon geantwortet.',
    thanks: 'Danke. Ihre Antwort hilft uns, besser zu werden.',
  },
  fr: {
    ...LINK_WORDS.fr,
    title: 'Êtes-vous satisfait ?',
    howHappy: "Êtes-vous satisfait de l'aide que vous avez reçue ?",
    scores: ['très insatisfait', 'insatisfait', 'moyennement', 'satisfait', 'très satisfait'],
    recommend: client =>
      `Recommanderiez-vous ${client} à un ami ? De 0, pas du tout, à 10, certainement (facultatif)`,
    comment: 'Ce que vous souhaitez nous dire (facultatif)',
    send: 'Envoyer',
    chooseNumber: 'Veuillez choisir un nombre de 1 à 5.',
    answered: 'Merci : vous avez déjà répondu.',
    thanks: 'Merci. Votre réponse nous aide à nous améliorer.',
  },
  es: {
    ...LINK_WORDS.es,
    title: '¿Qué tal lo hemos hecho?',
    howHappy: '¿Está satisfecho con la ayuda que ha recibido?',
    scores: ['muy insatisfecho', 'insatisfecho', 'regular', 'satisfecho', 'muy satisfecho'],
    recommend: client =>
      `¿Recomendaría ${client} a un amigo? De 0, en absoluto, a 10, con seguridad (opcional)`,
    comment: 'Lo que quiera decirnos (opcional)',
    send: 'Enviar',
    chooseNumber: 'Elija un número del 1 al 5.',
    answered: 'Gracias: ya ha respondido.',
    thanks: 'Gracias. Su respuesta nos ayuda a mejorar.',
  },
  it: {
    ...LINK_WORDS.it,
    title: 'Come ci siamo comportati?',
    howHappy: "È soddisfatto dell'aiuto ricevuto?",
    scores: ['molto insoddisfatto', 'insoddisfatto', 'così così', 'soddisfatto', 'molto soddisfatto'],
    recommend: client =>
      `Consiglierebbe ${client} a un amico? Da 0, per niente, a 10, sicuramente (facoltativo)`,
    comment: 'Quello che desidera dirci (facoltativo)',
    send: 'Invia',
    chooseNumber: 'Scelga un numero da 1 a 5.',
    answered: 'Grazie: ha già risposto.',
    thanks: 'Grazie. La sua risposta ci aiuta a migliorare.',
  },
};
