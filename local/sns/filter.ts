import { compilePattern } from '../events/pattern.ts';

export type MessageAttributes = Record<
  string,
  { DataType: string; StringValue?: string; BinaryValue?: string }
>;
export type Filter = (message: string, attributes: MessageAttributes) => boolean;

/** A subscription's filter policy; none lets everything through. @throws Error for a policy that is not understood. */
export function compileFilter(
  policy: unknown,
  scope: 'MessageAttributes' | 'MessageBody' = 'MessageAttributes',
): Filter {
  if (policy === undefined) return () => true;
  const matches = compilePattern(typeof policy === 'string' ? JSON.parse(policy) : policy);
  if (scope === 'MessageAttributes') return (_message, attributes) => matches(plainValues(attributes));
  return message => {
    try {
      return matches(JSON.parse(message));
    } catch {
      // A body that is no JSON is filtered out.
      return false;
    }
  };
}

function plainValues(attributes: MessageAttributes): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue }]) => {
      if (DataType.startsWith('Number')) return [name, Number(StringValue)];
      return [name, DataType === 'String.Array' ? JSON.parse(StringValue ?? '[]') : StringValue];
    }),
  );
}
