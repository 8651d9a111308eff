import type { HouseLanguage } from '../../layers/core/domain/houseLanguages.ts';

/** What pages behind a signed link say of the link itself. */
export interface LinkWords {
  opening: string;
  unavailable: string;
  notWhole: string;
  notReached: string;
  used: string;
  /** Until it may be tried again. */
  tooMany: (seconds: number) => string;
  invalid: string;
  /** Of this page's routes, by the API's word for why. */
  refusals?: Record<string, string>;
  failed: string;
}

/** Seconds up to a minute and a half, then whole minutes: never one of anything. */
const wait = (seconds: number, inSeconds: string, inMinutes: string): string =>
  seconds <= 90 ? `${Math.max(2, seconds)} ${inSeconds}` : `${Math.ceil(seconds / 60)} ${inMinutes}`;

export const LINK_WORDS: Record<HouseLanguage, LinkWords> = {
  en: {
    opening: 'Opening the link…',
    unavailable: 'This page is not available right now. Please try again later.',
    notWhole: 'This link isn’t whole. Please open it from the message again.',
    notReached: 'We can’t be reached right now. Please check your connection and try again.',
    used: 'This link has been used already or has expired.',
    tooMany: seconds => `Too many tries at once. Please try again in ${wait(seconds, 'seconds', 'minutes')}.`,
    invalid: 'This link isn’t valid. Please open it from the mail again, whole and unchanged.',
    failed: 'That didn’t work. Please try again; nothing has been lost.',
  },
  de: {
    opening: 'Der Link wird geöffnet…',
    unavailable: 'Diese Seite ist gerade nicht erreichbar. Bitte versuchen Sie es später noch einmal.',
    notWhole: 'Dieser Link ist nicht vollständig. Bitte öffnen Sie ihn noch einmal aus der Nachricht.',
    notReached:
      'Wir sind gerade nicht erreichbar. Bitte prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
    used: 'Dieser Link wurde schon verwendet oder ist abgelaufen.',
    tooMany: seconds =>
      `Zu viele Versuche auf einmal. Bitte versuchen Sie es in ${wait(seconds, 'Sekunden', 'Minuten')} noch einmal.`,
    invalid:
      'Dieser Link ist nicht gültig. Bitte öffnen Sie ihn noch einmal aus der Mail, ganz und unverändert.',
    failed: 'Das hat nicht geklappt. Bitte versuchen Sie es noch einmal; nichts ist verloren.',
  },
  fr: {
    opening: 'Ouverture du lien…',
    unavailable: "Cette page n'est pas disponible pour le moment. Veuillez réessayer plus tard.",
    notWhole: "Ce lien n'est pas complet. Veuillez l'ouvrir à nouveau depuis le message.",
    notReached: 'Nous ne sommes pas joignables pour le moment. Vérifiez votre connexion et réessayez.',
    used: 'Ce lien a déjà été utilisé ou a expiré.',
    tooMany: seconds =>
      `Trop d'essais à la fois. Veuillez réessayer dans ${wait(seconds, 'secondes', 'minutes')}.`,
    invalid: "Ce lien n'est pas valable. Veuillez l'ouvrir à nouveau depuis l'e-mail, entier et inchangé.",
    failed: "Cela n'a pas fonctionné. Veuillez réessayer ; rien n'est perdu.",
  },
  es: {
    opening: 'Abriendo el enlace…',
    unavailable: 'Esta página no está disponible ahora. Inténtelo de nuevo más tarde.',
    notWhole: 'Este enlace no está completo. Ábralo de nuevo desde el mensaje.',
    notReached: 'Ahora no se nos puede contactar. Compruebe su conexión e inténtelo de nuevo.',
    used: 'Este enlace ya se ha usado o ha caducado.',
    tooMany: seconds =>
      `Demasiados intentos a la vez. Inténtelo de nuevo en ${wait(seconds, 'segundos', 'minutos')}.`,
    invalid: 'Este enlace no es válido. Ábralo de nuevo desde el correo, entero y sin cambios.',
    failed: 'No ha funcionado. Inténtelo de nuevo; no se ha perdido nada.',
  },
  it: {
    opening: 'Apertura del link…',
    unavailable: 'Questa pagina non è disponibile al momento. Riprovi più tardi.',
    notWhole: 'Questo link non è completo. Lo apra di nuovo dal messaggio.',
    notReached: 'Al momento non siamo raggiungibili. Controlli la connessione e riprovi.',
    used: 'Questo link è già stato usato o è scaduto.',
    tooMany: seconds => `Troppi tentativi in una volta. Riprovi tra ${wait(seconds, 'secondi', 'minuti')}.`,
    invalid: "Questo link non è valido. Lo apra di nuovo dall'e-mail, intero e invariato.",
    failed: 'Non ha funzionato. Riprovi; nulla è andato perso.',
  },
};
