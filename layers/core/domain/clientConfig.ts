import * as v from 'valibot';
import { CHANNELS, COMPLEXITIES, SENTIMENTS, URGENCIES } from './triage.ts';

/**
 * Everything that differs between clients, as `clients/<client>/client.yaml` states it. A JSON Schema of it is published
 * for editors (`docs/client.schema.json`).
 */
const text = (what: string) => v.pipe(v.string(), v.trim(), v.nonEmpty(`${what} must not be empty`));
const id = v.pipe(
  v.string(),
  v.regex(
    /^[a-z][a-z0-9-]{1,38}[a-z0-9]$/,
    'an id: 3–40 small letters, digits and hyphens, starting with a letter',
  ),
);
const emailAddress = v.pipe(v.string(), v.email('an e-mail address'));
const url = v.pipe(v.string(), v.url('an absolute URL'));
const minutes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60 * 24 * 30));
const timeOfDay = v.pipe(
  v.string(),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day, "09:00" to "23:59"'),
);
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const HoursSchema = v.strictObject({
  /** IANA name, e.g. Europe/Vienna. */
  timeZone: v.pipe(
    v.string(),
    v.check(zone => {
      try {
        return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
      } catch {
        return false;
      }
    }, 'an IANA time zone, e.g. Europe/Vienna'),
  ),
  days: v.record(v.picklist(DAYS), v.strictObject({ open: timeOfDay, close: timeOfDay })),
  /** Days on which nobody is there, `2026-12-25`. */
  holidays: v.optional(v.array(v.pipe(v.string(), v.isoDate('a date, 2026-12-25'))), []),
});
export type Hours = v.InferOutput<typeof HoursSchema>;

/** A condition of a trigger: all its members must hold; `all`, `any` and `not` combine others. */
export type Condition = {
  topic?: string[];
  urgencyAtLeast?: (typeof URGENCIES)[number];
  sentiment?: (typeof SENTIMENTS)[number][];
  complexityAtLeast?: (typeof COMPLEXITIES)[number];
  language?: string[];
  tier?: string[];
  /** Whole words or phrases, case ignored. */
  words?: string[];
  /** A regular expression, case ignored. */
  pattern?: string;
  wantsPerson?: boolean;
  failedTriesAtLeast?: number;
  channel?: (typeof CHANNELS)[number][];
  withinHours?: boolean;
  /** Any customer attribute: compare as text or number. */
  attribute?: { name: string; is?: string; atLeast?: number; atMost?: number };
  all?: Condition[];
  any?: Condition[];
  not?: Condition;
};
const pattern = v.pipe(
  v.string(),
  v.check(source => {
    try {
      return Boolean(new RegExp(source, 'iu'));
    } catch {
      return false;
    }
  }, 'a regular expression'),
);
const ConditionSchema: v.GenericSchema<Condition> = v.lazy(() =>
  v.pipe(
    v.strictObject({
      topic: v.optional(v.array(id)),
      urgencyAtLeast: v.optional(v.picklist(URGENCIES)),
      sentiment: v.optional(v.array(v.picklist(SENTIMENTS))),
      complexityAtLeast: v.optional(v.picklist(COMPLEXITIES)),
      language: v.optional(v.array(v.string())),
      tier: v.optional(v.array(v.string())),
      words: v.optional(v.array(text('a word'))),
      pattern: v.optional(pattern),
      wantsPerson: v.optional(v.boolean()),
      failedTriesAtLeast: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
      channel: v.optional(v.array(v.picklist(CHANNELS))),
      withinHours: v.optional(v.boolean()),
      attribute: v.optional(
        v.strictObject({
          name: text('the attribute'),
          is: v.optional(v.string()),
          atLeast: v.optional(v.number()),
          atMost: v.optional(v.number()),
        }),
      ),
      all: v.optional(v.array(ConditionSchema)),
      any: v.optional(v.array(ConditionSchema)),
      not: v.optional(ConditionSchema),
    }),
    v.check(
      condition => Object.values(condition).some(value => value !== undefined),
      'at least one condition',
    ),
  ),
);

const TriggerSchema = v.strictObject({
  id,
  when: ConditionSchema,
  /** `agent`: to the provider's agents; `client-team`: straight to the client's own team; `no-ai`: the AI may draft, not send. */
  then: v.picklist(['agent', 'client-team', 'no-ai']),
  /** Why, in words shown to the agent. */
  reason: text('the reason'),
  queue: v.optional(id),
  /** Connect's queue priority, 1 (first) to 9; 5 unless told. */
  priority: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9))),
});
export type Trigger = v.InferOutput<typeof TriggerSchema>;

export const BOUNDARIES = ['auto', 'draft', 'human'] as const;
export type Boundary = (typeof BOUNDARIES)[number];

const ActionSchema = v.strictObject({
  id,
  title: text('the title'),
  /** Topics on which the AI offers this action. */
  topics: v.pipe(v.array(id), v.minLength(1)),
  /** Who the customer must be: `verified` needs a code sent to the address on file or a signed token from the client's site. */
  identity: v.picklist(['none', 'claimed', 'verified']),
  inputs: v.record(
    v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]*$/)),
    v.strictObject({
      /** The question that asks for it. */
      ask: text('the question'),
      pattern,
      /** What the value looks like, for the customer who got it wrong: "six digits, on your receipt". */
      hint: v.optional(v.string()),
    }),
  ),
  /** Asked before the action runs when its effect can't be undone. */
  confirm: v.optional(text('the question')),
  /** Where the address on file is found, for the identity check: a GET whose reply has it in `emailField`. */
  identify: v.optional(
    v.strictObject({ url: text('the URL'), emailField: v.string(), customerIdField: v.optional(v.string()) }),
  ),
  request: v.strictObject({
    method: v.picklist(['GET', 'POST', 'PUT', 'DELETE']),
    /** `{service}` is the client's service, `{input}` an input, URL-encoded. */
    url: text('the URL'),
    body: v.optional(v.record(v.string(), v.string())),
    timeoutSeconds: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(10)), 5),
  }),
  /** What may be said once it ran: `{field}` of the reply or an input. This text is the receipt's claim. */
  receipt: text('the receipt'),
  /** What is said when the service has no such thing (404). */
  notFound: text('what is said when nothing is found'),
});
export type Action = v.InferOutput<typeof ActionSchema>;

