import * as v from 'valibot';
import { EmbeddingsSchema } from './embeddings.ts';
import { id, pattern, text } from './fields.ts';
import { GuardrailSchema } from './guardrail.ts';

const tokens = v.pipe(v.number(), v.integer(), v.minValue(50), v.maxValue(8192));

/** What a model takes and what it refuses: the newest ones know no temperature and no forced tool. */
const ModelOptionsSchema = v.strictObject({
  /** Instead of `model.maxTokens`. All of it counts towards the account's quota when a request begins: keep it low. */
  maxTokens: v.optional(tokens),
  /** Not sent unless given. */
  temperature: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  /** How the model is made to give its reply as data: a JSON schema, a tool it is forced to use, or by being told only. */
  reply: v.optional(v.picklist(['schema', 'tool', 'text']), 'schema'),
  /** Whether it may ask for the client's actions. */
  actions: v.optional(v.boolean(), true),
  /**
   * Tokens from which this model caches what is the same for every message (1,024 for Claude Sonnet, 4,096 for Haiku 4.5); below
   * it nothing is cached, silently. Without it no caching is asked for: models that know none refuse the request.
   */
  cacheFromTokens: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});
export type ModelOptions = v.InferOutput<typeof ModelOptionsSchema>;

export const ADVICE = ['legal', 'medical', 'financial'] as const;
export type Advice = (typeof ADVICE)[number];

/** A subject that no answer speaks of, even where an article does: prices of others, a recall, politics. */
const SubjectSchema = v.pipe(
  v.strictObject({
    id,
    /** Whole words or phrases, whatever their case and accents. */
    words: v.optional(v.array(text('the word')), []),
    /** Regular expression, read as in triggers. */
    pattern: v.optional(pattern),
  }),
  v.check(({ words, pattern }) => words.length > 0 || pattern !== undefined, 'words or a pattern'),
);

export const AnswersSchema = v.strictObject({
  /** Of 100 AI answers at most this many may be on the wrong topic. */
  wrongPerHundred: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(50)), 2),
  /** What the AI does when it isn't sure: ask the customer to say it differently, or pass it on at once. */
  whenUnsure: v.optional(v.picklist(['ask', 'agent']), 'ask'),
  model: v.strictObject({
    id: text('the model'),
    /** Asked when the first is busy, slow, or gives nothing that can be read. */
    fallbackId: v.optional(text('the model')),
    maxTokens: v.optional(tokens, 400),
    options: v.optional(ModelOptionsSchema, {}),
    fallbackOptions: v.optional(ModelOptionsSchema, {}),
  }),
  subjectsToLeave: v.optional(v.array(SubjectSchema), []),
  /** Advice that an answer must not give, unless an article says the very words. An insurer may want to strike one. */
  adviceToLeave: v.optional(v.array(v.picklist(ADVICE)), [...ADVICE]),
  embeddings: v.optional(EmbeddingsSchema),
  guardrail: v.optional(GuardrailSchema),
});
export type Subject = v.InferOutput<typeof SubjectSchema>;
