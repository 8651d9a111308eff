import type { Action, ClientConfig } from '../domain/clientConfig.ts';
import { checkedInputs } from './action/inputs.ts';
import { valuesOf, type InputSchema } from './action/values.ts';
import { dropUnseen } from './escape.ts';
import type { Tool } from './modelPrompt.ts';

/** The actions a model may ask for: those that the AI may do by itself on one of their topics. */
export function actionTools({ actions, boundaries }: Pick<ClientConfig, 'actions' | 'boundaries'>): Tool[] {
  return actions
    .filter(({ topics }) => topics.some(topic => (boundaries.topics[topic] ?? boundaries.default) === 'auto'))
    .map(({ id, title, inputs }) => ({
      name: id,
      description: `${title}. Identity and confirmation are seen to when it is asked for.`,
      schema: {
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(inputs).map(([name, input]) => [name, propertyOf(input)]),
        ),
        additionalProperties: false,
      },
    }));
}

/** No input is required: what the customer hasn't said is asked for, not made up. */
function propertyOf(input: InputSchema): Record<string, unknown> {
  const description = [input.ask, input.hint].filter(Boolean).join(' ');
  if (input.oneOf) return { type: 'string', enum: input.oneOf, description };
  if (input.number) {
    const { atLeast, atMost, whole } = input.number;
    return {
      type: whole ? 'integer' : 'number',
      ...(atLeast !== undefined && { minimum: atLeast }),
      ...(atMost !== undefined && { maximum: atMost }),
      description,
    };
  }
  if (input.date) return { type: 'string', format: 'date', description };
  return { type: 'string', pattern: input.pattern, description };
}

/**
 * Of the inputs a model gave, those that fit their schema and that the customer wrote themselves, in this message or an
 * earlier one: a value from an article, a reply or the model's own mind is as if not given, and asked for.
 */
export function inputsInOwnWords(
  action: Action,
  given: Record<string, unknown>,
  customerWrote: string[],
  now: string,
): Record<string, string> {
  const texts = customerWrote.map(text => dropUnseen(text).slice(0, READ_AT_MOST));
  const own = Object.entries(checkedInputs(action, given, now)).filter(([name, value]) => {
    const schema = action.inputs[name]!;
    return texts.some(
      text =>
        valuesOf(schema, text, now).some(one => plain(one) === plain(value)) ||
        (schema.pattern !== undefined &&
          plain(value).length >= SHORTEST &&
          plain(text).includes(plain(value))),
    );
  });
  return Object.fromEntries(own);
}

const READ_AT_MOST = 1_000;
/** A value shorter than this is in any text. */
const SHORTEST = 4;
/** "LF 123-456" and "lf123456" are the same words. */
const plain = (text: string) => text.toLowerCase().replace(/[\s.-]+/g, '');