const SlaSchema = v.strictObject({ critical: minutes, high: minutes, normal: minutes, low: minutes });

export const ClientSchema = v.strictObject({
  client: id,
  name: text('the name'),
  /** Connect's instance alias is globally unique: chosen once, never changed. */
  instanceAlias: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,45}$/)),
  locale: v.optional(v.picklist(['en_US', 'en_GB', 'de_DE', 'fr_FR', 'es_ES', 'it_IT']), 'en_US'),
  languages: v.optional(v.pipe(v.array(v.pipe(v.string(), v.length(2))), v.minLength(1)), ['en']),
  brand: v.strictObject({
    voice: text('the voice of the brand'),
    greeting: text('the greeting'),
    returning: v.optional(text('the greeting of a returning customer'), 'Welcome back. How can I help?'),
    signature: text('the signature'),
    colour: v.optional(v.pipe(v.string(), v.hexColor()), '#0f5132'),
    /** Words the AI must never write, e.g. competitors. */
    forbidden: v.optional(v.array(v.string()), []),
  }),
  mail: v.strictObject({ from: emailAddress, domain: text('the domain') }),
  pages: v.strictObject({ url }),
  hours: HoursSchema,
  retentionDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650)),
  answers: v.strictObject({
    /** Of 100 AI answers at most this many may be on the wrong topic. */
    wrongPerHundred: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(50)), 2),
    /** What the AI does when it isn't sure: ask the customer to say it differently, or pass it on at once. */
    whenUnsure: v.optional(v.picklist(['ask', 'agent']), 'ask'),
    model: v.strictObject({
      id: v.string(),
      fallbackId: v.optional(v.string()),
      maxTokens: v.optional(v.number(), 400),
    }),
  }),
  boundaries: v.strictObject({
    default: v.picklist(BOUNDARIES),
    topics: v.optional(v.record(id, v.picklist(BOUNDARIES)), {}),
  }),
  triggers: v.array(TriggerSchema),
  queues: v.pipe(
    v.array(v.strictObject({ id, name: text('the name'), topics: v.optional(v.array(id), []) })),
    v.minLength(1, 'at least one queue'),
  ),
  /** Minutes within which an agent must have the case, by urgency. */
  agentSla: SlaSchema,
  clientTeam: v.strictObject({
    name: text('the name of the team'),
    contacts: v.pipe(
      v.array(v.strictObject({ name: text('the name'), email: emailAddress })),
      v.minLength(1, 'at least one contact; the second is written to when the first does not answer'),
    ),
    /** Minutes of the client's hours within which an answer is due, by urgency; then the next contact is written to. */
    sla: SlaSchema,
    linkDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(30)), 7),
  }),
  /** Where the provider's own people learn of missed deadlines. */
  operations: v.strictObject({ email: emailAddress }),
  /** The client's HTTP service that actions call; the key is kept in Secrets Manager. */
  service: v.optional(v.strictObject({ url, keyHeader: v.optional(v.string(), 'x-api-key') })),
  actions: v.optional(v.array(ActionSchema), []),
  /** Days within which a customer who comes back reopens the case. */
  reopenDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(90)), 7),
  silence: v.optional(
    v.strictObject({
      askAfterSeconds: v.pipe(v.number(), v.minValue(60)),
      closeAfterSeconds: v.pipe(v.number(), v.minValue(60)),
    }),
    { askAfterSeconds: 300, closeAfterSeconds: 300 },
  ),
  /** An existing Connect instance to join, so that one provider's agents serve several clients in one panel. */
  existingInstanceArn: v.optional(v.pipe(v.string(), v.startsWith('arn:'))),
});
export type ClientConfig = v.InferOutput<typeof ClientSchema>;

/** `topics.yaml`: what the client's customers write about. */
export const TopicsSchema = v.pipe(
  v.array(
    v.strictObject({
      id,
      title: text('the title'),
      examples: v.pipe(v.array(text('an example')), v.minLength(1, 'at least one example')),
      /** complexity of this topic's cases unless the message says more. */
      complexity: v.optional(v.picklist(COMPLEXITIES), 'simple'),
      urgency: v.optional(v.picklist(URGENCIES), 'normal'),
    }),
  ),
  v.minLength(1, 'at least one topic'),
);
export type Topic = v.InferOutput<typeof TopicsSchema>[number];

/** Front matter of a knowledge article. */
export const ArticleSchema = v.strictObject({
  title: text('the title'),
  topics: v.pipe(v.array(id), v.minLength(1)),
  audience: v.optional(v.picklist(['customer', 'agent']), 'customer'),
  language: v.optional(v.pipe(v.string(), v.length(2)), 'en'),
  validFrom: v.optional(v.pipe(v.string(), v.isoDate())),
  validUntil: v.optional(v.pipe(v.string(), v.isoDate())),
});
export interface Article extends v.InferOutput<typeof ArticleSchema> {
  /** File name without `.md`. */
  id: string;
  /** Markdown below the front matter. */
  body: string;
}
