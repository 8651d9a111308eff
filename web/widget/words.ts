import type { HouseLanguage } from '../../layers/core/domain/houseLanguages.ts';

/** What the button and the panel around the chat say. */
export interface WidgetWords {
  chatWithUs: string;
  closeChat: string;
  chatWith: (client: string) => string;
  newMessages: (count: number) => string;
}

export const WIDGET_WORDS: Record<HouseLanguage, WidgetWords> = {
  en: {
    chatWithUs: 'Chat with us',
    closeChat: 'Close chat',
    chatWith: client => `Chat with ${client}`,
    newMessages: count => `${count} new ${count === 1 ? 'message' : 'messages'}`,
  },
  de: {
    chatWithUs: 'Chatten Sie mit uns',
    closeChat: 'Chat schließen',
    chatWith: client => `Chat mit ${client}`,
    newMessages: count => `${count} neue ${count === 1 ? 'Nachricht' : 'Nachrichten'}`,
  },
  fr: {
    chatWithUs: 'Discutez avec nous',
    closeChat: 'Fermer le chat',
    chatWith: client => `Chat avec ${client}`,
    newMessages: count => `${count} ${count === 1 ? 'nouveau message' : 'nouveaux messages'}`,
  },
  es: {
    chatWithUs: 'Chatee con nosotros',
    closeChat: 'Cerrar el chat',
    chatWith: client => `Chat con ${client}`,
    newMessages: count => `${count} ${count === 1 ? 'mensaje nuevo' : 'mensajes nuevos'}`,
  },
  it: {
    chatWithUs: 'Chatti con noi',
    closeChat: 'Chiudi la chat',
    chatWith: client => `Chat con ${client}`,
    newMessages: count => `${count} ${count === 1 ? 'nuovo messaggio' : 'nuovi messaggi'}`,
  },
};
