import { clientFlows } from '../../infra/flows/flows.ts';
import { lintFlow } from '../../infra/flows/lint.ts';
import { phoneLanguages } from '../../layers/core/domain/phoneLanguages.ts';
import { readClient } from '../../layers/core/release/readClient.ts';
import { join } from 'node:path';
import { makeConfig } from '../core/makeCase.ts';
import { makeClients } from './clients.ts';

type Given = Parameters<typeof makeConfig>[0] & object;
const ENGLISH = { locale: 'en_GB' as const, voice: 'Amy', offer: 'For English, press 1.' };
const GERMAN = { locale: 'de_DE' as const, voice: 'Vicki', offer: 'Für Deutsch drücken Sie die 2.' };
const skills = { names: ['abroad'], languages: { de: 'abroad', it: 'abroad', nl: 'abroad' } };
const configOf = (voice: Partial<NonNullable<Given['voice']>>, more: Given = {}) =>
  makeConfig({
    languages: ['en', 'de'],
    skills,
    voice: { greeting: { en: 'Hello.', de: 'Guten Tag.' }, languages: [ENGLISH, GERMAN], ...voice },
    ...more,
  });
const mainOf = (config: ReturnType<typeof configOf>) =>
  new Map(clientFlows(config).find(({ name }) => name === 'main')!.actions);

test('a key for each language that people alone speak and the house has words for; voices of the house or the client', () => {
  const offered = (config: Parameters<typeof phoneLanguages>[0]) =>
    phoneLanguages(config).map(({ locale, voice, engine, by }) => `${locale} ${voice} ${engine} ${by}`);
  expect(offered(configOf({}))).toEqual([
    'en_GB Amy generative assistant',
    'de_DE Vicki generative assistant',
    'it_IT Bianca neural people',
  ]);
  const own = {
    peopleSpeak: [{ locale: 'it_IT' as const, voice: 'Beatrice', engine: 'generative' as const }],
  };
  expect(offered(configOf(own)).at(-1)).toBe('it_IT Beatrice generative people');
});

test('a line of one language asks its callers nothing, unless the client lists another', () => {
  const one = { languages: [ENGLISH], greeting: 'Hello.' };
  expect(mainOf(configOf(one, { languages: ['en'] })).has('ask-language')).toBe(false);
  const listed = configOf({ ...one, peopleSpeak: [{ locale: 'it_IT' }] }, { languages: ['en'] });
  expect(JSON.stringify(mainOf(listed).get('ask-language'))).toContain("Per l'italiano, prema 2.");
});

test('nobody is recorded who was not told so in their language', () => {
  const next = (notice: Record<string, string>) =>
    mainOf(configOf({ recording: { notice } })).get('words-3')!.Transitions.NextAction;
  const told = { en: 'Recorded.', de: 'Aufgezeichnet.' };
  expect(next(told)).toBe('greet');
  expect(next({ ...told, it: 'Registrato.' })).toBe('notice');
});

test('the flows are what the service takes', () => {
  const known = [
    'LexAliasArn',
    'RouteContactArn',
    'DefaultQueueArn',
    'CustomerQueueFlowArn',
    'AgentWhisperFlowArn',
    'ConversationFlowArn',
  ];
  const recording = { notice: { en: 'Recorded.', de: 'Aufgezeichnet.' }, contactLens: true };
  for (const flow of clientFlows(configOf({ recording, callBackDropped: 'cut-off' })))
    expect(lintFlow(flow, known)).toEqual([]);
});

test('a language that nobody or the assistant speaks is refused where it stands', () => {
  const voice = (locale: string) => `
voice:
  greeting: Hello.
  languages: [{ locale: en_US, voice: Ruth }]
  peopleSpeak: [{ locale: ${locale} }]
`;
  for (const locale of ['en_GB', 'es_ES']) {
    const broken = makeClients({
      name: locale.toLowerCase().replace('_', '-'),
      change: yaml => yaml + voice(locale),
    });
    expect(() => readClient(join(broken, locale.toLowerCase().replace('_', '-')))).toThrow(
      /client\.yaml:\d+: .*nothing that people alone speak/,
    );
  }
});
