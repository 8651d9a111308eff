import * as v from 'valibot';
import { ActionSchema } from './config/actions.ts';
import { ChecklistSchema, DraftsSchema, UnavailableSchema, WrapUpSchema } from './config/agents.ts';
import { AnswersSchema } from './config/answers.ts';
import { ChatSchema } from './config/chat.ts';
import { ClientTeamSchema } from './config/clientTeam.ts';
import { CodesBySmsSchema } from './config/codesBySms.ts';
import { SlaSchema, emailAddress, id, serverUrl, text, textByLanguage } from './config/fields.ts';
import { HoursSchema } from './config/hours.ts';
import { PagesSchema } from './config/pages.ts';
import { SignInSchema } from './config/signIn.ts';
import { SkillsSchema } from './config/skills.ts';
import { MailSchema } from './config/mail.ts';
import { TriggerSchema } from './config/triggers.ts';
import { LOCALES, VoiceSchema } from './config/voice.ts';

export type { Action } from './config/actions.ts';
export { ArticleSchema, type Article } from './config/article.ts';
export type { Hours } from './config/hours.ts';
export { TopicsSchema, type Topic } from './config/topics.ts';
export { skillAttribute } from './config/skills.ts';
export type { Condition, Trigger } from './config/triggers.ts';
export { isSaidIn, saidIn } from './config/said.ts';
export { menuIn, type Voice } from './config/voice.ts';

/** From least to most strict: of several topics in one message the strictest counts. */
export const BOUNDARIES = ['auto', 'draft', 'human'] as const;
export type Boundary = (typeof BOUNDARIES)[number];

/** An account's whole HTTP APIs take 10,000 a second. */
const perSecond = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000));

/**
 * Everything that differs between clients, as `clients/<client>/client.yaml` states it, a file a feature in `config/`. A JSON
 * Schema of it is published for editors (`docs/client.schema.json`).
 */
export const ClientSchema = v.strictObject({
  client: id,
  name: text('the name'),
  /** Connect's instance alias is globally unique: chosen once, never changed. Of a joined instance: the alias it has. */
  instanceAlias: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,45}$/)),
  locale: v.optional(v.picklist(LOCALES), 'en_US'),
  languages: v.optional(v.pipe(v.array(v.pipe(v.string(), v.length(2))), v.minLength(1)), ['en']),
  brand: v.strictObject({
    voice: text('the voice of the brand'),
    greeting: textByLanguage('the greeting'),
    returning: v.optional(
      textByLanguage('the greeting of a returning customer'),
      'Welcome back. How can I help?',
    ),
    signature: textByLanguage('the signature'),
    colour: v.optional(v.pipe(v.string(), v.hexColor()), '#0f5132'),
    /** Words the AI must never write, e.g. competitors. */
    forbidden: v.optional(v.array(v.string()), []),
  }),
  mail: MailSchema,
  pages: PagesSchema,
  hours: HoursSchema,
  retentionDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650)),
  answers: AnswersSchema,
  boundaries: v.strictObject({
    default: v.picklist(BOUNDARIES),
    topics: v.optional(v.record(id, v.picklist(BOUNDARIES)), {}),
  }),
  triggers: v.array(TriggerSchema),
  queues: v.pipe(
    v.array(
      v.strictObject({
        id,
        name: text('the name'),
        topics: v.optional(v.array(id), []),
        /** Contacts that may wait in it at once; what comes beyond is answered as `unavailable.queueFull` says. */
        mostWaiting: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
      }),
    ),
    v.minLength(1, 'at least one queue'),
  ),
  skills: v.optional(SkillsSchema),
  /** Minutes within which an agent must have the case, by urgency. */
  agentSla: SlaSchema,
  clientTeam: ClientTeamSchema,
  /** The client's protocol: what agents must have done before a hand-over. */
  checklist: v.optional(ChecklistSchema, []),
  wrapUpCodes: v.optional(WrapUpSchema, []),
  drafts: v.optional(DraftsSchema, { patienceSeconds: { chat: 120, email: 3600 } }),
  unavailable: v.optional(UnavailableSchema, { afterHours: 'email', noAgents: 'queue', queueFull: 'email' }),
  signIn: v.optional(SignInSchema),
  /** Where the provider's own people learn of missed deadlines. */
  operations: v.strictObject({ email: emailAddress }),
  /** The client's HTTP service that actions call; the key is kept in Secrets Manager. */
  service: v.optional(v.strictObject({ url: serverUrl, keyHeader: v.optional(v.string(), 'x-api-key') })),
  actions: v.optional(v.array(ActionSchema), []),
  /** How customers get the one-time codes that prove who they are, beside e-mail. */
  codesBySms: v.optional(CodesBySmsSchema),
  /** Days within which a customer who comes back reopens the case. */
  reopenDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(90)), 7),
  silence: v.optional(
    v.strictObject({
      askAfterSeconds: v.pipe(v.number(), v.minValue(60)),
      closeAfterSeconds: v.pipe(v.number(), v.minValue(60)),
    }),
    { askAfterSeconds: 300, closeAfterSeconds: 300 },
  ),
  /** What the HTTP API takes before it answers 429; bursts may be twice that, of chats four times. See docs/scaling.md. */
  api: v.optional(
    v.strictObject({
      requestsPerSecond: v.optional(perSecond, 50),
      /** `POST /chats`: a stranger's chat takes two requests. */
      chatRequestsPerSecond: v.optional(perSecond, 20),
    }),
    { requestsPerSecond: 50, chatRequestsPerSecond: 20 },
  ),
  chat: v.optional(ChatSchema),
  voice: v.optional(VoiceSchema),
  /** An existing Connect instance to join, so that one provider's agents serve several clients in one panel. */
  existingInstanceArn: v.optional(v.pipe(v.string(), v.startsWith('arn:'))),
});
export type ClientConfig = v.InferOutput<typeof ClientSchema>;
