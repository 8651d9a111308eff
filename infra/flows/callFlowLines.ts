import { inLanguage, type HouseLanguage } from '../../layers/core/domain/houseLanguages.ts';
import type { Lines } from './words.ts';

/**
 * What callers hear while they wait. True whatever happens: no waiting time but the one the service measures. Between
 * `confirm` and `confirmKeys` a number is read out.
 */
type CallFlowLines = Lines<
  'stillQueued' | 'offer' | 'confirm' | 'confirmKeys' | 'typeNumber' | 'calledBack' | 'noCallback'
>;

const CALL_FLOW_LINES: Record<HouseLanguage, CallFlowLines> = {
  en: {
    stillQueued: 'You are still in the queue.',
    offer: 'If you would rather be called back, press 1. Otherwise just stay on the line.',
    confirm: 'We would call you on',
    confirmKeys: 'If that is right, press 1. For another number, press 2.',
    typeNumber: 'Please type the number with its area code, then the hash key.',
    calledBack:
      'We will call you back when it is your turn; you keep your place. You can hang up now. Goodbye.',
    noCallback: 'That did not work. You keep your place on the line.',
  },
  de: {
    stillQueued: 'Sie sind noch in der Warteschlange.',
    offer: 'Wenn wir Sie lieber zurückrufen sollen, drücken Sie die 1. Sonst bleiben Sie einfach dran.',
    confirm: 'Wir würden Sie unter dieser Nummer anrufen:',
    confirmKeys: 'Wenn das stimmt, drücken Sie die 1. Für eine andere Nummer drücken Sie die 2.',
    typeNumber: 'Bitte tippen Sie die Nummer mit Vorwahl ein, dann die Rautetaste.',
    calledBack:
      'Wir rufen Sie zurück, wenn Sie an der Reihe sind; Ihr Platz bleibt. Sie können jetzt auflegen. Auf Wiederhören.',
    noCallback: 'Das hat nicht geklappt. Sie behalten Ihren Platz in der Leitung.',
  },
  fr: {
    stillQueued: "Vous êtes toujours dans la file d'attente.",
    offer: 'Si vous préférez être rappelé, tapez 1. Sinon, restez simplement en ligne.',
    confirm: 'Nous vous rappellerions au',
    confirmKeys: "Si c'est juste, tapez 1. Pour un autre numéro, tapez 2.",
    typeNumber: "Tapez le numéro avec l'indicatif, puis la touche dièse.",
    calledBack:
      'Nous vous rappelons quand ce sera votre tour ; vous gardez votre place. Vous pouvez raccrocher. Au revoir.',
    noCallback: "Cela n'a pas fonctionné. Vous gardez votre place en ligne.",
  },
  es: {
    stillQueued: 'Sigue usted en la cola.',
    offer: 'Si prefiere que le llamemos, pulse 1. Si no, siga en línea.',
    confirm: 'Le llamaríamos al',
    confirmKeys: 'Si es correcto, pulse 1. Para otro número, pulse 2.',
    typeNumber: 'Marque el número con su prefijo y después la tecla almohadilla.',
    calledBack: 'Le llamaremos cuando sea su turno; conserva su puesto. Ya puede colgar. Adiós.',
    noCallback: 'No ha funcionado. Conserva su puesto en la línea.',
  },
  it: {
    stillQueued: 'Lei è ancora in coda.',
    offer: 'Se preferisce essere richiamato, prema 1. Altrimenti resti in linea.',
    confirm: 'La richiameremmo al',
    confirmKeys: 'Se è giusto, prema 1. Per un altro numero, prema 2.',
    typeNumber: 'Digiti il numero con il prefisso, poi il tasto cancelletto.',
    calledBack:
      'La richiameremo quando sarà il suo turno; il suo posto resta. Ora può riagganciare. Arrivederci.',
    noCallback: 'Non ha funzionato. Lei mantiene il suo posto in linea.',
  },
};

/** What callers hear when they are called back because the call broke off; `name` is the client's. */
const CALLED_BACK: Record<HouseLanguage, (name: string) => string> = {
  en: name =>
    `Hello, this is the assistant of ${name}. Our call broke off, so I am calling you back. What can I still do for you?`,
  de: name =>
    `Guten Tag, hier ist der Assistent von ${name}. Unser Gespräch ist abgebrochen, darum rufe ich zurück. Was kann ich noch für Sie tun?`,
  fr: name =>
    `Bonjour, ici l'assistant de ${name}. Notre appel a été coupé, je vous rappelle donc. Que puis-je encore faire pour vous ?`,
  es: name =>
    `Hola, le habla el asistente de ${name}. Nuestra llamada se cortó, por eso le llamo de nuevo. ¿Qué más puedo hacer por usted?`,
  it: name =>
    `Buongiorno, qui l'assistente di ${name}. La chiamata si è interrotta, perciò la richiamo. Che cosa posso fare ancora per lei?`,
};

/** @param language ISO 639-1 or a locale; English where the house doesn't speak it */
export const callFlowLinesIn = (language: string): CallFlowLines => inLanguage(CALL_FLOW_LINES, language);

export const calledBackGreetingIn = (language: string, name: string): string =>
  inLanguage(CALLED_BACK, language)(name);
