import * as v from 'valibot';
import { text, url } from './fields.ts';
import { isSaidIn, said, saidIn, type Said } from './said.ts';

export const LOCALES = ['en_US', 'en_GB', 'de_DE', 'fr_FR', 'es_ES', 'it_IT'] as const;

const ENGINES = ['standard', 'neural', 'generative'] as const;

/**
 * Who speaks a language that the client names no voice for. Neural: every one of these has that engine, by Polly's list of
 * voices, and it is in more Regions than the generative one.
 */
export const DEFAULT_VOICES: Record<
  (typeof LOCALES)[number],
  { name: string; engine: (typeof ENGINES)[number] }
> = {
  en_US: { name: 'Joanna', engine: 'neural' },
  en_GB: { name: 'Amy', engine: 'neural' },
  de_DE: { name: 'Vicki', engine: 'neural' },
  fr_FR: { name: 'Lea', engine: 'neural' },
  es_ES: { name: 'Lucia', engine: 'neural' },
  it_IT: { name: 'Bianca', engine: 'neural' },
};

const seconds = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most));
const prefix = v.pipe(v.string(), v.regex(/^\+[1-9]\d{0,6}$/, 'the beginning of a number, "+49"'));

const serviceUrl = v.union([v.pipe(v.string(), v.startsWith('{service}')), url], 'a URL, or {service}/…');

const LanguageSchema = v.strictObject({
  locale: v.picklist(LOCALES),
  /** A voice of Amazon Polly that speaks it; a wrong one is only noticed in the call. */
  voice: text('the voice'),
  engine: v.optional(v.picklist(ENGINES), 'generative'),
  /** How the language is offered when there are several, in itself: "For English, press 1." */
  offer: v.optional(text('the offer')),
});

/** A language that only people speak; what is left out is as the house has it. */
const PeopleLanguageSchema = v.strictObject({
  locale: v.picklist(LOCALES),
  voice: v.optional(text('the voice')),
  engine: v.optional(v.picklist(ENGINES)),
  offer: v.optional(text('the offer')),
});

const RecordingSchema = v.strictObject({
  /** Said to callers whose country has no notice of its own. */
  notice: said('the notice'),
  /** By the beginning of the caller's number, the most particular first. `consent`: recorded only when the caller presses 1. */
  countries: v.optional(
    v.array(v.strictObject({ prefix, notice: said('the notice'), consent: v.optional(v.boolean(), false) })),
    [],
  ),
  /** What is recorded: talk with agents, and with the assistant too. */
  assistant: v.optional(v.boolean(), false),
  /** Contact Lens writes down and redacts what is recorded; it costs by the minute. */
  contactLens: v.optional(v.boolean(), false),
});

/** The telephone. Without it there is no number, and nothing of it is deployed. */
export const VoiceSchema = v.pipe(
  v.strictObject({
    /** A number to be claimed. Left out, a number that is there already is linked to the main flow by hand. */
    number: v.optional(
      v.strictObject({
        country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'a country, "AT"')),
        type: v.optional(v.picklist(['DID', 'TOLL_FREE', 'UIFN']), 'DID'),
        prefix: v.optional(prefix),
      }),
    ),
    greeting: said('the greeting on the phone'),
    /** The first is spoken when nothing is chosen. */
    languages: v.pipe(v.array(LanguageSchema), v.minLength(1, 'at least one language'), v.maxLength(9)),
    /**
     * Languages of `skills.languages` that the assistant doesn't speak: each gets a key, and its callers an agent. Where there are
     * several languages all of them do, listed or not; listed, they may have a voice and an offer of the client's own.
     */
    peopleSpeak: v.optional(v.array(PeopleLanguageSchema), []),
    recording: v.optional(RecordingSchema),
    /** Choices by key, for who can't be heard or understood; 0 is always a person. */
    menu: v.optional(
      v.array(
        v.strictObject({
          key: v.pipe(v.string(), v.regex(/^[1-9]$/, 'a key, "1" to "9"')),
          /** "to track an order" */
          say: said('what the key is for'),
          /** What the caller is taken to have said. */
          text: said('what the key stands for'),
        }),
      ),
      [],
    ),
    /** Seconds of silence after which the caller is taken to say nothing. */
    silenceSeconds: v.optional(seconds(2, 15), 4),
    /** A call back instead of waiting; left out, none is offered. `country`: for numbers typed without a country code. */
    callback: v.optional(
      v.strictObject({
        country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'a country, "AT"')),
        attempts: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)), 2),
        retryMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1440)), 10),
      }),
    ),
    /** Who is called back once when the call breaks off: nobody, who was cut off, or whoever left with an open question. */
    callBackDropped: v.optional(v.picklist(['never', 'cut-off', 'unfinished']), 'never'),
    /** Where the service knows callers by number: `{phone}` in the URL. A number alone proves nothing: a code still does. */
    identify: v.optional(
      v.strictObject({
        url: serviceUrl,
        emailField: v.string(),
        customerIdField: v.optional(v.string()),
        nameField: v.optional(v.string()),
      }),
    ),
  }),
  v.check(
    ({ languages }) => languages.length === 1 || languages.every(({ offer }) => offer),
    'with several languages, an `offer` for each',
  ),
  v.check(
    ({ languages, ...voice }) =>
      languages.length === 1 ||
      saidTo(voice).every(given =>
        isSaidIn(given, [...new Set(languages.map(({ locale }) => locale.slice(0, 2)))]),
      ),
    'with several languages, greeting, notices and menu in each: { en: …, de: … }',
  ),
  v.check(
    ({ menu }) => new Set(menu.map(({ key }) => key)).size === menu.length,
    'each key of the menu once',
  ),
);

/** All that callers hear of the client's own words. */
function saidTo({
  greeting,
  recording,
  menu,
}: {
  greeting: Said;
  recording?: { notice: Said; countries: { notice: Said }[] } | undefined;
  menu: { say: Said; text: Said }[];
}): Said[] {
  return [
    greeting,
    ...(recording ? [recording.notice, ...recording.countries.map(({ notice }) => notice)] : []),
    ...menu.flatMap(({ say, text: meant }) => [say, meant]),
  ];
}
export type Voice = v.InferOutput<typeof VoiceSchema>;

/** The choices by key as they are said in one language, and what each stands for. */
export const menuIn = ({ menu }: Voice, language: string) =>
  menu.map(({ key, say, text: meant }) => ({
    key,
    say: saidIn(say, language),
    text: saidIn(meant, language),
  }));
