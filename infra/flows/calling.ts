import type { ClientConfig, Voice } from '../../layers/core/domain/clientConfig.ts';
import { compare, compareStart, say, setLanguage } from './actions.ts';
import { askKey, setRecording, setVoice } from './callActions.ts';
import type { Action } from './flow.ts';

/** Seconds in which a key is waited for, once the question has been read. */
const KEY_SECONDS = 5;

const tag = (locale: string) => locale.replace('_', '-');

/** What callers hear when they are called back because the call broke off. */
export const calledBackGreeting = ({ name }: Pick<ClientConfig, 'name'>) =>
  `Hello, this is the assistant of ${name}. Our call broke off, so I am calling you back. What can I still do for you?`;

/**
 * A call before anybody talks: voice, language, the notice of recording that the caller's country wants, and the greeting.
 * Entrance: `call`. It goes on at `greet-call` or, when we are calling back, `greet-called-back`.
 */
export function calling({ voice }: { voice: Voice }): Record<string, Action> {
  const { languages, recording } = voice;
  const [first] = languages;
  const afterLanguage = recording ? 'notice' : 'greet';
  return {
    call: setVoice(first!.voice, first!.engine, languages.length > 1 ? 'ask-language' : afterLanguage),
    ...(languages.length > 1 && languageChoice(voice, afterLanguage)),
    ...(recording && notices(voice, recording)),
    greet: compare('$.Attributes.calledBack', { true: 'greet-called-back' }, 'greet-call'),
  };
}

/** Each language is offered in itself; who presses nothing gets the first. */
function languageChoice({ languages }: Voice, next: string): Record<string, Action> {
  const offers = languages.map(({ locale, offer }) => `<lang xml:lang="${tag(locale)}">${offer}</lang>`);
  const keys = languages.map((_, n) => [String(n + 1), `language-${n + 1}`] as const);
  return {
    'ask-language': askKey(
      { SSML: `<speak>${offers.join('<break time="300ms"/>')}</speak>` },
      KEY_SECONDS,
      Object.fromEntries(keys),
      { silent: next, other: next },
    ),
    ...Object.fromEntries(
      languages.flatMap(({ locale, voice, engine }, n) => [
        [`language-${n + 1}`, setLanguage(tag(locale), `voice-${n + 1}`)],
        [`voice-${n + 1}`, setVoice(voice, engine, next)],
      ]),
    ),
  };
}

/** The notice by the beginning of the caller's number; where consent is needed, nothing is recorded without it. */
function notices(
  { languages }: Voice,
  { notice, countries, assistant, contactLens }: NonNullable<Voice['recording']>,
): Record<string, Action> {
  return {
    notice: compareStart(
      '$.CustomerEndpoint.Address',
      countries.map(({ prefix }, n) => [prefix, `notice-${n + 1}`]),
      'notice-other',
    ),
    ...Object.fromEntries(
      countries.map(({ notice: said, consent }, n) => [
        `notice-${n + 1}`,
        consent
          ? askKey({ Text: said }, KEY_SECONDS, { 1: 'record' }, { silent: 'greet', other: 'greet' })
          : say(said, 'record', 'greet'),
      ]),
    ),
    'notice-other': say(notice, 'record', 'greet'),
    record: setRecording(
      { assistant, analysedIn: contactLens ? tag(languages[0]!.locale) : undefined },
      'greet',
    ),
  };
}

/** What the bot is told in calls, beside what it is told in chats. Times in milliseconds. */
export function callSession({ silenceSeconds, menu, greeting }: Voice): Record<string, string> {
  return {
    customerPhone: '$.CustomerEndpoint.Address',
    callMenu: JSON.stringify(menu),
    callGreeting: greeting,
    'x-amz-lex:audio:start-timeout-ms:*:*': String(silenceSeconds * 1000),
    'x-amz-lex:audio:end-timeout-ms:*:*': '800',
    'x-amz-lex:audio:max-length-ms:*:*': '15000',
    'x-amz-lex:dtmf:end-timeout-ms:*:*': '3000',
    'x-amz-lex:dtmf:max-length:*:*': '40',
    'x-amz-lex:dtmf:end-character:*:*': '#',
    'x-amz-lex:dtmf:deletion-character:*:*': '*',
    // Barge-in: the caller need not hear a reply to its end.
    'x-amz-lex:allow-interrupt:*:*': 'true',
  };
}
