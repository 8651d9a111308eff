import { isSaidIn, saidIn, type ClientConfig, type Voice } from '../../layers/core/domain/clientConfig.ts';
import { phoneLanguages, type PhoneLanguage } from '../../layers/core/domain/phoneLanguages.ts';
import { compare, compareStart, say, setAttributes, setFlowAttributes, setLanguage } from './actions.ts';
import { askKey, setRecording, setVoice } from './callActions.ts';
import type { Action } from './flow.ts';
import { calledBackGreetingIn } from './callFlowLines.ts';
import { languageLinesIn } from './languageLines.ts';
import { references, type Lines } from './words.ts';

/** Seconds in which a key is waited for, once the question has been read. */
const KEY_SECONDS = 5;

/** `de-DE`, as Connect writes the locale `de_DE`. */
export const languageTag = (locale: string) => locale.replace('_', '-');

type Said = Record<string, string>;

/** What is said to a caller before the assistant listens, in one language. */
function wordsOf(config: ClientConfig, voice: Voice, { locale, by }: PhoneLanguage): Said {
  const { greeting, recording } = voice;
  if (by === 'people') {
    const met = languageLinesIn(locale).peopleOnly(config.name);
    return { greeting: met, calledBack: met, ...noticesIn(voice, locale) };
  }
  return {
    greeting: saidIn(greeting, locale),
    calledBack: calledBackGreetingIn(locale, config.name),
    ...(recording && noticesIn(voice, locale)),
  };
}

const noticesIn = ({ recording }: Voice, language: string): Said => ({
  ...(recording && { notice: saidIn(recording.notice, language) }),
  ...Object.fromEntries(
    (recording?.countries ?? []).map(({ notice }, n) => [`notice${n + 1}`, saidIn(notice, language)]),
  ),
});

/** Who can't be told so in their language is not recorded. The assistant's languages have every notice. */
const isRecorded = ({ recording }: Voice, { locale, by }: PhoneLanguage): boolean =>
  recording !== undefined &&
  (by === 'assistant' ||
    [recording.notice, ...recording.countries.map(({ notice }) => notice)].every(notice =>
      isSaidIn(notice, [locale.slice(0, 2)]),
    ));

/**
 * A call before anybody talks: voice, language, the notice of recording that the caller's country wants, and the greeting.
 * Entrance: `call`; it goes on at `talk`.
 */
export function calling(config: ClientConfig & { voice: Voice }): Record<string, Action> {
  const { voice } = config;
  const languages = phoneLanguages(config);
  const [first] = languages;
  const several = languages.length > 1;
  const inFirst = wordsOf(config, voice, first!);
  const line = several ? references(inFirst) : inFirst;
  return {
    call: setVoice(first!.voice, first!.engine, several ? 'ask-language' : 'language-1'),
    ...(several && { 'ask-language': askLanguage(languages) }),
    ...Object.fromEntries(
      languages.flatMap((language, n) =>
        speaking(n + 1, language, {
          words: several ? wordsOf(config, voice, language) : undefined,
          next: isRecorded(voice, language) ? 'notice' : 'greet',
        }),
      ),
    ),
    ...(voice.recording &&
      notices(
        languages.filter(language => isRecorded(voice, language)),
        voice.recording,
        line,
      )),
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
function askLanguage(languages: PhoneLanguage[]): Action {
  const offers = languages.map(
    ({ locale, offer }, n) =>
      `<lang xml:lang="${languageTag(locale)}">${offer ?? languageLinesIn(locale).offer(n + 1)}</lang>`,
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
  n: number,
  { locale, voice, engine }: PhoneLanguage,
  { words, next }: { words: Said | undefined; next: string },
): [string, Action][] {
  return [
    [`language-${n}`, setLanguage(languageTag(locale), n === 1 ? 'speaks-1' : `voice-${n}`)],
    ...(n === 1 ? [] : [[`voice-${n}`, setVoice(voice, engine, `speaks-${n}`)] as [string, Action]]),
    [`speaks-${n}`, setAttributes({ language: locale.slice(0, 2) }, words ? `words-${n}` : next)],
    ...(words ? [[`words-${n}`, setFlowAttributes(words, next)] as [string, Action]] : []),
  ];
}

/** The notice by the beginning of the caller's number; where consent is needed, nothing is recorded without it. */
function notices(
  languages: PhoneLanguage[],
  { countries, assistant, contactLens }: NonNullable<Voice['recording']>,
  line: Said,
): Record<string, Action> {
  return {
    ...(countries.length > 0 && {
      notice: compareStart(
        '$.CustomerEndpoint.Address',
        countries.map(({ prefix }, n) => [prefix, `notice-${n + 1}`]),
        'notice-other',
      ),
    }),
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
    [countries.length > 0 ? 'notice-other' : 'notice']: say(line['notice']!, 'record', 'greet'),
    ...(contactLens ? analysed(languages, assistant) : { record: setRecording({ assistant }, 'greet') }),
  };
}

/** Contact Lens must know the language in which it writes down what is said. */
function analysed(languages: PhoneLanguage[], assistant: boolean): Record<string, Action> {
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
export function callSession(
  { silenceSeconds }: Voice,
  { menu, answeredBy }: Lines<'menu' | 'answeredBy'>,
): Record<string, string> {
  return {
    customerPhone: '$.CustomerEndpoint.Address',
    callMenu: menu,
    answeredBy,
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
