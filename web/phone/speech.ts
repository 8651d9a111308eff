/** The browser's own ears, where it has some; the standard is not in TypeScript's library yet. */
interface Recognition {
  lang: string;
  onresult: ((event: { results: { transcript: string }[][] }) => void) | null;
  onerror: (() => void) | null;
  onend: (() => void) | null;
  start(): void;
}
type Ears = new () => Recognition;

const ears = (): Ears | undefined => {
  const browser = globalThis as unknown as { SpeechRecognition?: Ears; webkitSpeechRecognition?: Ears };
  return browser.SpeechRecognition ?? browser.webkitSpeechRecognition;
};

export const canSpeak = (): boolean => 'speechSynthesis' in globalThis;
export const canListen = (): boolean => ears() !== undefined;

/** Says something aloud; resolves when it has been said, or could not be. */
export const speakAloud = (text: string, lang: string): Promise<void> =>
  new Promise(resolve => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = lang;
    utterance.onend = () => resolve();
    utterance.onerror = () => resolve();
    speechSynthesis.speak(utterance);
  });

export const hush = (): void => {
  if (canSpeak()) speechSynthesis.cancel();
};

/** One utterance, as the browser understood it; empty when it understood nothing. */
export const listenOnce = (lang: string): Promise<string> =>
  new Promise(resolve => {
    const Recogniser = ears();
    if (!Recogniser) return resolve('');
    const recognition = new Recogniser();
    let heard = '';
    recognition.lang = lang;
    recognition.onresult = ({ results }) => (heard = results[0]?.[0]?.transcript ?? '');
    recognition.onerror = () => resolve('');
    recognition.onend = () => resolve(heard);
    recognition.start();
  });
