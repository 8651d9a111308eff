import type { HouseLanguage } from '../../layers/core/domain/houseLanguages.ts';

/** What pages behind a signed link say of the link itself. */
export interface LinkWords {
  opening: string;
  unavailable: string;
  notWhole: string;
  notReached: string;
  used: string;
  tooMany: string;
  invalid: string;
  failed: string;
}

export const LINK_WORDS: Record<HouseLanguage, LinkWords> = {
  en: {
    opening: 'Opening the link…',
    unavailable: 'This page is not available right now. Please try again later.',
    notWhole: 'This link isn’t whole. Please open it from the message again.',
    notReached: 'We can’t be reached right now. Please check your connection and try again.',
    used: 'This link has been used already or has expired.',
    tooMany: 'Too many tries at once. Please wait a minute and try again.',
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
    tooMany: 'Zu viele Versuche auf einmal. Bitte warten Sie eine Minute und versuchen Sie es noch einmal.',
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
    tooMany: "Trop d'essais à la fois. Veuillez attendre une minute et réessayer.",
    invalid: "Ce lien n'est pas valable. Veuillez l'ouvrir à nouveau depuis l'e-mail, entier et inchangé.",
    failed: "Cela n'a pas fonctionné. Veuillez réessayer ; rien n'est perdu.",
  },
  es: {
    opening: 'Abriendo el enlace…',
    unavailable: 'Esta página no está disponible ahora. Inténtelo de nuevo más tarde.',
    notWhole: 'Este enlace no está completo. Ábralo de nuevo desde el mensaje.',
    notReached: 'Ahora no se nos puede contactar. Compruebe su conexión e inténtelo de nuevo.',
    used: 'Este enlace ya se ha usado o ha caducado.',
    tooMany: 'Demasiados intentos a la vez. Espere un minuto e inténtelo de nuevo.',
    invalid: 'Este enlace no es válido. Ábralo de nuevo desde el correo, entero y sin cambios.',
    failed: 'No ha funcionado. Inténtelo de nuevo; no se ha perdido nada.',
  },
  it: {
    opening: 'Apertura del link…',
    unavailable: 'Questa pagina non è disponibile al momento. Riprovi più tardi.',
    notWhole: 'Questo link non è completo. Lo apra di nuovo dal messaggio.',
    notReached: 'Al momento non siamo raggiungibili. Controlli la connessione e riprovi.',
    used: 'Questo link è già stato usato o è scaduto.',
    tooMany: 'Troppi tentativi in una volta. Attenda un minuto e riprovi.',
    invalid: "Questo link non è valido. Lo apra di nuovo dall'e-mail, intero e invariato.",
    failed: 'Non ha funzionato. Riprovi; nulla è andato perso.',
  },
};
