import { inLanguage, type HouseLanguage } from '../../layers/core/domain/houseLanguages.ts';
import type { Lines } from './words.ts';

/**
 * What the flows themselves say, when no model, no release and no function can be asked. All of it must be true.
 * `unserved`: before anything was said, when nobody can be reached.
 */
type FlowLines = Lines<'stillThere' | 'handOver' | 'unqueued' | 'unserved' | 'waiting'>;

const FLOW_LINES: Record<HouseLanguage, FlowLines> = {
  en: {
    stillThere: 'Are you still there?',
    handOver: 'Something went wrong on our side. One of our people takes over from here.',
    unqueued: 'None of our people is free right now. Your enquiry is kept, and they see all of it.',
    unserved: "We can't serve you at this moment. Please try again in a few minutes.",
    waiting: 'You are in the queue. The next free person answers you here, and has read all of this.',
  },
  de: {
    stillThere: 'Sind Sie noch da?',
    handOver: 'Bei uns ist etwas schiefgegangen. Ab hier übernimmt ein Mensch aus unserem Team.',
    unqueued: 'Gerade ist niemand frei. Ihre Anfrage ist gespeichert, und unser Team sieht sie ganz.',
    unserved: 'Wir können Sie gerade nicht bedienen. Bitte versuchen Sie es in ein paar Minuten noch einmal.',
    waiting:
      'Sie sind in der Warteschlange. Wer als Nächstes frei ist, antwortet Ihnen hier und hat alles gelesen.',
  },
  fr: {
    stillThere: 'Êtes-vous toujours là ?',
    handOver: 'Un problème est survenu de notre côté. Une personne de notre équipe prend le relais.',
    unqueued:
      "Personne n'est libre en ce moment. Votre demande est conservée, et notre équipe la voit en entier.",
    unserved: 'Nous ne pouvons pas vous répondre en ce moment. Merci de réessayer dans quelques minutes.',
    waiting: "Vous êtes dans la file d'attente. La prochaine personne libre vous répond ici et a tout lu.",
  },
  es: {
    stillThere: '¿Sigue usted ahí?',
    handOver: 'Algo ha fallado por nuestra parte. A partir de aquí le atiende una persona de nuestro equipo.',
    unqueued: 'Ahora mismo no hay nadie libre. Su consulta queda guardada, y nuestro equipo la ve entera.',
    unserved: 'En este momento no podemos atenderle. Vuelva a intentarlo dentro de unos minutos.',
    waiting: 'Está usted en la cola. La próxima persona libre le responde aquí y ha leído todo esto.',
  },
  it: {
    stillThere: 'È ancora lì?',
    handOver:
      'Qualcosa è andato storto da parte nostra. Da qui in poi si occupa di lei una persona del team.',
    unqueued:
      'In questo momento nessuno è libero. La sua richiesta è conservata, e il team la vede per intero.',
    unserved: 'In questo momento non possiamo servirla. Riprovi tra qualche minuto.',
    waiting: 'Lei è in coda. La prossima persona libera le risponde qui e ha letto tutto.',
  },
};

/** @param language ISO 639-1 or a locale; English where the house doesn't speak it */
export const flowLinesIn = (language: string): FlowLines => inLanguage(FLOW_LINES, language);
