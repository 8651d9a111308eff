import * as v from 'valibot';
import { text } from './fields.ts';

/** Kinds of personal data that an answer must not hold, as Bedrock names them. */
export const PII_KINDS = [
  'EMAIL',
  'PHONE',
  'ADDRESS',
  'CREDIT_DEBIT_CARD_NUMBER',
  'INTERNATIONAL_BANK_ACCOUNT_NUMBER',
  'PASSWORD',
  'AWS_ACCESS_KEY',
  'AWS_SECRET_KEY',
] as const;

const name = v.pipe(
  v.string(),
  v.regex(/^[0-9a-zA-Z][0-9a-zA-Z _!?.-]{0,99}$/, 'at most 100 letters, digits, spaces and -_!?.'),
);

/** A Bedrock guardrail before and behind the model: one that is there already, or one made from these rules. */
export const GuardrailSchema = v.pipe(
  v.strictObject({
    existing: v.optional(
      v.strictObject({
        id: v.pipe(v.string(), v.regex(/^[a-z0-9]+$/, "the guardrail's id")),
        version: v.pipe(v.string(), v.regex(/^([1-9]\d{0,7}|DRAFT)$/, 'a number or DRAFT')),
      }),
    ),
    create: v.optional(
      v.strictObject({
        /** What is spoken of neither by the customer nor by the model. */
        topics: v.optional(
          v.pipe(
            v.array(
              v.strictObject({
                name,
                definition: v.pipe(text('the definition'), v.maxLength(200, 'at most 200 characters')),
                examples: v.optional(
                  v.pipe(
                    v.array(v.pipe(text('the example'), v.maxLength(100, 'at most 100 characters'))),
                    v.maxLength(5, 'at most five'),
                  ),
                  [],
                ),
              }),
            ),
            v.maxLength(30, 'at most 30'),
          ),
          [],
        ),
        words: v.optional(v.array(v.pipe(text('the word'), v.maxLength(100))), []),
        /** Personal data that stops an answer; customers may write theirs. */
        personalData: v.optional(v.array(v.picklist(PII_KINDS)), []),
        /** Attempts to talk the model out of its rules, in what customers write. */
        promptAttacks: v.optional(v.picklist(['NONE', 'LOW', 'MEDIUM', 'HIGH']), 'HIGH'),
      }),
    ),
  }),
  v.check(
    ({ existing, create }) => (existing === undefined) !== (create === undefined),
    'either existing or create',
  ),
);
export type GuardrailRules = NonNullable<v.InferOutput<typeof GuardrailSchema>['create']>;
