import { saidIn, type ClientConfig, type Voice } from '../../layers/core/domain/clientConfig.ts';
import { compare, compareStart, say, setAttributes, setFlowAttributes, setLanguage } from './actions.ts';
import { askKey, setRecording, setVoice } from './callActions.ts';
import type { Action } from './flow.ts';
import { calledBackGreetingIn } from './callFlowLines.ts';
import { references } from './words.ts';

/** Seconds in which a key is waited for, once the question has been read. */
const KEY_SECONDS = 5;

/** `de-DE`, as Connect writes the locale `de_DE`. */
export const languageTag = (locale: string) => locale.replace('_', '-');

type Said = Record<string, string>;

/** What is said to a caller before the assistant listens, in one language. */
const wordsOf = (name: string, { greeting, recording }: Voice, language: string): Said => ({
  greeting: saidIn(greeting, language),
  calledBack: calledBackGreetingIn(language, name),
  ...(recording && { notice: saidIn(recording.notice, language) }),
  ...Object.fromEntries(
    (recording?.countries ?? []).map(({ notice }, n) => [`notice${n + 1}`, saidIn(notice, language)]),
  ),
});

/**
 * A call before anybody talks: voice, language, the notice of recording that the caller's country wants, and the greeting.
 * Entrance: `call`; it goes on at `talk`.
 */
export function calling({ name }: Pick<ClientConfig, 'name'>, voice: Voice): Record<string, Action> {
  const { languages, recording } = voice;
  const [first] = languages;
  const several = languages.length > 1;
  const inFirst = wordsOf(name, voice, first!.locale);
  const line = several ? references(inFirst) : inFirst;
  return {
    call: setVoice(first!.voice, first!.engine, several ? 'ask-language' : 'language-1'),
    ...(several && { 'ask-language': askLanguage(voice) }),
    ...Object.fromEntries(
      languages.flatMap(language => speaking(name, voice, language, recording ? 'notice' : 'greet')),
    ),
    ...(recording && notices(voice, recording, line)),
    ...greetings(voice, line),
  };
}

/** Entrance: `greet`. */
function greetings({ callBackDropped }: Voice, line: Said): Record<string, Action> {
  const greet = setAttributes({ greeting: line['greeting']! }, 'talk');
  if (callBackDropped === 'never') return { greet };
  return {
    greet: compare('$.Attributes.calledBack', { true: 'greet-called-back' }, 'greet-call'),
    'greet-call': greet,
    'greet-called-back': setAttributes({ greeting: line['calledBack']! }, 'talk'),
  };
}

/** Each language is offered in itself; who presses nothing gets the first. */
function askLanguage({ languages }: Voice): Action {
  const offers = languages.map(
    ({ locale, offer }) => `<lang xml:lang="${languageTag(locale)}">${offer}</lang>`,
  );
  return askKey(
    { SSML: `<speak>${offers.join('<break time="300ms"/>')}</speak>` },
    KEY_SECONDS,
    Object.fromEntries(languages.map((_, n) => [String(n + 1), `language-${n + 1}`])),
    { silent: 'language-1', other: 'language-1' },
  );
}

/** The contact, its voice and all that the flows say in one language; with several the sentences are set here. */
function speaking(
  name: string,
  all: Voice,
  { locale, voice, engine }: Voice['languages'][number],
  next: string,
): [string, Action][] {
  const n = all.languages.findIndex(each => each.locale === locale) + 1;
  const several = all.languages.length > 1;
  return [
    [`language-${n}`, setLanguage(languageTag(locale), n === 1 ? 'speaks-1' : `voice-${n}`)],
    ...(n === 1 ? [] : [[`voice-${n}`, setVoice(voice, engine, `speaks-${n}`)] as [string, Action]]),
    [`speaks-${n}`, setAttributes({ language: locale.slice(0, 2) }, several ? `words-${n}` : next)],
    ...(several
      ? [[`words-${n}`, setFlowAttributes(wordsOf(name, all, locale), next)] as [string, Action]]
      : []),
  ];
}

/** The notice by the beginning of the caller's number; where consent is needed, nothing is recorded without it. */
function notices(
  { languages }: Voice,
  { countries, assistant, contactLens }: NonNullable<Voice['recording']>,
  line: Said,
): Record<string, Action> {
  return {
    notice: compareStart(
      '$.CustomerEndpoint.Address',
      countries.map(({ prefix }, n) => [prefix, `notice-${n + 1}`]),
      'notice-other',
    ),
    ...Object.fromEntries(
      countries.map(({ consent }, n) => [
        `notice-${n + 1}`,
        consent
          ? askKey(
              { Text: line[`notice${n + 1}`]! },
              KEY_SECONDS,
              { 1: 'record' },
              { silent: 'greet', other: 'greet' },
            )
          : say(line[`notice${n + 1}`]!, 'record', 'greet'),
      ]),
    ),
    'notice-other': say(line['notice']!, 'record', 'greet'),
    ...(contactLens ? analysed(languages, assistant) : { record: setRecording({ assistant }, 'greet') }),
  };
}

/** Contact Lens must know the language in which it writes down what is said. */
function analysed(languages: Voice['languages'], assistant: boolean): Record<string, Action> {
  const [first, ...others] = languages.map(({ locale }) => locale);
  const record = (locale: string) => setRecording({ assistant, analysedIn: languageTag(locale) }, 'greet');
  if (others.length === 0) return { record: record(first!) };
  const branches = others.map(locale => [languageTag(locale), `record-${locale}`] as const);
  return {
    record: compare('$.LanguageCode', Object.fromEntries(branches), `record-${first}`),
    ...Object.fromEntries([first!, ...others].map(locale => [`record-${locale}`, record(locale)])),
  };
}

/** What the bot is told in calls, beside what it is told in chats. Times in milliseconds. */
export function callSession({ silenceSeconds }: Voice, menu: string): Record<string, string> {
  return {
    customerPhone: '$.CustomerEndpoint.Address',
    callMenu: menu,
    callGreeting: '$.Attributes.greeting',
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
